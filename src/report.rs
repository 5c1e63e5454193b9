//! Findings for people and for machines: one file a format, none of which knows the rules.

mod checkstyle;
mod concise;
mod expand;
mod fingerprint;
mod fixes;
mod format_util;
#[cfg(feature = "cli")]
mod full;
mod github;
mod gitlab;
mod json;
mod junit;
mod link;
mod parity;
mod repo_paths;
mod rules;
mod sarif;
mod sentences;
mod show;
mod statistics;
mod summary;
mod xml;

use std::io::{self, Write};
use std::path::PathBuf;

use crate::catalogue::Severity;
use crate::finding::SuppressionReason;
use crate::linter::Report;

pub use expand::{Secrets, expand};
pub(crate) use fingerprint::{aside_fingerprints, fingerprints};
#[cfg(feature = "cli")]
pub(crate) use format_util::quoted;
pub use parity::{parity_json, parity_text};
pub(crate) use rules::rules_json;
pub use rules::{rules_names, rules_text};
pub use show::{ids_of, show_json, show_text};
pub(crate) use statistics::{statistics_json, statistics_text};
pub use summary::Style;

/// The formats of `pjlint check`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "cli", derive(clap::ValueEnum))]
#[non_exhaustive]
pub enum Format {
    /// Each finding with its lines, the consequence and what to do.
    #[cfg(feature = "cli")]
    Full,
    /// A line each: `file:line:col: severity: message [name CODE]`.
    Concise,
    /// For programs; described in docs/json.md.
    Json,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
    /// Workflow commands: GitHub Actions shows each finding next to its line.
    Github,
    /// A Code Quality report, for GitLab's merge requests.
    Gitlab,
    /// JUnit XML, a test for each finding: for CI servers that show nothing else.
    Junit,
    /// Checkstyle XML, for what reads reports of linters: Jenkins, reviewdog.
    Checkstyle,
}

/// Where the process stands in the file system: reports name files as seen from there.
#[derive(Clone, Debug, Default)]
pub struct Location {
    /// The current directory; empty where there is none.
    pub current_dir: PathBuf,
    /// The root of the checked-out repository for GitHub's annotations (`GITHUB_WORKSPACE`).
    pub github_workspace: Option<PathBuf>,
    /// The same for GitLab's reports (`CI_PROJECT_DIR`).
    pub gitlab_project: Option<PathBuf>,
}

/// A whole run.
#[derive(Debug)]
pub struct Run {
    /// The directories, in order.
    pub reports: Vec<Report>,
    /// Where the process stands in the file system.
    pub location: Location,
}

impl Run {
    /// How many findings there are of that severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.reports.iter().flat_map(|l| &l.findings).filter(|f| f.severity == severity).count()
    }

    /// How many findings a comment keeps quiet, and how many the baseline has.
    pub(crate) fn suppressed(&self) -> (usize, usize) {
        let all = || self.reports.iter().flat_map(|r| &r.suppressed);
        let in_baseline = all().filter(|a| a.reason == SuppressionReason::Baseline).count();
        (all().count() - in_baseline, in_baseline)
    }

    /// How many findings of the baseline no longer occur.
    pub(crate) fn resolved(&self) -> u32 {
        self.reports.iter().flat_map(|l| l.resolved.iter().flatten()).map(|e| e.count).sum()
    }
}

/// Writes the run in the format; `style` is for terminals only.
///
/// # Errors
/// Where `out` cannot be written.
pub fn write(run: &Run, format: Format, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    match format {
        #[cfg(feature = "cli")]
        Format::Full => full::write(run, style, out),
        Format::Concise => concise::write(run, style, out),
        Format::Json => json::write(run, out),
        Format::Sarif => sarif::write(run, out),
        Format::Github => github::write(run, style, out),
        Format::Gitlab => gitlab::write(run, out),
        Format::Junit => junit::write(run, out),
        Format::Checkstyle => checkstyle::write(run, out),
    }
}
