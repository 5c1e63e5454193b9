//! What an object is refused for as a whole, after every option was taken (S-40 to S-50).

use crate::asterisk::value::address::{Bind, with_port};
use crate::asterisk::value::{number, strip, trimmed_list, uri, words};
use crate::asterisk::{Target, value};
use crate::text::SettingId;

use super::handler::regex_is_valid;
use super::view::View;

/// Why an object as a whole is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Constraint {
    /// auth: no `username` (S-40).
    NoUsername,
    /// auth, before 20.12 and 22.2: `auth_type=md5` without a 32-digit `md5_cred` (S-40).
    Md5Cred,
    /// auth, from 20.12 and 22.2: neither a password nor a digest for an algorithm (S-41).
    NoSecret,
    /// auth: `google_oauth` without its three options (S-41).
    NoOauth,
    /// endpoint: `timers_min_se` under 90 (S-34).
    MinSe,
    /// endpoint: `timers_sess_expires` under `timers_min_se` (S-34).
    SessionExpires,
    /// endpoint: `preferred_codec_only` beside another `incoming_call_offer_pref` (S-37).
    PreferredCodec,
    /// endpoint: `rtp_port_start` and `rtp_port_end` do not make a range from 1024 on (S-37).
    RtpPorts,
    /// endpoint: `dtls_auto_generate_cert` beside `dtls_cert_file` (S-35).
    TwoCertificates,
    /// endpoint or acl: the same named ACL twice.
    AclTwice,
    /// identify: no `endpoint` (S-45).
    NoEndpoint,
    /// identify: nothing to match (S-45).
    NoMatch,
    /// identify: `match_header` without a `:`, or without a name before it (S-45).
    HeaderForm,
    /// identify: a `/regex/` that is none (S-45).
    HeaderRegex,
    /// registration or outbound-publish: no `server_uri` (S-46).
    NoServerUri,
    /// registration or outbound-publish: a URI that pjproject does not take (S-46).
    BadServerUri,
    /// registration: no `client_uri` (S-46).
    NoClientUri,
    /// registration: `client_uri` is not one that pjproject takes (S-46).
    BadClientUri,
    /// registration: `line` without `endpoint` (S-46).
    LineWithoutEndpoint,
    /// registration: `endpoint` without `line` (S-46).
    EndpointWithoutLine,
    /// registration or outbound-publish: `outbound_proxy` is no URI (S-46).
    BadProxy,
    /// registration: no loaded transport can carry its `server_uri`.
    NoTransport,
    /// registration: `contact_user` or `contact_header_params` do not fit into a Contact.
    BadContact,
    /// registration or outbound-publish: `expiration=0`.
    NoExpiration,
    /// outbound-publish or resource_list: no `event` (S-47).
    NoEvent,
    /// outbound-publish: `from_uri` or `to_uri` is not one that pjproject takes.
    BadOtherUri,
    /// resource_list: no `list_item` (S-47).
    NoItems,
    /// domain_alias: no `domain` (S-47).
    NoDomain,
    /// transport: no `bind` (T-3).
    NoBind,
    /// transport: another one has the address and port (T-6).
    BindTaken,
    /// transport: `flow` cannot have external addresses.
    FlowExternal,
    /// endpoint: the geolocation profile does not exist.
    NoProfile,
    /// global or system: more than two, or a duplicate (S-49).
    TooMany,
}

type Found = Option<(Constraint, Option<SettingId>)>;

/// The first whole-object check that fails, with the setting to point at; transports are judged elsewhere.
pub(super) fn check(view: &View<'_>, target: &Target) -> Found {
    match view.of.facts().name {
        "auth" => auth(view, target, &["MD5"], &["MD5"]),
        "endpoint" => endpoint(view, target).or_else(|| acl_twice(view)),
        "acl" => acl_twice(view),
        "identify" => identify(view, target),
        "outbound-publish" => publish(view),
        "domain_alias" => view.value("domain").is_empty().then(|| (Constraint::NoDomain, view.last("domain"))),
        "resource_list" => resource_list(view),
        _ => None,
    }
}

