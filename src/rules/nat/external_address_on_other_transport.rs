//! An outside peer that uses a transport without external addresses, although another transport has them.

use std::net::IpAddr;

use crate::accounts::AccountGroup;
use crate::finding::Finding;
use crate::objects::Object;
use crate::rules::Context;
use crate::rules::facts::external_addresses::{any_external, is_unreal, own_address};
use crate::rules::facts::sockets::is_web;

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let has = |t: &&Object<'_>| any_external(t).is_some() && !is_web(t) && !is_unreal(t);
    if !cx.transports().loaded().iter().any(|t| has(&t)) {
        return;
    }
    for group in cx.accounts.groups() {
        let used = cx.transports().transports_of(group);
        let Some(first) = used.first() else { continue };
        if used.iter().any(|t| any_external(t).is_some() || is_web(t)) || !is_outside(cx, group) {
            continue;
        }
        // A transport with a different address may be the one for the local side.
        let here = own_address(first);
        let Some(other) = cx.transports().loaded().iter().find(|t| has(t) && is_same_place(here, own_address(t)))
        else {
            let why =
                "the transport with the external address has another address, and this one may be for the local side";
            cx.groups().quiet(group, why);
            continue;
        };
        for place in cx.sites().places_of(group, &["transport"]) {
            let message = format!(
                "{} {} outside, but transport `{}`, which {}, has no external address",
                cx.sites().whose(&place),
                place.agree("is", "are"),
                cx.plain(first.id()),
                place.agree("it uses", "they use")
            );
            let mut finding = cx
                .sites()
                .at(&place, message)
                .at("its requests use this transport")
                .label(first.name_span(), "has no external address")
                .consequence(
                    "It is given Asterisk's private address for audio and requests: one-way audio, and calls that drop \
                     or never end",
                )
                .help(format!(
                    "External addresses apply per transport: copy those of `{}`, including `local_net`",
                    cx.plain(other.id())
                ));
            if let Some((_, setting)) = any_external(other) {
                finding = finding.label(other.doc().setting_span(&cx.config.sources, setting), "only set here");
            }
            out.push(finding);
        }
    }
}

/// A phone that is set up for NAT, or a trunk with a known public address or name, but no private one.
fn is_outside(cx: &Context<'_>, group: &AccountGroup) -> bool {
    if cx.groups().is_trunk(group) {
        return cx.identification().find_peer(group, |_| true).is_some()
            && cx.identification().find_peer(group, |p| p.is_private() == Some(true)).is_none();
    }
    let endpoint = cx.groups().endpoint_of(group);
    cx.groups().registers(group) && endpoint.is_on("rtp_symmetric") && endpoint.is_on("rewrite_contact")
}

fn is_same_place(a: Option<IpAddr>, b: Option<IpAddr>) -> bool {
    a.is_none() || b.is_none() || a == b
}
