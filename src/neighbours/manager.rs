//! manager.conf: where Asterisk's manager interface listens. Only that: its users do not concern PJSIP.

use std::net::{IpAddr, Ipv4Addr};

use crate::asterisk::value::address::with_port;
use crate::asterisk::value::number::is_true;
use crate::source::Sources;
use crate::text::Document;

use super::{Bound, Fact, first_block};

const PORT: u16 = 5038;

/// What manager.conf says of the socket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Manager {
    /// `enabled`: no by default.
    pub(crate) enabled: bool,
    /// `bindaddr` and `port`.
    pub(crate) bound: Fact<Bound>,
}

impl Manager {
    /// Reads a parsed manager.conf; the last setting of a name counts.
    pub(crate) fn new(doc: &Document, sources: &Sources) -> Self {
        let everywhere = IpAddr::V4(Ipv4Addr::UNSPECIFIED);
        let (mut enabled, mut address, mut port, mut span) = (false, Some(everywhere), PORT, None);
        if let Some(block) = first_block(doc, sources, "general") {
            block.each(|setting, option, value| {
                let is = |name: &str| option.eq_ignore_ascii_case(name.as_bytes());
                if is("enabled") {
                    enabled = is_true(value);
                } else if is("bindaddr") {
                    address = with_port(value).map(|(a, _)| a);
                    span = Some(block.place(setting));
                } else if is("port") {
                    port = std::str::from_utf8(value).ok().and_then(|p| p.trim().parse().ok()).unwrap_or(port);
                    span = Some(block.place(setting));
                }
            });
        }
        let value = address.map_or(Bound::Name(port), |a| Bound::Address(a, port));
        Self { enabled, bound: Fact { value, span } }
    }
}
