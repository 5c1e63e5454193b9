//! What a run comes to, before it is written in some format.

use crate::baseline::Entry;
use crate::catalogue::{Rule, Severity};
use crate::finding::{Finding, SuppressedFinding};
use crate::objects::Configuration;
use crate::printable::printable;
use crate::source::Span;

use super::Summary;

/// One linted configuration.
#[derive(Debug)]
#[non_exhaustive]
pub struct Report {
    /// What was read, with every object and its verdict.
    pub config: Configuration,
    /// What was found, sorted by place; limited to some files where only these were asked for.
    pub findings: Vec<Finding>,
    /// What was found and does not count, sorted likewise.
    pub suppressed: Vec<SuppressedFinding>,
    /// Rules that failed with an internal error: what they would have found is missing. Please report it.
    pub broken_rules: Vec<&'static Rule>,
    /// The entries of the baseline that no longer occur; nothing where there is no baseline.
    pub resolved: Option<Vec<Entry>>,
    /// How many objects Asterisk will have.
    pub summary: Summary,
    /// What to put before a file's name so that it can be opened from the current directory: `fixtures/demo/`.
    pub prefix: String,
}

impl Report {
    /// Of a configuration in which nothing was looked for yet.
    pub(crate) fn of(config: Configuration) -> Self {
        let summary = Summary::new(&config);
        Self {
            config,
            findings: Vec::new(),
            suppressed: Vec::new(),
            broken_rules: Vec::new(),
            resolved: None,
            summary,
            prefix: String::new(),
        }
    }

    /// Whether a finding is at least this bad.
    pub fn fails(&self, threshold: Severity) -> bool {
        self.findings.iter().any(|f| f.severity >= threshold)
    }

    /// How to write a file's name.
    pub fn path(&self, span: Span) -> String {
        self.path_of(&self.config.sources.file(span.file).name)
    }

    /// The same for a file of that name, whether or not it was read.
    pub(crate) fn path_of(&self, name: &str) -> String {
        let name = printable(name.as_bytes());
        if name.starts_with('/') || name.starts_with('<') {
            name
        } else {
            format!("{}{name}", printable(self.prefix.as_bytes()))
        }
    }
}
