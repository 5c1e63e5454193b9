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
            "`local_net` of transport `{}` does nothing, because the transport has no external address",
            cx.plain(transport.id())
        );
        let other = cx.transports().loaded().iter().find(|t| any_external(t).is_some());
        let help = match other {
            Some(other) => format!(
                "External addresses belong to a transport: copy those of `{}`, or leave the line out",
                cx.plain(other.id())
            ),
            None => "Add `external_media_address` and `external_signaling_address`, or leave the line out".into(),
        };
        let finding = cx
            .about(&cx.config.pjsip, transport.section, Some(transport.of), setting, span, message)
            .at("says only where external addresses are not used")
            .consequence("All peers are told the own address of Asterisk, those outside too")
            .help(help);
        out.push(finding);
    }
}
