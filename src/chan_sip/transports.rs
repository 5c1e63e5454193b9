//! `transport`: which ones a device may use, and which one it is called by.

use crate::asterisk::value::strip;

/// A transport of chan_sip, in the order in which it lists them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs)] // the names are those of the protocols
pub enum Protocol {
    Udp,
    Tcp,
    Tls,
    Ws,
    Wss,
}

impl Protocol {
    const ALL: [Self; 5] = [Self::Udp, Self::Tcp, Self::Tls, Self::Ws, Self::Wss];

    /// As chan_sip compares it: by its first letters, whatever follows.
    pub(crate) fn beginning(text: &[u8]) -> Option<Self> {
        let is = |name: &[u8]| text.len() >= name.len() && text[..name.len()].eq_ignore_ascii_case(name);
        Some(match () {
            () if is(b"udp") => Self::Udp,
            () if is(b"tcp") => Self::Tcp,
            () if is(b"tls") => Self::Tls,
            () if is(b"wss") => Self::Wss,
            () if is(b"ws") => Self::Ws,
            () => return None,
        })
    }

    /// As chan_sip prints it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Udp => "UDP",
            Self::Tcp => "TCP",
            Self::Tls => "TLS",
            Self::Ws => "WS",
            Self::Wss => "WSS",
        }
    }

    /// The port that stands for none.
    pub(crate) fn port(self) -> u16 {
        if self == Self::Tls { 5061 } else { 5060 }
    }
}

/// The transports of a device, or of `[general]`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Transports {
    bits: u8,
    primary: Option<Protocol>,
}

impl Transports {
    /// UDP alone.
    pub(super) const UDP: Self = Self { bits: 1, primary: Some(Protocol::Udp) };

    /// The list, of which only what `usable` lets through counts.
    pub(super) fn parse(value: &[u8], usable: impl Fn(Protocol) -> bool) -> Self {
        let mut list = Self::default();
        for word in value.split(|b| *b == b',') {
            if let Some(protocol) = Protocol::beginning(strip(word)).filter(|p| usable(*p)) {
                list.bits |= 1 << protocol as u8;
                list.primary = list.primary.or(Some(protocol));
            }
        }
        list
    }

    /// What is left when these are taken away; another one does not become the primary one.
    pub(super) fn without(mut self, protocol: Protocol) -> Self {
        self.bits &= !(1 << protocol as u8);
        self.primary = self.primary.filter(|p| *p != protocol);
        self
    }

    pub(super) fn with_primary(self, primary: Protocol) -> Self {
        Self { primary: self.primary.or(Some(primary)), ..self }
    }

    /// Whether there are none.
    pub(crate) fn is_empty(self) -> bool {
        self.bits == 0
    }

    /// Whether this one may be used.
    pub(crate) fn has(self, protocol: Protocol) -> bool {
        self.bits >> protocol as u8 & 1 == 1
    }

    /// The ones that may be used, in chan_sip's order, which is not that of the list.
    pub fn iter(self) -> impl Iterator<Item = Protocol> {
        Protocol::ALL.into_iter().filter(move |p| self.has(*p))
    }

    /// The one that calls go out by: the first of the list.
    pub fn primary(self) -> Protocol {
        self.primary.unwrap_or(Protocol::Udp)
    }
}
