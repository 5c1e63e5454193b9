//! What the site wants of pjlint: which rules, and which classes of endpoints with what they require.

mod class;
mod file;
mod pattern;
mod requirement;

pub use class::{Class, ClassSet, Classes, Matcher, Subject, Verdict};
pub use file::{PolicyError, find, parse};
pub use pattern::Pattern;
pub use requirement::{Requirement, Wanted};

/// Which rules run unless they are named.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Profile {
    /// What is wrong for nearly everybody.
    #[default]
    Default,
    /// Also what only a review wants to hear: hardening, style, defaults worth a second look.
    Audit,
    /// Also what a move from chan_sip leaves to do.
    Migration,
}

/// What the site wants of pjlint.
#[derive(Clone, Debug, Default)]
pub struct Policy {
    /// Which rules run unless they are named.
    pub profile: Profile,
    /// If not empty, only rules with one of these names, codes or groups run.
    pub select: Vec<String>,
    /// Rules with one of these names, codes or groups do not run.
    pub ignore: Vec<String>,
    /// The classes of endpoints.
    pub classes: Classes,
}