/// `auth`, given the algorithms that the global object sets for those that name none.
pub(super) fn auth(view: &View<'_>, target: &Target, uas: &[&str], uac: &[&str]) -> Found {
    if view.value("username").is_empty() {
        return Some((Constraint::NoUsername, view.last("username")));
    }
    let kind = view.value("auth_type");
    if !target.is_modern_auth() {
        let google = kind.eq_ignore_ascii_case(b"google_oauth");
        if google && ["refresh_token", "oauth_clientid", "oauth_secret"].iter().any(|o| view.value(o).is_empty()) {
            return Some((Constraint::NoOauth, view.last("auth_type")));
        }
        let md5 = kind.eq_ignore_ascii_case(b"md5") && view.value("md5_cred").len() != 32;
        return md5.then(|| (Constraint::Md5Cred, view.last("md5_cred").or_else(|| view.last("auth_type"))));
    }
    if kind.eq_ignore_ascii_case(b"google_oauth") {
        let lacks = ["refresh_token", "oauth_clientid", "oauth_secret"].iter().any(|o| view.value(o).is_empty());
        return lacks.then(|| (Constraint::NoOauth, view.last("auth_type")));
    }
    if !view.value("password").is_empty() {
        return None;
    }
    let digests: Vec<&str> = ["md5_cred", "password_digest"]
        .iter()
        .flat_map(|o| {
            view.all(o).map(|s| view.doc.value(view.sources, s)).filter(|v| !v.is_empty()).collect::<Vec<_>>()
        })
        .filter_map(|v| words::digest(v).ok())
        .collect();
    let lacks =
        [("supported_algorithms_uas", uas), ("supported_algorithms_uac", uac)].iter().any(|(option, default)| {
            let mut own: Vec<&[u8]> = Vec::new();
            for setting in view.all(option) {
                own.extend(trimmed_list(view.doc.value(view.sources, setting)).filter(|a| !a.is_empty()));
            }
            let missing = |a: &[u8]| !digests.iter().any(|d| a.eq_ignore_ascii_case(d.as_bytes()));
            if own.is_empty() { default.iter().any(|a| missing(a.as_bytes())) } else { own.into_iter().any(missing) }
        });
    lacks.then(|| (Constraint::NoSecret, view.last("password").or_else(|| view.last("auth_type"))))
}

/// The options that an endpoint's whole-object checks look at; without any of them there is nothing to check.
pub(super) const ENDPOINT_CHECKED: &[&str] = &[
    "timers_min_se",
    "timers_sess_expires",
    "preferred_codec_only",
    "rtp_port_start",
    "rtp_port_end",
    "dtls_auto_generate_cert",
    "acl",
    "contact_acl",
    "geoloc_incoming_call_profile",
    "geoloc_outgoing_call_profile",
];

fn endpoint(view: &View<'_>, target: &Target) -> Found {
    let (min_se, expires) = (view.number("timers_min_se", 90), view.number("timers_sess_expires", 1800));
    if view.is_on("preferred_codec_only", false) && target.version.major >= 18 {
        let preference = view.value("incoming_call_offer_pref");
        if !preference.is_empty() && preference != b"local" {
            return Some((Constraint::PreferredCodec, view.last("preferred_codec_only")));
        }
    }
    if min_se < 90 {
        return Some((Constraint::MinSe, view.last("timers_min_se")));
    }
    if expires < min_se {
        return Some((
            Constraint::SessionExpires,
            view.last("timers_sess_expires").or_else(|| view.last("timers_min_se")),
        ));
    }
    if view.is_on("dtls_auto_generate_cert", false) && !view.value("dtls_cert_file").is_empty() {
        return Some((Constraint::TwoCertificates, view.last("dtls_cert_file")));
    }
    let (start, end) = (view.number("rtp_port_start", 0), view.number("rtp_port_end", 0));
    if (start, end) != (0, 0) && (start < 1024 || end < 1024 || end <= start) {
        return Some((Constraint::RtpPorts, view.last("rtp_port_end").or_else(|| view.last("rtp_port_start"))));
    }
    None
}

/// Named ACLs: each name once in an object; an empty element is a name too.
fn acl_twice(view: &View<'_>) -> Found {
    for option in ["acl", "contact_acl"] {
        let mut seen: Vec<&[u8]> = Vec::new();
        for setting in view.all(option) {
            for name in trimmed_list(view.doc.value(view.sources, setting)) {
                if seen.contains(&name) {
                    return Some((Constraint::AclTwice, Some(setting)));
                }
                seen.push(name);
            }
        }
    }
    None
}

