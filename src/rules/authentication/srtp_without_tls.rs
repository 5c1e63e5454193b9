//! Calls are encrypted, but the keys are sent unencrypted.

use crate::asterisk::TypeId;
use crate::catalogue::Severity;
use crate::finding::Finding;
use crate::objects::Object;
use crate::rules::Context;
use crate::rules::facts::addressing::Addressing;

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    cx.exposure().where_exposed(out, |out| find(cx, out));
}

fn find(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let secure = |t: &Object<'_>| t.is_word("protocol", "tls") || t.is_word("protocol", "wss");
    let clear = |t: &Object<'_>| ["udp", "tcp", "ws"].iter().any(|p| t.is_word("protocol", p));
    let any = cx.transports().loaded().iter().any(secure);
    let doubt = cx.sentences().doubt(Some(TypeId::pjsip("transport")));
    let (doc, sources) = (&cx.config.pjsip.doc, &cx.config.sources);
    for group in cx.accounts.groups() {
        let endpoint = cx.groups().endpoint_of(group);
        if !endpoint.is_word("media_encryption", "sdes") || endpoint.is_webrtc() {
            continue;
        }
        let pinned = cx.transports().transport(endpoint.text("transport")).filter(|t| clear(t));
        if any && pinned.is_none() {
            cx.groups().quiet(group, "a transport with TLS may carry its signalling");
            continue;
        }
        for place in cx.sites().places_of(group, &["media_encryption"]) {
            let mut finding = cx
                .sites()
                .at(&place, format!("the SRTP keys of {} are sent unencrypted", cx.sites().whose(&place)))
                .at("the key is sent in SDP")
                .consequence(
                    "Anyone who can read the SIP messages gets the keys and can listen to the calls: the encryption \
                     protects nothing",
                )
                .help(if any {
                    "Make the endpoint use the TLS transport"
                } else {
                    "Add a transport with `protocol=tls`, and make the phone use it"
                });
            if cx.site().addressing() == Addressing::Private {
                finding = finding.severity(Severity::Info);
            }
            match endpoint.setting("transport").filter(|_| pinned.is_some()) {
                Some(named) => finding = finding.label(doc.setting_span(sources, named), "a transport without TLS"),
                None => finding = finding.unless_sure(doubt.clone()),
            }
            out.push(finding);
        }
    }
}
