//! Where a file stands in the tree that a report is about: a checked-out repository, mostly.

use std::path::Path;

use crate::source::Span;

use super::Run;
use super::format_util::path;
use crate::linter::Report;

/// The parts of a path, as the bytes they are.
type Segments = Vec<Vec<u8>>;

/// The tree, and where the linted directories stand in the file system.
pub(super) struct RepoPaths {
    root: Segments,
    dirs: Vec<Segments>,
}

impl RepoPaths {
    /// The tree with that root; that of the current directory where there is none.
    pub(super) fn new(run: &Run, root: Option<&Path>) -> Self {
        let here = &run.location.current_dir;
        let root = root.map_or_else(|| here.clone(), |root| here.join(root));
        let root = root.canonicalize().unwrap_or(root);
        Self { root: absolute(&root), dirs: directories(run, &absolute(here)) }
    }

    /// The path of the file that a span of the `nth` linted directory lies in, from the root and with `/`. A file that
    /// lies elsewhere is named as it can be opened from the current directory: it must not be taken for one of the tree.
    /// Nothing for standard input.
    pub(super) fn path(&self, report: &Report, nth: usize, span: Span) -> Option<String> {
        let file = report.config.sources.file(span.file);
        if file.path.as_os_str().is_empty() {
            return None;
        }
        let real = || Some(absolute(&file.path));
        // As the user named the directory, where that is possible: a link in the repository is the repository's.
        let named = || {
            let below = file.path.strip_prefix(&report.config.dir.root).ok()?;
            resolve(self.dirs.get(nth)?, below.as_os_str().as_encoded_bytes())
        };
        let inside = |whole: Segments| Some(whole.strip_prefix(self.root.as_slice())?.to_vec());
        let found = named().and_then(inside).or_else(|| real().and_then(inside)).filter(|s| !s.is_empty());
        Some(match found {
            Some(segments) => String::from_utf8_lossy(&segments.join(&b'/')).into_owned(),
            None => path(report, span),
        })
    }
}

fn absolute(path: &Path) -> Segments {
    resolve(&[], path.as_os_str().as_encoded_bytes()).unwrap_or_default()
}

/// The linted directories, each from the root on, where the current one is `here`.
pub(super) fn directories(run: &Run, here: &[Vec<u8>]) -> Vec<Segments> {
    let directory = |report: &Report| {
        let from = if report.prefix.starts_with('/') { &[] } else { here };
        resolve(from, report.prefix.as_bytes()).unwrap_or_default()
    };
    run.reports.iter().map(directory).collect()
}

/// The segments of `path` seen from `base`, without `.` and `..`; nothing if it leads above the base.
pub(super) fn resolve(base: &[Vec<u8>], path: &[u8]) -> Option<Segments> {
    let mut segments = base.to_vec();
    for segment in path.split(|b| *b == b'/') {
        match segment {
            b"" | b"." => {}
            b".." => {
                segments.pop()?;
            }
            name => segments.push(name.to_vec()),
        }
    }
    Some(segments)
}
