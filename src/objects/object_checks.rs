//! What an object is refused for as a whole, after every option was taken (S-40 to S-50).

mod auth;
mod endpoint;
mod geolocation;
mod identify;
mod outbound;

use crate::asterisk::Target;
use crate::asterisk::value::trimmed_list;
use crate::text::SettingId;

use super::view::View;

pub(super) use auth::{Algorithms, auth};
pub(super) use endpoint::ENDPOINT_CHECKED;
pub(super) use geolocation::profile;
pub(super) use outbound::registration;

/// Why an object as a whole is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ObjectCheck {
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
    /// transport: the system binds no UDP or TCP socket to the address, on whatever host (T-2): it is link-local and
    /// without a zone, or IPv4-mapped.
    NoSocket,
    /// transport: `flow` cannot have external addresses.
    FlowExternal,
    /// endpoint: the geolocation profile does not exist.
    NoProfile,
    /// geolocation profile, up to 16: its `location_reference` names no loaded location.
    NoLocation,
    /// geolocation profile: what it says of a location does not go with having, or lacking, a `location_reference`.
    LocationReference,
    /// geolocation location, or a profile that is one itself: no `format`, or not what the format asks for.
    LocationForm,
    /// global or system: more than two, or a duplicate (S-49).
    TooMany,
}

type FailedCheck = Option<(ObjectCheck, Option<SettingId>)>;

/// The first whole-object check that fails, with the setting to point at. Transports, registrations and geolocation
/// profiles are judged elsewhere: they need other objects.
pub(super) fn check(view: &View<'_>, target: &Target) -> FailedCheck {
    match view.of.facts().name {
        "auth" => auth(view, target, &Algorithms::default()),
        "endpoint" => endpoint::endpoint(view, target).or_else(|| endpoint::acl_twice(view)),
        "acl" => endpoint::acl_twice(view),
        "identify" => identify::identify(view),
        "outbound-publish" => outbound::publish(view),
        "domain_alias" => view.value("domain").is_empty().then(|| (ObjectCheck::NoDomain, view.last("domain"))),
        "resource_list" => resource_list(view),
        "location" => geolocation::location(view, target),
        _ => None,
    }
}

fn resource_list(view: &View<'_>) -> FailedCheck {
    if view.value("event").is_empty() {
        return Some((ObjectCheck::NoEvent, view.last("event")));
    }
    let any = |s| trimmed_list(view.bytes(s)).any(|e| !e.is_empty());
    (!view.all("list_item").any(any)).then(|| (ObjectCheck::NoItems, view.last("list_item")))
}
