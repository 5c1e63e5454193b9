//! The operating system's word that something in a directory has changed.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};

use super::inputs::Inputs;
use crate::cli::Failure;

/// Editors write in several steps: a new file, a rename, a change of its mode. When nothing has happened for this long,
/// they are done.
const QUIET_PERIOD: Duration = Duration::from_millis(100);
/// Something that never is quiet does not keep the report back for longer.
const MAX_DELAY: Duration = Duration::from_secs(2);

/// Watches directories, not files: a file that is replaced by a rename would be lost.
pub(super) struct Watcher {
    inner: RecommendedWatcher,
    events: Receiver<notify::Result<Event>>,
    watched: BTreeSet<PathBuf>,
    /// How many of them are directories of the configuration, and not only above one.
    own: usize,
}

impl Watcher {
    pub(super) fn new() -> Result<Self, Failure> {
        let (send, events) = mpsc::channel();
        let inner = notify::recommended_watcher(send).map_err(|error| failed(None, &error))?;
        Ok(Self { inner, events, watched: BTreeSet::new(), own: 0 })
    }

    pub(super) fn len(&self) -> usize {
        self.own
    }

    /// Watches the directories of these inputs, and no others. The directory above each is watched too, the nearest
    /// that is there: so one that goes away is seen when it comes back.
    pub(super) fn watch(&mut self, inputs: &Inputs) -> Result<(), Failure> {
        let own: BTreeSet<PathBuf> = inputs.directories().into_iter().filter(|dir| dir.is_dir()).collect();
        let above = inputs.directories();
        let above = above.iter().filter_map(|dir| dir.ancestors().skip(1).find(|above| above.is_dir()));
        let wanted: BTreeSet<PathBuf> = own.iter().cloned().chain(above.map(Path::to_owned)).collect();
        // All again: a directory that was replaced by another one of the same name has lost its watch.
        for old in std::mem::take(&mut self.watched) {
            let _ = self.inner.unwatch(&old);
        }
        for dir in wanted {
            match self.inner.watch(&dir, RecursiveMode::NonRecursive) {
                Ok(()) => drop(self.watched.insert(dir)),
                // It went away just now, or is above the configuration and none of our business.
                Err(_) if !dir.is_dir() || !own.contains(&dir) => {}
                Err(error) => return Err(failed(Some(&dir), &error)),
            }
        }
        self.own = own.len();
        Ok(())
    }

    /// Waits until something changes that the report depends on, and then until it is quiet. The path that changed
    /// first; `None` where the system has lost count.
    pub(super) fn wait(&self, inputs: &Inputs) -> Result<Option<PathBuf>, Failure> {
        let ended = || Failure::Usage("--watch: the system reports no more changes".into());
        let changed = loop {
            let event = self.events.recv().map_err(|_| ended())?;
            match event {
                Ok(event) if event.need_rescan() => break None,
                Ok(event) => {
                    if let Some(path) = touched(&event, inputs) {
                        break Some(path);
                    }
                }
                Err(_) => break None,
            }
        };
        let start = Instant::now();
        while start.elapsed() < MAX_DELAY {
            match self.events.recv_timeout(QUIET_PERIOD) {
                Ok(_) => {}
                Err(RecvTimeoutError::Timeout) => break,
                Err(RecvTimeoutError::Disconnected) => return Err(ended()),
            }
        }
        Ok(changed)
    }
}

/// The path of an event that is a change of an input; to be opened or read is none.
fn touched(event: &Event, inputs: &Inputs) -> Option<PathBuf> {
    if matches!(event.kind, EventKind::Access(_)) {
        return None;
    }
    event.paths.iter().find(|path| inputs.has(path)).cloned()
}

fn failed(dir: Option<&Path>, error: &notify::Error) -> Failure {
    let place = dir.map_or_else(String::new, |dir| format!(" {}", dir.display()));
    Failure::Usage(format!("--watch: cannot watch{place}: {error}"))
}
