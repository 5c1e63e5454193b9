//! A terminal of our own.

use std::fs::File;
use std::io::Read;
use std::process::{Command, Stdio};
use std::thread;

use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};

/// What the command writes to a terminal, which it has for its standard output and its standard error, and its status.
pub(crate) fn run(command: &mut Command) -> (String, i32) {
    let controller = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
    grantpt(&controller).unwrap();
    unlockpt(&controller).unwrap();
    let name = ptsname(&controller, Vec::new()).unwrap().into_string().unwrap();
    let terminal = File::options().read(true).write(true).open(name).unwrap();
    let mut child = command
        .stdin(Stdio::null())
        .stdout(terminal.try_clone().unwrap())
        .stderr(terminal.try_clone().unwrap())
        .spawn()
        .unwrap();
    // The command keeps its own copies: they must go, or the reader never sees the end.
    command.stdout(Stdio::null()).stderr(Stdio::null());
    drop(terminal);
    let reader = thread::spawn(move || {
        let (mut controller, mut all, mut part) = (File::from(controller), Vec::new(), [0; 4096]);
        // The end of a terminal is an error on Linux.
        while let Ok(count @ 1..) = controller.read(&mut part) {
            all.extend_from_slice(&part[..count]);
        }
        String::from_utf8_lossy(&all).into_owned()
    });
    let status = child.wait().unwrap().code().unwrap();
    (reader.join().unwrap(), status)
}
