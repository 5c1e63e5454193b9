//! A terminal of our own.

use std::fs::File;
use std::io::Read;
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};

/// What the command writes to a terminal, which it has for its standard output and its standard error, and its status.
pub(crate) fn run(command: &mut Command) -> (String, i32) {
    run_until(command, "")
}

/// The same with a standard input that ends only when the command has written `part`.
pub(crate) fn run_until(command: &mut Command, part: &str) -> (String, i32) {
    let controller = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
    grantpt(&controller).unwrap();
    unlockpt(&controller).unwrap();
    let name = ptsname(&controller, Vec::new()).unwrap().into_string().unwrap();
    let terminal = File::options().read(true).write(true).open(name).unwrap();
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(terminal.try_clone().unwrap())
        .stderr(terminal.try_clone().unwrap())
        .spawn()
        .unwrap();
    // The command keeps its own copies: they must go, or the reader never sees the end.
    command.stdout(Stdio::null()).stderr(Stdio::null());
    drop(terminal);
    let (send, parts) = mpsc::channel();
    thread::spawn(move || {
        let (mut controller, mut part) = (File::from(controller), [0; 4096]);
        // The end of a terminal is an error on Linux.
        while let Ok(count @ 1..) = controller.read(&mut part) {
            if send.send(part[..count].to_vec()).is_err() {
                break;
            }
        }
    });
    let mut all: Vec<u8> = Vec::new();
    let has = |all: &[u8]| String::from_utf8_lossy(all).contains(part);
    while !has(&all) {
        match parts.recv_timeout(Duration::from_secs(30)) {
            Ok(more) => all.extend(more),
            Err(why) => panic!("no `{part}`, {why}: {}", String::from_utf8_lossy(&all)),
        }
    }
    drop(child.stdin.take());
    all.extend(parts.iter().flatten());
    let status = child.wait().unwrap().code().unwrap();
    (String::from_utf8_lossy(&all).into_owned(), status)
}
