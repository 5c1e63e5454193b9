//! A finding in sentences, for formats that have one field for all of it.

use crate::finding::{Finding, SuppressedFinding, SuppressionReason};
use crate::printable::printable;

use super::format_util::closed;
use crate::linter::Report;

/// More locations of one finding are not listed.
const MAX_PLACES: usize = 10;

/// What follows the message: a sentence or more each, closed by a full stop.
pub(super) fn explanation(f: &Finding) -> Vec<String> {
    let doubt = f.doubt.as_ref().map(|d| format!("Only a note, because {d}"));
    let log = f.log.as_ref().map(|l| format!("Asterisk logs: {l}"));
    let parts = [Some(f.consequence.clone()), doubt, log, f.help.clone()];
    parts.into_iter().flatten().map(|p| closed(&p)).filter(|p| !p.is_empty()).collect()
}

/// All of it on one line.
pub(super) fn paragraph(f: &Finding) -> String {
    let mut text = closed(&f.message);
    for part in explanation(f) {
        text.push(' ');
        text.push_str(&part);
    }
    text
}

/// The other places, each on a line of its own: `pjsip.conf:12: the first`.
pub(super) fn places(report: &Report, f: &Finding) -> impl Iterator<Item = String> {
    f.labels.iter().take(MAX_PLACES).map(|label| {
        let at = report.config.sources.position(label.span);
        format!("{}:{}: {}", report.path(label.span), at.line, label.text)
    })
}

/// Why a finding does not count.
pub(super) fn because(suppressed: &SuppressedFinding) -> String {
    match &suppressed.reason {
        SuppressionReason::Baseline => "in the baseline".to_owned(),
        SuppressionReason::Comment { reason, until } => {
            let until = until.as_ref().map_or_else(String::new, |day| format!(" until {day}"));
            let reason = crate::asterisk::secret::sentence(printable(reason.as_bytes()));
            if reason.is_empty() {
                format!("suppressed by a comment{until}")
            } else {
                format!("suppressed by a comment{until}: {reason}")
            }
        }
    }
}
