//! A directory that findings are mended in.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};

use pjlint::asterisk::{Choice, Target, Version};
use pjlint::finding::{Finding, Fix};
use pjlint::graph::Graph;
use pjlint::objects::{self, Configuration, LoadOptions, Main};
use pjlint::policy::{Policy, Profile};
use pjlint::rules::{self, Rule};
use pjlint::suppression::Day;
use pjlint::text::ConfigDir;

pub(crate) struct Site {
    rule: &'static Rule,
    version: String,
    dir: PathBuf,
    config: Configuration,
}

impl Site {
    pub(crate) fn new(rule: &'static Rule, files: &[(&str, &str)], version: Option<&str>) -> Self {
        let files: BTreeMap<String, Vec<u8>> =
            files.iter().map(|(n, t)| ((*n).to_owned(), t.as_bytes().to_vec())).collect();
        Self::of(rule, &files, version.unwrap_or("22.10"))
    }

    fn of(rule: &'static Rule, files: &BTreeMap<String, Vec<u8>>, version: &str) -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let name = format!("pjlint-mend-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        let dir = std::env::temp_dir().join(name);
        for (name, bytes) in files {
            let path = dir.join(name);
            fs::create_dir_all(path.parent().expect("a file is in a directory")).expect("a writable directory");
            fs::write(path, bytes).expect("a writable directory");
        }
        let target = Target::new(version.parse::<Version>().expect("a version"), Choice::Given);
        let root = ConfigDir { root: dir.clone(), known_as: "/etc/asterisk".into(), is_live: false };
        let checks = LoadOptions { migration: rule.profile == Profile::Migration, ..LoadOptions::default() };
        let config = objects::load(root, Main::File, target, checks).expect("a readable directory");
        Self { rule, version: version.to_owned(), dir, config }
    }

    pub(crate) fn findings(&self) -> Vec<Finding> {
        let others = rules::RULES.iter().filter(|r| r.profile == self.rule.profile && r.profile != Profile::Default);
        let ignore = others.filter(|r| r.name != self.rule.name).map(|r| r.name.to_owned()).collect();
        let policy = Policy { profile: self.rule.profile, ignore, ..Policy::default() };
        rules::check(&self.config, &Graph::new(&self.config), &policy, Day::of(0)).findings
    }

    /// What the files hold: name and bytes.
    pub(crate) fn files(&self) -> BTreeMap<String, Vec<u8>> {
        let read = |entry: fs::DirEntry| {
            (entry.file_name().to_string_lossy().into_owned(), fs::read(entry.path()).expect("a readable file"))
        };
        fs::read_dir(&self.dir).expect("a directory").map(|e| read(e.expect("an entry"))).collect()
    }

    /// The same with the edits made.
    pub(crate) fn mended(&self, fixes: &[&Fix]) -> Self {
        let mut files = self.files();
        let mut edits: Vec<_> = fixes.iter().flat_map(|f| &f.edits).collect();
        edits.sort_by_key(|e| std::cmp::Reverse((e.span.file.0, e.span.start, e.span.len)));
        for pair in edits.windows(2) {
            let (after, before) = (pair[0].span, pair[1].span);
            assert!(after.file != before.file || before.end() < after.start, "edits touch");
        }
        for edit in edits {
            let name = &self.config.sources.file(edit.span.file).name;
            let bytes = files.get_mut(name.rsplit('/').next().expect("a name")).expect("the file that is edited");
            bytes.splice(edit.span.start as usize..edit.span.end() as usize, edit.text.iter().copied());
        }
        Self::of(self.rule, &files, &self.version)
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        // A directory that stays behind in the temporary directory does no harm.
        let _ = fs::remove_dir_all(&self.dir);
    }
}
