//! FILE arguments: which configuration a file belongs to, and a report that is limited to some files.

use std::collections::BTreeSet;
use std::path::{Component, Path, PathBuf};

use crate::finding::{Finding, Severity};
use crate::report::Linted;

#[derive(Debug, clap::Args)]
pub(super) struct HookArgs {
    /// For a hook, which is given whatever files were changed: FILEs that belong to no configuration are passed over,
    /// configurations below the current directory that include a FILE from elsewhere are linted too, and names that
    /// lead nowhere are reported in all files of a configuration, for the change may have taken away the other end
    #[arg(long)]
    pub(super) hook: bool,
}

/// A FILE argument.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Given {
    /// As it was given.
    pub(super) shown: PathBuf,
    /// The file in its directory, as a configuration names it.
    whole: PathBuf,
    /// What it is when links are followed; nothing if it is not there.
    real: Option<PathBuf>,
}

impl Given {
    /// The file, there or not.
    pub(super) fn new(path: &Path) -> Self {
        Self { shown: path.to_owned(), whole: whole(path), real: path.canonicalize().ok() }
    }

    /// Where it is: the path from the root on.
    pub(super) fn path(&self) -> &Path {
        &self.whole
    }

    /// Whether it is there: a hook may be told of files that the change deletes.
    pub(super) fn is_there(&self) -> bool {
        self.real.is_some()
    }

    /// The nearest directory above it for which `is_configuration` holds: as the path says, else where a link leads.
    pub(super) fn configuration(&self, is_configuration: impl Fn(&Path) -> bool) -> Option<PathBuf> {
        let above = |file: &Path| file.ancestors().skip(1).find(|d| is_configuration(d)).map(Path::to_owned);
        above(&self.whole).or_else(|| self.real.as_deref().and_then(above))
    }

    fn is(&self, path: &Path, real: Option<&Path>) -> bool {
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

/// Leaves what concerns the given files; returns those of them that the configuration reads.
///
/// A finding concerns a file if its own place or one of its labels is in it: of two objects of one name the second
/// may be in the file that was changed, and the report be about the first.
pub(super) fn limit(linted: &mut Linted, files: &BTreeSet<Given>, hook: bool) -> BTreeSet<Given> {
    let mut read = BTreeSet::new();
    let mut wanted = Vec::new();
    for (_, file) in linted.config.sources.iter() {
        let real = file.path.canonicalize().ok();
        let before = read.len();
        read.extend(files.iter().filter(|g| g.is(&file.path, real.as_deref())).cloned());
        wanted.push(read.len() > before);
    }
    let is_wanted = |finding: &Finding| {
        let places = finding.labels.iter().map(|l| l.span).chain([finding.primary.span]);
        places.into_iter().any(|s| wanted[s.file.0 as usize]) || (hook && may_be_of_another_file(finding))
    };
    linted.findings.retain(&is_wanted);
    // Only the given files are edited.
    for finding in &mut linted.findings {
        let edits = finding.fix.as_ref().map_or(&[][..], |fix| &fix.edits);
        if edits.iter().any(|e| !wanted[e.span.file.0 as usize]) {
            finding.fix = None;
        }
    }
    linted.aside.retain(|a| is_wanted(&a.finding));
    read
}

/// Whether the finding can come from a change in a file where it has no place: what is not there has none.
fn may_be_of_another_file(finding: &Finding) -> bool {
    finding.rule.group == "references" && finding.severity >= Severity::Warning
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_belongs_to_the_nearest_configuration_above_it() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).canonicalize().expect("the package");
        let given = Given::new(&root.join("fixtures/demo/pjsip.d/phones.conf"));
        let is_configuration = |d: &Path| d.join("pjsip.conf").is_file();
        assert!(given.is_there());
        assert_eq!(given.configuration(is_configuration), Some(root.join("fixtures/demo")));
        assert_eq!(Given::new(&root.join("rules/README.conf")).configuration(is_configuration), None);
    }

    #[test]
    fn a_deleted_file_belongs_where_it_was() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).canonicalize().expect("the package");
        let given = Given::new(&root.join("fixtures/demo/gone/too/phones.conf"));
        assert!(!given.is_there());
        assert_eq!(given.configuration(|d| d.join("pjsip.conf").is_file()), Some(root.join("fixtures/demo")));
    }
}
