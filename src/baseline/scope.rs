//! What a run looks at: of anything else it cannot say that it is gone.

use std::path::{Component, Path, PathBuf};

use crate::catalogue::{self, RULES};
use crate::objects::Configuration;
use crate::policy::Policy;

use super::Entry;

/// What was looked at in one directory.
#[derive(Clone, Debug)]
pub(crate) struct Scope {
    /// The directory, as seen from that of the baseline.
    pub(crate) directory: String,
    /// Only these files, by their names seen from the directory; all if there are none.
    files: Vec<String>,
    /// The names of the rules that ran.
    rules: Vec<&'static str>,
    /// Where the directory is, and what is wanted of its files.
    root: PathBuf,
    policy: Policy,
}

impl Scope {
    /// What a run with that policy sees of the configuration; `files` are the names of those that it is limited to.
    pub(crate) fn new(directory: String, config: &Configuration, policy: &Policy, files: Vec<String>) -> Self {
        // Below the line at which a file is lost nothing is seen.
        let rules = if config.is_cut() {
            Vec::new()
        } else {
            let runs = RULES.iter().filter(|r| r.has_run(config, policy));
            runs.map(|r| r.name).collect()
        };
        Self { directory, files, rules, root: config.dir.root.clone(), policy: policy.clone() }
    }

    /// Whether the run would have found what the entry stands for.
    pub(super) fn judges(&self, entry: &Entry) -> bool {
        self.directory == entry.directory
            && (self.files.is_empty() || self.files.contains(&entry.file))
            && self.rules.contains(&entry.rule.as_str())
            && self.wants(entry)
    }

    /// Whether the policy wants to hear of it in that file.
    fn wants(&self, entry: &Entry) -> bool {
        let path = self.root.join(&entry.file);
        let is_off = catalogue::find(&entry.rule).is_some_and(|rule| rule.is_off_in(&path, &self.policy));
        !is_off && !self.policy.excludes(&path)
    }
}

/// How `path` is called as seen from the directory `from`; both absolute and without links.
pub(crate) fn relative(path: &Path, from: &Path) -> String {
    let shared = path.components().zip(from.components()).take_while(|(a, b)| a == b).count();
    let up = from.components().skip(shared).map(|_| "..".to_owned());
    let name = |c: Component<'_>| c.as_os_str().to_string_lossy().into_owned();
    let parts: Vec<String> = up.chain(path.components().skip(shared).map(name)).collect();
    if parts.is_empty() { ".".to_owned() } else { parts.join("/") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_seen_from_the_baseline() {
        let seen = |path: &str, from: &str| relative(Path::new(path), Path::new(from));
        assert_eq!(seen("/a/b", "/a/b"), ".");
        assert_eq!(seen("/a/b/c", "/a"), "b/c");
        assert_eq!(seen("/a/x", "/a/b/c"), "../../x");
    }
}
