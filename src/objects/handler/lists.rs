//! Handlers of lists: media formats, addresses, ciphers, contacts.

use crate::asterisk::value::address::Network;
use crate::asterisk::value::codecs::{CodecError, CodecList};
use crate::asterisk::value::{trimmed_list, uri, words};
use crate::asterisk::{OptionFacts, OptionRef};

use super::{Accepted, Complaint};

/// `allow` and `disallow` (S-25).
pub(super) fn codecs(facts: &OptionFacts, value: &[u8], major: u8) -> Result<Accepted, Complaint> {
    CodecList::default().apply(value, facts.name != "disallow", major).map(|()| Accepted::AsIs).map_err(|e| match e {
        CodecError::Unknown(name) if name.is_empty() => "a format name is missing".into(),
        CodecError::Unknown(name) => format!("there is no media format `{name}`"),
        CodecError::Packetization(element) => {
            format!("what follows the `:` of `{element}` is not a number of milliseconds")
        }
    })
}

fn rule_list(value: &[u8], ports: bool) -> Result<Accepted, Complaint> {
    for element in value.split(|b| *b == b',') {
        if Network::parse(element, ports).is_err() {
            let text = String::from_utf8_lossy(element);
            return Err(match element {
                [] => "an address is missing".into(),
                [b' ', ..] | [.., b' '] => format!("`{text}` has a space: the list is split at commas and not trimmed"),
                _ => format!("`{text}` is not an address with an optional mask; names are not resolved here"),
            });
        }
    }
    Ok(Accepted::AsIs)
}

/// `permit`, `deny` and the like: an empty value has no effect on an endpoint, clears a transport's `local_net`, and is
/// refused in a `type=acl` section (R-33, T-14).
pub(super) fn rules(option: OptionRef, value: &[u8]) -> Result<Accepted, Complaint> {
    if value.is_empty() && matches!(option.of.facts().name, "endpoint" | "transport") {
        return Ok(Accepted::AsIs);
    }
    rule_list(value, false)
}

/// `cipher`: every element is looked at, names in exact case or numbers (T-12).
pub(super) fn ciphers(value: &[u8], old: bool) -> Result<Accepted, Complaint> {
    match trimmed_list(value).find(|c| !c.is_empty() && words::cipher(c, old).is_none()) {
        None => Ok(Accepted::AsIs),
        Some(unknown) => Err(format!(
            "`{}` is not an OpenSSL cipher name: write cipher names separated by commas (exact case, no groups such as HIGH)",
            String::from_utf8_lossy(unknown)
        )),
    }
}

/// `match`: an element without a mask may be a name, which only Asterisk can look up.
pub(super) fn matches(value: &[u8]) -> Result<Accepted, Complaint> {
    for element in trimmed_list(value).filter(|e| !e.is_empty()) {
        if element.contains(&b'/') {
            if Network::parse(element, true).is_err() {
                return Err(format!("`{}` is not a network", String::from_utf8_lossy(element)));
            }
        } else if element.first() == Some(&b'!') {
            return Err(format!(
                "`{}` is read as a host name: to exclude an address write its mask, as in !192.0.2.1/32",
                String::from_utf8_lossy(element)
            ));
        }
    }
    Ok(Accepted::AsIs)
}

/// `contact` of an aor (S-43).
pub(super) fn contacts(value: &[u8]) -> Result<Accepted, Complaint> {
    for contact in trimmed_list(value).filter(|c| !c.is_empty()) {
        if let Err(e) = uri::checked(contact) {
            return Err(match e {
                uri::UriError::Scheme => {
                    format!("`{}` is not a SIP URI: it must begin with sip: or sips:", String::from_utf8_lossy(contact))
                }
                uri::UriError::Length => "the URI or its host is longer than pjproject accepts".into(),
                uri::UriError::Bracket => "the `[` of the IPv6 address is not closed".into(),
            });
        }
    }
    Ok(Accepted::AsIs)
}
