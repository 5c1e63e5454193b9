//! The levels of rules that the site sets.

use serde::Deserialize;

use crate::catalogue::Severity;

/// The level that a site gives a rule's findings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub(crate) enum Level {
    /// They are errors.
    Error,
    /// They are warnings.
    Warning,
    /// They are notes.
    Info,
    /// They are not reported.
    Off,
}

impl Level {
    /// The final severity of a finding. A finding that the rule itself reports as info, because something is in doubt,
    /// stays info.
    pub(crate) fn apply(self, found: Severity, of_rule: Severity) -> Option<Severity> {
        let wanted = match self {
            Self::Off => return None,
            Self::Info => Severity::Info,
            Self::Warning => Severity::Warning,
            Self::Error => Severity::Error,
        };
        Some(if found == Severity::Info && of_rule != Severity::Info { Severity::Info } else { wanted })
    }

    /// The word for it.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Info => "info",
            Self::Off => "off",
        }
    }
}

/// Levels by names, codes or groups of rules.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Levels(Vec<(String, Level)>);

impl Levels {
    /// The levels as they are written.
    pub(crate) fn new(levels: impl IntoIterator<Item = (String, Level)>) -> Self {
        Self(levels.into_iter().collect())
    }

    /// Every name, code or group that has a level.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(name, _)| name.as_str())
    }

    /// The levels, each with the name, code or group that has it.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, Level)> {
        self.0.iter().map(|(name, level)| (name.as_str(), *level))
    }

    /// The level of the rule itself.
    pub(crate) fn of_rule(&self, name: &str, code: &str) -> Option<Level> {
        self.0.iter().find(|(n, _)| n == name || n.eq_ignore_ascii_case(code)).map(|(_, level)| *level)
    }

    /// The level of a group, or of all of them.
    pub(crate) fn of_group(&self, group: &str) -> Option<Level> {
        let find = |wanted: &str| self.0.iter().find(|(n, _)| n == wanted).map(|(_, level)| *level);
        find(group).or_else(|| find("all"))
    }

    /// The rule's level: its own, else that of its group.
    pub(crate) fn of(&self, name: &str, code: &str, group: &str) -> Option<Level> {
        self.of_rule(name, code).or_else(|| self.of_group(group))
    }

    /// Forgets that a rule or a group is off.
    pub(crate) fn switch_on(&mut self, name: &str) {
        self.0.retain(|(n, level)| *level != Level::Off || !n.eq_ignore_ascii_case(name));
    }
}
