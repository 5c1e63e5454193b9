//! Why an object is refused, and what of a value is not as it was meant.

use crate::asterisk::{OptionRef, TypeId};
use crate::text::{SectionId, SettingId};

use super::handler::Accepted;

/// Why an object is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum RejectReason {
    /// The type has no such option in this version (S-10).
    UnknownOption,
    /// The option's handler refuses the value (S-11).
    BadValue,
    /// A certificate or key is not there to be read; only known with `--check-files`.
    Unreadable,
    /// The object as a whole does not hold together (S-13).
    Whole(ObjectCheck),
}

/// One refused object.
#[derive(Clone, Copy, Debug)]
pub struct Rejection {
    /// The section.
    pub section: SectionId,
    /// The type that it was to be.
    pub of: TypeId,
    /// The setting at fault, if one is.
    pub(crate) setting: Option<SettingId>,
    /// Why.
    pub(crate) why: RejectReason,
}

/// Why an object as a whole is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum ObjectCheck {
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
    /// identify: a `/regex/` that is not one (S-45).
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
    /// registration or outbound-publish: `outbound_proxy` is not a URI (S-46).
    BadProxy,
    /// registration: no loaded transport can carry its `server_uri`.
    NoTransport,
    /// registration: `contact_user` cannot be the user of its Contact.
    BadContactUser,
    /// registration: `contact_header_params` cannot be the parameters of its Contact.
    BadContactParams,
    /// registration or outbound-publish: `expiration=0`.
    NoExpiration,
    /// outbound-publish or resource_list: no `event` (S-47).
    NoEvent,
    /// outbound-publish: `from_uri` is not one that pjproject takes.
    BadFromUri,
    /// outbound-publish: `to_uri` is not one that pjproject takes.
    BadToUri,
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
}

impl ObjectCheck {
    /// What is wrong with the object, to follow its type and name: one sentence for `check`, `show` and `expand`.
    pub(crate) fn reason(self) -> &'static str {
        match self {
            Self::NoUsername => "it has no `username`",
            Self::Md5Cred => "`auth_type=md5` needs an `md5_cred` of 32 digits",
            Self::NoSecret => "it has neither a `password` nor a digest for every algorithm that it supports",
            Self::NoOauth => "`google_oauth` needs `refresh_token`, `oauth_clientid` and `oauth_secret`",
            Self::MinSe => "`timers_min_se` is below 90",
            Self::SessionExpires => "`timers_sess_expires` is below `timers_min_se`",
            Self::PreferredCodec => "`preferred_codec_only` and `incoming_call_offer_pref` contradict each other",
            Self::RtpPorts => "`rtp_port_start` and `rtp_port_end` do not form a range of ports from 1024 up",
            Self::TwoCertificates => "`dtls_auto_generate_cert` and `dtls_cert_file` exclude each other",
            Self::AclTwice => "it names the same ACL twice",
            Self::NoEndpoint => "it has no `endpoint`",
            Self::NoMatch => "it matches nothing",
            Self::HeaderForm => "`match_header` is not of the form `Name: value`",
            Self::HeaderRegex => "the text between the slashes is not a regular expression",
            Self::NoServerUri => "it has no `server_uri`",
            Self::BadServerUri => "`server_uri` is not a SIP URI that pjproject accepts",
            Self::NoClientUri => "it has no `client_uri`",
            Self::BadClientUri => "`client_uri` is not a SIP URI that pjproject accepts",
            Self::LineWithoutEndpoint => "`line` is on, but there is no `endpoint`",
            Self::EndpointWithoutLine => "`endpoint` is set, but `line` is not on",
            Self::BadProxy => "`outbound_proxy` is not a URI",
            Self::NoTransport => "no loaded transport can carry its `server_uri`",
            Self::BadContactUser => "`contact_user` cannot be the user of a SIP URI",
            Self::BadContactParams => "`contact_header_params` is not a list of header parameters",
            Self::NoExpiration => "`expiration` is 0",
            Self::NoEvent => "it has no `event`",
            Self::BadFromUri => "`from_uri` is not a SIP URI that pjproject accepts",
            Self::BadToUri => "`to_uri` is not a SIP URI that pjproject accepts",
            Self::NoItems => "it has no `list_item`",
            Self::NoDomain => "it has no `domain`",
            Self::NoBind => "it has no `bind`",
            Self::BindTaken => "another transport has its address and port",
            Self::NoSocket => "no socket can be bound to its address",
            Self::FlowExternal => "a flow transport cannot have external addresses",
            Self::NoProfile => "its geolocation profile does not exist",
            Self::NoLocation => "its `location_reference` names a location that does not exist",
            Self::LocationReference => "its location settings do not fit its `location_reference`",
            Self::LocationForm => "it has no `format`, or lacks what that format requires",
        }
    }
}

/// The check that fails, with the setting to point at.
pub(super) type FailedCheck = Option<(ObjectCheck, Option<SettingId>)>;

/// A value that Asterisk accepts, but not as it was meant; recorded once however many sections inherit it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Remark {
    /// The setting.
    pub(crate) setting: SettingId,
    /// The first section that has it.
    pub(crate) section: SectionId,
    /// The option.
    pub(crate) option: OptionRef,
    /// What Asterisk makes of it.
    pub(crate) accepted: Accepted,
}
