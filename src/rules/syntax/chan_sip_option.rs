//! chan_sip's options and types in PJSIP objects.

use crate::asterisk::CHAN_SIP;
use crate::finding::Finding;
use crate::objects::{State, UnknownType};
use crate::rules::Context;
use crate::rules::facts::unknown_options::{Elsewhere, UnknownOption};

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    for unknown in UnknownOption::all(cx) {
        let Some(Elsewhere::ChanSip(instead)) = &unknown.elsewhere else { continue };
        let message = format!("`{}` is an option of chan_sip, not of PJSIP (in {})", unknown.name, unknown.who(cx));
        let finding = unknown.finding(cx, message).at("from sip.conf");
        out.push(finding.help(format!("PJSIP equivalent: {instead}")));
    }
    sections(cx, out);
}

/// Sections that are whole devices of chan_sip: `type=friend`, or chan_sip's options without any type.
fn sections(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let judged = &cx.config.pjsip;
    let (doc, sources) = (&judged.doc, &cx.config.sources);
    for section in (0..doc.section_count()).filter(|s| judged.state(*s) == State::UnknownType) {
        let Some(setting) = doc.first_setting(sources, section, b"type") else { continue };
        let meant = UnknownType::of(doc.value(sources, setting));
        if meant != UnknownType::ChanSip {
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
            cx.about(judged, section, None, setting, span, meant.message(&cx.value(doc, setting)))
                .at("not a PJSIP type")
                .consequence(format!("Asterisk silently ignores the whole section `{}`", cx.name(doc, section)))
                .help(help),
        );
    }
}
