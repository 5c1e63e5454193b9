//! Defaults of chan_sip, built-in or from `[general]`, that PJSIP does not have.

use crate::hashing::SeededMap;

use crate::catalogue::Severity;
use crate::chan_sip::Origin;
use crate::finding::Finding;
use crate::parity::{Aspect, Difference, place};
use crate::rules::Context;
use crate::rules::facts::chan_sip_migration::endpoint_of;
use crate::text::SectionId;

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let Some(parity) = cx.migration().parity() else { return };
    for setting in &parity.settings {
        let Some(span) = place(cx.config, setting.origin) else { continue };
        out.push(
            cx.finding(span, format!("sip.conf has `{}`, but {}", setting.was, setting.now))
                .at("for all of chan_sip")
                .consequence(setting.so)
                .help(format!("Write: {}", setting.write))
                .severity(Severity::Warning),
        );
    }
    // One default is one finding, however many accounts lack it.
    let mut groups: Vec<(&Difference, Vec<SectionId>)> = Vec::new();
    let mut at: SeededMap<(Aspect, Option<u32>, &str), usize> = SeededMap::default();
    for device in &parity.devices {
        let Some(endpoint) = endpoint_of(device) else { continue };
        for difference in parity.differences(device).filter(|d| is_mine(d)) {
            let key = (difference.aspect, difference.origin.setting(), difference.was.as_str());
            let known = *at.entry(key).or_insert_with(|| {
                groups.push((difference, Vec::new()));
                groups.len() - 1
            });
            groups[known].1.push(endpoint);
        }
    }
    for (difference, endpoints) in groups {
        report(cx, difference, &endpoints, out);
    }
}

/// nat-mapping-wrong reports what a `nat` line sets.
fn is_mine(difference: &Difference) -> bool {
    difference.is_lost_default() && (difference.aspect != Aspect::Nat || difference.origin == Origin::BuiltIn)
}

fn report(cx: &Context<'_>, difference: &Difference, endpoints: &[SectionId], out: &mut Vec<Finding>) {
    let doc = &cx.config.pjsip.doc;
    let Some(first) = endpoints.first() else { return };
    let count = endpoints.len() as u32;
    let who = cx.who(doc, *first, count);
    let has = if count > 1 { "have" } else { "has" };
    let (span, label, message) = match place(cx.config, difference.origin) {
        Some(span) => (
            span,
            "the default for all devices",
            format!("PJSIP does not know defaults: {who} {has} `{}`, not `{}`", difference.now, difference.was),
        ),
        None => (
            doc.name_span(*first),
            "not set here",
            format!(
                "chan_sip's built-in default `{}` is lost: {who} {has} `{}` in PJSIP",
                difference.was, difference.now
            ),
        ),
    };
    let mut finding = cx
        .finding(span, message)
        .at(label)
        .consequence(difference.so)
        .help(format!("Set it in a template of the endpoints: {}", difference.write))
        .count(count);
    if difference.origin != Origin::BuiltIn {
        finding = finding.label(doc.name_span(*first), "lacks it");
    }
    out.push(finding);
}
