//! WebRTC configured option by option, with one of them missing.

use crate::finding::Finding;
use crate::objects::Object;
use crate::rules::Context;
use crate::rules::facts::sockets::is_web;
use crate::rules::fixes::option_changes::{FindingWithFix, set};

/// What every browser requires.
const NEEDED: [&str; 3] = ["use_avpf", "ice_support", "rtcp_mux"];

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let mut found = Vec::new();
    for group in cx.accounts.groups() {
        let endpoint = cx.groups().endpoint_of(group);
        if endpoint.is_webrtc() || !cx.groups().registers(group) || cx.groups().is_trunk(group) {
            continue;
        }
        let Some(sign) = sign(cx, &endpoint) else { continue };
        let mut missing: Vec<String> = NEEDED
            .into_iter()
            .filter(|o| endpoint.knows(o) && !endpoint.is_on(o))
            .map(|o| format!("{o}=yes"))
            .collect();
        if !endpoint.is_word("media_encryption", "dtls") {
            missing.push("media_encryption=dtls".into());
        }
        let Some(first) = missing.first() else { continue };
        let consequence = match first.as_str() {
            "use_avpf=yes" => {
                "The browser's offer is answered 488, and calls to it are refused: it accepts no other profile"
            }
            "ice_support=yes" => {
                "The call is set up without audio: the browser waits for ICE, which Asterisk does not do"
            }
            "rtcp_mux=yes" => "The browser refuses the call: it does not offer RTCP on a separate port",
            _ => "The browser refuses the call: it accepts no media without DTLS",
        };
        let shown = missing.join("` and `");
        for place in cx.sites().places_of(group, &[sign]) {
            let message = format!(
                "{} {} set up for WebRTC by hand, but without `{shown}`",
                cx.sites().whose(&place),
                place.agree("is", "are")
            );
            let help = if endpoint.knows("webrtc") {
                "Write `webrtc=yes` instead of the individual options: it sets all of them, and creates a certificate"
            } else {
                "Add the missing options"
            };
            let finding = cx
                .sites()
                .at(&place, message)
                .at(format!("missing here: `{shown}`"))
                .consequence(consequence)
                .help(help);
            let change = endpoint.knows("webrtc").then(|| set("webrtc", "yes"));
            found.push(FindingWithFix::new(finding, &place, change));
        }
    }
    cx.fixes().report_with_fixes(found, out);
}

/// The option that shows that the endpoint is for browsers.
fn sign(cx: &Context<'_>, endpoint: &Object<'_>) -> Option<&'static str> {
    let named = endpoint.text("transport");
    if !named.is_empty() && cx.transports().loaded().iter().any(|t| t.id() == named && is_web(t)) {
        return Some("transport");
    }
    // AVPF with SDES, or DTLS without AVPF, is for other devices.
    (endpoint.is_on("use_avpf") && endpoint.is_word("media_encryption", "dtls")).then_some("use_avpf")
}
