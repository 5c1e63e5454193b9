//! What to do about an object that is rejected as a whole.

use crate::objects::ObjectCheck;

/// What is said of an object beside [`ObjectCheck::reason`].
pub(super) struct Advice {
    /// What is wrong, at the line itself.
    pub(super) label: &'static str,
    /// What to do.
    pub(super) help: &'static str,
}

/// What is said of each.
pub(super) fn advice(check: ObjectCheck) -> Advice {
    let advice = |label, help| Advice { label, help };
    match check {
        ObjectCheck::NoUsername => advice(
            "needs a username",
            "Set `username` to the name that the phone logs in with; it is not taken from the id",
        ),
        ObjectCheck::Md5Cred => advice(
            "no usable md5_cred",
            "Set `md5_cred` to the MD5 of user:realm:password, or use `auth_type=userpass`",
        ),
        ObjectCheck::NoSecret => advice(
            "no usable secret",
            "Set `password`, or `password_digest` to the algorithm, a colon and the hash, for each supported algorithm",
        ),
        ObjectCheck::NoOauth => advice("incomplete", "Set all three"),
        ObjectCheck::MinSe => advice("at least 90", "RFC 4028 allows no less than 90 seconds"),
        ObjectCheck::SessionExpires => {
            advice("shorter than timers_min_se", "Set `timers_sess_expires` (default 1800) to at least `timers_min_se`")
        }
        ObjectCheck::PreferredCodec => advice(
            "beside incoming_call_offer_pref",
            "Keep `incoming_call_offer_pref` only; `preferred_codec_only` is its older form",
        ),
        ObjectCheck::RtpPorts => advice("not a range of ports", "Set both, the end above the start, or neither"),
        ObjectCheck::TwoCertificates => advice("beside dtls_auto_generate_cert", "Keep one of them"),
        ObjectCheck::AclTwice => advice("named before", "Name each ACL once"),
        ObjectCheck::NoEndpoint => {
            advice("needs an endpoint", "Set `endpoint` to the endpoint that requests from these addresses belong to")
        }
        ObjectCheck::NoMatch => advice("nothing to match", "Set `match` to addresses, or `match_header`"),
        ObjectCheck::HeaderForm => advice("no header name", "Write `match_header = Name: value` or `Name: /regex/`"),
        ObjectCheck::HeaderRegex => advice(
            "not a regular expression",
            "Correct the expression (POSIX extended), or drop the slashes to compare the text as it is",
        ),
        ObjectCheck::NoServerUri => advice("needs a server_uri", "Set `server_uri=sip:HOST`"),
        ObjectCheck::BadServerUri => {
            advice("not a SIP URI", "Write `sip:HOST` or `sip:HOST:PORT`; before a parameter put `\\;`")
        }
        ObjectCheck::NoClientUri => advice("needs a client_uri", "Set `client_uri=sip:USER@HOST`"),
        ObjectCheck::BadClientUri | ObjectCheck::BadFromUri | ObjectCheck::BadToUri => {
            advice("not a SIP URI", "Write `sip:USER@HOST`")
        }
        ObjectCheck::LineWithoutEndpoint => {
            advice("needs an endpoint", "Set `endpoint` to the endpoint that calls on this line belong to")
        }
        ObjectCheck::EndpointWithoutLine => advice("needs line=yes", "Set `line=yes`, or remove `endpoint`"),
        ObjectCheck::BadProxy => advice("not a URI", "Write `sip:HOST\\;lr`"),
        ObjectCheck::NoTransport => advice(
            "no transport for it",
            "Add a transport of that protocol (udp unless the URI says `\\;transport=`, tls for sips) and address family",
        ),
        ObjectCheck::BadContactUser => advice("not a SIP user", "Use letters, digits and -_.!~*'()&=+$,;?/"),
        ObjectCheck::BadContactParams => advice(
            "not header parameters",
            "Write `name` or `name=value`, a value with spaces in quotes, and `\\;` between two of them",
        ),
        ObjectCheck::NoExpiration => {
            advice("must not be 0", "Set the seconds that a registration lasts; the default is 3600")
        }
        ObjectCheck::NoEvent => advice("needs an event", "Set `event`, for instance `event=presence`"),
        ObjectCheck::NoItems => advice("needs list items", "Set `list_item` to the hints or lists that it consists of"),
        ObjectCheck::NoDomain => {
            advice("needs a domain", "Set `domain` to the domain that the section's name is an alias of")
        }
        ObjectCheck::NoBind => {
            advice("needs a bind", "Set `bind=0.0.0.0` or an address of this host; ws and wss need the line too")
        }
        ObjectCheck::BindTaken => advice("already taken", "Give it another port or address"),
        ObjectCheck::NoSocket => advice(
            "link-local, multicast or IPv4-mapped",
            "Name the interface of a link-local address (`fe80::1%eth0`), write an IPv4 address as such, or bind to `[::]`",
        ),
        ObjectCheck::FlowExternal => {
            advice("not for flow", "Remove it, or set the address on the transport that the flow uses")
        }
        ObjectCheck::NoProfile => advice("no such profile", "Add the profile to geolocation.conf"),
        ObjectCheck::NoLocation => advice("no such location", "Add the location to geolocation.conf"),
        ObjectCheck::LocationReference => {
            advice("contradiction", "Refine a location that `location_reference` names, or describe one here: not both")
        }
        ObjectCheck::LocationForm => {
            advice("incomplete", "Set `format` to civicAddress, GML or URI, and `location_info` to what belongs to it")
        }
    }
}
