//! `outboundproxy`, of `[general]` and of a device.

use super::lines;
use super::transports::Protocol;

/// `outboundproxy` (M-47).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Proxy<'a> {
    /// The transport.
    pub(crate) protocol: Protocol,
    /// The host.
    pub host: &'a [u8],
    /// The port.
    pub(crate) port: u16,
    /// Everything goes there, whatever a device's address.
    pub force: bool,
}

impl<'a> Proxy<'a> {
    /// `[transport://][user@]host[:port][,force]`; `None` where there is no host.
    pub(super) fn parse(value: &'a [u8]) -> Option<Self> {
        let comma = value.iter().position(|b| *b == b',');
        let (place, after) = comma.map_or((value, &[][..]), |c| (&value[..c], &value[c + 1..]));
        let after = after.trim_ascii_start();
        let force = after.len() >= 5 && after[..5].eq_ignore_ascii_case(b"force");
        let scheme = place.windows(3).position(|w| w == b"://");
        let (protocol, rest) = scheme.map_or((None, place), |s| (Protocol::beginning(place), &place[s + 3..]));
        let protocol = protocol.filter(|p| matches!(p, Protocol::Tcp | Protocol::Tls)).unwrap_or(Protocol::Udp);
        let rest = rest.iter().rposition(|b| *b == b'@').map_or(rest, |at| &rest[at + 1..]);
        let (host, port) = host_and_port(rest);
        let port = port.and_then(lines::five_digits).map_or(protocol.port(), |n| n as u16);
        (!host.is_empty()).then_some(Self { protocol, host, port, force })
    }
}

fn host_and_port(text: &[u8]) -> (&[u8], Option<&[u8]>) {
    if let [b'[', inner @ ..] = text {
        let close = inner.iter().position(|b| *b == b']').unwrap_or(inner.len());
        return (&inner[..close], inner[close..].strip_prefix(b"]:"));
    }
    let mut colons = text.iter().enumerate().filter(|(_, b)| **b == b':').map(|(i, _)| i);
    match (colons.next(), colons.next()) {
        (Some(colon), None) => (&text[..colon], Some(&text[colon + 1..])),
        _ => (text, None),
    }
}
