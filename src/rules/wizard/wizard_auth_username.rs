//! A wizard that should authenticate, but has no username.

use crate::finding::Finding;
use crate::objects::Missing;
use crate::rules::Context;

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let Some(doc) = &cx.config.wizard else { return };
    for fault in &cx.config.pjsip.generated.faults {
        let (asks, option, consequence) = match fault.kind {
            Missing::InboundUser => (
                "accepts_auth",
                "inbound_auth/username",
                "The auth is not generated, but the endpoint names it: every request from the device is answered 500",
            ),
            Missing::OutboundUser { inbound: false, .. } => (
                "sends_auth",
                "outbound_auth/username",
                "Neither the auth nor a registration is generated: the provider challenges calls, and gets no answer",
            ),
            Missing::OutboundUser { inbound: true, .. } => (
                "sends_auth",
                "outbound_auth/username",
                "Neither auth is generated, not even the one for `accepts_auth`, but the endpoint names both: every request from the other side is answered 500, and its challenges get no answer",
            ),
            _ => continue,
        };
        let name = cx.name(doc, fault.wizard);
        let span =
            fault.setting.map_or_else(|| doc.name_span(fault.wizard), |s| doc.setting_span(&cx.config.sources, s));
        let mut finding = cx
            .finding(span, format!("wizard `{name}` has `{asks}`, but no `{option}`"))
            .at("requires an auth")
            .object("wizard", &name)
            .option(asks)
            .consequence(consequence)
            .log(format!("Wizard '{name}' must have '{option}' if it {asks}."))
            .help(format!("Add `{option}={name}` to the wizard, or remove `{asks}`"));
        if fault.setting.is_some_and(|s| !doc.own_settings(fault.wizard).contains(&s)) {
            finding = finding.label(doc.name_span(fault.wizard), "has no username");
        }
        out.push(finding);
    }
}
