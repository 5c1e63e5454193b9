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
    /// Right but for rare setups.
    Medium,
    /// A hint.
    Low,
}

/// What may be done about a finding by machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FixSafety {
    /// What was meant is beyond doubt, and no other object changes: `--fix` applies it.
    Safe,
    /// What Asterisk does changes in a way that a person should have wanted: only with `--unsafe-fixes`.
    Unsafe,
    /// Only a person can tell.
    None,
}

/// Which rules run unless they are named.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Deserialize)]
#[cfg_attr(feature = "cli", derive(clap::ValueEnum))]
#[serde(rename_all = "lowercase")]
pub enum Profile {
    /// Mistakes in nearly every setup.
    #[default]
    Default,
    /// Also for a review: hardening, style, defaults worth a second look.
    Audit,
    /// Also what a move from chan_sip leaves to do.
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

/// What the findings of a rule depend on: what of them holds while parts of the configuration are not known yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// The text alone.
    Text,
    /// Which names there are: a change in another file can bring such a finding about.
    Names,
    /// The values of objects.
    Values,
}
