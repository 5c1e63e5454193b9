//! The recorded cases of fixtures/truth, each with its whole configuration.

#![allow(clippy::print_stdout, reason = "says which case is skipped")]

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::ops::Deref;
use std::path::{Path, PathBuf};

use serde_json::Value;
use tempfile::TempDir;

/// The directory of a case: the one in fixtures/truth, or, where `case.json` has `files` or `links`, a copy with them.
pub(crate) struct CaseDir {
    dir: PathBuf,
    _copy: Option<TempDir>,
}

impl Deref for CaseDir {
    type Target = Path;

    fn deref(&self) -> &Path {
        &self.dir
    }
}

impl AsRef<Path> for CaseDir {
    fn as_ref(&self) -> &Path {
        self
    }
}

/// All cases, by name, but those that cannot be made on this file system.
pub(crate) fn all() -> Vec<CaseDir> {
    let truth = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/truth");
    let mut dirs: Vec<PathBuf> = fs::read_dir(&truth)
        .expect("fixtures/truth is there")
        .map(|e| e.expect("a readable entry").path())
        .filter(|p| p.join("case.json").is_file())
        .collect();
    dirs.sort();
    dirs.into_iter().filter_map(whole).collect()
}

/// The case with the files and links that `case.json` has.
fn whole(dir: PathBuf) -> Option<CaseDir> {
    let text = fs::read(dir.join("case.json")).expect("a readable case.json");
    let case: Value = serde_json::from_slice(&text).unwrap_or_else(|e| panic!("{}: {e}", dir.display()));
    if case.get("files").is_none() && case.get("links").is_none() {
        return Some(CaseDir { dir, _copy: None });
    }
    match copied(&dir, &case) {
        Ok(copy) => Some(copy),
        // Linux has room for all of them: there it is the case that is wrong.
        Err(why) if cfg!(target_os = "linux") => panic!("{}: {why}", dir.display()),
        Err(why) => {
            println!("{} is skipped, since its files cannot be made here: {why}", dir.display());
            None
        }
    }
}

fn copied(dir: &Path, case: &Value) -> io::Result<CaseDir> {
    let copy = TempDir::new()?;
    let to = copy.path().join(dir.file_name().expect("a case has a name"));
    copy_directory(dir, &to)?;
    // The records of all cases are read with it.
    fs::copy(dir.join("../defaults.json"), copy.path().join("defaults.json"))?;
    for (name, text) in case["files"].as_object().into_iter().flatten() {
        let path = below(&to, name)?;
        // Fails where there is `d/a.conf`, and `d/A.conf` is the same to this file system.
        File::create_new(&path)?.write_all(text.as_str().expect("the text of a file").as_bytes())?;
    }
    for (name, target) in case["links"].as_object().into_iter().flatten() {
        link(target.as_str().expect("where a link leads"), &below(&to, name)?)?;
    }
    Ok(CaseDir { dir: to, _copy: Some(copy) })
}

/// A path in the copy, its directory made.
fn below(to: &Path, name: &str) -> io::Result<PathBuf> {
    let path = to.join(name);
    fs::create_dir_all(path.parent().expect("it is in a directory"))?;
    Ok(path)
}

fn copy_directory(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let copy = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_directory(&entry.path(), &copy)?;
        } else {
            fs::copy(entry.path(), copy)?;
        }
    }
    Ok(())
}

#[cfg(unix)]
fn link(target: &str, path: &Path) -> io::Result<()> {
    std::os::unix::fs::symlink(target, path)
}

#[cfg(not(unix))]
fn link(_: &str, _: &Path) -> io::Result<()> {
    Err(io::Error::new(io::ErrorKind::Unsupported, "symbolic links need a privilege"))
}
