//! FILE arguments: which configuration a file belongs to.

use std::path::{Component, Path, PathBuf};

/// A FILE argument.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct FileArg {
    /// As it was given.
    pub(crate) shown: PathBuf,
    /// The file in its directory, as a configuration names it.
    whole: PathBuf,
    /// What it is when links are followed; nothing if it is not there.
    real: Option<PathBuf>,
}

impl FileArg {
    /// The file, there or not.
    pub(crate) fn new(path: &Path) -> Self {
        Self { shown: path.to_owned(), whole: whole(path), real: path.canonicalize().ok() }
    }

    /// Where it is: the path from the root on.
    pub(crate) fn path(&self) -> &Path {
        &self.whole
    }

    /// Whether it is there: a hook may be told of files that the change deletes.
    pub(crate) fn is_there(&self) -> bool {
        self.real.is_some()
    }

    /// The nearest directory above it for which `is_configuration` holds: as the path says, else where a link leads.
    pub(crate) fn configuration(&self, is_configuration: impl Fn(&Path) -> bool) -> Option<PathBuf> {
        let above = |file: &Path| file.ancestors().skip(1).find(|d| is_configuration(d)).map(Path::to_owned);
        above(&self.whole).or_else(|| self.real.as_deref().and_then(above))
    }

    pub(super) fn is(&self, path: &Path, real: Option<&Path>) -> bool {
        self.whole == path || (real.is_some() && self.real.as_deref() == real)
    }
}

/// The path from the root on. Its directory's links are followed, those of the file itself are not: a configuration
/// that is made of links to files elsewhere is the one of the directory that has the links.
fn whole(path: &Path) -> PathBuf {
    let (Some(name), parent) = (path.file_name(), path.parent().unwrap_or(Path::new(""))) else {
        return path.to_owned();
    };
    let parent = if parent.as_os_str().is_empty() { Path::new(".") } else { parent };
    // Of a file that was deleted with its directory, what is left of the path decides.
    let mut missing: Vec<_> = vec![name.to_owned()];
    let mut there = parent;
    loop {
        if let Ok(mut whole) = there.canonicalize() {
            whole.extend(missing.iter().rev());
            return whole;
        }
        let (Some(Component::Normal(last)), Some(up)) = (there.components().next_back(), there.parent()) else {
            return path.to_owned();
        };
        missing.push(last.to_owned());
        there = if up.as_os_str().is_empty() { Path::new(".") } else { up };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_belongs_to_the_nearest_configuration_above_it() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).canonicalize().expect("the package");
        let file = FileArg::new(&root.join("fixtures/demo/pjsip.d/phones.conf"));
        let is_configuration = |d: &Path| d.join("pjsip.conf").is_file();
        assert!(file.is_there());
        assert_eq!(file.configuration(is_configuration), Some(root.join("fixtures/demo")));
        assert_eq!(FileArg::new(&root.join("rules/README.conf")).configuration(is_configuration), None);
    }

    #[test]
    fn a_deleted_file_belongs_where_it_was() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).canonicalize().expect("the package");
        let file = FileArg::new(&root.join("fixtures/demo/gone/too/phones.conf"));
        assert!(!file.is_there());
        assert_eq!(file.configuration(|d| d.join("pjsip.conf").is_file()), Some(root.join("fixtures/demo")));
    }
}
