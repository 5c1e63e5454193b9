//! A `local_net` that does not include the transport's own address: media addresses are never rewritten.

use crate::asterisk::value::private::is_private;
use crate::finding::Finding;
use crate::rules::Context;
use crate::rules::facts::external_addresses::{UNKNOWN_NETS, UNREAL, external, is_unreal, just, own_address};
use crate::rules::facts::sockets::is_web;

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    for transport in cx.transports().loaded() {
        let Some(setting) = external(transport, "external_media_address") else { continue };
        if is_web(transport) {
            continue;
        }
        if is_unreal(transport) {
            cx.quiet_object(transport, UNREAL);
            continue;
        }
        // A wildcard does not show the machine's addresses; a public address needs no rewriting.
        let Some(own) = own_address(transport) else {
            if transport.is_set("local_net") {
                cx.quiet_object(
                    transport,
                    "it is bound to every address or to a name, so that this machine's own is not known",
                );
            }
            continue;
        };
        if !is_private(own) || own.is_loopback() {
            continue;
        }
        let Some(networks) = cx.transports().local_nets(transport) else {
            cx.quiet_object(transport, UNKNOWN_NETS);
            continue;
        };
        if networks.is_empty() || networks.hold(just(own)) {
            continue;
        }
        // An endpoint's media_address replaces the transport's own address (N-10).
        let mut groups = cx.transports().groups_on(transport).peekable();
        if groups.peek().is_some() && groups.all(|k| cx.groups().endpoint_of(k).is_set("media_address")) {
            cx.quiet_object(transport, "all endpoints on it have a `media_address`");
            continue;
        }
        let (doc, sources) = (transport.doc(), &cx.config.sources);
        let span = doc.setting_span(sources, setting);
        let message = format!(
            "`external_media_address` of transport `{}` is never used, because no `local_net` includes {own}",
            cx.plain(transport.id())
        );
        let mut finding = cx
            .about(&cx.config.pjsip, transport.section, Some(transport.of), setting, span, message)
            .at("replaces only local addresses in SDP")
            .consequence(
                "Outside peers are given the private address for audio, although requests use the external one: calls \
                 are set up, but with one-way audio",
            )
            .help("Add a `local_net` for Asterisk's own network");
        if let Some(bind) = transport.setting("bind") {
            finding = finding.label(doc.setting_span(sources, bind), "Asterisk's own address");
        }
        if let Some(first) = transport.settings("local_net").next() {
            finding = finding.label(doc.setting_span(sources, first), "does not include it");
        }
        out.push(finding);
    }
}
