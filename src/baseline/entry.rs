//! One entry: findings that are equal but for their lines.

use serde::{Deserialize, Serialize};

use crate::finding::{Finding, Identities, Identity};
use crate::source::Sources;

use super::Key;

/// Findings of one file that are equal but for their lines. In the order of the fields entries are sorted.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Entry {
    /// The linted directory, as seen from that of the baseline; `.` where they are the same.
    pub(crate) directory: String,
    /// The file, as seen from the linted directory.
    pub(crate) file: String,
    /// The rule's name.
    pub(crate) rule: String,
    /// The section of the file; empty above the first one.
    pub(crate) section: String,
    /// The option.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) option: Option<String>,
    /// The findings' identity: 16 hexadecimal digits.
    pub(crate) fingerprint: String,
    /// How many there are.
    #[serde(default = "one", skip_serializing_if = "is_one")]
    pub(crate) count: u32,
}

fn one() -> u32 {
    1
}

// The signature is serde's.
#[allow(clippy::trivially_copy_pass_by_ref)]
fn is_one(count: &u32) -> bool {
    *count == 1
}

impl Entry {
    /// The entry for one finding.
    pub(super) fn new(directory: &str, sources: &Sources, finding: &Finding, identity: Identity) -> Self {
        Self {
            directory: directory.to_owned(),
            file: sources.file(finding.primary.span.file).name.clone(),
            rule: finding.rule.name.to_owned(),
            section: identity.section,
            option: finding.option.clone(),
            fingerprint: format!("{:016x}", identity.hash),
            count: 1,
        }
    }

    pub(super) fn key(&self) -> Key {
        (self.directory.clone(), self.file.clone(), self.fingerprint.clone())
    }

    /// The identity of its findings.
    pub(crate) fn identity(&self) -> u64 {
        u64::from_str_radix(&self.fingerprint, 16).unwrap_or(0)
    }
}

/// The entries for these findings of a directory, equal ones counted.
pub(crate) fn entries<'f>(
    directory: &str,
    sources: &Sources,
    findings: impl Iterator<Item = &'f Finding>,
) -> Vec<Entry> {
    let mut identities = Identities::default();
    let entry = |f| Entry::new(directory, sources, f, identities.of(sources, f));
    let mut all: Vec<Entry> = findings.map(entry).collect();
    all.sort();
    all.dedup_by(|next, first| {
        let is_equal = next.key() == first.key();
        first.count += u32::from(is_equal);
        is_equal
    });
    all
}
