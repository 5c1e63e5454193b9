//! Only one of the two external addresses is set.

use crate::accounts::AccountGroup;
use crate::catalogue::Severity;
use crate::finding::Finding;
use crate::objects::Object;
use crate::rules::Context;
use crate::rules::facts::addressing::Addressing;
use crate::rules::facts::external_addresses::{EXTERNAL, UNREAL, any_external, external, is_unreal};
use crate::rules::facts::sockets::is_web;
use crate::rules::fixes::option_changes::{FindingWithFix, OptionChange, written};

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let mut found = Vec::new();
    for transport in cx.transports().loaded() {
        let Some((option, setting)) = any_external(transport) else { continue };
        let Some(missing) = EXTERNAL.into_iter().find(|o| external(transport, o).is_none()) else { continue };
        if is_web(transport) {
            continue;
        }
        if is_unreal(transport) {
            cx.quiet_object(transport, UNREAL);
            continue;
        }
        if is_split(cx, transport, missing) {
            let why = "an outbound proxy, a peer on a private network or a `media_address` may make the other address needless";
            cx.quiet_object(transport, why);
            continue;
        }
        let span = transport.doc().setting_span(&cx.config.sources, setting);
        let message = format!("transport `{}` has `{option}`, but no `{missing}`", cx.plain(transport.id()));
        let mut finding = cx
            .about(&cx.config.pjsip, transport.section, Some(transport.of), setting, span, message)
            .at(format!("`{missing}` is missing"))
            .consequence(if missing == "external_media_address" {
                "Calls are set up, but outside peers send audio to Asterisk's private address: one-way audio"
            } else {
                "Calls are set up, but outside peers send the following requests (ACK, BYE, re-INVITE) to Asterisk's \
                 private address: calls drop after half a minute or never end"
            })
            .help(format!("Add `{missing}` with the same value"));
        if cx.site().addressing() == Addressing::Private {
            finding = finding.severity(Severity::Info);
        }
        let same = written(transport.bytes(setting)).map(|value| OptionChange::Set(missing, value.into()));
        found.push(FindingWithFix::new(finding, &cx.sites().place(transport, option), same));
    }
    cx.fixes().report_with_fixes(found, out);
}

/// Whether requests or media take another path: an outbound proxy, a peer on a private network, or a `media_address` at
/// each endpoint.
fn is_split(cx: &Context<'_>, transport: &Object<'_>, missing: &str) -> bool {
    let proxied = |k: &AccountGroup| {
        let endpoint = cx.groups().endpoint_of(k);
        endpoint.is_set("outbound_proxy")
            || cx.identification().find_peer(k, |p| p.is_private() == Some(true)).is_some()
    };
    if cx.transports().groups_on(transport).any(proxied) {
        return true;
    }
    let mut groups = cx.transports().groups_on(transport).peekable();
    missing == "external_media_address"
        && groups.peek().is_some()
        && groups.all(|k| cx.groups().endpoint_of(k).is_set("media_address"))
}
