//! The files that a run depends on: those that were read, and those that would be read if they were there.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use crate::report::Run;

/// What a run has read, and where it looked for more.
#[derive(Debug, Default)]
pub(crate) struct Inputs {
    /// Files that were read, or named and not there.
    files: BTreeSet<PathBuf>,
    /// Those that were read.
    read: BTreeSet<PathBuf>,
    /// Directories in which a new file may count, with its ending where only one does: those of the configuration, and
    /// those that a glob looks into.
    dirs: BTreeSet<(PathBuf, Option<OsString>)>,
}

impl Inputs {
    /// Adds a directory that is to be linted, before anything of it is read: so it is known even if that fails.
    pub(crate) fn add_place(&mut self, dir: &Path, policy: Option<PathBuf>) {
        self.dirs.insert((dir.to_owned(), Some("conf".into())));
        self.files.insert(dir.join("pjlint.toml"));
        self.files.extend(policy);
    }

    /// Adds a file that does not belong to the configuration.
    pub(crate) fn add_file(&mut self, file: PathBuf) {
        self.files.insert(file);
    }

    /// Adds what a run has read.
    pub(crate) fn add(&mut self, run: &Run) {
        for report in &run.reports {
            let config = &report.config;
            for path in config.sources.iter().map(|(_, f)| &f.path).filter(|p| !p.as_os_str().is_empty()) {
                // What a link leads to changes without the link.
                self.files.extend(path.canonicalize());
                self.files.insert(path.clone());
                self.read.insert(path.clone());
            }
            for include in config.loaded_files().flat_map(|judged| &judged.doc.includes) {
                let (path, _) = config.dir.locate(include.argument.trim_matches(['"', '<', '>']));
                match fixed_part(&path) {
                    Some(dir) => self.dirs.insert((dir, path.extension().filter(|e| !is_wild(e)).map(OsStr::to_owned))),
                    None => self.files.insert(path),
                };
            }
        }
    }

    /// Adds what an earlier run depended on.
    pub(crate) fn join(&mut self, other: &Self) {
        self.files.extend(other.files.iter().cloned());
        self.dirs.extend(other.dirs.iter().cloned());
    }

    /// The directories to be watched; some may not be there.
    pub(super) fn directories(&self) -> BTreeSet<PathBuf> {
        let dirs = self.dirs.iter().map(|(dir, _)| dir.clone());
        dirs.chain(self.files.iter().filter_map(|f| f.parent().map(Path::to_owned))).collect()
    }

    /// Whether a change of this path may change the report.
    pub(super) fn has(&self, path: &Path) -> bool {
        if self.files.contains(path) || self.directories().contains(path) {
            return true;
        }
        let name = path.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
        // What editors put next to a file: glob(3) ignores hidden files, and the others are never included.
        let is_aside =
            name.starts_with(['.', '#']) || name.ends_with(['~', '#']) || name.ends_with(".tmp") || name == "4913";
        let fits = |(dir, ending): &(PathBuf, Option<OsString>)| {
            path.parent() == Some(dir) && (ending.is_none() || path.extension() == ending.as_deref() || path.is_dir())
        };
        !is_aside && self.dirs.iter().any(fits)
    }

    /// What is there of it now. Files may be put in place that are older than the last look: by a rename.
    pub(super) fn state(&self) -> State {
        let dirs = self.dirs.iter().map(|(dir, _)| dir);
        let state = |path: &PathBuf| {
            let metadata = path.metadata().ok();
            (path.clone(), metadata.map(|m| (m.modified().ok(), m.len())))
        };
        State(self.files.iter().chain(dirs).map(state).collect())
    }

    /// A file or a directory that has changed since then, or a file that is gone since it was read.
    pub(super) fn changed_since(&self, moment: SystemTime) -> Option<PathBuf> {
        // The clock of a file system is a little behind.
        let moment = moment - Duration::from_millis(10);
        let is_newer = |path: &&PathBuf| path.metadata().and_then(|m| m.modified()).is_ok_and(|time| time > moment);
        let gone = self.read.iter().find(|path| !path.exists());
        let changed = gone.or_else(|| self.files.iter().chain(self.dirs.iter().map(|(dir, _)| dir)).find(is_newer));
        changed.cloned()
    }
}

/// When each file or directory was changed last, and how large it is; nothing for one that is not there.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct State(BTreeMap<PathBuf, Option<(Option<SystemTime>, u64)>>);

impl State {
    /// The first path that is not as it was.
    pub(super) fn difference(&self, now: &Self) -> Option<PathBuf> {
        let differs = |(path, was): &(&PathBuf, &Option<_>)| now.0.get(*path) != Some(*was);
        self.0.iter().find(differs).map(|(path, _)| path.clone())
    }
}

/// The directory before the first wildcard of a glob; `None` for a plain path.
fn fixed_part(path: &Path) -> Option<PathBuf> {
    let mut fixed = PathBuf::new();
    for part in path {
        if is_wild(part) {
            return Some(fixed);
        }
        fixed.push(part);
    }
    None
}

fn is_wild(part: &OsStr) -> bool {
    part.to_string_lossy().contains(['*', '?', '[', '{'])
}

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};

    use super::{Inputs, fixed_part};

    #[test]
    fn new_files_count_where_they_may_be_included() {
        assert_eq!(fixed_part(Path::new("/a/b/*.conf")), Some(PathBuf::from("/a/b")));
        assert_eq!(fixed_part(Path::new("/a/*/c.conf")), Some(PathBuf::from("/a")));
        assert_eq!(fixed_part(Path::new("/a/b.conf")), None);
        let mut inputs = Inputs::default();
        inputs.add_place(Path::new("/etc/asterisk"), None);
        inputs.files.insert(PathBuf::from("/srv/shared/trunks.conf"));
        for yes in ["pjsip.conf", "pjlint.toml", "new.conf"] {
            assert!(inputs.has(&Path::new("/etc/asterisk").join(yes)), "{yes}");
        }
        for no in ["report.json", ".pjsip.conf.swp", "pjsip.conf~", "4913", "#pjsip.conf#"] {
            assert!(!inputs.has(&Path::new("/etc/asterisk").join(no)), "{no}");
        }
        assert!(inputs.has(Path::new("/srv/shared/trunks.conf")) && !inputs.has(Path::new("/srv/shared/other.conf")));
    }
}
