//! Which files are one, and which can be replaced without harm.

use std::fs;
use std::path::{Path, PathBuf};

use crate::linter::Report;
use crate::objects::Configuration;
use crate::source::{FileId, Span};

use super::FixSelection;

/// A file as the engine knows it: by its canonical path, so that one file is edited once however many names it has.
pub(super) fn identity(config: &Configuration, file: FileId) -> Option<PathBuf> {
    let path = &config.sources.file(file).path;
    if path.as_os_str().is_empty() {
        return Some(PathBuf::new());
    }
    path.canonicalize().ok()
}

/// For each file of the directory its identity, or why it is not edited.
pub(super) fn of(report: &Report, wanted: FixSelection) -> Vec<Result<PathBuf, String>> {
    let config = &report.config;
    let one = |file: FileId| {
        let name = report.path(Span { file, start: 0, len: 0 });
        let left = |why: &str| format!("{name} is left as it is: {why}");
        if !config.is_inside(file) {
            return Err(left("it is outside the linted directory"));
        }
        let path = identity(config, file).ok_or_else(|| left("it no longer exists"))?;
        let obstacle = (wanted.to_be_written && !path.as_os_str().is_empty()).then(|| obstacle(&path)).flatten();
        obstacle.map_or(Ok(path), |why| Err(left(&why)))
    };
    config.sources.iter().map(|(file, _)| one(file)).collect()
}

/// Why a file cannot be replaced by an edited one; nothing if it can.
#[cfg(unix)]
pub(super) fn obstacle(path: &Path) -> Option<String> {
    use rustix::fs::{Access, access};
    use std::os::unix::fs::MetadataExt;
    let metadata = match fs::metadata(path) {
        Ok(metadata) => metadata,
        Err(error) => return Some(error.to_string()),
    };
    if metadata.nlink() > 1 {
        return Some("it has hard links, which would keep the old text".into());
    }
    if access(path, Access::WRITE_OK).is_err() {
        return Some("this user cannot write it".into());
    }
    let dir = path.parent()?;
    if access(dir, Access::WRITE_OK).is_err() {
        return Some("this user cannot write its directory, so it cannot be replaced".into());
    }
    None
}

/// Why a file cannot be replaced by an edited one; nothing if it can.
#[cfg(not(unix))]
pub(super) fn obstacle(path: &Path) -> Option<String> {
    match fs::metadata(path) {
        Ok(m) if m.permissions().readonly() => Some("it is read-only".into()),
        Ok(_) => None,
        Err(error) => Some(error.to_string()),
    }
}
