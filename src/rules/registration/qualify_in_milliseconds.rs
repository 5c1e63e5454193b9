//! A `qualify_frequency` that looks like chan_sip's milliseconds, as they were or divided by 1000.

use crate::catalogue::Severity;
use crate::finding::Finding;
use crate::rules::Context;
use crate::rules::fixes::option_changes::{FindingWithFix, set};
use crate::text::SectionId;

/// From here on an interval is too long to notice an outage in time, in seconds.
const MIN_LONG: u32 = 1000;
/// Below this an interval is a burden, in seconds.
const MAX_SHORT: u32 = 10;
/// From this many aors on, short intervals are reported even without a sip.conf.
const MIN_AORS_FOR_LOAD: usize = 20;

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let of = |wanted: fn(u32) -> bool| {
        let kinds = cx.accounts.groups().iter();
        cx.registrations().distinct_aors(
            kinds.filter(|k| cx.groups().aor_of(k).is_some_and(|a| wanted(a.number("qualify_frequency")))),
        )
    };
    // chan_sip's `qualify` is the maximum response time in milliseconds (2000 by default), not an interval.
    let migrated = cx.config.chan_sip.is_some();
    let severity = if migrated { Severity::Warning } else { Severity::Info };
    let mut found = Vec::new();
    report(cx, of(|n| n >= MIN_LONG), severity, &Wording::LONG, &mut found);
    let short = of(|n| n > 0 && n < MAX_SHORT);
    if migrated || short.len() >= MIN_AORS_FOR_LOAD {
        report(cx, short, Severity::Info, &Wording::SHORT, &mut found);
    } else if !short.is_empty() {
        let why = format_args!("short intervals count from {MIN_AORS_FOR_LOAD} aors on, or beside a sip.conf");
        cx.quiet(why);
    }
    cx.fixes().report_with_fixes(found, out);
}

/// The sentences of a finding.
struct Wording {
    what: &'static str,
    label: &'static str,
    consequence: &'static str,
}

impl Wording {
    const LONG: Self = Self {
        what: "looks like milliseconds",
        label: "in seconds: more than a quarter of an hour",
        consequence: "An unreachable device is noticed only after that time, and calls to it time out until then",
    };
    const SHORT: Self = Self {
        what: "is only a few seconds",
        label: "in seconds, for every contact",
        consequence: "Asterisk and the devices are kept busy with OPTIONS, and mobile phones never sleep",
    };
}

fn report(cx: &Context<'_>, aors: Vec<SectionId>, severity: Severity, said: &Wording, found: &mut Vec<FindingWithFix>) {
    // Without a sip.conf beside it such an interval may be intended.
    let migrated = cx.config.chan_sip.is_some();
    for place in cx.sites().places(aors, &["qualify_frequency"]) {
        let finding = cx
            .sites()
            .at(&place, format!("`qualify_frequency` of aor {} {}", cx.sites().whose(&place), said.what))
                .at(said.label)
                .severity(severity)
                .consequence(said.consequence)
                .help("It is the interval in seconds: `qualify_frequency=60`. chan_sip's `qualify=2000`, the maximum response time, is `qualify_timeout=2.0`");
        let change = set("qualify_frequency", "60");
        found.push(FindingWithFix::new(finding, &place, Some(change).filter(|_| migrated)));
    }
}
