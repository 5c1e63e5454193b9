//! Findings for people and for machines: one file a format, none of which knows the rules.

mod checkstyle;
mod concise;
mod expand;
mod fingerprint;
mod full;
mod github;
mod gitlab;
mod json;
mod junit;
mod link;
mod machine;
mod mending;
mod parity;
mod prose;
mod sarif;
mod show;
mod statistics;
mod summary;
mod tree;
mod xml;

use std::io::{self, Write};

use crate::baseline::Entry;
use crate::finding::{Aside, Because, Finding, Severity};
use crate::objects::Configuration;
use crate::source::Span;

pub use expand::{Secrets, expand};
pub use fingerprint::{aside_fingerprints, fingerprints};
pub use full::Style;
pub(crate) use machine::quoted;
pub use parity::{parity_json, parity_text};
pub use show::{ids_of, show_json, show_text};
pub use statistics::{statistics_json, statistics_text};
pub use summary::{Count, Summary};

/// The formats of `pjlint check`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// Each finding with its lines, what follows and what to do.
    Full,
    /// A line each: `file:line:col: severity: message [name CODE]`.
    Concise,
    /// For programs; described in docs/json.md.
    Json,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
    /// Workflow commands: GitHub Actions shows each finding beside its line.
    Github,
    /// A Code Quality report, for GitLab's merge requests.
    Gitlab,
    /// JUnit XML, a test for each finding: for CI servers that show nothing else.
    Junit,
    /// Checkstyle XML, for what reads reports of linters: Jenkins, reviewdog.
    Checkstyle,
}

/// One linted directory.
#[derive(Debug)]
pub struct Linted {
    /// What was read.
    pub config: Configuration,
    /// What was found, sorted; limited to one file where only that was asked for.
    pub findings: Vec<Finding>,
    /// What was found and does not count, sorted likewise.
    pub aside: Vec<Aside>,
    /// The entries of the baseline that no longer occur; nothing where there is no baseline.
    pub gone: Option<Vec<Entry>>,
    /// What Asterisk will have.
    pub summary: Summary,
    /// What to put before a file's name so that it can be opened from here: `fixtures/demo/`, `/etc/asterisk/`.
    pub prefix: String,
}

impl Linted {
    /// Whether anything is at least this bad.
    pub fn fails(&self, threshold: Severity) -> bool {
        self.findings.iter().any(|f| f.severity >= threshold)
    }

    /// How to write a file's name.
    pub fn path(&self, span: Span) -> String {
        self.path_of(&self.config.sources.file(span.file).name)
    }

    /// The same for a file of that name, whether or not it was read.
    fn path_of(&self, name: &str) -> String {
        let name = crate::rules::plain(name.as_bytes());
        if name.starts_with('/') || name.starts_with('<') {
            name
        } else {
            format!("{}{name}", crate::rules::plain(self.prefix.as_bytes()))
        }
    }
}

/// A whole run.
#[derive(Debug)]
pub struct Run {
    /// The directories, in order.
    pub linted: Vec<Linted>,
}

impl Run {
    /// How many findings there are of that severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.linted.iter().flat_map(|l| &l.findings).filter(|f| f.severity == severity).count()
    }

    /// How many findings a comment keeps quiet, and how many the baseline has.
    pub fn aside(&self) -> (usize, usize) {
        let all = || self.linted.iter().flat_map(|l| &l.aside);
        let in_baseline = all().filter(|a| a.because == Because::Baseline).count();
        (all().count() - in_baseline, in_baseline)
    }

    /// How many findings of the baseline no longer occur.
    pub fn gone(&self) -> u32 {
        self.linted.iter().flat_map(|l| l.gone.iter().flatten()).map(|e| e.count).sum()
    }
}

/// Writes the run in the format; `style` is for terminals only.
///
/// # Errors
/// Where `out` cannot be written.
pub fn write(run: &Run, format: Format, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    match format {
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
