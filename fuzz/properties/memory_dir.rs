//! A configuration directory whose files are in memory, linted as `pjlint check` does.

use std::path::PathBuf;
use std::sync::{Arc, LazyLock};

use pjlint::asterisk::{Choice, Target};
use pjlint::linter::{Linter, Report};
use pjlint::policy::{Policy, parse};
use pjlint::source::Overlay;
use pjlint::text::ConfigDir;

/// One of each kind: what they read differs.
const VERSIONS: [&str; 4] = ["22.10", "16.28", "20.12", "18.0"];

/// Made once: the patterns of a policy's classes take longer than a run.
static LINTERS: LazyLock<[Linter; 4]> = LazyLock::new(|| VERSIONS.map(|version| with(version, audit())));

/// The same for what the move from sip.conf still lacks.
static MIGRATION: LazyLock<Linter> = LazyLock::new(|| {
    let mut linter = with("16.28", audit());
    linter.migration = true;
    linter
});

/// The files that may be there; all of them are empty on the disk.
const NAMES: [&str; 5] = ["pjsip.conf", "pjsip_wizard.conf", "sip.conf", "extensions.conf", "queues.conf"];

fn audit() -> Policy {
    parse("profile = \"audit\"", "pjlint.toml").expect("a policy")
}

/// For that version, by that policy.
pub(super) fn with(version: &str, policy: Policy) -> Linter {
    let mut linter = Linter::default();
    linter.target = Target::new(version.parse().expect("a version"), Choice::Given);
    linter.policy = policy;
    linter
}

/// For the version that the first byte chooses.
pub(super) fn chosen(choice: u8) -> &'static Linter {
    &LINTERS[usize::from(choice) % LINTERS.len()]
}

/// For the newest version.
pub(super) fn newest() -> &'static Linter {
    &LINTERS[0]
}

/// For the last versions that have chan_sip too.
pub(super) fn migrating() -> &'static Linter {
    &MIGRATION
}

/// A directory.
pub(super) struct MemoryDir {
    dir: ConfigDir,
    files: Overlay,
}

impl MemoryDir {
    pub(super) fn of(files: &[(&str, &[u8])]) -> Self {
        let root = root(files);
        let files = files.iter().map(|(name, text)| (root.join(name), Arc::from(*text))).collect();
        Self { dir: ConfigDir { root, known_as: "/etc/asterisk".into(), is_live: false }, files }
    }

    /// Reads, judges and checks it.
    pub(super) fn lint(&self, linter: &Linter) -> Report {
        self.relint(linter, &Overlay::new())
    }

    /// The same with files as fixes have left them.
    pub(super) fn relint(&self, linter: &Linter, edited: &Overlay) -> Report {
        let mut files = self.files.clone();
        files.extend(edited.iter().map(|(path, text)| (path.clone(), Arc::clone(text))));
        let report = linter.lint_with(&self.dir, &files).expect("the files can be read");
        // A user loses the rule's findings; here it is what is looked for.
        let broken: Vec<&str> = report.broken_rules.iter().map(|r| r.name).collect();
        assert!(broken.is_empty(), "rules panicked: {broken:?}");
        report
    }
}

/// A directory with empty files of these names: what is not on the disk is not there.
fn root(files: &[(&str, &[u8])]) -> PathBuf {
    let names: Vec<&str> = files.iter().map(|(name, _)| *name).collect();
    assert!(names.iter().all(|n| NAMES.contains(n)));
    let dir = std::env::temp_dir().join(format!("pjlint-memory-dir-{}-{}", std::process::id(), names.join("-")));
    if !dir.is_dir() {
        std::fs::create_dir_all(&dir).expect("a directory for the test");
        for name in &names {
            std::fs::write(dir.join(name), "").expect("a file for the test");
        }
    }
    dir.canonicalize().expect("the directory is there")
}
