//! A configuration directory whose files are in memory, linted as `pjlint check` does.

use std::path::PathBuf;
use std::sync::{Arc, LazyLock};

use pjlint::asterisk::{Choice, Target};
use pjlint::graph::Graph;
use pjlint::objects::{LoadOptions, Main, load};
use pjlint::policy::Policy;
use pjlint::report::{Report, Summary};
use pjlint::rules::{Checked, check};
use pjlint::source::Overlay;
use pjlint::suppression::Day;
use pjlint::text::ConfigDir;

/// One of each kind: what they read differs.
pub(super) const VERSIONS: [&str; 4] = ["22.10", "16.28", "20.12", "18.0"];

/// The files that may be there; all of them are empty on the disk.
const NAMES: [&str; 5] = ["pjsip.conf", "pjsip_wizard.conf", "sip.conf", "extensions.conf", "queues.conf"];

/// Made once: the patterns of its classes take longer than a run.
static POLICY: LazyLock<Policy> =
    LazyLock::new(|| pjlint::policy::parse("profile = \"audit\"", "pjlint.toml").unwrap_or_default());

/// A directory.
pub(super) struct Desk {
    root: PathBuf,
    files: Overlay,
    policy: Option<Policy>,
    migration: bool,
}

impl Desk {
    pub(super) fn of(files: &[(&str, &[u8])]) -> Self {
        let root = root(files);
        let files = files.iter().map(|(name, text)| (root.join(name), Arc::from(*text))).collect();
        Self { root, files, policy: None, migration: false }
    }

    pub(super) fn by(self, policy: Policy) -> Self {
        Self { policy: Some(policy), ..self }
    }

    pub(super) fn migrating(self) -> Self {
        Self { migration: true, ..self }
    }

    /// With files as fixes have left them.
    pub(super) fn edited(&self, edited: &Overlay) -> Self {
        let mut files = self.files.clone();
        files.extend(edited.iter().map(|(path, text)| (path.clone(), Arc::clone(text))));
        Self { root: self.root.clone(), files, policy: None, migration: self.migration }
    }
}

/// A directory with empty files of these names: a file must be there to be edited.
fn root(files: &[(&str, &[u8])]) -> PathBuf {
    let names: Vec<&str> = files.iter().map(|(name, _)| *name).collect();
    assert!(names.iter().all(|n| NAMES.contains(n)));
    let dir = std::env::temp_dir().join(format!("pjlint-desk-{}-{}", std::process::id(), names.join("-")));
    if !dir.is_dir() {
        std::fs::create_dir_all(&dir).expect("a directory for the test");
        for name in &names {
            std::fs::write(dir.join(name), "").expect("a file for the test");
        }
    }
    dir.canonicalize().expect("the directory is there")
}

/// Reads, judges and checks it.
pub(super) fn lint(desk: &Desk, version: &str) -> Report {
    let target = Target::new(version.parse().expect("a version"), Choice::Given);
    let dir = ConfigDir { root: desk.root.clone(), known_as: "/etc/asterisk".into(), is_live: false };
    let checks = LoadOptions { edited: desk.files.clone(), migration: desk.migration, ..LoadOptions::default() };
    let config = load(dir, Main::File, target, checks).expect("the files can be read");
    let graph = Graph::new(&config);
    let Checked { findings, aside } = check(&config, &graph, desk.policy.as_ref().unwrap_or(&POLICY), Day::of(0));
    let summary = Summary::new(&config);
    Report { config, findings, aside, gone: None, summary, prefix: String::new() }
}
