//! What a run comes to, before it is written in some format.

use crate::asterisk::TypeId;
use crate::baseline::Entry;
use crate::catalogue::{Rule, Severity};
use crate::finding::{Finding, SuppressedFinding};
use crate::objects::{Configuration, Effective, State, effective};
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
    pub(crate) resolved: Option<Vec<Entry>>,
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
    pub(crate) fn fails(&self, threshold: Severity) -> bool {
        self.findings.iter().any(|f| f.severity >= threshold)
    }

    /// The values that the loaded object of this type and id has in Asterisk, defaults included, by option name; none
    /// if Asterisk has no such object. Values of secret options are as they are in the file: do not show them.
    pub fn effective_values(&self, of: &str, id: &str) -> Option<Vec<Effective>> {
        let (config, sources) = (&self.config, &self.config.sources);
        let named = |file: &str| TypeId::find(file, of);
        let files = [
            (named("pjsip.conf"), Some(&config.pjsip)),
            (named("geolocation.conf"), config.geolocation.as_ref()),
            (named("stir_shaken.conf"), config.stir_shaken.as_ref()),
        ];
        files.into_iter().find_map(|(of, file)| {
            let (of, file) = (of?, file?);
            let section = file.find(sources, of, id.as_bytes()).filter(|s| file.state(*s) == State::Loaded)?;
            Some(effective(file, sources, &config.target, section, of, true))
        })
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
