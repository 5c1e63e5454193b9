//! What is wrong with an object as a whole, and what to do.

use crate::objects::ObjectCheck;

/// What is said of an object.
pub(super) struct Wording {
    /// What is wrong, to follow its name.
    pub(super) wrong: &'static str,
    /// The same at the line itself.
    pub(super) short: &'static str,
    /// What to do.
    pub(super) help: &'static str,
}

/// What is said of each.
pub(super) fn sentence(constraint: ObjectCheck) -> Wording {
    let said = |wrong, short, help| Wording { wrong, short, help };
    match constraint {
        ObjectCheck::NoUsername => said(
            "it has no `username`",
            "needs a username",
            "Set `username` to the name that the phone logs in with; it is not taken from the id",
        ),
        ObjectCheck::Md5Cred => said(
            "`auth_type=md5` needs an `md5_cred` of 32 digits",
            "no usable md5_cred",
            "Set `md5_cred` to the MD5 of user:realm:password, or use `auth_type=userpass`",
        ),
        ObjectCheck::NoSecret => said(
            "it has neither a `password` nor a digest for every algorithm that it supports",
            "no usable secret",
            "Set `password`, or `password_digest` to the algorithm, a colon and the hash, for each supported algorithm",
        ),
        ObjectCheck::NoOauth => said(
            "`google_oauth` needs `refresh_token`, `oauth_clientid` and `oauth_secret`",
            "incomplete",
            "Set all three",
        ),
        ObjectCheck::MinSe => {
            said("`timers_min_se` is below 90", "at least 90", "RFC 4028 allows no less than 90 seconds")
        }
        ObjectCheck::SessionExpires => said(
            "`timers_sess_expires` is below `timers_min_se`",
            "shorter than timers_min_se",
            "Set `timers_sess_expires` (default 1800) to at least `timers_min_se`",
        ),
        ObjectCheck::PreferredCodec => said(
            "`preferred_codec_only` and `incoming_call_offer_pref` contradict each other",
            "beside incoming_call_offer_pref",
            "Keep `incoming_call_offer_pref` only; `preferred_codec_only` is its older form",
        ),
        ObjectCheck::RtpPorts => said(
            "`rtp_port_start` and `rtp_port_end` do not make a range from 1024 on",
            "no range",
            "Set both, the end above the start, or neither",
        ),
        ObjectCheck::TwoCertificates => said(
            "`dtls_auto_generate_cert` and `dtls_cert_file` exclude each other",
            "beside dtls_auto_generate_cert",
            "Keep one of them",
        ),
        ObjectCheck::AclTwice => said("it names the same ACL twice", "named before", "Name each ACL once"),
        ObjectCheck::NoEndpoint => said(
            "it has no `endpoint`",
            "needs an endpoint",
            "Set `endpoint` to the endpoint that requests from these addresses belong to",
        ),
        ObjectCheck::NoMatch => {
            said("it matches nothing", "nothing to match", "Set `match` to addresses, or `match_header`")
        }
        ObjectCheck::HeaderForm => said(
            "`match_header` is not of the form `Name: value`",
            "no header name",
            "Write `match_header = Name: value` or `Name: /regex/`",
        ),
        ObjectCheck::HeaderRegex => said(
            "what stands between the slashes is not a regular expression",
            "no regular expression",
            "Mend the expression (POSIX extended), or drop the slashes to compare the text as it is",
        ),
        ObjectCheck::NoServerUri => said("it has no `server_uri`", "needs a server_uri", "Set `server_uri=sip:HOST`"),
        ObjectCheck::BadServerUri => said(
            "`server_uri` is not a SIP URI that pjproject accepts",
            "no SIP URI",
            "Write `sip:HOST` or `sip:HOST:PORT`; before a parameter put `\\;`",
        ),
        ObjectCheck::NoClientUri => {
            said("it has no `client_uri`", "needs a client_uri", "Set `client_uri=sip:USER@HOST`")
        }
        ObjectCheck::BadClientUri => {
            said("`client_uri` is not a SIP URI that pjproject accepts", "no SIP URI", "Write `sip:USER@HOST`")
        }
        ObjectCheck::LineWithoutEndpoint => said(
            "`line` is on, but there is no `endpoint`",
            "needs an endpoint",
            "Set `endpoint` to the endpoint that calls on this line belong to",
        ),
        ObjectCheck::EndpointWithoutLine => {
            said("`endpoint` is set, but `line` is not on", "needs line=yes", "Set `line=yes`, or remove `endpoint`")
        }
        ObjectCheck::BadProxy => said("`outbound_proxy` is not a URI", "no URI", "Write `sip:HOST\\;lr`"),
        ObjectCheck::NoTransport => said(
            "no loaded transport can carry its `server_uri`",
            "no transport for it",
            "Add a transport of that protocol (udp unless the URI says `\\;transport=`, tls for sips) and address family",
        ),
        ObjectCheck::BadContact => said(
            "`contact_user` cannot stand in a SIP URI",
            "not a SIP user",
            "Use letters, digits and -_.!~*'()&=+$,;?/",
        ),
        ObjectCheck::NoExpiration => {
            said("`expiration` is 0", "must not be 0", "Set the seconds that a registration lasts; the default is 3600")
        }
        ObjectCheck::NoEvent => {
            said("it has no `event`", "needs an event", "Set `event`, for instance `event=presence`")
        }
        ObjectCheck::BadOtherUri => {
            said("it is not a SIP URI that pjproject accepts", "no SIP URI", "Write `sip:USER@HOST`")
        }
        ObjectCheck::NoItems => said(
            "it has no `list_item`",
            "needs list items",
            "Set `list_item` to the hints or lists that it consists of",
        ),
        ObjectCheck::NoDomain => said(
            "it has no `domain`",
            "needs a domain",
            "Set `domain` to the domain that the section's name is an alias of",
        ),
        ObjectCheck::NoBind => said(
            "it has no `bind`",
            "needs a bind",
            "Set `bind=0.0.0.0` or an address of this host; ws and wss need the line too",
        ),
        ObjectCheck::BindTaken => {
            said("another transport has its address and port", "already taken", "Give it another port or address")
        }
        ObjectCheck::NoSocket => said(
            "no socket can be bound to its address",
            "link-local, multicast or IPv4-mapped",
            "Name the interface of a link-local address (`fe80::1%eth0`), write an IPv4 address as such, or bind to `[::]`",
        ),
        ObjectCheck::FlowExternal => said(
            "a flow transport cannot have external addresses",
            "not for flow",
            "Remove it, or set the address on the transport that the flow uses",
        ),
        ObjectCheck::NoProfile => {
            said("its geolocation profile does not exist", "no such profile", "Add the profile to geolocation.conf")
        }
        ObjectCheck::NoLocation => said(
            "its `location_reference` names no location",
            "no such location",
            "Add the location to geolocation.conf",
        ),
        ObjectCheck::LocationReference => said(
            "what it says of a location does not go with its `location_reference`",
            "contradiction",
            "Refine a location that `location_reference` names, or describe one here: not both",
        ),
        ObjectCheck::LocationForm => said(
            "it has no `format`, or not what the format asks for",
            "incomplete",
            "Set `format` to civicAddress, GML or URI, and `location_info` to what belongs to it",
        ),
        ObjectCheck::TooMany => said("there are too many", "too many", "Keep one"),
    }
}
