//! Files that other programs change while they are read.

use std::fs::OpenOptions;
use std::io::Read;

use crate::run::{Ran, Site};

/// Findings at both ends of more text than is copied: between them lie 9 MB of comments.
fn long() -> String {
    let accounts = |letter: char| -> String {
        let account = |i| format!("[{letter}{i}]\ntype=endpoint\ncontext=x\nauth=nobody{i}\n");
        (0..2000).map(account).collect()
    };
    let comments = format!("; {}\n", "-".repeat(97)).repeat(90_000);
    format!("{}{comments}{}", accounts('a'), accounts('b'))
}

/// Runs it until its report is under way: it waits for a reader then, and has most of the file still to look at.
fn truncated_meanwhile(site: &Site, words: &str) -> Ran {
    let mut child = site.start(words);
    let mut out = child.stdout.take().expect("a pipe");
    out.read_exact(&mut [0; 8]).expect("a report begins");
    OpenOptions::new().write(true).open(site.path("pjsip.conf")).expect("a file").set_len(10).expect("it can be cut");
    child.stdout = Some(out);
    site.ended(child)
}

#[test]
fn a_large_file_is_truncated_while_it_is_read() {
    let site = Site::of("truncated", long());
    truncated_meanwhile(&site, "check --format json .")
        .ends_with(2)
        .complains("pjsip.conf: another program made this file shorter while pjlint was reading it");
}

#[test]
fn a_small_file_is_truncated_while_it_is_read() {
    let lines: String = long().lines().filter(|l| !l.starts_with(';')).map(|l| format!("{l}\n")).collect();
    let site = Site::of("truncated-small", lines);
    truncated_meanwhile(&site, "check --format json .").ends_with(1);
}
