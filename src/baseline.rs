//! The baseline: findings that a site knows and lives with. What is new is told from it; what is gone too.
//! docs/baseline.md is for those who keep one.

mod entry;
mod file;
mod scope;

use std::collections::BTreeMap;

use crate::finding::{Finding, Identities, SuppressedFinding, SuppressionReason};
use crate::source::Sources;

pub(crate) use entry::{Entry, entries};
pub(crate) use file::BaselineError;
pub(crate) use scope::{Scope, relative};

/// What an entry is known by: directory, file, fingerprint.
type Key = (String, String, String);

/// The known findings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Baseline {
    entries: BTreeMap<Key, Entry>,
}

/// How a baseline changed when it was written again, in findings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Change {
    /// How many it has now.
    pub(crate) written: u32,
    /// How many of these it had not.
    pub(crate) added: u32,
    /// How many it had, and has no more.
    pub(crate) dropped: u32,
}

impl Baseline {
    /// A baseline of these entries. Of two for the same findings the larger count holds: when two branches that both
    /// know a finding are merged, it is still one.
    pub(crate) fn new(entries: impl IntoIterator<Item = Entry>) -> Self {
        let mut baseline = Self::default();
        for entry in entries {
            let count = entry.count;
            let known = baseline.entries.entry(entry.key()).or_insert(entry);
            known.count = known.count.max(count);
        }
        baseline
    }

    /// The entries, sorted as they are written.
    pub(crate) fn entries(&self) -> Vec<&Entry> {
        let mut entries: Vec<&Entry> = self.entries.values().collect();
        entries.sort();
        entries
    }

    /// Moves what is known from `findings` to `suppressed`. The result are the entries that no longer occur, or not so
    /// often, among those that this run would have found.
    pub(crate) fn apply(
        &self,
        scope: &Scope,
        sources: &Sources,
        findings: &mut Vec<Finding>,
        suppressed: &mut Vec<SuppressedFinding>,
    ) -> Vec<Entry> {
        let mut found: BTreeMap<Key, u32> = BTreeMap::new();
        let mut new = Vec::new();
        let mut identities = Identities::default();
        for finding in findings.drain(..) {
            let identity = identities.of(sources, &finding);
            let key = Entry::new(&scope.directory, sources, &finding, identity).key();
            let known = self.entries.get(&key).map_or(0, |e| e.count);
            let count = found.entry(key).or_insert(0);
            *count += 1;
            if *count <= known {
                suppressed.push(SuppressedFinding { finding, reason: SuppressionReason::Baseline });
            } else {
                new.push(finding);
            }
        }
        *findings = new;
        suppressed.sort_by(|a, b| a.finding.cmp_place(&b.finding));
        let gone = self.entries().into_iter().filter(|e| scope.judges(e)).filter_map(|entry| {
            let count = entry.count.saturating_sub(found.get(&entry.key()).copied().unwrap_or(0));
            (count > 0).then(|| Entry { count, ..entry.clone() })
        });
        gone.collect()
    }

    /// The baseline that knows what was found, each part with what was looked at, and what could not be looked at.
    pub(crate) fn updated(&self, found: &[(Scope, Vec<Entry>)]) -> (Self, Change) {
        let unseen = self.entries.values().filter(|e| !found.iter().any(|(scope, _)| scope.judges(e)));
        let seen = found.iter().flat_map(|(_, entries)| entries);
        let new = Self::new(seen.chain(unseen).cloned());
        let more = |one: &Self, other: &Self| -> u32 {
            let count = |key: &Key| other.entries.get(key).map_or(0, |e| e.count);
            one.entries.iter().map(|(key, e)| e.count.saturating_sub(count(key))).sum()
        };
        let written = new.entries.values().map(|e| e.count).sum();
        let change = Change { written, added: more(&new, self), dropped: more(self, &new) };
        (new, change)
    }
}
