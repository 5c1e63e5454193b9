//! External addresses without `local_net`: they are sent to peers on the LAN too.

use crate::catalogue::Severity;
use crate::finding::Finding;
use crate::rules::Context;
use crate::rules::facts::external_addresses::{UNREAL, any_external, is_unreal};
use crate::rules::facts::sockets::is_web;

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    for transport in cx.transports().loaded() {
        let Some((option, setting)) = any_external(transport) else { continue };
        if is_web(transport) || transport.is_set("local_net") {
            continue;
        }
        if is_unreal(transport) {
            cx.quiet_object(transport, UNREAL);
            continue;
        }
        let (mut near, mut phones) = (None, false);
        for group in cx.transports().groups_on(transport) {
            near = near.or_else(|| cx.identification().find_peer(group, |p| p.is_private() == Some(true)));
            phones |= cx.groups().registers(group) && !cx.groups().is_trunk(group);
        }
        // All peers are outside: everyone should get the external address.
        if near.is_none() && !phones {
            cx.quiet_object(transport, "nothing shows that one of its peers is on this side of the NAT");
            continue;
        }
        let doc = transport.doc();
        let span = doc.setting_span(&cx.config.sources, setting);
        let message = format!(
            "transport `{}` sends its external address to every peer, because it has no `local_net`",
            cx.plain(transport.id())
        );
        let mut finding = cx
            .about(&cx.config.pjsip, transport.section, Some(transport.of), setting, span, message)
            .at("sent to every peer")
            .option(option)
            .help("Add a `local_net` for each of your networks, including that of Asterisk itself");
        finding = match near {
            Some(peer) => {
                finding.label(doc.setting_span(&cx.config.sources, peer.setting), "on a private network").consequence(
                    "Peers on a private network send audio and requests to the external address: no audio, unless the \
                     router supports hairpin NAT",
                )
            }
            None => finding.severity(Severity::Info).consequence(
                "A phone on the same network as Asterisk sends audio to the external address: no audio, unless the \
                 router supports hairpin NAT",
            ),
        };
        out.push(finding);
    }
}
