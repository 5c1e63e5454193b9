//! The line that Asterisk logs of an object that does not hold together.

use crate::objects::ObjectCheck;

/// A part of that line, as far as it is known and the same for all; each of these was recorded. `value` is the value at
/// fault without what is secret in it, and `modern` tells the newer auth objects, which speak otherwise.
pub(super) fn log(check: ObjectCheck, kind: &str, id: &str, value: &str, modern: bool) -> Option<String> {
    Some(match check {
        ObjectCheck::NoUsername if modern => format!("{id}: No authentication username"),
        ObjectCheck::NoUsername => format!("No authentication username for auth '{id}'"),
        ObjectCheck::NoSecret => format!("{id}: No plain text or digest password found for algorithm"),
        ObjectCheck::NoOauth => format!(
            "{id}: 'google_oauth' authentication specified but refresh_token, oauth_clientid, or oauth_secret not specified"
        ),
        ObjectCheck::MinSe => format!("Session timer minimum expires time must be 90 or greater on endpoint '{id}'"),
        ObjectCheck::SessionExpires => {
            format!("Session timer expires must be greater than minimum session expires time on endpoint '{id}'")
        }
        ObjectCheck::PreferredCodec => format!(
            "Setting both preferred_codec_only and incoming_call_offer_pref is not supported on endpoint '{id}'"
        ),
        ObjectCheck::TwoCertificates => {
            "You cannot request automatically generated certificates (dtls_auto_generate_cert) and also specify a certificate file (dtls_cert_file) at the same time".into()
        }
        ObjectCheck::AclTwice => "occurs multiple times in ACL definition. Please update your ACL configuration.".into(),
        ObjectCheck::NoEndpoint => format!("Identify '{id}' missing required endpoint name."),
        ObjectCheck::NoMatch => format!("Identify '{id}' is not configured to match anything."),
        ObjectCheck::HeaderForm => format!("Identify '{id}' missing ':' separator in match_header"),
        // 22.10 names match_header where match_request_uri is at fault, and the other way about.
        ObjectCheck::HeaderRegex => format!("Identify '{id}' failed to compile"),
        ObjectCheck::NoServerUri => format!("No server URI specified on outbound {} '{id}'", what(kind)),
        ObjectCheck::BadServerUri => uri("server", "Server", kind, id, value),
        ObjectCheck::NoClientUri => format!("No client URI specified on outbound registration '{id}'"),
        ObjectCheck::BadClientUri => uri("client", "Client", kind, id, value),
        ObjectCheck::LineWithoutEndpoint => {
            format!("Line support has been enabled on outbound registration '{id}' without providing an endpoint")
        }
        ObjectCheck::EndpointWithoutLine => {
            format!("An endpoint has been specified on outbound registration '{id}' without enabling line support")
        }
        ObjectCheck::NoEvent if kind == "resource_list" => format!("Resource list '{id}' has no event set"),
        ObjectCheck::NoEvent => format!("No event type specified for outbound publish '{id}'"),
        ObjectCheck::NoItems => format!("Resource list '{id}' has no list items"),
        ObjectCheck::NoDomain => format!("domain_alias '{id}' missing required domain being aliased."),
        ObjectCheck::NoBind => format!("Transport '{id}' could not be started as binding not specified"),
        ObjectCheck::NoSocket => format!("Transport '{id}' could not be started: Invalid argument"),
        ObjectCheck::BindTaken => format!("Transport '{id}' could not be started: Address already in use"),
        ObjectCheck::FlowExternal => format!("Unknown address family for transport '{id}', could not get external"),
        _ => return None,
    })
}

/// The scheme and the length are looked at first, the whole URI later, and each has its message.
fn uri(which: &str, capital: &str, kind: &str, id: &str, value: &str) -> String {
    let lower = value.to_ascii_lowercase();
    if lower.starts_with("sip:") || lower.starts_with("sips:") {
        format!("Invalid {which} URI '{value}' specified on outbound {} '{id}'", what(kind))
    } else {
        format!("{capital} URI or hostname length exceeds pjproject limit or is not a sip(s) uri: ")
    }
}

fn what(kind: &str) -> &str {
    if kind == "outbound-publish" { "publish" } else { kind }
}
