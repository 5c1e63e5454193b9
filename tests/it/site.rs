//! A configuration directory to read, to lint and to fix, as the commands do.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use pjlint::asterisk::{Choice, Target, Version};
use pjlint::catalogue::{Profile, RULES, Rule};
use pjlint::finding::{Edit, Fix};
use pjlint::fix::{self, FixSelection, Fixed};
use pjlint::linter::{Linter, Report};
use pjlint::objects::Configuration;
use pjlint::policy::Policy;
use pjlint::source::Overlay;
use pjlint::text::ConfigDir;
use proptest::test_runner::Config as ProptestConfig;
use tempfile::TempDir;

/// The release that is meant where none is named.
pub(crate) const RELEASE: &str = "22.10";

/// A directory, and how it is linted.
pub(crate) struct Site {
    pub(crate) dir: ConfigDir,
    pub(crate) linter: Linter,
    _temporary: Option<TempDir>,
}

impl Site {
    /// A directory that is there already.
    pub(crate) fn at(root: impl Into<PathBuf>) -> Self {
        Self { dir: config_dir(root), linter: linter(RELEASE), _temporary: None }
    }

    /// A directory of that name with these files, which stays for whoever wants to look at it.
    pub(crate) fn named<T: AsRef<[u8]>>(name: &str, files: &[(&str, T)]) -> Self {
        Self::at(directory(name)).with(files)
    }

    /// A directory with these files that goes away with the test.
    pub(crate) fn temporary<T: AsRef<[u8]>>(files: &[(&str, T)]) -> Self {
        let dir = TempDir::new().expect("a temporary directory");
        let root = dir.path().canonicalize().expect("a temporary directory");
        Self { _temporary: Some(dir), ..Self::at(root) }.with(files)
    }

    fn with<T: AsRef<[u8]>>(self, files: &[(&str, T)]) -> Self {
        for (file, text) in files {
            self.write(file, text);
        }
        self
    }

    /// The policy for one rule's sake: of the rules that are off by default only this one is on. An example is no review
    /// of everything.
    pub(crate) fn for_rule(mut self, rule: &Rule, policy: Policy) -> Self {
        let others = RULES.iter().filter(|r| r.profile == rule.profile && r.profile != Profile::Default);
        let ignore = others.filter(|r| r.name != rule.name).map(|r| r.name.to_owned()).collect();
        self.linter.policy = Policy { profile: rule.profile, ignore, ..policy };
        self.linter.migration = rule.profile == Profile::Migration;
        self
    }

    pub(crate) fn path(&self, file: &str) -> PathBuf {
        self.dir.root.join(file)
    }

    pub(crate) fn write(&self, file: &str, text: impl AsRef<[u8]>) {
        put(&self.path(file), text);
    }

    pub(crate) fn read(&self, file: &str) -> String {
        fs::read_to_string(self.path(file)).unwrap_or_else(|e| panic!("{file}: {e}"))
    }

    /// Every object with its verdict; no rule runs.
    pub(crate) fn load(&self) -> Configuration {
        self.linter.load_dir(&self.dir).expect("a readable directory")
    }

    pub(crate) fn lint(&self) -> Report {
        self.relint(&Overlay::new())
    }

    /// The same with files as they would be.
    pub(crate) fn relint(&self, overlay: &Overlay) -> Report {
        whole(self.linter.lint_with(&self.dir, overlay).expect("a readable directory"))
    }

    /// What the fixes make of it, round after round.
    pub(crate) fn fix(&self, unsafe_too: bool) -> Fixed {
        let Ok(fixed) = fix::apply(vec![self.lint()], selection(unsafe_too), &mut |_, overlay| {
            Ok::<_, Infallible>(self.relint(overlay))
        });
        fixed
    }

    /// What the fix of one finding makes of it.
    pub(crate) fn fix_one(&self, nth: usize) -> Fixed {
        let mut before = self.lint();
        let kept = before.findings[nth].clone();
        before.findings.iter_mut().for_each(|f| f.fix = None);
        before.findings[nth] = kept;
        let Ok(fixed) = fix::apply(vec![before], selection(true), &mut |_, overlay| {
            let mut after = self.relint(overlay);
            after.findings.iter_mut().for_each(|f| f.fix = None);
            Ok::<_, Infallible>(after)
        });
        fixed
    }
}

fn selection(unsafe_too: bool) -> FixSelection {
    FixSelection { unsafe_too, to_be_written: false }
}

pub(crate) fn config_dir(root: impl Into<PathBuf>) -> ConfigDir {
    ConfigDir { root: root.into(), known_as: "/etc/asterisk".into(), is_live: false }
}

pub(crate) fn target(version: &str, choice: Choice) -> Target {
    Target::new(version.parse::<Version>().expect("a version of Asterisk"), choice)
}

/// As with `--asterisk VERSION`.
pub(crate) fn linter(version: &str) -> Linter {
    let mut linter = Linter::default();
    linter.target = target(version, Choice::Given);
    linter
}

/// The report, of which no rule is missing: that one panics costs a user its findings, and here the test.
pub(crate) fn whole(report: Report) -> Report {
    let broken: Vec<&str> = report.broken_rules.iter().map(|r| r.name).collect();
    assert!(broken.is_empty(), "rules panicked: {broken:?}");
    report
}

/// Makes these fixes in the overlay, whose files are those that the report is of.
pub(crate) fn edit(report: &Report, fixes: &[&Fix], overlay: &mut Overlay) {
    let sources = &report.config.sources;
    let mut files: BTreeMap<_, Vec<&Edit>> = BTreeMap::new();
    for edit in fixes.iter().flat_map(|f| &f.edits) {
        files.entry(edit.span.file).or_default().push(edit);
    }
    for (file, mut edits) in files {
        edits.sort_by_key(|e| std::cmp::Reverse((e.span.start, e.span.len)));
        assert!(edits.windows(2).all(|pair| pair[1].span.end() <= pair[0].span.start), "edits overlap");
        let file = sources.file(file);
        let mut text = file.bytes.to_vec();
        for edit in edits {
            text.splice(edit.span.start as usize..edit.span.end() as usize, edit.text.iter().copied());
        }
        overlay.insert(file.path.canonicalize().expect("the file is there"), Arc::from(text));
    }
}

/// So many cases, or as many as `PROPTEST_CASES` says; what fails is printed with all that makes it again.
pub(crate) fn cases(count: u32) -> ProptestConfig {
    let asked = std::env::var("PROPTEST_CASES").ok().and_then(|number| number.parse().ok());
    ProptestConfig { cases: asked.unwrap_or(count), failure_persistence: None, ..ProptestConfig::default() }
}

/// An empty directory of that name, where cargo keeps what tests write.
pub(crate) fn directory(name: &str) -> PathBuf {
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&dir);
    fs::create_dir_all(&dir).expect("a directory for the test");
    dir.canonicalize().expect("a directory for the test")
}

pub(crate) fn put(path: &Path, text: impl AsRef<[u8]>) {
    fs::create_dir_all(path.parent().expect("a file is in a directory")).expect("a writable directory");
    fs::write(path, text).expect("a writable directory");
}
