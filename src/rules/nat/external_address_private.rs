//! An external address that nobody outside can reach.

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
        let message = format!("The external address of transport `{}` is a private one", cx.plain(transport.id()));
        let mut finding = cx
            .about(&cx.config.pjsip, transport.section, Some(transport.of), setting, span, message)
            .at("not reachable from outside")
            .consequence("Peers outside are told to send sound and requests to an address that the Internet does not carry: no sound, and calls that cannot be ended")
            .help("Write the public address of the router, or a name that resolves to it; where all peers are on this side, leave the line out");
        if let Some(other) = wrong.next().and_then(|o| external(transport, o)) {
            finding = finding.label(doc.setting_span(&cx.config.sources, other), "as is this one");
        }
        if cx.site().addressing() != Addressing::Public {
            finding = finding.severity(Severity::Info);
        }
        out.push(finding);
    }
}
