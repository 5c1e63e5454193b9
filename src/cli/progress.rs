//! What pjlint is doing, on standard error, for runs that take long enough to wonder.

use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::terminal;

/// Shorter runs show nothing.
const PATIENCE: Duration = Duration::from_millis(500);
/// How often the line is redrawn.
const TICK: Duration = Duration::from_millis(100);

/// A line that says which directory is being read or checked. It appears when the run has taken half a second, on a
/// terminal only, and is gone when this is dropped.
#[derive(Debug, Default)]
pub(super) struct Progress {
    shown: Option<Shown>,
}

#[derive(Debug)]
struct Shown {
    bar: ProgressBar,
    /// Dropped to say that the line is not needed any more.
    end: Option<Sender<()>>,
    thread: Option<JoinHandle<()>>,
    of: usize,
    done: usize,
}

impl Progress {
    /// Nothing to be seen where standard error is not a terminal or the user wants quiet.
    pub(super) fn new(quiet: bool) -> Self {
        if quiet || !terminal::has_moving_line() {
            return Self::default();
        }
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
        if let Ok(style) = ProgressStyle::with_template("{spinner} {wide_msg}") {
            bar.set_style(style);
        }
        let (end, ended) = mpsc::channel::<()>();
        let line = bar.clone();
        let thread = thread::spawn(move || {
            if ended.recv_timeout(PATIENCE) == Err(RecvTimeoutError::Timeout) {
                line.set_draw_target(ProgressDrawTarget::stderr());
                line.enable_steady_tick(TICK);
            }
        });
        Self { shown: Some(Shown { bar, end: Some(end), thread: Some(thread), of: 0, done: 0 }) }
    }

    /// How many directories there are.
    pub(super) fn of(&mut self, directories: usize) {
        if let Some(shown) = &mut self.shown {
            shown.of = directories;
        }
    }

    /// The next directory begins.
    pub(super) fn next(&mut self) {
        if let Some(shown) = &mut self.shown {
            shown.done += 1;
        }
    }

    /// What is being done, and where.
    pub(super) fn stage(&self, what: &str, dir: &str) {
        if let Some(Shown { bar, of, done, .. }) = &self.shown {
            let dir = crate::printable::printable(dir.as_bytes());
            let count = if *of > 1 { format!(" ({done} of {of})") } else { String::new() };
            bar.set_message(format!("{what} {dir}{count}"));
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some(shown) = &mut self.shown {
            shown.end = None;
            if let Some(thread) = shown.thread.take() {
                let _ = thread.join();
            }
            shown.bar.finish_and_clear();
        }
    }
}
