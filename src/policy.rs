//! What the site wants of pjlint: which rules, and how strictly.

/// Which rules run unless they are named.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
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
}
