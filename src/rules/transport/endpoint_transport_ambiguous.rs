//! Several transports that advertise different addresses, and requests that may leave through any of them.

use crate::accounts::AccountGroup;
use crate::finding::Finding;
use crate::objects::Object;
use crate::rules::Context;
use crate::rules::facts::sockets::{Need, Socket};

/// The options for addresses that a transport advertises, beyond its own.
const ADVERTISED: [&str; 3] = ["external_media_address", "external_signaling_address", "external_signaling_port"];

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let sockets: Vec<(&Object<'_>, Socket)> =
        cx.transports().loaded().iter().filter_map(|t| Socket::of(t).map(|s| (t, s))).collect();
    for protocol in ["udp", "tcp", "tls"] {
        for v6 in [false, true] {
            let mut like = sockets.iter().filter(|(_, s)| s.protocol == protocol && s.address.is_ipv6() == v6);
            let Some((first, _)) = like.next() else { continue };
            let nets = local_nets(first);
            let differ =
                |t: &&Object<'_>| ADVERTISED.iter().any(|o| first.text(o) != t.text(o)) || nets != local_nets(t);
            let others: Vec<&Object<'_>> = like.map(|(t, _)| *t).filter(differ).collect();
            if others.is_empty() {
                continue;
            }
            let count = requests(cx, first, Need { protocol, v6: Some(v6) });
            if count == 0 {
                cx.quiet_object(
                    first,
                    "no endpoint or registration leaves it to Asterisk to choose between this and another",
                );
                continue;
            }
            out.push(finding(cx, first, &others, protocol, count));
        }
    }
}

fn local_nets<'a>(transport: &Object<'a>) -> Vec<&'a [u8]> {
    transport.elements("local_net").into_iter().map(|(_, v)| v).collect()
}

/// How many endpoints and registrations leave the choice to Asterisk, and use that protocol and family.
fn requests(cx: &Context<'_>, first: &Object<'_>, by: Need) -> u32 {
    let goes = |uri: &[u8]| {
        Need::of(uri)
            .is_some_and(|n| n.protocol == by.protocol && (n.v6 == by.v6 || n.v6.is_none() && by.v6 == Some(false)))
    };
    let endpoint = |kind: &&AccountGroup| {
        let endpoint = cx.groups().endpoint_of(kind);
        if !endpoint.text("transport").is_empty() || endpoint.is_webrtc() || endpoint.is_set("outbound_proxy") {
            return false;
        }
        let Some(aor) = cx.groups().aor_of(kind) else { return false };
        let contacts = aor.elements("contact");
        // A phone on TCP is called over its own connection, and `symmetric_transport` remembers the transport (T-18).
        let phone = aor.number("max_contacts") > 0 && by == (Need { protocol: "udp", v6: Some(false) });
        let remembered = first.knows("symmetric_transport") && first.is_on("symmetric_transport");
        contacts.iter().any(|(_, c)| goes(c)) || phone && !remembered
    };
    let endpoints: u32 = cx.accounts.groups().iter().filter(endpoint).map(|k| k.count).sum();
    let registration = |r: &Object<'_>| r.text("transport").is_empty() && goes(r.text("server_uri"));
    endpoints + cx.objects().of_type("registration").filter(registration).count() as u32
}

fn finding(cx: &Context<'_>, first: &Object<'_>, others: &[&Object<'_>], protocol: &str, count: u32) -> Finding {
    let names: Vec<String> = others.iter().map(|t| format!("`{}`", cx.plain(t.id()))).collect();
    let (id, upper) = (cx.plain(first.id()), protocol.to_ascii_uppercase());
    let (who, whose) = match count {
        1 => ("1 endpoint or registration names".to_owned(), "its"),
        n => (format!("{n} endpoints and registrations name"), "their"),
    };
    let mut finding = cx
        .finding(first.name_span(), format!("{who} no `transport`: {whose} {upper} requests leave through `{id}`"))
        .at("the first in the file, so this one is used")
        .object("transport", &id)
        .consequence(format!(
            "Those that are meant for {} get the wrong address in Contact, Via and SDP: responses and audio go to the wrong place",
            names.join(" or ")
        ))
        .help("Set `transport` in each endpoint and registration; the destination's address plays no part in the choice");
    for other in others.iter().take(10) {
        finding = finding.label(other.name_span(), "has different external addresses or local networks");
    }
    finding
}