fn identify(view: &View<'_>, target: &Target) -> Found {
    if view.value("endpoint").is_empty() {
        return Some((Constraint::NoEndpoint, view.last("endpoint")));
    }
    let header = view.value("match_header");
    let request = view.value("match_request_uri");
    let any = |s| trimmed_list(view.doc.value(view.sources, s)).any(|e| !e.is_empty());
    if !view.all("match").any(any) && header.is_empty() && request.is_empty() {
        return Some((Constraint::NoMatch, view.last("match").or_else(|| view.last("match_header"))));
    }
    let regex = |value: &[u8]| match value {
        [b'/', inner @ .., b'/'] => regex_is_valid(inner),
        _ => true,
    };
    if !header.is_empty() {
        let at = view.last("match_header");
        let colon = header.iter().position(|b| *b == b':');
        match colon {
            None => return Some((Constraint::HeaderForm, at)),
            Some(c) if strip(&header[..c]).is_empty() => return Some((Constraint::HeaderForm, at)),
            Some(c) if !regex(strip(&header[c + 1..])) => return Some((Constraint::HeaderRegex, at)),
            Some(_) => {}
        }
    }
    if !request.is_empty() && !regex(request) {
        return Some((Constraint::HeaderRegex, view.last("match_request_uri")));
    }
    // A number that is no address is looked up as a name, and no name consists of digits and dots.
    let _ = target;
    for setting in view.all("match") {
        for element in
            trimmed_list(view.doc.value(view.sources, setting)).filter(|e| !e.is_empty() && !e.contains(&b'/'))
        {
            let port_is_text =
                with_port(element).and_then(|(_, p)| p).is_some_and(|p| !p.iter().all(u8::is_ascii_digit));
            if port_is_text {
                return Some((Constraint::NoMatch, Some(setting)));
            }
        }
    }
    None
}

/// `registration`, given the loaded transports: `(id, protocol, is IPv6)`.
pub(super) fn registration(view: &View<'_>, target: &Target, transports: &[(Vec<u8>, &'static str, bool)]) -> Found {
    let modern = target.version.major >= 20;
    let (server, client) = (view.value("server_uri"), view.value("client_uri"));
    let at = |option: &str| view.last(option);
    if server.is_empty() {
        return Some((Constraint::NoServerUri, at("server_uri")));
    }
    if uri::checked(server).is_err() {
        return Some((Constraint::BadServerUri, at("server_uri")));
    }
    if client.is_empty() {
        return Some((Constraint::NoClientUri, at("client_uri")));
    }
    if uri::checked(client).is_err() {
        return Some((Constraint::BadClientUri, at("client_uri")));
    }
    let (line, endpoint) = (view.is_on("line", false), !view.value("endpoint").is_empty());
    if line && !endpoint {
        return Some((Constraint::LineWithoutEndpoint, at("line")));
    }
    if endpoint && !line {
        return Some((Constraint::EndpointWithoutLine, at("endpoint")));
    }
    let Some(parsed) = uri::parse(server, modern) else { return Some((Constraint::BadServerUri, at("server_uri"))) };
    if uri::parse(client, modern).is_none() {
        return Some((Constraint::BadClientUri, at("client_uri")));
    }
    let proxy = view.value("outbound_proxy");
    if !proxy.is_empty() && !uri::is_route(proxy, modern) {
        return Some((Constraint::BadProxy, at("outbound_proxy")));
    }
    if !has_transport(view, &parsed, transports) {
        return Some((Constraint::NoTransport, at("server_uri")));
    }
    let user = view.value("contact_user");
    let contact = [b"sip:", user, b"@h"].concat();
    if !user.is_empty() && (user.len() > 500 || uri::parse(&contact, modern).is_none()) {
        return Some((Constraint::BadContact, at("contact_user")));
    }
    if at("expiration").is_some() && view.number("expiration", 3600) == 0 {
        return Some((Constraint::NoExpiration, at("expiration")));
    }
    None
}

