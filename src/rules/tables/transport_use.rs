//! Which accounts use which transport.

use crate::hashing::SeededMap;
use crate::objects::Object;
use crate::text::SectionId;

/// Which transports accounts use: computed once, because there may be as many of both as lines.
#[derive(Debug, Default)]
pub(crate) struct TransportUse<'a> {
    /// The index of the first loaded transport of each id.
    pub(in crate::rules) by_id: SeededMap<&'a [u8], usize>,
    /// Groups that name a loaded transport, by that transport.
    pub(in crate::rules) named: SeededMap<SectionId, Vec<usize>>,
    /// The other groups, and what they can use.
    pub(in crate::rules) open: Vec<(usize, UsedTransports)>,
}

/// The transports that a group without `transport` can use.
#[derive(Debug)]
pub(in crate::rules) struct UsedTransports {
    pub(in crate::rules) web: bool,
    /// Empty: any.
    pub(in crate::rules) protocols: Vec<&'static str>,
}

impl UsedTransports {
    pub(in crate::rules) fn fits(&self, transport: &Object<'_>) -> bool {
        let speaks = |p: &&str| transport.is_word("protocol", p);
        is_web(transport) == self.web && (self.protocols.is_empty() || self.protocols.iter().any(speaks))
    }
}

/// The transport's protocol: `udp` by default (T-1).
pub(crate) fn protocol(transport: &Object<'_>) -> &'static str {
    let known = ["tcp", "tls", "ws", "wss", "flow"];
    known.into_iter().find(|p| transport.is_word("protocol", p)).unwrap_or("udp")
}

/// Whether it is a WebSocket transport.
pub(crate) fn is_web(transport: &Object<'_>) -> bool {
    matches!(protocol(transport), "ws" | "wss")
}
