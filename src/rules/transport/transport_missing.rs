//! A contact that needs a protocol or an address family that no transport has.

use std::collections::BTreeMap;

use crate::asterisk::TypeId;
use crate::asterisk::value::trimmed_list;
use crate::finding::Finding;
use crate::objects::{Object, State};
use crate::rules::Context;
use crate::rules::facts::sockets::{Need, Socket, protocol};
use crate::text::SectionId;

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let judged = &cx.config.pjsip;
    let of = TypeId::pjsip("transport");
    let mut sections = judged.of_type(of).peekable();
    if sections.peek().is_none() {
        return without_any(cx, out);
    }
    // One that is not loaded must be fixed first, and another rule reports it.
    if sections.any(|s| !matches!(judged.state(s), State::Loaded | State::Template))
        || cx.transports().loaded().is_empty()
    {
        let contact = cx.objects().getter("contact");
        let is_called = |aor| !contact.value(aor).is_empty();
        if cx.is_verbose() && cx.objects().sections_of_type(TypeId::pjsip("aor")).any(is_called) {
            cx.quiet("a transport in the files is not loaded, which comes first");
        }
        return;
    }
    let provided: Vec<(&'static str, Option<bool>)> =
        cx.transports().loaded().iter().map(|t| (protocol(t), Socket::of(t).map(|s| s.address.is_ipv6()))).collect();
    // A flow uses one of the others, and a host name may be of either family.
    let fits = |need: Need, (protocol, v6): (&str, Option<bool>)| {
        protocol == "flow" || protocol == need.protocol && (need.v6.is_none() || v6.is_none() || need.v6 == v6)
    };
    let mut lacking: BTreeMap<Need, Vec<SectionId>> = BTreeMap::new();
    let (contact, proxy) = (cx.objects().getter("contact"), cx.objects().getter("outbound_proxy"));
    for aor in cx.objects().sections_of_type(TypeId::pjsip("aor")) {
        let value = contact.value(aor);
        if value.is_empty() {
            continue;
        }
        for need in trimmed_list(value).filter_map(Need::of) {
            // Asterisk opens no WebSocket connections: such a contact belongs to a client that has connected.
            let web = matches!(need.protocol, "ws" | "wss");
            if !web && !provided.iter().any(|p| fits(need, *p)) && proxy.value(aor).is_empty() {
                lacking.entry(need).or_default().push(aor);
            }
        }
    }
    if lacking.is_empty() {
        return;
    }
    let routed = routed(cx);
    for (need, mut aors) in lacking {
        aors.retain(|a| {
            let is_routed = routed.binary_search(a).is_ok();
            if is_routed {
                let what = || format!("aor `{}`", cx.name(&cx.config.pjsip.doc, *a));
                cx.quiet_about(
                    what,
                    "its endpoint has an `outbound_proxy` or names a transport, which is used instead",
                );
            }
            !is_routed
        });
        report(cx, need, aors, out);
    }
}

/// Aors of endpoints with an `outbound_proxy`, because the proxy is what Asterisk connects to; and of those that name a
/// transport, which is also used for contacts that ask for another one, by 16 always and by 22 if it is TCP.
fn routed(cx: &Context<'_>) -> Vec<SectionId> {
    let (judged, proxy, transport) =
        (&cx.config.pjsip, cx.objects().getter("outbound_proxy"), cx.objects().getter("transport"));
    let aor = TypeId::pjsip("aor");
    let leads = |e: SectionId| !proxy.value(e).is_empty() || !transport.value(e).is_empty();
    let with = cx.objects().sections_of_type(TypeId::pjsip("endpoint")).filter(|e| leads(*e));
    let aors = |e| cx.graph.named_by(e).iter().copied().filter(|n| judged.type_of(*n) == Some(aor));
    let mut list: Vec<SectionId> = with.flat_map(aors).collect();
    list.sort_unstable();
    list
}

fn report(cx: &Context<'_>, need: Need, aors: Vec<SectionId>, out: &mut Vec<Finding>) {
    let family = match need.v6 {
        Some(true) => " over IPv6",
        Some(false) => " over IPv4",
        None => "",
    };
    let protocol = need.protocol.to_ascii_uppercase();
    let same = cx.transports().loaded().iter().find(|t| self::protocol(t) == need.protocol);
    for place in cx.sites().places(aors, &["contact"]) {
        let mut finding = cx
            .sites()
            .at(
                &place,
                format!(
                    "{} {} reached by {protocol}{family}, but there is no such transport",
                    cx.sites().whose(&place),
                    place.agree("is", "are")
                ),
            )
            .at(format!("needs a transport for {protocol}{family}"))
            .consequence("Asterisk sends nothing: calls to it fail, and a qualified contact stays unavailable")
            .log("Unsupported transport (PJSIP_EUNSUPTRANSPORT)");
        finding = match same {
            Some(other) => {
                let here = if need.v6 == Some(true) { "0.0.0.0 is IPv4 only" } else { "[::] is IPv6 only" };
                finding
                    .label(cx.transports().bind_span(other), "of the other address family")
                    .help(format!("Add a transport with `protocol={}` for that address family: {here}", need.protocol))
            }
            None => finding.help(format!("Add a transport with `protocol={}`, or change the contact", need.protocol)),
        };
        out.push(finding.unless_sure(cx.sentences().doubt(Some(TypeId::pjsip("transport")))));
    }
}

/// No transport at all, in a complete directory: a single file may have its transports elsewhere.
fn without_any(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let kinds = cx.accounts.groups();
    // WebSocket needs none (T-4).
    let Some(kind) = kinds.iter().find(|k| !cx.groups().endpoint_of(k).is_webrtc()) else { return };
    if !cx.config.neighbours.modules.is_known() {
        return cx
            .quiet("there is no modules.conf, so that the directory may be incomplete and the transports elsewhere");
    }
    let endpoint = Object::new(cx.config, kind.first, TypeId::pjsip("endpoint"));
    let count = kinds.iter().filter(|k| !cx.groups().endpoint_of(k).is_webrtc()).map(|k| k.count).sum();
    out.push(
        cx.finding(endpoint.name_span(), "there is no transport at all")
            .at("this endpoint cannot be reached, nor can it reach Asterisk")
            .object("endpoint", cx.plain(endpoint.id()))
            .count(count)
            .consequence("Asterisk listens nowhere: no phone can register, no call comes in, and none goes out")
            .help("Add a section with `type=transport`, `protocol=udp` and `bind=0.0.0.0`")
            .unless_sure(cx.sentences().doubt(Some(TypeId::pjsip("transport")))),
    );
}
