//! `rules/symptoms.toml`: how people say what is wrong.

use serde::Deserialize;

const TEXT: &str = include_str!("../../rules/symptoms.toml");

/// Something that people see, and what it usually is.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Symptom {
    /// What it is called: `one-way audio`.
    pub(crate) name: String,
    /// Other ways to say it.
    pub(crate) says: Vec<String>,
    /// Lines of the log that tell it and are on no rule's page.
    #[serde(default)]
    pub(crate) logs: Vec<String>,
    /// What it usually is, in a sentence or two.
    pub(crate) about: String,
    /// Names of rules, the likeliest first.
    pub(crate) rules: Vec<String>,
}

/// The whole file.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Table {
    /// Words of one meaning; the first stands for all.
    pub(super) words: Vec<Vec<String>>,
    /// The symptoms.
    #[serde(rename = "symptom")]
    pub(super) symptoms: Vec<Symptom>,
}

impl Table {
    /// The table that is compiled in; a test reads it, so that it can be read.
    pub(super) fn new() -> Self {
        toml::from_str(TEXT).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::{TEXT, Table};

    #[test]
    fn the_table_names_rules_that_exist() {
        let table: Table = toml::from_str(TEXT).expect("rules/symptoms.toml is TOML of this form");
        for symptom in &table.symptoms {
            for name in &symptom.rules {
                assert!(crate::catalogue::find(name).is_some_and(|r| r.name == name), "{}: {name}", symptom.name);
            }
            assert!(!symptom.about.is_empty() && !symptom.rules.is_empty(), "{}", symptom.name);
        }
    }
}
