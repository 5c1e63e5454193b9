//! Registrations and publications to other servers: URIs, and a transport that can carry them (S-46, S-47).

use crate::asterisk::Target;
use crate::asterisk::value::uri;
use crate::objects::rejection::{FailedCheck, ObjectCheck};
use crate::objects::transports::LoadedTransport;
use crate::objects::view::View;

/// `registration`, given the loaded transports.
pub(in crate::objects) fn registration(
    view: &View<'_>,
    target: &Target,
    transports: &[LoadedTransport],
) -> FailedCheck {
    let modern = target.version.major >= 20;
    let (server, client) = (view.value("server_uri"), view.value("client_uri"));
    let at = |option: &str| view.last(option);
    if server.is_empty() {
        return Some((ObjectCheck::NoServerUri, at("server_uri")));
    }
    if uri::checked(server).is_err() {
        return Some((ObjectCheck::BadServerUri, at("server_uri")));
    }
    if client.is_empty() {
        return Some((ObjectCheck::NoClientUri, at("client_uri")));
    }
    if uri::checked(client).is_err() {
        return Some((ObjectCheck::BadClientUri, at("client_uri")));
    }
    let (line, endpoint) = (view.is_on("line", false), !view.value("endpoint").is_empty());
    if line && !endpoint {
        return Some((ObjectCheck::LineWithoutEndpoint, at("line")));
    }
    if endpoint && !line {
        return Some((ObjectCheck::EndpointWithoutLine, at("endpoint")));
    }
    let Some(parsed) = uri::parse(server, modern) else { return Some((ObjectCheck::BadServerUri, at("server_uri"))) };
    if uri::parse(client, modern).is_none() {
        return Some((ObjectCheck::BadClientUri, at("client_uri")));
    }
    let proxy = view.value("outbound_proxy");
    if !proxy.is_empty() && !uri::is_route(proxy, modern) {
        return Some((ObjectCheck::BadProxy, at("outbound_proxy")));
    }
    if !has_transport(view, &parsed, transports) {
        return Some((ObjectCheck::NoTransport, at("server_uri")));
    }
    let user = view.value("contact_user");
    let contact = [b"sip:", user, b"@h"].concat();
    if !user.is_empty() && (user.len() > 500 || uri::parse(&contact, modern).is_none()) {
        return Some((ObjectCheck::BadContactUser, at("contact_user")));
    }
    let params = view.value("contact_header_params");
    if !params.is_empty() && !uri::are_header_params(params) {
        return Some((ObjectCheck::BadContactParams, at("contact_header_params")));
    }
    if at("expiration").is_some() && view.number("expiration", 3600) == 0 {
        return Some((ObjectCheck::NoExpiration, at("expiration")));
    }
    None
}

fn has_transport(view: &View<'_>, server: &uri::SipUri<'_>, transports: &[LoadedTransport]) -> bool {
    let wanted = match server.transport.to_ascii_lowercase().as_slice() {
        _ if server.secure => "tls",
        b"" | b"udp" => "udp",
        b"tcp" => "tcp",
        b"tls" => "tls",
        // Nothing carries it, though a transport that is named does (S-46).
        b"sctp" => "sctp",
        _ => return false,
    };
    let named = view.value("transport");
    // A WebSocket that is named is passed over: only clients open one.
    let is_named = |t: &&LoadedTransport| !named.is_empty() && t.id == named;
    if transports.iter().find(is_named).is_some_and(|t| matches!(t.protocol, "udp" | "tcp" | "tls")) {
        return true;
    }
    let v6 = server.host.contains(&b':');
    transports.iter().any(|t| t.protocol == wanted && t.v6 == v6)
}

pub(super) fn publish(view: &View<'_>) -> FailedCheck {
    let at = |option: &str| view.last(option);
    let modern = view.target.version.major >= 20;
    let server = view.value("server_uri");
    if server.is_empty() {
        return Some((ObjectCheck::NoServerUri, at("server_uri")));
    }
    // With multi_user the URIs are put together for each user later, and only then parsed.
    let whole = !view.is_on("multi_user", false);
    let is_bad = |text: &[u8]| uri::checked(text).is_err() || whole && uri::parse(text, modern).is_none();
    if is_bad(server) {
        return Some((ObjectCheck::BadServerUri, at("server_uri")));
    }
    if view.value("event").is_empty() {
        return Some((ObjectCheck::NoEvent, at("event")));
    }
    for (option, check) in [("from_uri", ObjectCheck::BadFromUri), ("to_uri", ObjectCheck::BadToUri)] {
        let other = view.value(option);
        if !other.is_empty() && is_bad(other) {
            return Some((check, at(option)));
        }
    }
    if !whole {
        return None;
    }
    let proxy = view.value("outbound_proxy");
    if !proxy.is_empty() && !uri::is_route(proxy, true) {
        return Some((ObjectCheck::BadProxy, at("outbound_proxy")));
    }
    if at("expiration").is_some() && view.number("expiration", 3600) == 0 {
        return Some((ObjectCheck::NoExpiration, at("expiration")));
    }
    None
}
