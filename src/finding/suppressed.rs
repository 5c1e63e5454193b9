//! A finding that is known and not reported.

use super::Finding;

/// A finding that does not count, and why.
#[derive(Clone, Debug)]
pub struct SuppressedFinding {
    /// The finding.
    pub finding: Finding,
    /// Why it does not count.
    pub reason: SuppressionReason,
}

/// Why a finding does not count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SuppressionReason {
    /// A comment in the configuration says so.
    Comment {
        /// The reason that it gives.
        reason: String,
        /// The day until which it holds, as `2027-01-31`, where it says one.
        until: Option<String>,
    },
    /// The baseline has it.
    Baseline,
}
