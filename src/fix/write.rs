//! Puts edited files in the place of what was read: each as a whole or not at all, with its mode and its owner.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use crate::source::Bytes;

use super::Changed;

/// Why files were not written.
#[derive(Debug, thiserror::Error)]
#[error("{}", sentence(written, failed))]
pub struct WriteError {
    /// The files that were written before the first that was not.
    pub(crate) written: Vec<String>,
    /// Those that were not, each with the reason.
    pub(crate) failed: Vec<(String, String)>,
}

fn sentence(written: &[String], failed: &[(String, String)]) -> String {
    let mut text = String::from("not written: ");
    let reasons: Vec<String> = failed.iter().map(|(name, why)| format!("{name} ({why})")).collect();
    text.push_str(&reasons.join(", "));
    if written.is_empty() {
        text.push_str("; no file was changed");
    } else {
        text.push_str("; written: ");
        text.push_str(&written.join(", "));
    }
    text
}

/// Writes the files. All are made ready next to the old ones before the first takes its place, so that a full disk or a
/// file that somebody else has changed meanwhile costs none of them.
///
/// # Errors
/// Where a file could not be written, or is no longer what was read; it says which were written and which were not.
pub fn write(files: &[Changed]) -> Result<(), WriteError> {
    let mut ready = Vec::new();
    let mut failed = Vec::new();
    for file in files {
        match prepare(file) {
            Ok(new) => ready.push((file, new)),
            Err(why) => failed.push((file.name.clone(), why)),
        }
    }
    if !failed.is_empty() {
        let others =
            ready.iter().map(|(file, _)| (file.name.clone(), "not written because of the other file".to_owned()));
        failed.extend(others);
        return Err(WriteError { written: Vec::new(), failed });
    }
    let mut written = Vec::new();
    for (file, new) in ready {
        match replace(file, new) {
            Ok(()) => written.push(file.name.clone()),
            Err(why) => failed.push((file.name.clone(), why)),
        }
    }
    if failed.is_empty() { Ok(()) } else { Err(WriteError { written, failed }) }
}

/// The new file next to the old one, on the disk, with the old one's mode and owner.
fn prepare(file: &Changed) -> Result<NamedTempFile, String> {
    let said = |error: io::Error| error.to_string();
    if let Some(why) = super::writable::obstacle(&file.path) {
        return Err(why);
    }
    let dir = file.path.parent().ok_or("it has no directory")?;
    let metadata = fs::metadata(&file.path).map_err(said)?;
    // Hidden, so that no pattern of an include finds it.
    let mut new = tempfile::Builder::new().prefix(".pjlint-").tempfile_in(dir).map_err(said)?;
    new.write_all(&file.after).map_err(said)?;
    keep_owner(new.as_file(), &metadata)?;
    new.as_file().set_permissions(metadata.permissions()).map_err(said)?;
    new.as_file().sync_all().map_err(said)?;
    unchanged(file)?;
    Ok(new)
}

#[cfg(unix)]
fn keep_owner(new: &File, old: &fs::Metadata) -> Result<(), String> {
    use std::os::unix::fs::MetadataExt;
    let now = new.metadata().map_err(|e| e.to_string())?;
    if now.uid() == old.uid() && now.gid() == old.gid() {
        return Ok(());
    }
    std::os::unix::fs::fchown(new, Some(old.uid()), Some(old.gid()))
        .map_err(|e| format!("its owner {}:{} cannot be kept: {e}", old.uid(), old.gid()))
}

#[cfg(not(unix))]
fn keep_owner(_: &File, _: &fs::Metadata) -> Result<(), String> {
    Ok(())
}

/// Whether the file is still what was read.
fn unchanged(file: &Changed) -> Result<(), String> {
    let now = Bytes::read(&file.path).map_err(|e| e.to_string())?;
    if *now == *file.before { Ok(()) } else { Err("it has changed since it was read: run pjlint again".into()) }
}

fn replace(file: &Changed, new: NamedTempFile) -> Result<(), String> {
    unchanged(file)?;
    new.persist(&file.path).map_err(|e| e.error.to_string())?;
    sync_directory(&file.path);
    Ok(())
}

/// The new name is on the disk too; where a file system cannot do that the file is written all the same.
fn sync_directory(path: &Path) {
    let dir: Option<PathBuf> = path.parent().map(Path::to_owned);
    if let Some(dir) = dir.and_then(|d| File::open(d).ok()) {
        let _ = dir.sync_all();
    }
}
