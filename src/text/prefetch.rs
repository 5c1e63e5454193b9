//! If a file includes many others, threads read and scan the next ones while the reader parses one. The result is the
//! same: the reader takes the files that are ready, and reads the others itself.

use std::path::{Path, PathBuf};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use crate::hashing::SeededMap;

use crate::parallel::{threads, with_workers};
use crate::source::{Bytes, ReadError, Unsaved};
use crate::trim::Trim;

use super::include::{ConfigDir, unquoted};
use super::parallel_scan::scan_all;
use super::scan::Scanned;

/// With fewer includes, no thread is worth its start.
const MIN_FILES: usize = 8;
/// A file with so much text of its own is not searched for includes.
const MAX_FILE_SIZE: usize = 4 << 20;
/// How far the threads are ahead of the reader: what they have read must stay bounded.
const WINDOW: usize = 32;

/// A file that was read, and its plain sections.
pub(super) struct Read {
    pub(super) bytes: Result<Bytes, ReadError>,
    pub(super) pieces: Vec<Scanned>,
}

enum Slot {
    Waiting,
    Busy,
    Read(Read),
    Taken,
}

/// The files that are read ahead.
#[derive(Default)]
pub(super) struct Prefetch {
    paths: Vec<PathBuf>,
    place: SeededMap<PathBuf, usize>,
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    slots: Vec<Slot>,
    /// The file that the reader was at last.
    reader: usize,
    ended: bool,
}

impl Prefetch {
    /// The files that a text includes, as far as its lines say so plainly.
    pub(super) fn of(text: &[u8], dir: &ConfigDir) -> Self {
        let mut prefetch = Self::default();
        // What stands in a block comment is not included, and so must not be read.
        if text.len() > MAX_FILE_SIZE || threads() < 2 || memchr::memmem::find(text, b";--").is_some() {
            return prefetch;
        }
        let lines = memchr::memmem::find_iter(text, b"\n#").map(|at| &text[at + 2..]);
        let arguments: Vec<&[u8]> = lines.filter_map(argument).collect();
        if arguments.len() < MIN_FILES {
            return prefetch;
        }
        for path in arguments.into_iter().flat_map(|argument| dir.expand(argument, &Unsaved::default())) {
            if !prefetch.place.contains_key(&path) {
                prefetch.place.insert(path.clone(), prefetch.paths.len());
                prefetch.paths.push(path);
            }
        }
        let slots = prefetch.paths.iter().map(|_| Slot::Waiting).collect();
        prefetch.state = Mutex::new(State { slots, ..State::default() });
        prefetch
    }

    /// Runs `work` while threads read ahead of it.
    pub(super) fn during<T>(&self, work: impl FnOnce() -> T) -> T {
        if self.paths.is_empty() {
            return work();
        }
        let read_ahead = || while self.read_next() {};
        with_workers(threads() - 1, read_ahead, || {
            let result = work();
            self.state().ended = true;
            self.changed.notify_all();
            result
        })
    }

    /// The file, if a thread has read it or is reading it.
    pub(super) fn take(&self, path: &Path) -> Option<Read> {
        let nth = *self.place.get(path)?;
        let mut state = self.state();
        state.reader = state.reader.max(nth);
        self.changed.notify_all();
        while matches!(state.slots[nth], Slot::Busy) {
            state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        match std::mem::replace(&mut state.slots[nth], Slot::Taken) {
            Slot::Read(read) => Some(read),
            Slot::Waiting | Slot::Busy | Slot::Taken => None,
        }
    }

    /// Reads the next file that no thread is reading. False if none is left.
    fn read_next(&self) -> bool {
        let mut state = self.state();
        let nth = loop {
            if state.ended {
                return false;
            }
            let window = state.reader + 1..(state.reader + 1 + WINDOW).min(state.slots.len());
            if let Some(nth) = window.clone().find(|nth| matches!(state.slots[*nth], Slot::Waiting)) {
                break nth;
            }
            if window.end == state.slots.len() {
                return false;
            }
            state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        };
        state.slots[nth] = Slot::Busy;
        drop(state);
        let bytes = Bytes::read(&self.paths[nth]);
        let pieces = bytes.as_ref().map(|bytes| scan_all(bytes)).unwrap_or_default();
        self.state().slots[nth] = Slot::Read(Read { bytes, pieces });
        self.changed.notify_all();
        true
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What the line behind a `#` includes.
fn argument(line: &[u8]) -> Option<&[u8]> {
    let line = &line[..memchr::memchr2(b'\n', b';', line)?];
    let word = line.iter().position(|b| *b <= 32)?;
    let known = [b"include".as_slice(), b"tryinclude"].iter().any(|w| line[..word].eq_ignore_ascii_case(w));
    known.then(|| unquoted(line[word..].trim_ascii_blanks()))
}
