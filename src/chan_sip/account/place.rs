//! Where a device is: `host`, `port`, `defaultip`, `transport`, `outboundproxy`.

use std::net::IpAddr;

use crate::asterisk::value::address;
use crate::chan_sip::SipOption as O;
use crate::chan_sip::configured::{Configured, Given};
use crate::chan_sip::lines;
use crate::chan_sip::transports::{Protocol, Transports};

use super::Account;

/// What `host` says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Host<'a> {
    /// There is no such line: the device has no address, and cannot register.
    None,
    /// It registers.
    Dynamic,
    /// An address, or a name that is looked up. A port in it is refused: then the device has no address.
    Fixed(&'a [u8]),
}

/// `outboundproxy` (M-47).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Proxy<'a> {
    /// The transport.
    pub protocol: Protocol,
    /// The host.
    pub host: &'a [u8],
    /// The port.
    pub port: u16,
    /// Everything goes there, whatever a device's address.
    pub force: bool,
}

impl<'a> Proxy<'a> {
    /// `[transport://][user@]host[:port][,force]`; `None` where there is no host.
    pub(in crate::chan_sip) fn parse(value: &'a [u8]) -> Option<Self> {
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

/// `fromdomain`: a domain and its port, which is 5060 where none is given or none can be read.
pub(in crate::chan_sip) fn domain(value: &[u8]) -> (&[u8], u16) {
    match value.iter().position(|b| *b == b':') {
        Some(colon) => (&value[..colon], lines::port(&value[colon + 1..]).unwrap_or(5060)),
        None => (value, 5060),
    }
}

impl<'a> Account<'a> {
    /// `host`.
    pub fn host(&self) -> Configured<Host<'a>> {
        // A section that says dynamic after a fixed host of its own still has that host looked up; hardly anyone
        // writes that, and what counts for everything else is the last line.
        self.own(O::Host, Host::None, |v| {
            Some(if v.eq_ignore_ascii_case(b"dynamic") { Host::Dynamic } else { Host::Fixed(v) })
        })
    }

    /// The name or address that `host` gives, as it is called: kept even where a later line says dynamic.
    pub fn to_host(&self) -> Configured<&'a [u8]> {
        self.host().map(|h| match h {
            Host::Fixed(v) => v,
            _ => b"",
        })
    }

    /// `port`: the device's own where `host` is fixed, else that of `defaultip` (M-15).
    pub fn port(&self) -> Configured<u16> {
        let port = self.lines().last_pass().last(&[O::Port]);
        let port = port.and_then(|(s, v)| Some((s, lines::port(v)?)));
        port.map_or(Configured::new(self.transports().value.primary().port(), Given::BuiltIn), |(s, n)| {
            Configured::new(n, Given::Device(s))
        })
    }

    /// Whether `port` is set at all: then the host's name is not looked up by SRV.
    pub fn has_port(&self) -> bool {
        self.lines().last_pass().last(&[O::Port]).is_some()
    }

    /// The address that `host` is, if it is none to be looked up.
    pub fn address(&self) -> Option<IpAddr> {
        match self.host().value {
            Host::Fixed(host) => address::with_port(host).filter(|(_, port)| port.is_none()).map(|(a, _)| a),
            _ => None,
        }
    }

    /// Where the device is called before it registers, if that is an address (M-14).
    pub fn default_ip(&self) -> Option<Configured<IpAddr>> {
        let (setting, value) = self.line(O::DefaultIp)?;
        let (address, _) = address::with_port(value)?;
        Some(Configured::new(address, Given::Device(setting)))
    }

    /// `defaultip` as written; a name is looked up.
    pub fn default_host(&self) -> Configured<&'a [u8]> {
        self.own_text(O::DefaultIp)
    }

    /// `transport`. What cannot be used does not count (M-30); if nothing is left those of `[general]` do.
    pub fn transports(&self) -> Configured<Transports> {
        let (tcp, tls) = (self.general.tcp_enabled().value, self.general.tls_enabled().value);
        let usable = |p: Protocol| match p {
            Protocol::Tcp => tcp,
            Protocol::Tls => tls,
            _ => true,
        };
        let own = self.lines().last_pass().last(&[O::Transport]);
        let own = own.map(|(s, v)| (s, Transports::parse(v, usable))).filter(|(_, t)| !t.is_empty());
        own.map_or(self.general.transports(), |(s, t)| Configured::new(t, Given::Device(s)))
    }

    /// Its own proxy; where there is none that of `[general]` counts (M-47).
    pub fn outbound_proxy(&self) -> Option<Configured<Proxy<'a>>> {
        let own = self.each(O::OutboundProxy).into_iter().rev().find_map(|(s, v)| Some((s, Proxy::parse(v)?)));
        own.map(|(s, p)| Configured::new(p, Given::Device(s)))
    }
}
