//! Generated files: written where they are not as they should be, or named.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The generated files of a run.
#[derive(Debug)]
pub struct Generated {
    root: PathBuf,
    /// Nothing is written.
    check: bool,
    stale: BTreeSet<String>,
}

impl Generated {
    /// None yet; with `check` nothing will be written.
    pub fn new(root: &Path, check: bool) -> Self {
        Self { root: root.to_owned(), check, stale: BTreeSet::new() }
    }

    /// The root of the repository.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// That file has this text.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn put(&mut self, name: &str, text: &str) -> Result<(), String> {
        let path = self.root.join(name);
        if fs::read(&path).is_ok_and(|old| old == text.as_bytes()) {
            return Ok(());
        }
        self.stale.insert(name.to_owned());
        if self.check {
            return Ok(());
        }
        let dir = path.parent().unwrap_or(&self.root);
        fs::create_dir_all(dir).and_then(|()| fs::write(&path, text)).map_err(|e| format!("{name}: {e}"))
    }

    /// That directory has these files and no others.
    ///
    /// # Errors
    /// Where it cannot be read, or a file cannot be written or taken away.
    pub fn put_all(&mut self, dir: &str, files: &[(String, String)]) -> Result<(), String> {
        for (name, text) in files {
            self.put(&format!("{dir}/{name}"), text)?;
        }
        for there in names(&self.root.join(dir))? {
            if files.iter().all(|(name, _)| *name != there) {
                let name = format!("{dir}/{there}");
                if !self.check {
                    fs::remove_file(self.root.join(&name)).map_err(|e| format!("{name}: {e}"))?;
                }
                self.stale.insert(name);
            }
        }
        Ok(())
    }

    /// Says what was stale, a line each; whether anything is left to do.
    #[must_use]
    pub fn is_left_stale(&self) -> bool {
        let what = if self.check { "stale" } else { "written" };
        for name in &self.stale {
            println!("{what}: {name}");
        }
        self.check && !self.stale.is_empty()
    }
}

/// The names of what is in a directory, in order; none where there is no directory.
///
/// # Errors
/// Where it cannot be read.
pub fn names(dir: &Path) -> Result<Vec<String>, String> {
    if !dir.is_dir() {
        return Ok(Vec::new());
    }
    let failed = |e: std::io::Error| format!("{}: {e}", dir.display());
    let name = |e: std::io::Result<fs::DirEntry>| e.map(|e| e.file_name().to_string_lossy().into_owned());
    let mut names = fs::read_dir(dir).map_err(failed)?.map(name).collect::<Result<Vec<_>, _>>().map_err(failed)?;
    names.sort_unstable();
    Ok(names)
}

/// The text of a file.
///
/// # Errors
/// Where it cannot be read.
pub fn read(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))
}
