//! External addresses without `local_net`: peers on the LAN are told them too.

use crate::catalogue::Severity;
use crate::finding::Finding;
use crate::rules::Context;
use crate::rules::facts::external_addresses::{any_external, is_unreal};
use crate::rules::facts::sockets::is_web;

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    for transport in cx.transports().loaded() {
        let Some((option, setting)) = any_external(transport) else { continue };
        if is_web(transport) || is_unreal(transport) || transport.is_set("local_net") {
            continue;
        }
        let (mut near, mut phones) = (None, false);
        for kind in cx.transports().kinds_on(transport) {
            near = near.or_else(|| cx.identification().find_peer(kind, |p| p.is_private() == Some(true)));
            phones |= cx.groups().registers(kind) && !cx.groups().is_trunk(kind);
        }
        // All peers outside: then everybody is to be told the external address.
        if near.is_none() && !phones {
            continue;
        }
        let doc = transport.doc();
        let span = doc.setting_span(&cx.config.sources, setting);
        let message = format!(
            "transport `{}` tells its external address to everybody, because it has no `local_net`",
            cx.plain(transport.id())
        );
        let mut finding = cx
            .about(&cx.config.pjsip, transport.section, Some(transport.of), setting, span, message)
            .at("told to every peer")
            .option(option)
            .help("Add a `local_net` for each network of your own, that of Asterisk itself among them");
        finding = match near {
            Some(peer) => finding
                .label(doc.setting_span(&cx.config.sources, peer.setting), "on a private network")
                .consequence("Peers on a private network send sound and requests to the external address: nothing is heard unless the router turns such packets around"),
            None => finding.severity(Severity::Info).consequence(
                "A phone on the same network as Asterisk sends sound to the external address: nothing is heard unless the router turns such packets around",
            ),
        };
        out.push(finding);
    }
}
