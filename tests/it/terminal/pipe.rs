//! A reader that goes away ends pjlint quietly, with the status that it would have had.

use std::io::{self, BufRead, BufReader};
use std::process::Stdio;

use crate::terminal::pjlint;

fn broken(arguments: &[&str]) -> (Option<i32>, String) {
    let (reader, writer) = io::pipe().unwrap();
    // Nobody will read: the first write fails.
    drop(reader);
    let output = pjlint().args(arguments).stdout(writer).stderr(Stdio::piped()).output().unwrap();
    (output.status.code(), String::from_utf8(output.stderr).unwrap())
}

#[test]
fn every_command_ends_quietly() {
    let quiet = |status: i32| (Some(status), String::new());
    for format in ["full", "concise", "json", "sarif"] {
        assert_eq!(broken(&["check", "fixtures/demo", "--format", format]), quiet(1), "{format}");
        let nothing = ["check", "fixtures/demo", "--select", "PRF01", "--format", format];
        assert_eq!(broken(&nothing), quiet(0), "{format}");
    }
    assert_eq!(broken(&["check", "fixtures/demo", "--statistics"]), quiet(1));
    assert_eq!(broken(&["check", "fixtures/demo", "--statistics", "--format", "json"]), quiet(1));
    assert_eq!(broken(&["check", "fixtures/demo", "--watch"]).0, Some(0));
    for arguments in [
        &["show", "fixtures/demo"][..],
        &["show", "fixtures/demo", "--format", "json"],
        &["rules"],
        &["rules", "--format", "json"],
        &["explain", "SYN04"],
        &["explain", "nat"],
        &["explain", "488"],
        &["explain", "488", "--format", "json"],
        &["completions", "bash"],
        &["completions", "zsh"],
        &["completions", "fish"],
        &["--help"],
        &["help"],
        &["--version"],
        &["check", "--help"],
    ] {
        assert_eq!(broken(arguments), quiet(0), "{arguments:?}");
    }
}

#[test]
fn a_reader_that_has_seen_enough_is_no_error() {
    for (arguments, status) in [(&["check", "fixtures/demo"][..], 1), (&["rules"], 0), (&["explain", "SYN04"], 0)] {
        let mut child = pjlint().args(arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        BufReader::with_capacity(16, child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        assert!(!line.is_empty());
        let output = child.wait_with_output().unwrap();
        assert_eq!((output.status.code(), output.stderr.len()), (Some(status), 0), "{arguments:?}");
    }
}
