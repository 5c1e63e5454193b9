//! Several accounts at one provider, whose calls all come from the same address.

use crate::catalogue::Severity;
use crate::finding::Finding;
use crate::rules::Context;
use crate::rules::facts::overlaps::Overlap;
use crate::rules::fixes::option_changes::FindingWithFix;
use crate::text::SectionId;

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let (overlaps, mut found) = (cx.identification().overlaps(), Vec::new());
    for overlap in &overlaps.found {
        let Overlap::Same(list, more) = overlap else { continue };
        if !list.iter().all(|m| overlaps.identify(m).account) {
            continue;
        }
        let Some((winner, losers)) = cx.identification().losers(overlaps, list) else { continue };
        let (first, loser) = (overlaps.identify(&winner), overlaps.identify(&losers[0]));
        let [a, b] = [first, loser].map(|i| cx.plain(i.endpoint_name));
        let taken = if cx.identification().identifies_are_sorted() {
            format!("Every call from there is taken for `{a}`, whose identify is first in the order of names")
        } else {
            "Every call from there is taken for one of them; before 22.6, 21.11 and 20.16 any edit may change which one"
                .into()
        };
        let trunks = match losers.len() {
            1 => format!("`{a}` and `{b}`"),
            n => format!("`{a}`, `{b}` and {} more", n - 1),
        };
        let message = format!(
            "calls for the trunks {trunks} cannot be told apart: all match {}",
            cx.identification().what_and(&losers[0], *more)
        );
        let help = if cx.config.pjsip.generated.is_generated(loser.section) {
            "Set `sends_line_with_registrations=yes` in each: the provider's calls then show which account they are for"
        } else {
            "Set `line=yes` and `endpoint=` in each registration: the provider's calls then show which account they are for"
        };
        let finding = cx.identification().at_match(&losers[0], loser, message);
        let finding = cx
            .identification()
            .label_match(finding, &winner, first, format!("identifies the endpoint `{a}`"))
            .count(losers.len() as u32)
            .consequence(taken + &cx.identification().where_to(first, loser))
            .help(help);
        // If all calls enter one context, the called number distinguishes the accounts there.
        let alike = losers.iter().all(|l| overlaps.identify(l).is_like(first));
        let finding = if alike { finding.severity(Severity::Info) } else { finding };
        let mut endpoints: Vec<SectionId> =
            list.iter().map(|m| overlaps.identify(m)).filter(|i| !i.told_apart).map(|i| i.endpoint).collect();
        endpoints.sort_unstable();
        endpoints.dedup();
        let lines = cx.registrations().with_lines(&endpoints).unwrap_or_default();
        found.push(FindingWithFix::with(finding, lines).titled("set `line=yes` and `endpoint=` in each registration"));
    }
    cx.fixes().report_with_fixes(found, out);
}
