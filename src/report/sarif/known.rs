//! What SARIF says of a finding that does not count, and of those that the baseline has and the run has not.

use crate::hashing::SeededMap;
use serde::Serialize;

use crate::baseline::{Entry, entries};
use crate::finding::SuppressionReason;

use super::super::Run;
use super::super::fingerprint::fingerprint;
use crate::linter::Report;

/// Whether a finding counts, and whether it is new.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ResultState<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    suppressions: Option<[Suppression<'a>; 1]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    baseline_state: Option<&'static str>,
}

#[derive(Serialize)]
struct Suppression<'a> {
    kind: &'static str,
    status: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    justification: Option<&'a str>,
}

impl<'a> ResultState<'a> {
    /// What is to be said of a finding of that directory.
    pub(super) fn new(report: &Report, because: Option<&'a SuppressionReason>) -> Self {
        let suppression = because.map(|because| match because {
            SuppressionReason::Comment { reason, .. } => {
                Suppression { kind: "inSource", status: "accepted", justification: Some(reason) }
            }
            SuppressionReason::Baseline => Suppression { kind: "external", status: "accepted", justification: None },
        });
        let state = if because == Some(&SuppressionReason::Baseline) { "unchanged" } else { "new" };
        Self { suppressions: suppression.map(|s| [s]), baseline_state: report.resolved.as_ref().map(|_| state) }
    }
}

/// A finding that the baseline has and the run has not.
pub(super) struct Gone<'a> {
    pub(super) entry: &'a Entry,
    /// Which of the linted directories it was in.
    pub(super) nth: usize,
    pub(super) fingerprint: String,
}

/// All of them.
pub(super) fn gone(run: &Run) -> Vec<Gone<'_>> {
    let mut all = Vec::new();
    for (nth, report) in run.reports.iter().enumerate() {
        let Some(first) = report.resolved.iter().flatten().next() else { continue };
        let known = report.suppressed.iter().filter(|a| a.reason == SuppressionReason::Baseline).map(|a| &a.finding);
        let known = entries(&first.directory, &report.config.sources, known);
        let counts: SeededMap<(&str, &str), u32> =
            known.iter().map(|e| ((e.file.as_str(), e.fingerprint.as_str()), e.count)).collect();
        for entry in report.resolved.iter().flatten() {
            let path = report.path_of(&entry.file);
            // They came after those that are still there.
            let left = counts.get(&(entry.file.as_str(), entry.fingerprint.as_str())).copied().unwrap_or(0);
            let print = |n| Gone { entry, nth, fingerprint: fingerprint(entry.identity(), &path, n) };
            all.extend((left..left + entry.count).map(print));
        }
    }
    all
}
