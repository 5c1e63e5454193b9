//! Large files are scanned in pieces by all available threads, while the reader joins the pieces that are ready. The
//! result is the same for any number of threads.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Condvar, Mutex, PoisonError};

use crate::parallel::{threads, with_workers};

use super::scan::{Scanned, scan};

/// Bytes of a piece: large enough to learn how its sections are written, small enough to share out.
const PIECE: usize = if cfg!(test) { 300 } else { 1 << 20 };

/// The headers at which a file is cut.
fn cuts(bytes: &[u8]) -> Vec<usize> {
    let header = |from: usize| memchr::memmem::find(&bytes[from.min(bytes.len())..], b"\n[").map(|n| from + n + 1);
    let mut cuts = Vec::new();
    let mut next = if bytes.first() == Some(&b'[') { Some(0) } else { header(0) };
    while let Some(at) = next {
        cuts.push(at);
        next = header(at + PIECE);
    }
    cuts
}

/// Scans a whole file.
pub(super) fn scan_all(bytes: &[u8]) -> Vec<Scanned> {
    let cuts = cuts(bytes);
    let end = |nth: usize| cuts.get(nth + 1).copied().unwrap_or(bytes.len());
    cuts.iter().enumerate().map(|(nth, from)| scan(bytes, *from, end(nth))).collect()
}

/// The pieces of a file that are scanned, or will be.
pub(super) struct ParallelScan<'a> {
    bytes: &'a [u8],
    cuts: Vec<usize>,
    next: AtomicUsize,
    slots: Mutex<Vec<Option<Scanned>>>,
    filled: Condvar,
}

impl<'a> ParallelScan<'a> {
    /// Scans the plain sections of a file, and hands each piece to `take` in its order. `take` says whether it wants
    /// more.
    pub(super) fn pieces(bytes: &'a [u8], mut take: impl FnMut(Scanned) -> bool) {
        let cuts = cuts(bytes);
        let ahead = Self {
            bytes,
            next: AtomicUsize::new(0),
            slots: Mutex::new(cuts.iter().map(|_| None).collect()),
            filled: Condvar::new(),
            cuts,
        };
        if ahead.cuts.len() <= 1 {
            // No thread is worth its start.
            (0..ahead.cuts.len()).all(|nth| take(ahead.piece(nth)));
            return;
        }
        let threads = threads().min(ahead.cuts.len());
        let scan_ahead = || while ahead.scan_next() {};
        with_workers(threads - 1, scan_ahead, || {
            for nth in 0..ahead.cuts.len() {
                if !take(ahead.piece(nth)) {
                    ahead.next.store(ahead.cuts.len(), Ordering::Relaxed);
                    break;
                }
            }
        });
    }

    /// Scans a piece that no thread has taken yet, if there is one.
    fn scan_next(&self) -> bool {
        let nth = self.next.fetch_add(1, Ordering::Relaxed);
        let Some(&from) = self.cuts.get(nth) else { return false };
        let to = self.cuts.get(nth + 1).copied().unwrap_or(self.bytes.len());
        let scanned = scan(self.bytes, from, to);
        self.slots.lock().unwrap_or_else(PoisonError::into_inner)[nth] = Some(scanned);
        self.filled.notify_all();
        true
    }

    fn piece(&self, nth: usize) -> Scanned {
        loop {
            if let Some(scanned) = self.slots.lock().unwrap_or_else(PoisonError::into_inner)[nth].take() {
                return scanned;
            }
            if self.scan_next() {
                continue;
            }
            let mut slots = self.slots.lock().unwrap_or_else(PoisonError::into_inner);
            while slots[nth].is_none() {
                slots = self.filled.wait(slots).unwrap_or_else(PoisonError::into_inner);
            }
        }
    }
}
