//! Runs pjlint where it can neither hang the tests nor fill the machine.

use std::fmt::Write as _;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::site::{directory, put};

/// Far more than any run takes on a busy machine: a watchdog, no measure.
const PATIENCE: Duration = Duration::from_secs(100);
/// Address space of a run in KiB, unless a test allows other amounts.
const MEMORY: u64 = 1_500_000;

/// A directory of its own for each test, in which the real program has so much memory and no more.
pub(crate) struct Bounded {
    pub(crate) dir: PathBuf,
    memory: u64,
}

/// What a run left behind.
pub(crate) struct Ran {
    /// Its exit status; none where a signal ended it.
    pub(crate) status: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Bounded {
    pub(crate) fn new(name: &str) -> Self {
        let dir = directory(&format!("hostile/{name}"));
        // What is above it has no pjlint.toml to go by.
        fs::create_dir_all(dir.join(".git")).expect("a directory for the test");
        Self { dir, memory: MEMORY }
    }

    /// One whose only file is this pjsip.conf.
    pub(crate) fn of(name: &str, pjsip: impl AsRef<[u8]>) -> Self {
        Self::new(name).with("pjsip.conf", pjsip)
    }

    pub(crate) fn with(self, file: &str, text: impl AsRef<[u8]>) -> Self {
        put(&self.path(file), text);
        self
    }

    pub(crate) fn path(&self, file: &str) -> PathBuf {
        self.dir.join(file)
    }

    /// `pjlint check` of the directory, with these words more.
    pub(crate) fn check(&self, words: &str) -> Ran {
        self.pjlint(&format!("check {words} ."))
    }

    /// `pjlint` with these words, in the directory.
    pub(crate) fn pjlint(&self, words: &str) -> Ran {
        self.ended(self.start(words))
    }

    /// Starts it, with its output in pipes.
    pub(crate) fn start(&self, words: &str) -> Child {
        let mut script = String::new();
        write!(script, "ulimit -v {}; exec \"$0\" \"$@\"", self.memory).expect("a String takes everything");
        Command::new("sh")
            .args(["-c", &script, env!("CARGO_BIN_EXE_pjlint")])
            .args(words.split_whitespace())
            .current_dir(&self.dir)
            .env_remove("PJLINT_ASTERISK_VERSION")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("sh can be run")
    }

    /// Waits for its end, and kills it if that does not come.
    pub(crate) fn ended(&self, mut child: Child) -> Ran {
        let out = read(child.stdout.take());
        let err = read(child.stderr.take());
        let started = Instant::now();
        let status = loop {
            if let Some(status) = child.try_wait().expect("a child can be waited for") {
                break status;
            }
            if started.elapsed() > PATIENCE {
                let _ = child.kill();
                panic!("{}: pjlint does not come to an end", self.dir.display());
            }
            thread::sleep(Duration::from_millis(5));
        };
        let (out, err) = (out.join().expect("a reader"), err.join().expect("a reader"));
        Ran { status: status.code(), out, err }
    }
}

/// All that comes, read by a thread so that nobody waits for it.
fn read(pipe: Option<impl Read + Send + 'static>) -> thread::JoinHandle<String> {
    let mut pipe = pipe.expect("a pipe");
    thread::spawn(move || {
        let mut bytes = Vec::new();
        let _ = pipe.read_to_end(&mut bytes);
        String::from_utf8(bytes).expect("pjlint writes UTF-8")
    })
}

impl Ran {
    /// It ended by itself, with that status, and neither stream could drive a terminal.
    pub(crate) fn ends_with(self, status: i32) -> Self {
        assert_eq!(self.status, Some(status), "{}\n{}", shortened(&self.out), shortened(&self.err));
        let drives = |c: char| c.is_control() && c != '\n' && c != '\t' || is_bidi(c);
        for stream in [&self.out, &self.err] {
            assert!(!stream.contains(drives), "a control character was printed: {:?}", shortened(stream));
        }
        self
    }

    /// Standard output has this text.
    pub(crate) fn says(self, text: &str) -> Self {
        assert!(self.out.contains(text), "no {text:?} in\n{}\n{}", shortened(&self.out), shortened(&self.err));
        self
    }

    /// Standard error has this text.
    pub(crate) fn complains(self, text: &str) -> Self {
        assert!(self.err.contains(text), "no {text:?} in\n{}", shortened(&self.err));
        self
    }
}

/// Characters that turn the direction of what follows.
pub(crate) fn is_bidi(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{061c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn shortened(text: &str) -> String {
    text.chars().take(3000).collect()
}

/// What every configuration needs to be one that Asterisk listens with.
pub(crate) const TRANSPORT: &str = "[udp]\ntype=transport\nprotocol=udp\nbind=0.0.0.0\n";

/// The path of a file of Asterisk's own: it is there whoever runs the tests.
pub(crate) fn exists(path: &str) -> bool {
    Path::new(path).exists()
}
