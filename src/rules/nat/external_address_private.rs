//! An external address that is not reachable from outside.

use crate::asterisk::value::placeholder::is_placeholder;
use crate::asterisk::value::private::is_private_host;
use crate::catalogue::Severity;
use crate::finding::Finding;
use crate::rules::Context;
use crate::rules::facts::addressing::Addressing;
use crate::rules::facts::external_addresses::{EXTERNAL, external};
use crate::rules::facts::sockets::is_web;

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    for transport in cx.transports().loaded().iter().filter(|t| !is_web(t)) {
        let wrong = |option: &&str| {
            external(transport, option).is_some_and(|s| {
                let value = transport.bytes(s);
                is_private_host(value) == Some(true) && !is_placeholder(value)
            })
        };
        let mut wrong = EXTERNAL.into_iter().filter(wrong);
        let Some(option) = wrong.next() else { continue };
        let Some(setting) = external(transport, option) else { continue };
        let doc = transport.doc();
        let span = doc.setting_span(&cx.config.sources, setting);
        let message = format!("the external address of transport `{}` is private", cx.plain(transport.id()));
        let mut finding = cx
            .about(&cx.config.pjsip, transport.section, Some(transport.of), setting, span, message)
            .at("not reachable from outside")
            .consequence(
                "Outside peers are told to send audio and requests to an address that is not routed on the Internet: \
                 no audio, and calls that cannot be ended",
            )
            .help(
                "Use the public address of the router, or a name that resolves to it; if all peers are on this side, \
                 remove the line",
            );
        if let Some(other) = wrong.next().and_then(|o| external(transport, o)) {
            finding = finding.label(doc.setting_span(&cx.config.sources, other), "also private");
        }
        if cx.site().addressing() != Addressing::Public {
            finding = finding.severity(Severity::Info);
        }
        out.push(finding);
    }
}
