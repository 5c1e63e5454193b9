//! `pjlint check --watch` through the real program. Nothing is timed: each step waits for what must come.

use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Child, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::{Duration, Instant};

use crate::terminal::{directory, pjlint};

/// Far more than it takes; nobody waits for it but in a failure.
const PATIENCE: Duration = Duration::from_secs(30);

const GOOD: &str = "[101]\ntype=aor\nmax_contacts=1\nremove_existing=yes\n";
const BAD: &str = "[101]\ntype=aor\nmax_contact=1\n";

struct Watching {
    child: Child,
    lines: Receiver<String>,
}

fn lines_of(stream: impl Read + Send + 'static, send: mpsc::Sender<String>) {
    thread::spawn(move || {
        for line in BufReader::new(stream).lines().map_while(Result::ok) {
            if send.send(line).is_err() {
                break;
            }
        }
    });
}

impl Watching {
    fn new(dir: &Path, more: &[&str]) -> Self {
        let mut child = pjlint()
            .args(["check", "--watch", "--format", "concise", "--asterisk", "22.10"])
            .args(more)
            .arg(dir)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let (send, lines) = mpsc::channel();
        lines_of(child.stdout.take().unwrap(), send.clone());
        lines_of(child.stderr.take().unwrap(), send);
        Self { child, lines }
    }

    /// Reads until each of these has been seen, in whatever order: what comes on standard error may overtake the report.
    fn until_all(&self, parts: &[&str]) {
        let (end, mut seen) = (Instant::now() + PATIENCE, Vec::new());
        let mut missing = parts.to_vec();
        while !missing.is_empty() {
            let line = self.lines.recv_timeout(end.saturating_duration_since(Instant::now()));
            let line = line.unwrap_or_else(|_| panic!("no line with {missing:?} after {PATIENCE:?}: {seen:#?}"));
            missing.retain(|part| !line.contains(part));
            seen.push(line);
        }
    }

    /// Reads until a line has this in it, and returns the line. Which name a change is announced by is not asked for: of a
    /// change that comes while pjlint is reading it may be the directory's.
    fn until(&self, part: &str) -> String {
        let (end, mut seen) = (Instant::now() + PATIENCE, Vec::new());
        while let Ok(line) = self.lines.recv_timeout(end.saturating_duration_since(Instant::now())) {
            if line.contains(part) {
                return line;
            }
            seen.push(line);
        }
        panic!("no line with `{part}` after {PATIENCE:?}: {seen:#?}");
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// As editors do it: a new file that takes the old one's place.
fn replace(file: &Path, text: &str) {
    let aside = file.with_extension("new~");
    fs::write(&aside, text).unwrap();
    fs::rename(&aside, file).unwrap();
}

#[test]
fn a_change_is_linted_again() {
    let dir = directory("watch-change");
    let file = dir.join("pjsip.conf");
    fs::write(&file, GOOD).unwrap();
    let watching = Watching::new(&dir, &[]);
    watching.until_all(&["nothing found", "watching"]);
    replace(&file, BAD);
    watching.until(" changed ====");
    watching.until("unknown-option SYN01");
    fs::write(&file, GOOD).unwrap();
    watching.until("changed ====");
    watching.until("nothing found");
}

#[test]
fn new_files_and_includes_are_seen() {
    let dir = directory("watch-new");
    fs::create_dir(dir.join("phones.d")).unwrap();
    fs::write(dir.join("pjsip.conf"), format!("#tryinclude phones.d/*.conf\n#tryinclude trunks.inc\n{GOOD}")).unwrap();
    let watching = Watching::new(&dir, &[]);
    watching.until_all(&["nothing found", "watching"]);
    // A file that a glob takes in.
    fs::write(dir.join("phones.d/102.conf"), BAD.replace("101", "102")).unwrap();
    watching.until(" changed ====");
    watching.until("phones.d/102.conf:3:1: error");
    fs::remove_file(dir.join("phones.d/102.conf")).unwrap();
    watching.until(" changed ====");
    watching.until("nothing found");
    // One that is named and was not there.
    fs::write(dir.join("trunks.inc"), BAD.replace("101", "103")).unwrap();
    watching.until("trunks.inc:3:1: error");
    fs::remove_file(dir.join("trunks.inc")).unwrap();
    watching.until("nothing found");
    // The site's own configuration.
    fs::write(dir.join("pjlint.toml"), "no-such-key = 1\n").unwrap();
    watching.until_all(&[" changed ====", "no-such-key"]);
    fs::remove_file(dir.join("pjlint.toml")).unwrap();
    watching.until("nothing found");
}

#[test]
fn a_directory_may_go_away_and_come_back() {
    let dir = directory("watch-gone");
    let conf = dir.join("etc");
    fs::create_dir(&conf).unwrap();
    fs::write(conf.join("pjsip.conf"), GOOD).unwrap();
    let watching = Watching::new(&conf, &[]);
    watching.until_all(&["nothing found", "watching"]);
    fs::rename(&conf, dir.join("away")).unwrap();
    watching.until("does not exist");
    fs::write(dir.join("away/pjsip.conf"), BAD).unwrap();
    fs::rename(dir.join("away"), &conf).unwrap();
    watching.until("unknown-option SYN01");
    // A file that cannot be read for a while.
    fs::remove_file(conf.join("pjsip.conf")).unwrap();
    watching.until("no pjsip.conf");
    fs::write(conf.join("pjsip.conf"), GOOD).unwrap();
    watching.until("nothing found");
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_it_as_it_ends_others() {
    use std::os::unix::process::ExitStatusExt;

    let dir = directory("watch-signal");
    fs::write(dir.join("pjsip.conf"), GOOD).unwrap();
    let mut watching = Watching::new(&dir, &[]);
    watching.until("watching");
    let pid = rustix::process::Pid::from_child(&watching.child);
    rustix::process::kill_process(pid, rustix::process::Signal::INT).unwrap();
    assert_eq!(watching.child.wait().unwrap().signal(), Some(2));
}

#[test]
fn what_cannot_be_watched_is_said() {
    let dir = directory("watch-refused");
    fs::write(dir.join("pjsip.conf"), GOOD).unwrap();
    for (more, part) in [
        (&["-"][..], "standard input does not change"),
        (&["--output", "json=x.json"], "--output would write its file over and over"),
        (&["--format", "sarif"], "the formats are full, concise, and json"),
    ] {
        let output =
            pjlint().current_dir(&dir).args(["check", "--watch"]).args(more).stdin(Stdio::null()).output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.code() == Some(2) && said.contains(part), "{more:?}: {said}");
    }
    let gone = pjlint().args(["check", "--watch", "no-such-directory"]).output().unwrap();
    assert_eq!(gone.status.code(), Some(2));
}
