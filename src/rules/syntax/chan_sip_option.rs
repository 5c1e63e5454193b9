//! chan_sip's options and types in PJSIP objects.

use crate::asterisk::CHAN_SIP;
use crate::finding::Finding;
use crate::objects::{RejectReason, State};
use crate::rules::Context;

use super::unknown_option::{Elsewhere, explained_elsewhere};

/// chan_sip's `type` values.
const TYPES: [&str; 3] = ["friend", "peer", "user"];

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    for judged in cx.judged() {
        for group in cx.rejections(judged, |r| r.why == RejectReason::UnknownOption) {
            let Some(setting) = group.first.setting else { continue };
            let of = group.first.of;
            let name = cx.option(&judged.doc, setting);
            let Some(Elsewhere::ChanSip(instead)) = explained_elsewhere(of, &name, cx.config.target.version) else {
                continue;
            };
            let span = judged.doc.option_span(&cx.config.sources, setting);
            let who = cx.who(&judged.doc, group.first.section, group.count);
            out.push(
                cx.about(
                    judged,
                    group.first.section,
                    Some(of),
                    setting,
                    span,
                    format!("`{name}` is an option of chan_sip, not of PJSIP (in {who})"),
                )
                .at("from sip.conf")
                .consequence(cx.sentences().rejected(of, group.count))
                .count(group.count)
                .log(format!(
                    "Could not find option suitable for category '{}' named '{name}'",
                    cx.name(&judged.doc, group.first.section)
                ))
                .help(format!("PJSIP equivalent: {instead}")),
            );
        }
    }
    sections(cx, out);
}

/// Sections that are whole devices of chan_sip: `type=friend`, or chan_sip's options without any type.
fn sections(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let judged = &cx.config.pjsip;
    let (doc, sources) = (&judged.doc, &cx.config.sources);
    for section in (0..doc.len()).filter(|s| judged.state(*s) == State::UnknownType) {
        let mut found = None;
        doc.each_setting(section, |s| {
            if found.is_none() && doc.option(sources, s).eq_ignore_ascii_case(b"type") {
                found = Some(s);
            }
        });
        let Some(setting) = found else { continue };
        let value = cx.value(doc, setting);
        if !TYPES.contains(&value.to_ascii_lowercase().as_str()) {
            continue;
        }
        let mut others = Vec::new();
        doc.each_setting(section, |s| {
            let name = cx.option(doc, s).to_ascii_lowercase();
            if let Some((_, instead)) = CHAN_SIP.iter().find(|(n, _)| *n == name) {
                others.push(format!("`{name}`: {instead}"));
            }
        });
        others.dedup();
        others.truncate(6);
        let span = doc.value_span(setting);
        let others = if others.is_empty() { String::new() } else { format!(". Replacements: {}", others.join("; ")) };
        let help = format!("PJSIP splits the device into an endpoint, an aor and an auth object{others}");
        out.push(
            cx.about(
                judged,
                section,
                None,
                setting,
                span,
                format!("`type={value}` is a chan_sip type: PJSIP has no such object"),
            )
            .at("not a PJSIP type")
            .consequence(format!("Asterisk silently ignores the whole section `{}`", cx.name(doc, section)))
            .help(help),
        );
    }
}
