//! Files that other programs change while they are read.

use std::fs::{self, OpenOptions};
use std::io::{Read, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use rustix::fs::{CWD, FileType, Mode, mknodat};

use crate::hostile::bounded::{Bounded, Ran, TRANSPORT};

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
fn truncated_meanwhile(site: &Bounded, words: &str) -> Ran {
    let mut child = site.start(words);
    let mut out = child.stdout.take().expect("a pipe");
    out.read_exact(&mut [0; 8]).expect("a report begins");
    OpenOptions::new().write(true).open(site.path("pjsip.conf")).expect("a file").set_len(10).expect("it can be cut");
    child.stdout = Some(out);
    site.ended(child)
}

#[test]
fn a_large_file_is_truncated_while_it_is_read() {
    let site = Bounded::of("truncated", long());
    truncated_meanwhile(&site, "check --format json .")
        .ends_with(2)
        .complains("pjsip.conf: another program made this file shorter while pjlint was reading it");
}

#[test]
fn a_small_file_is_truncated_while_it_is_read() {
    let lines: String = long().lines().filter(|l| !l.starts_with(';')).flat_map(|l| [l, "\n"]).collect();
    let site = Bounded::of("truncated-small", lines);
    truncated_meanwhile(&site, "check --format json .").ends_with(1);
}

/// One that grows while it is read is read as far as it went at first.
#[test]
fn a_file_grows_while_it_is_read() {
    let site = Bounded::of("grows", long());
    let path = site.path("pjsip.conf");
    let going = Arc::new(AtomicBool::new(true));
    let writer = {
        let going = Arc::clone(&going);
        thread::spawn(move || {
            let mut file = OpenOptions::new().append(true).open(path).expect("a file");
            let more = "[more]\ntype=aor\n".repeat(100);
            // Not more than the disk has, and little at a time: all that is there when the reader comes it has to read.
            for _ in 0..20_000 {
                if !going.load(Ordering::Relaxed) {
                    break;
                }
                file.write_all(more.as_bytes()).expect("a file can grow");
                thread::sleep(Duration::from_micros(200));
            }
        })
    };
    let ran = site.check("--format concise");
    going.store(false, Ordering::Relaxed);
    writer.join().expect("a writer");
    ran.ends_with(1);
}

/// A FIFO takes the place of a file, over and over.
#[test]
fn a_file_becomes_a_fifo() {
    let site = Bounded::of("becomes", format!("{TRANSPORT}{}", "#tryinclude one.conf\n".repeat(50)));
    let (one, file, fifo) = (site.path("one.conf"), site.path("file"), site.path("fifo"));
    let going = Arc::new(AtomicBool::new(true));
    let swapper = {
        let going = Arc::clone(&going);
        thread::spawn(move || {
            while going.load(Ordering::Relaxed) {
                fs::write(&file, "[a]\ntype=aor\n").expect("a file");
                fs::rename(&file, &one).expect("a file can be replaced");
                mknodat(CWD, &fifo, FileType::Fifo, Mode::from_raw_mode(0o600), 0).expect("a FIFO");
                fs::rename(&fifo, &one).expect("a file can be replaced");
            }
        })
    };
    for _ in 0..20 {
        let ran = site.check("--format concise");
        assert!(matches!(ran.status, Some(0 | 1)), "{}", ran.err);
    }
    going.store(false, Ordering::Relaxed);
    swapper.join().expect("a swapper");
}