fn has_transport(view: &View<'_>, server: &uri::SipUri<'_>, transports: &[(Vec<u8>, &'static str, bool)]) -> bool {
    let named = view.value("transport");
    if !named.is_empty()
        && let Some((_, protocol, _)) = transports.iter().find(|(id, ..)| id == named)
    {
        return matches!(*protocol, "udp" | "tcp" | "tls");
    }
    let wanted = match server.transport.to_ascii_lowercase().as_slice() {
        _ if server.secure => "tls",
        b"" | b"udp" => "udp",
        b"tcp" => "tcp",
        b"tls" => "tls",
        _ => return false,
    };
    let v6 = server.host.contains(&b':');
    transports.iter().any(|(_, protocol, is_v6)| *protocol == wanted && *is_v6 == v6)
}

fn publish(view: &View<'_>) -> Found {
    let at = |option: &str| view.last(option);
    let server = view.value("server_uri");
    if server.is_empty() {
        return Some((Constraint::NoServerUri, at("server_uri")));
    }
    if uri::checked(server).is_err() || uri::parse(server, true).is_none() {
        return Some((Constraint::BadServerUri, at("server_uri")));
    }
    if view.value("event").is_empty() {
        return Some((Constraint::NoEvent, at("event")));
    }
    for option in ["from_uri", "to_uri"] {
        let other = view.value(option);
        if !other.is_empty() && (uri::checked(other).is_err() || uri::parse(other, true).is_none()) {
            return Some((Constraint::BadOtherUri, at(option)));
        }
    }
    let proxy = view.value("outbound_proxy");
    if !proxy.is_empty() && !uri::is_route(proxy, true) {
        return Some((Constraint::BadProxy, at("outbound_proxy")));
    }
    if at("expiration").is_some() && view.number("expiration", 3600) == 0 {
        return Some((Constraint::NoExpiration, at("expiration")));
    }
    None
}

fn resource_list(view: &View<'_>) -> Found {
    if view.value("event").is_empty() {
        return Some((Constraint::NoEvent, view.last("event")));
    }
    let any = |s| value::trimmed_list(view.doc.value(view.sources, s)).any(|e| !e.is_empty());
    (!view.all("list_item").any(any)).then(|| (Constraint::NoItems, view.last("list_item")))
}

/// What a transport's own options come to, once the values a refused transport left behind are added (S-62).
#[derive(Clone, Debug)]
pub(super) struct Socket {
    pub(super) protocol: &'static str,
    pub(super) bind: Option<Bind>,
}

impl Socket {
    pub(super) fn of(view: &View<'_>, leaked: Option<&Bind>) -> Self {
        let protocol = view.value("protocol");
        let known = ["udp", "tcp", "tls", "ws", "wss", "flow"];
        let protocol = known.into_iter().find(|p| protocol.eq_ignore_ascii_case(p.as_bytes())).unwrap_or("udp");
        let own = view.last("bind").and_then(|s| Bind::parse(view.doc.value(view.sources, s)));
        Self { protocol, bind: own.or_else(|| leaked.cloned()) }
    }

    /// Address and port; `None` without one, or where a name stands for it.
    pub(super) fn address(&self) -> Option<(std::net::IpAddr, u16)> {
        match self.bind.as_ref()? {
            Bind::Address(address, 0) => Some((*address, if self.protocol == "tls" { 5061 } else { 5060 })),
            Bind::Address(address, port) => Some((*address, *port)),
            Bind::Name(_) => None,
        }
    }

    /// Whether both want one and the same socket: the family's wildcard covers each of its addresses (T-6).
    pub(super) fn collides(&self, other: &Self) -> bool {
        let kind = |s: &Self| match s.protocol {
            "udp" => Some(0),
            "tcp" | "tls" => Some(1),
            _ => None,
        };
        let (Some(a), Some(b)) = (self.address(), other.address()) else { return false };
        kind(self).is_some()
            && kind(self) == kind(other)
            && a.1 == b.1
            && a.0.is_ipv4() == b.0.is_ipv4()
            && (a.0 == b.0 || a.0.is_unspecified() || b.0.is_unspecified())
    }
}

/// Whether a `flow` transport has external addresses, for which it has no address family.
pub(super) fn flow_with_external(view: &View<'_>) -> Found {
    for option in ["external_media_address", "external_signaling_address"] {
        if !view.value(option).is_empty() && view.last("bind").is_none() {
            return Some((Constraint::FlowExternal, view.last(option)));
        }
    }
    let _ = number::is_true;
    None
}
