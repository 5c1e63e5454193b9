//! Two PJSIP transports on one address and port, or one and another server of Asterisk: the later one does not get it,
//! and for a tls transport nothing is logged.

use std::net::IpAddr;

use crate::asterisk::TypeId;
use crate::asterisk::value::bind::Bind;
use crate::finding::Finding;
use crate::neighbours::Bound;
use crate::objects::{Object, ObjectCheck, RejectReason, State};
use crate::rules::Context;
use crate::rules::facts::sockets::Socket;
use crate::text::SectionId;

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let judged = &cx.config.pjsip;
    for (loser, winner) in &judged.taken_by {
        // Two with the same id lose all transports, which another rule reports.
        let name = |s: &SectionId| judged.doc.name(&cx.config.sources, *s);
        if name(loser) == name(winner) {
            continue;
        }
        out.extend(finding(cx, *loser, *winner, false));
    }
    for (winner, loser) in &judged.silent_tls {
        // If the whole type is lost, nothing listens at all, which another rule reports.
        if judged.state(*loser) == State::Loaded {
            out.extend(finding(cx, *loser, *winner, true));
        }
    }
    // A tcp transport on a server's port is rejected, a tls one does not listen.
    for transport in
        judged.of_type(TypeId::pjsip("transport")).map(|s| Object::new(cx.config, s, TypeId::pjsip("transport")))
    {
        let is_beaten = |l: &&(SectionId, SectionId)| l.0 == transport.section;
        let refused = judged
            .rejections
            .iter()
            .any(|r| r.section == transport.section && r.why == RejectReason::Whole(ObjectCheck::BindTaken));
        if judged.state(transport.section) == State::Loaded
            || refused && judged.taken_by.iter().find(is_beaten).is_none()
        {
            out.extend(server(cx, &transport));
        }
    }
}

/// Asterisk's own servers open their sockets before PJSIP does (T-8).
fn server(cx: &Context<'_>, transport: &Object<'_>) -> Option<Finding> {
    let neighbours = &cx.config.neighbours;
    let mine = Socket::of(transport).filter(|s| s.protocol != "udp")?;
    let http = neighbours.http.as_ref().filter(|h| h.is_serving());
    let manager = neighbours.manager.as_ref().map(|m| ("manager", m.enabled, &m.bound));
    let web = http.map(|h| [("HTTP", true, &h.bound), ("HTTPS", h.is_serving_tls(), &h.tls_bound)]);
    let servers = web.into_iter().flatten().chain(manager);
    let (name, bound) = servers.into_iter().find_map(|(name, is_on, bound)| {
        let Bound::Address(address, port) = bound.value else { return None };
        let covers = |a: IpAddr, b: IpAddr| a == b || a.is_unspecified() && a.is_ipv4() == b.is_ipv4();
        let same = covers(address, mine.address) || covers(mine.address, address);
        (is_on && same && port == mine.port).then_some((name, bound))
    })?;
    let id = cx.plain(transport.id());
    let message = format!("transport `{id}` binds {}, already used by Asterisk's {name} server", mine.shown());
    let mut finding = cx.transports().on(transport, "bind", message).at("already taken");
    if let Some(span) = bound.span.or(http.and_then(|h| h.enabled.span)) {
        finding = finding.label(span, format!("used by the {name} server"));
    }
    let finding = finding.help("Give one of the two another port; `ws` and `wss` transports need no port of their own");
    Some(if mine.protocol == "tls" {
        finding.consequence(
            "Asterisk lists the transport and logs nothing, but it does not listen: clients reach that server instead",
        )
    } else {
        finding
            .consequence(cx.sentences().rejected(transport.of, 1))
            .log(format!("Transport '{id}' could not be started: Address already in use"))
    })
}

fn finding(cx: &Context<'_>, loser: SectionId, winner: SectionId, silent: bool) -> Option<Finding> {
    let of = TypeId::pjsip("transport");
    let [late, first] = [loser, winner].map(|s| Object::new(cx.config, s, of));
    let (mine, theirs) = (Socket::of(&late)?, Socket::of(&first)?);
    let [id, other] = [&late, &first].map(|t| cx.plain(t.id()));
    let wildcard = |s: &Socket| s.address.is_unspecified() && mine.address != theirs.address;
    let family = if mine.address.is_ipv4() { "IPv4" } else { "IPv6" };
    let at = match () {
        () if wildcard(&mine) => format!("every {family} address, including that of `{other}`"),
        () if wildcard(&theirs) => format!("one of the addresses of `{other}`"),
        () if !is_port_written(&late) => format!("no port is given, which means {}", mine.port),
        () => "already taken".to_owned(),
    };
    let there = match () {
        () if wildcard(&theirs) => format!("uses port {} on every {family} address", theirs.port),
        () if !is_port_written(&first) => format!("already uses it: no port means {}", theirs.port),
        () => "already uses it".to_owned(),
    };
    let message = format!("transport `{id}` binds {}, already used by `{other}` ({})", mine.shown(), theirs.shown());
    let finding = cx.transports().on(&late, "bind", message).at(at).label(cx.transports().bind_span(&first), there);
    let help = "Give one of the two another port or address, or remove it. UDP and TCP can share a port, and so can IPv4 and IPv6; TLS and TCP cannot";
    Some(if silent {
        let instead = match theirs.protocol {
            "tls" => "clients reach the other one, with its certificate",
            _ => "clients reach a TCP socket, and the TLS handshake fails",
        };
        let elsewhere = if wildcard(&mine) { "; the host's other addresses do not answer" } else { "" };
        finding
            .consequence(format!(
                "Asterisk lists the transport and logs nothing, but it does not listen: {instead}{elsewhere}"
            ))
            .help(help)
    } else {
        finding
            .consequence(cx.sentences().rejected(of, 1))
            .log(format!("Transport '{id}' could not be started: Address already in use"))
            .help(help)
    })
}

fn is_port_written(transport: &Object<'_>) -> bool {
    !matches!(Bind::parse(transport.text("bind")), Some(Bind::Address(_, 0)))
}
