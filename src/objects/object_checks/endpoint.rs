//! What the options of an endpoint forbid each other (S-34 to S-37), and lists of named ACLs.

use crate::asterisk::Target;
use crate::asterisk::value::left_trimmed_list;
use crate::objects::rejection::{FailedCheck, ObjectCheck};
use crate::objects::view::View;

/// The options that an endpoint's whole-object checks look at; without any of them there is nothing to check.
pub(in crate::objects) const ENDPOINT_CHECKED: &[&str] = &[
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

pub(super) fn endpoint(view: &View<'_>, target: &Target) -> FailedCheck {
    let (min_se, expires) = (view.number("timers_min_se", 90), view.number("timers_sess_expires", 1800));
    if view.is_on("preferred_codec_only", false) && target.version.major >= 18 {
        let preference = view.value("incoming_call_offer_pref");
        if !preference.is_empty() && preference != b"local" {
            return Some((ObjectCheck::PreferredCodec, view.last("preferred_codec_only")));
        }
    }
    if min_se < 90 {
        return Some((ObjectCheck::MinSe, view.last("timers_min_se")));
    }
    if expires < min_se {
        return Some((
            ObjectCheck::SessionExpires,
            view.last("timers_sess_expires").or_else(|| view.last("timers_min_se")),
        ));
    }
    if view.is_on("dtls_auto_generate_cert", false) && !view.value("dtls_cert_file").is_empty() {
        return Some((ObjectCheck::TwoCertificates, view.last("dtls_cert_file")));
    }
    let (start, end) = (view.number("rtp_port_start", 0), view.number("rtp_port_end", 0));
    if (start, end) != (0, 0) && (start < 1024 || end < 1024 || end <= start) {
        return Some((ObjectCheck::RtpPorts, view.last("rtp_port_end").or_else(|| view.last("rtp_port_start"))));
    }
    None
}

/// Named ACLs: each name once in an object, whatever its case. An empty element is a name too, that of the rules which stand before it as
/// `permit` and `deny`; but an empty line is nothing to an endpoint.
pub(super) fn acl_twice(view: &View<'_>) -> FailedCheck {
    let ignores_empty = view.of.facts().name == "endpoint";
    for [named, permit, deny] in [["acl", "permit", "deny"], ["contact_acl", "contact_permit", "contact_deny"]] {
        let mut seen: Vec<&[u8]> = Vec::new();
        for &(option, setting) in view.settings {
            let (name, value) = (view.option(option).name(), view.bytes(setting));
            if ignores_empty && value.is_empty() {
                continue;
            }
            if (name == permit || name == deny) && !seen.contains(&&b""[..]) {
                seen.push(b"");
            }
            for element in left_trimmed_list(value).filter(|_| name == named) {
                if seen.iter().any(|s| s.eq_ignore_ascii_case(element)) {
                    return Some((ObjectCheck::AclTwice, Some(setting)));
                }
                // There is room for 79 bytes of a name, and it is compared before it is cut.
                seen.push(&element[..element.len().min(79)]);
            }
        }
    }
    None
}
