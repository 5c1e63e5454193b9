//! The scales that rules and findings are measured on.

use std::fmt;

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing.
    Info,
    /// Breaks in the situation that the configuration itself describes.
    Warning,
    /// Asterisk rejects something, or calls or registrations fail for certain.
    Error,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Info => "info",
        })
    }
}

/// How sure a rule is that a finding is one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Confidence {
    /// Asterisk itself decides it.
    High,
    /// Right except in rare setups.
    Medium,
    /// A hint.
    Low,
}

/// How safely a finding can be fixed automatically.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FixSafety {
    /// The intent is beyond doubt, and no other object changes: `--fix` applies it.
    Safe,
    /// Asterisk's behaviour changes in a way that a person should confirm: only with `--unsafe-fixes`.
    Unsafe,
    /// Only a person can decide.
    None,
}

/// Which rules run unless they are named.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Deserialize)]
#[cfg_attr(feature = "cli", derive(clap::ValueEnum))]
#[serde(rename_all = "lowercase")]
pub enum Profile {
    /// Problems for nearly everyone.
    #[default]
    Default,
    /// Also findings for a review: hardening, style, doubtful defaults.
    Audit,
    /// Also what is left to do after a move from chan_sip.
    Migration,
}

impl Profile {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Default => "default",
            Self::Audit => "audit",
            Self::Migration => "migration",
        }
    }
}

/// What the findings of a rule depend on, and so which of them hold while parts of the configuration are unknown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// The text alone.
    Text,
    /// Which names exist: a change in another file can cause such a finding.
    Names,
    /// The values of objects.
    Values,
}
