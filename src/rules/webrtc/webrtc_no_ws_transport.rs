//! A WebRTC endpoint that is pinned to a transport over which no browser can be called.

use crate::catalogue::Severity;
use crate::finding::Finding;
use crate::rules::Context;
use crate::rules::facts::sockets::{is_web, protocol};
use crate::rules::fixes::option_changes::{FindingWithFix, OptionChange};

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let mut found = Vec::new();
    for group in cx.accounts.groups() {
        let endpoint = cx.groups().endpoint_of(group);
        if !endpoint.is_webrtc() {
            continue;
        }
        let named = endpoint.text("transport");
        let Some(transport) = cx.transports().transport(named).filter(|t| !is_web(t)) else { continue };
        if endpoint.is_set("outbound_proxy") {
            cx.groups().quiet(group, "its `outbound_proxy` may use WebSocket with the browsers");
            continue;
        }
        // A proxy in front uses WebSocket with the browsers, and another protocol with Asterisk.
        let fronted = cx.groups().is_trunk(group) || !cx.groups().registers(group);
        let upper = protocol(transport).to_ascii_uppercase();
        for place in cx.sites().places_of(group, &["transport"]) {
            let mut finding = cx
                .sites()
                .at(
                    &place,
                    format!("{} {} transport is {upper}, not WebSocket", cx.sites().whose(&place), place.agree("has `webrtc=yes`, but its", "have `webrtc=yes`, but their")),
                )
                .at("keeps Asterisk from using the browser's connection")
                .label(transport.name_span(), format!("for {upper}"))
                .consequence("The browser registers and can call, but every call to it fails: Asterisk cannot use the WebSocket connection on which it registered")
                .log("Unsuitable transport selected (PJSIP_ETPNOTSUITABLE)")
                .help("Remove the line: without it Asterisk uses the connection on which the browser registered");
            if fronted {
                finding = finding.severity(Severity::Info);
            }
            found.push(FindingWithFix::new(
                finding,
                &place,
                Some(OptionChange::Unset("transport")).filter(|_| !fronted),
            ));
        }
    }
    cx.fixes().report_with_fixes(found, out);
}
