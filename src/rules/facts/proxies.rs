//! `outbound_proxy`: where a request is sent, whatever its own address.

use crate::asterisk::value::placeholder::is_placeholder;
use crate::asterisk::value::uri::{self, SipUri};

/// What the value of an `outbound_proxy` is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Proxy<'a> {
    /// Empty, or a placeholder: nothing can be said.
    Nothing,
    /// Not a SIP URI: nothing is sent.
    NoUri,
    /// A SIP URI, the first if there are several.
    Uri(SipUri<'a>),
}

impl<'a> Proxy<'a> {
    /// Parses a value as pjproject parses the Route header that Asterisk makes of it: `uri`, `<uri>` or `"name" <uri>`,
    /// followed by others after a `,`.
    pub(crate) fn parse(value: &'a [u8]) -> Self {
        if value.is_empty() || is_placeholder(value) {
            return Self::Nothing;
        }
        let position = |text: &[u8], byte: u8| text.iter().position(|b| *b == byte);
        let text = match position(value, b'<') {
            Some(open) => {
                let inner = &value[open + 1..];
                &inner[..position(inner, b'>').unwrap_or(inner.len())]
            }
            None => &value[..position(value, b',').unwrap_or(value.len())],
        };
        uri::parse(text.trim_ascii(), true).map_or(Self::NoUri, Self::Uri)
    }

    /// Whether it is a loose router; without `lr` the request URI is replaced by the proxy's.
    pub(crate) fn is_loose(uri: &SipUri<'_>) -> bool {
        let is_lr =
            |p: &[u8]| p.split(|b| *b == b'=').next().is_some_and(|n| n.trim_ascii().eq_ignore_ascii_case(b"lr"));
        uri.params.split(|b| *b == b';').any(is_lr)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn host(value: &str) -> Option<String> {
        match Proxy::parse(value.as_bytes()) {
            Proxy::Uri(uri) => Some(String::from_utf8_lossy(uri.host).into_owned()),
            _ => None,
        }
    }

    #[test]
    fn forms_that_asterisk_sends_to() {
        for value in
            ["sip:p;lr", "SIP:p", "sips:p", "<sip:p;lr>", "\"x\" <sip:p;lr>", "sip:p;lr,sip:q;lr", "sip:u@p:5070"]
        {
            assert_eq!(host(value).as_deref(), Some("p"), "{value}");
        }
        for value in ["p", "p:5060", "sip:", "tel:1", "http://p", "sip:a b", "sip:p:99999", "sip:p/x"] {
            assert_eq!(Proxy::parse(value.as_bytes()), Proxy::NoUri, "{value}");
        }
    }

    #[test]
    fn loose() {
        let is_loose = |v: &str| matches!(Proxy::parse(v.as_bytes()), Proxy::Uri(u) if Proxy::is_loose(&u));
        assert!(is_loose("sip:p;lr") && is_loose("sip:p;transport=tcp;LR") && is_loose("sip:p;lr=on"));
        assert!(!is_loose("sip:p") && !is_loose("<sip:p>;lr") && !is_loose("sip:p;lrx"));
    }
}
