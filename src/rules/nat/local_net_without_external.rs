//! `local_net` on a transport without external addresses.

use crate::finding::Finding;
use crate::rules::Context;
use crate::rules::facts::external_addresses::any_external;

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    for transport in cx.transports().loaded() {
        let first = transport.settings("local_net").find(|s| !transport.bytes(*s).is_empty());
        let (Some(setting), None) = (first, any_external(transport)) else { continue };
        let span = transport.doc().setting_span(&cx.config.sources, setting);
        let message = format!(
            "`local_net` of transport `{}` has no effect, because the transport has no external address",
            cx.plain(transport.id())
        );
        let other = cx.transports().loaded().iter().find(|t| any_external(t).is_some());
        let help = match other {
            Some(other) => format!(
                "External addresses apply per transport: copy those of `{}`, or remove the line",
                cx.plain(other.id())
            ),
            None => "Add `external_media_address` and `external_signaling_address`, or remove the line".into(),
        };
        let finding = cx
            .about(&cx.config.pjsip, transport.section, Some(transport.of), setting, span, message)
            .at("only lists where external addresses are not used")
            .consequence("All peers, including outside ones, are given Asterisk's own address")
            .help(help);
        out.push(finding);
    }
}
