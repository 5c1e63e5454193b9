//! Contents that replace what is on the disk: unsaved buffers of an editor, and files as fixes have left them.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Contents by the absolute path of the file that they replace, whether or not the file is on the disk. Standard input
/// has an empty path.
pub type Overlay = BTreeMap<PathBuf, Arc<[u8]>>;

/// The files of an overlay that are not on the disk: includes and globs find them all the same.
#[derive(Clone, Debug, Default)]
pub(crate) struct Unsaved(Vec<PathBuf>);

impl Unsaved {
    /// Those among the paths of an overlay, each as [`canonical`] writes it.
    pub(super) fn of(overlay: &Overlay) -> Self {
        Self(overlay.keys().filter(|path| path.is_absolute() && !path.exists()).cloned().collect())
    }

    /// Whether the path leads to one of them.
    pub(crate) fn has(&self, path: &Path) -> bool {
        !self.0.is_empty() && self.0.contains(&canonical(path))
    }

    /// The names of those in a directory.
    pub(crate) fn in_dir(&self, dir: &Path) -> impl Iterator<Item = &OsStr> {
        let dir = if self.0.is_empty() { PathBuf::new() } else { canonical(dir) };
        self.0.iter().filter(move |path| path.parent() == Some(dir.as_path())).filter_map(|path| path.file_name())
    }
}

/// The path with all links followed, as far as it exists; what is missing of it stays as it is written.
pub(super) fn canonical(path: &Path) -> PathBuf {
    for above in path.ancestors() {
        if let Ok(mut found) = above.canonicalize() {
            found.extend(path.strip_prefix(above).ok().filter(|rest| !rest.as_os_str().is_empty()));
            return found;
        }
    }
    path.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_on_the_disk_is_known_by_its_directory() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).canonicalize().expect("the package");
        assert_eq!(canonical(&root.join("src/../src/none/new.conf")), root.join("src/none/new.conf"));
        let overlay: Overlay =
            [root.join("src/new.conf"), root.join("Cargo.toml")].map(|p| (p, Arc::from(*b""))).into();
        let unsaved = Unsaved::of(&overlay);
        assert!(unsaved.has(&root.join("src/../src/new.conf")));
        assert!(!unsaved.has(&root.join("Cargo.toml")));
        assert_eq!(unsaved.in_dir(&root.join("src")).collect::<Vec<_>>(), ["new.conf"]);
    }
}
