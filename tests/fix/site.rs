//! A directory to lint and to fix, as `pjlint check` does.

use std::convert::Infallible;
use std::fs;
use std::path::{Path, PathBuf};

use pjlint::asterisk::{Choice, Target, Version};
use pjlint::fix::{self, Fixed, Wanted};
use pjlint::graph::Graph;
use pjlint::objects::{self, LoadOptions, Main};
use pjlint::policy::Policy;
use pjlint::report::{Report, Summary};
use pjlint::rules::{self, Checked};
use pjlint::source::Overlay;
use pjlint::suppression::Day;
use pjlint::text::ConfigDir;

pub(crate) struct Site {
    pub(crate) root: PathBuf,
    pub(crate) target: Target,
    pub(crate) policy: Policy,
    pub(crate) check_files: bool,
    pub(crate) migration: bool,
    /// What the directory is called where it is Asterisk's own.
    pub(crate) known_as: &'static str,
    pub(crate) is_live: bool,
}

impl Site {
    pub(crate) fn new(root: PathBuf, version: &str) -> Self {
        Self {
            root,
            target: target(version, Choice::Given),
            policy: Policy::default(),
            check_files: false,
            migration: false,
            known_as: "/etc/asterisk",
            is_live: false,
        }
    }

    pub(crate) fn lint(&self) -> Report {
        self.relint(&Overlay::new())
    }

    pub(crate) fn relint(&self, edited: &Overlay) -> Report {
        let dir = ConfigDir { root: self.root.clone(), known_as: self.known_as.into(), is_live: self.is_live };
        let files = self.check_files.then(|| dir.clone());
        let checks = LoadOptions { files, migration: self.migration, edited: edited.clone(), ..LoadOptions::default() };
        let config = objects::load(dir, Main::File, self.target.clone(), checks).expect("a readable directory");
        let graph = Graph::new(&config);
        let Checked { findings, aside } = rules::check(&config, &graph, &self.policy, Day::of(0));
        let summary = Summary::new(&config);
        Report { config, findings, aside, gone: None, summary, prefix: String::new() }
    }

    /// Round after round.
    pub(crate) fn fix(&self, unsafe_too: bool) -> Fixed {
        let wanted = Wanted { unsafe_too, to_be_written: false };
        let fixed = fix::apply(vec![self.lint()], wanted, &mut |_, edited| Ok::<_, Infallible>(self.relint(edited)));
        let Ok(fixed) = fixed;
        fixed
    }

    /// Only the fix of one finding.
    pub(crate) fn fix_one(&self, nth: usize) -> Fixed {
        let mut before = self.lint();
        let kept = before.findings[nth].clone();
        before.findings.iter_mut().for_each(|f| f.fix = None);
        before.findings[nth] = kept;
        let wanted = Wanted { unsafe_too: true, to_be_written: false };
        let fixed = fix::apply(vec![before], wanted, &mut |_, edited| {
            let mut after = self.relint(edited);
            after.findings.iter_mut().for_each(|f| f.fix = None);
            Ok::<_, Infallible>(after)
        });
        let Ok(fixed) = fixed;
        fixed
    }
}

pub(crate) fn target(version: &str, choice: Choice) -> Target {
    Target::new(version.parse::<Version>().expect("a version of Asterisk"), choice)
}

/// An empty directory of that name, where cargo keeps what tests write.
pub(crate) fn empty(name: &str) -> PathBuf {
    let dir = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("fix").join(name);
    let _ = fs::remove_dir_all(&dir);
    fs::create_dir_all(&dir).expect("a directory for the test");
    dir.canonicalize().expect("a directory for the test")
}

/// A directory with these files.
pub(crate) fn directory(name: &str, files: &[(&str, &[u8])]) -> PathBuf {
    let dir = empty(name);
    for (file, text) in files {
        put(&dir.join(file), text);
    }
    dir
}

pub(crate) fn put(path: &Path, text: &[u8]) {
    fs::create_dir_all(path.parent().expect("a file is in a directory")).expect("a writable directory");
    fs::write(path, text).expect("a writable directory");
}
