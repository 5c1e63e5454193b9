//! What a transport listens on, and what a SIP URI requires: for rules that compare the two.

use std::net::IpAddr;

use crate::asterisk::value::bind::Bind;
use crate::asterisk::value::uri;
use crate::objects::Object;
use crate::source::Span;

use crate::rules::context::Transports;
pub(crate) use crate::rules::tables::transport_use::{is_web, protocol};

/// A transport's protocol, its address and its port.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Socket {
    /// The protocol, in lower case.
    pub(crate) protocol: &'static str,
    /// The address.
    pub(crate) address: IpAddr,
    /// The port: the protocol's default if none is set (T-2).
    pub(crate) port: u16,
}

impl Socket {
    /// What the transport listens on. `None` for `ws`, `wss` and `flow`, which have no socket (T-4), and if the address
    /// is a name.
    pub(crate) fn of(transport: &Object<'_>) -> Option<Self> {
        let protocol = protocol(transport);
        let own = match protocol {
            "udp" | "tcp" => 5060,
            "tls" => 5061,
            _ => return None,
        };
        let Bind::Address(address, port) = Bind::parse(transport.text("bind"))? else { return None };
        Some(Self { protocol, address, port: if port == 0 { own } else { port } })
    }

    /// For messages: `UDP 0.0.0.0:5060`.
    pub(crate) fn shown(&self) -> String {
        let address = std::net::SocketAddr::new(self.address, self.port);
        format!("{} {address}", self.protocol.to_ascii_uppercase())
    }
}

/// What a SIP URI requires of a transport.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Need {
    /// The protocol: `udp` by default.
    pub(crate) protocol: &'static str,
    /// Whether it is IPv6; `None` if the host is a name.
    pub(crate) v6: Option<bool>,
}

impl Need {
    /// What the URI requires; `None` if it is not a SIP URI, or pjproject does not have the protocol.
    pub(crate) fn of(text: &[u8]) -> Option<Self> {
        let uri = uri::parse(text, true)?;
        let named = |p: &&str| uri.transport.eq_ignore_ascii_case(p.as_bytes());
        let protocol = match uri.transport {
            b"" if uri.secure => "tls",
            b"" => "udp",
            _ => ["udp", "tcp", "tls", "ws", "wss"].into_iter().find(named)?,
        };
        // `sips` means TLS, even with `transport=tcp`.
        let protocol = if uri.secure && protocol == "tcp" { "tls" } else { protocol };
        let inner = uri.host.strip_prefix(b"[").and_then(|h| h.strip_suffix(b"]"));
        let v6 = match inner {
            Some(_) => Some(true),
            None => std::str::from_utf8(uri.host).ok()?.parse::<std::net::Ipv4Addr>().ok().map(|_| false),
        };
        Some(Self { protocol, v6 })
    }
}

impl Transports<'_, '_> {
    /// The place of a transport's `bind`, or of its id.
    pub(crate) fn bind_span(self, transport: &Object<'_>) -> Span {
        self.option_span(transport, "bind")
    }

    /// Where the object sets the option: the value, the option name if there is no value, or the object's id if it does
    /// not.
    pub(crate) fn option_span(self, object: &Object<'_>, option: &str) -> Span {
        let doc = object.doc();
        match object.setting(option) {
            Some(setting) if doc.value_span(setting).len > 0 => doc.value_span(setting),
            Some(setting) => doc.option_span(&self.cx.config.sources, setting),
            None => object.name_span(),
        }
    }

    /// A finding on an object at the line that sets the option, or at its id if none does.
    pub(crate) fn on(self, object: &Object<'_>, option: &'static str, message: String) -> crate::finding::Finding {
        let judged = &self.cx.config.pjsip;
        let span = self.option_span(object, option);
        match object.setting(option) {
            Some(setting) => self.cx.about(judged, object.section, Some(object.of), setting, span, message),
            None => self.cx.finding(span, message).object(object.of.facts().name, self.cx.plain(object.id())),
        }
    }
}
