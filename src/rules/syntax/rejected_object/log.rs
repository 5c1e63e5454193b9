//! The line that Asterisk logs of an object that does not hold together.

use crate::objects::Constraint;

/// A part of that line, as far as it is known and the same for all; each of these was recorded. `value` is the value at
/// fault without what is secret in it, and `modern` tells the newer auth objects, which speak otherwise.
pub(super) fn log(constraint: Constraint, kind: &str, id: &str, value: &str, modern: bool) -> Option<String> {
    Some(match constraint {
        Constraint::NoUsername if modern => format!("{id}: No authentication username"),
        Constraint::NoUsername => format!("No authentication username for auth '{id}'"),
        Constraint::NoSecret => format!("{id}: No plain text or digest password found for algorithm"),
        Constraint::NoOauth => format!(
            "{id}: 'google_oauth' authentication specified but refresh_token, oauth_clientid, or oauth_secret not specified"
        ),
        Constraint::MinSe => format!("Session timer minimum expires time must be 90 or greater on endpoint '{id}'"),
        Constraint::SessionExpires => {
            format!("Session timer expires must be greater than minimum session expires time on endpoint '{id}'")
        }
        Constraint::PreferredCodec => format!(
            "Setting both preferred_codec_only and incoming_call_offer_pref is not supported on endpoint '{id}'"
        ),
        Constraint::TwoCertificates => {
            "You cannot request automatically generated certificates (dtls_auto_generate_cert) and also specify a certificate file (dtls_cert_file) at the same time".into()
        }
        Constraint::AclTwice => "occurs multiple times in ACL definition. Please update your ACL configuration.".into(),
        Constraint::NoEndpoint => format!("Identify '{id}' missing required endpoint name."),
        Constraint::NoMatch => format!("Identify '{id}' is not configured to match anything."),
        Constraint::HeaderForm => format!("Identify '{id}' missing ':' separator in match_header"),
        // 22.10 names match_header where match_request_uri is at fault, and the other way about.
        Constraint::HeaderRegex => format!("Identify '{id}' failed to compile"),
        Constraint::NoServerUri => format!("No server URI specified on outbound {} '{id}'", what(kind)),
        Constraint::BadServerUri => uri("server", "Server", kind, id, value),
        Constraint::NoClientUri => format!("No client URI specified on outbound registration '{id}'"),
        Constraint::BadClientUri => uri("client", "Client", kind, id, value),
        Constraint::LineWithoutEndpoint => {
            format!("Line support has been enabled on outbound registration '{id}' without providing an endpoint")
        }
        Constraint::EndpointWithoutLine => {
            format!("An endpoint has been specified on outbound registration '{id}' without enabling line support")
        }
        Constraint::NoEvent if kind == "resource_list" => format!("Resource list '{id}' has no event set"),
        Constraint::NoEvent => format!("No event type specified for outbound publish '{id}'"),
        Constraint::NoItems => format!("Resource list '{id}' has no list items"),
        Constraint::NoDomain => format!("domain_alias '{id}' missing required domain being aliased."),
        Constraint::NoBind => format!("Transport '{id}' could not be started as binding not specified"),
        Constraint::NoSocket => format!("Transport '{id}' could not be started: Invalid argument"),
        Constraint::BindTaken => format!("Transport '{id}' could not be started: Address already in use"),
        Constraint::FlowExternal => format!("Unknown address family for transport '{id}', could not get external"),
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
