//! A private peer that no `local_net` includes.

use crate::finding::Finding;
use crate::objects::Object;
use crate::rules::Context;
use crate::rules::facts::external_addresses::{UNKNOWN_NETS, UNREAL, any_external, is_unreal};
use crate::rules::facts::peers::Peer;
use crate::rules::facts::sockets::is_web;

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    for transport in cx.transports().loaded() {
        if is_web(transport) || any_external(transport).is_none() {
            continue;
        }
        if is_unreal(transport) {
            cx.quiet_object(transport, UNREAL);
            continue;
        }
        let Some(networks) = cx.transports().local_nets(transport) else {
            cx.quiet_object(transport, UNKNOWN_NETS);
            continue;
        };
        // See external-address-without-local-net.
        if networks.is_empty() {
            continue;
        }
        let missed = |p: &Peer<'_>| {
            let network = p.network().filter(|n| !n.inverted);
            p.is_private() == Some(true) && network.is_some_and(|n| !networks.hold(n))
        };
        // One finding a transport: the next shows once this one is fixed.
        let Some(peer) = cx.transports().groups_on(transport).find_map(|k| cx.identification().find_peer(k, missed))
        else {
            continue;
        };
        out.push(finding(cx, transport, &peer));
    }
}

fn finding(cx: &Context<'_>, transport: &Object<'_>, peer: &Peer<'_>) -> Finding {
    let (doc, sources) = (transport.doc(), &cx.config.sources);
    let name = cx.plain(transport.id());
    let message = format!("`{}` is private, but no `local_net` of transport `{name}` includes it", cx.plain(peer.host));
    let mut finding = cx
        .finding(doc.setting_span(sources, peer.setting), message)
        .option(cx.option(doc, peer.setting))
        .at("treated as outside")
        .consequence(
            "It is given the external address and sends its audio there: no audio, unless the router supports hairpin \
             NAT",
        )
        .help(format!("Add a `local_net` for its network to `{name}`"));
    if let Some(setting) = transport.settings("local_net").next() {
        finding = finding.label(doc.setting_span(sources, setting), "local networks of its transport");
    }
    finding
}
