//! A registration that loads, but whose addresses cannot be right.

use std::net::Ipv4Addr;

use crate::asterisk::TypeId;
use crate::asterisk::value::placeholder::is_placeholder;
use crate::asterisk::value::private::is_private;
use crate::asterisk::value::uri;
use crate::finding::Finding;
use crate::objects::Object;
use crate::rules::Context;
use crate::source::Span;
use crate::text::SettingId;

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let mut near: Vec<(SettingId, Span, Finding)> = Vec::new();
    for registration in cx.objects().of_type("registration") {
        no_user(cx, &registration, out);
        let own = registration.setting("client_uri").map(|s| (s, host_of(registration.bytes(s))));
        compare(cx, &registration, own.into_iter().filter_map(|(s, h)| Some((s, h?))).collect(), &mut near);
    }
    let [identify, registration] = ["identify", "registration"].map(TypeId::pjsip);
    for (_, endpoint, registrations) in cx.registrations().registering() {
        let contacts = cx.registrations().loaded_aors(endpoint).flat_map(|a| a.elements("contact"));
        let contacts = contacts.filter_map(|(s, uri)| Some((s, host_of(uri)?))).collect::<Vec<_>>();
        let identifies = cx.accounts.identified_by(endpoint).iter();
        let matches = identifies.flat_map(|i| Object::new(cx.config, *i, identify).elements("match"));
        let matches = matches.filter_map(|(s, text)| Some((s, address(text)?))).collect::<Vec<_>>();
        for section in registrations {
            let registration = Object::new(cx.config, *section, registration);
            compare(cx, &registration, contacts.clone(), &mut near);
            compare(cx, &registration, matches.clone(), &mut near);
        }
    }
    near.sort_by_key(|(setting, span, _)| (*setting, *span));
    near.dedup_by_key(|(setting, span, _)| (*setting, *span));
    out.extend(near.into_iter().map(|n| n.2));
}

/// A `client_uri` without a user names no account (RFC 3261, 10.2).
fn no_user(cx: &Context<'_>, registration: &Object<'_>, out: &mut Vec<Finding>) {
    let Some(setting) = registration.setting("client_uri").filter(|s| !is_placeholder(registration.bytes(*s))) else {
        return;
    };
    if uri::parse(registration.bytes(setting), true).is_none_or(|u| !u.user.is_empty()) {
        return;
    }
    for place in cx.sites().places([registration.section], &["client_uri"]) {
        out.push(
            cx.sites().at(&place, format!("registration {} {}", cx.sites().whose(&place), place.agree("has no user in its client URI", "have no user in their client URIs")))
                .at("no user before the host")
                .consequence("To and From of the REGISTER have no user: a registrar that looks for the account there answers 403 or 404, and Asterisk gives up")
                .help("Write `client_uri=sip:USER@HOST`, with the account's name at the provider"),
        );
    }
}

/// Adds the first address that differs from the registrar's by one digit.
fn compare(
    cx: &Context<'_>,
    registration: &Object<'_>,
    others: Vec<(SettingId, Ipv4Addr)>,
    near: &mut Vec<(SettingId, Span, Finding)>,
) {
    let Some(setting) = registration.setting("server_uri") else { return };
    let Some(server) = host_of(registration.bytes(setting)) else { return };
    // If both are listed, there are two servers.
    if others.iter().any(|(_, o)| *o == server) {
        if others.iter().any(|(_, o)| is_slip(server, *o)) {
            cx.quiet_object(registration, "both addresses are listed, so that there are two servers");
        }
        return;
    }
    let Some((other, address)) = others.into_iter().find(|(_, o)| is_slip(server, *o)) else { return };
    let doc = &cx.config.pjsip.doc;
    let there = doc.setting_span(&cx.config.sources, other);
    for place in cx.sites().places([registration.section], &["server_uri"]) {
        let finding = cx
            .sites()
            .at(&place, format!("registration {} {} to {server}, but {} at {address}", cx.sites().whose(&place), place.agree("goes", "go"), place.agree("its account is", "their accounts are")))
            .at("differs by one digit")
            .label(there, "from this address")
            .consequence("One of the two is probably a typo: either the registration gets no answer, or calls go to the wrong host")
            .help("Compare both with what the provider says");
        near.push((setting, there, finding));
    }
}

fn host_of(text: &[u8]) -> Option<Ipv4Addr> {
    address(uri::parse(text, true)?.host)
}

fn address(text: &[u8]) -> Option<Ipv4Addr> {
    std::str::from_utf8(text).ok()?.parse().ok()
}

/// Whether two public addresses differ by one digit or two swapped digits, but not in the last number: neighbouring
/// addresses are often two servers of one provider.
fn is_slip(a: Ipv4Addr, b: Ipv4Addr) -> bool {
    if is_private(a.into()) || is_private(b.into()) || a.octets()[3] != b.octets()[3] {
        return false;
    }
    let differing: Vec<(u8, u8)> = a.octets().into_iter().zip(b.octets()).filter(|(x, y)| x != y).collect();
    match differing[..] {
        [(x, y)] => {
            let (x, y) = (x.to_string(), y.to_string());
            strsim::osa_distance(&x, &y) == 1
        }
        _ => false,
    }
}
