//! A registration in sip.conf that is missing or different in PJSIP.

use crate::asterisk::TypeId;
use crate::finding::Finding;
use crate::rules::Context;

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let (Some(parity), Some(sip)) = (cx.migration().parity(), &cx.config.chan_sip) else { return };
    let of = TypeId::pjsip("registration");
    for registration in &parity.registrations {
        // The line holds a password: its name is marked, not its value.
        let line = sip.doc.option_span(&cx.config.sources, registration.setting);
        let name = &registration.name;
        let Some(section) = registration.section else {
            out.push(
                cx.finding(line, format!("PJSIP does not register `{name}`"))
                    .at("chan_sip registers here")
                    .consequence("Without chan_sip, the provider does not know where to send calls")
                    .help("Create a registration object, and an auth object for its `outbound_auth`")
                    .unless_sure(cx.sentences().doubt(Some(of))),
            );
            continue;
        };
        let doc = &cx.config.pjsip.doc;
        for (_, what, write) in registration.differences.iter().filter(|d| d.0.is_to_do()) {
            out.push(
                cx.finding(doc.name_span(section), format!("the registration of `{name}` {what}"))
                    .at("replaces the one in sip.conf")
                    .label(line, "chan_sip uses this")
                    .object("registration", cx.name(doc, section))
                    .consequence("Without chan_sip, the provider's calls do not arrive as before, or not at all")
                    .help(format!("Write: {write}")),
            );
        }
    }
}
