//! The front door: lint a directory, some files of it, a text, or any of these with unsaved buffers over the files.
//!
//! Nothing below the command line reads the environment, the clock or the current directory: what a run depends on is
//! in the [`Linter`].

mod file_arg;
mod pipeline;
mod report;
#[cfg(feature = "cli")]
mod shared_includes;
mod summary;

use std::collections::BTreeSet;
use std::path::PathBuf;

use crate::accounts::Accounts;
use crate::asterisk::{Choice, Target, Version};
use crate::graph::Graph;
use crate::objects::{self, Configuration, LoadError, LoadOptions, Main};
use crate::policy::Policy;
use crate::rules;
use crate::source::Overlay;
use crate::suppression::Day;
use crate::text::ConfigDir;

pub use crate::cancellation::Cancellation;
pub(crate) use file_arg::FileArg;
#[cfg(feature = "cli")]
pub(crate) use pipeline::apply_baseline;
pub(crate) use pipeline::limit_to_files;
pub use report::Report;
#[cfg(feature = "cli")]
pub(crate) use shared_includes::SharedIncludes;
pub use summary::{Count, Summary};

/// How a configuration is linted. `Linter::default()` lints for the newest long-term release with the default profile.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Linter {
    /// The Asterisk that the configuration is for.
    pub target: Target,
    /// What the site wants: [`crate::policy::parse`] reads a `pjlint.toml`.
    pub policy: Policy,
    /// The day on which suppressions are judged: those with an earlier `until` have expired.
    pub today: Day,
    /// Also look for the certificate and key files that the configuration names, on this machine.
    pub check_files: bool,
    /// Read sip.conf whatever the target is, as the rules about a migration do.
    pub migration: bool,
    /// Ends a run early, from another thread.
    pub cancellation: Cancellation,
}

/// Why there is no report.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LintError {
    /// A file is there and cannot be read.
    #[error(transparent)]
    Load(LoadError),
    /// [`Cancellation::cancel`] was called.
    #[error("the run was cancelled")]
    Cancelled,
}

impl From<LoadError> for LintError {
    fn from(error: LoadError) -> Self {
        if matches!(error, LoadError::Cancelled) { Self::Cancelled } else { Self::Load(error) }
    }
}

impl Default for Linter {
    fn default() -> Self {
        Self {
            target: Target::new(Version::DEFAULT, Choice::Default),
            policy: Policy::default(),
            today: Day::of(0),
            check_files: false,
            migration: false,
            cancellation: Cancellation::default(),
        }
    }
}

impl Linter {
    /// Lints a configuration directory as it is on the disk.
    ///
    /// # Errors
    /// Where a file cannot be read, or the run is cancelled. What is wrong *in* a file is a finding.
    pub fn lint_dir(&self, dir: &ConfigDir) -> Result<Report, LintError> {
        self.lint_with(dir, &Overlay::new())
    }

    /// Lints a directory where some files have another content than on the disk, or are not there yet: the unsaved
    /// buffers of an editor. The keys are absolute paths.
    ///
    /// # Errors
    /// As [`Self::lint_dir`].
    pub fn lint_with(&self, dir: &ConfigDir, overlay: &Overlay) -> Result<Report, LintError> {
        self.lint(dir.clone(), Main::File, overlay.clone())
    }

    /// Lints a directory, and leaves in the report what concerns these files: findings with a place or a label in them.
    ///
    /// # Errors
    /// As [`Self::lint_dir`].
    pub fn lint_files(&self, dir: &ConfigDir, files: &[PathBuf], overlay: &Overlay) -> Result<Report, LintError> {
        let mut report = self.lint_with(dir, overlay)?;
        let files: BTreeSet<FileArg> = files.iter().map(|file| FileArg::new(file)).collect();
        limit_to_files(&mut report, &files, false);
        Ok(report)
    }

    /// Lints a text as the `pjsip.conf` of a directory of which nothing else is read but what it includes.
    ///
    /// # Errors
    /// As [`Self::lint_dir`].
    pub fn lint_text(&self, dir: &ConfigDir, text: Vec<u8>) -> Result<Report, LintError> {
        self.lint(dir.clone(), Main::Text(text), Overlay::new())
    }

    /// Reads and judges a directory, and runs no rule: every object with its verdict.
    ///
    /// # Errors
    /// Where a file cannot be read, or the run is cancelled.
    pub fn load_dir(&self, dir: &ConfigDir) -> Result<Configuration, LoadError> {
        self.load(dir.clone(), Main::File, Overlay::new())
    }

    /// Reads, judges and checks.
    pub(crate) fn lint(&self, dir: ConfigDir, main: Main, overlay: Overlay) -> Result<Report, LintError> {
        let config = self.load(dir, main, overlay)?;
        self.check_cancelled()?;
        let graph = Graph::new(&config);
        let accounts = Accounts::new(&config, &graph, &self.policy.classes);
        let found = pipeline::findings(&config, &graph, &accounts, self)?;
        // Memory of this size is given back faster by the end of the process than piece by piece.
        if config.is_large() {
            std::mem::forget((graph, accounts));
        } else {
            drop((graph, accounts));
        }
        let mut report = Report::of(config);
        report.findings = found.findings;
        report.suppressed = found.suppressed;
        report.broken_rules = found.broken;
        Ok(report)
    }

    fn check_cancelled(&self) -> Result<(), LintError> {
        if self.cancellation.is_cancelled() { Err(LintError::Cancelled) } else { Ok(()) }
    }

    /// Reads and judges a directory: every object, and no opinion.
    ///
    /// # Errors
    /// Where a file cannot be read, or the run is cancelled.
    pub fn load(&self, dir: ConfigDir, main: Main, overlay: Overlay) -> Result<Configuration, LoadError> {
        let options = LoadOptions {
            files: self.check_files.then(|| dir.clone()),
            migration: self.migration || rules::needs_sip_conf(&self.policy),
            overlay,
            placeholders: self.policy.placeholders,
            third_party: self.policy.third_party.clone(),
            cancellation: self.cancellation.clone(),
        };
        objects::load(dir, main, self.target.clone(), options)
    }
}
