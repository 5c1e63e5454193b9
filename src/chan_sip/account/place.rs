//! Where a device is: `host`, `port`, `defaultip`, `transport`, `outboundproxy`.

use std::net::IpAddr;

use crate::asterisk::value::address;
use crate::chan_sip::SipOption as O;
use crate::chan_sip::lines::{self, SettingLines};
use crate::chan_sip::setting::{Configured, Origin};
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

/// What `host`, `port` and `defaultip` come to.
struct HostAndPort<'a> {
    to_host: Configured<&'a [u8]>,
    port: u16,
    default_port: u16,
    dynamic: bool,
}

impl<'a> Account<'a> {
    /// `host`.
    pub fn host(&self) -> Configured<Host<'a>> {
        self.own(O::Host, Host::None, |v| {
            Some(if v.eq_ignore_ascii_case(b"dynamic") { Host::Dynamic } else { Host::Fixed(v) })
        })
    }

    /// The name or address that calls go to: also one with a later `host=dynamic` in the same section.
    pub fn to_host(&self) -> Configured<&'a [u8]> {
        self.place().to_host
    }

    /// The port of the device's address: `port`, where that is fixed, or its transport's own (M-15).
    pub fn port(&self) -> u16 {
        self.place().port
    }

    /// The port of `defaultip`: `port` for a device that registers, or its transport's own (M-15).
    pub fn default_port(&self) -> u16 {
        self.place().default_port
    }

    /// Whether `port` is set at all: then the host's name is not looked up by SRV.
    pub fn has_port(&self) -> bool {
        self.lines().last_pass().last(&[O::Port]).is_some()
    }

    /// Section by section: a later one keeps what it says nothing about.
    fn place(&self) -> HostAndPort<'a> {
        let mut place = HostAndPort {
            to_host: Configured::new(&b""[..], Origin::BuiltIn),
            port: 0,
            default_port: 0,
            dynamic: false,
        };
        for pass in self.lines().passes() {
            let (mut fixed, mut number, mut dynamic) = (None, None, false);
            pass.each(&[O::Host, O::Port, O::DefaultIp], |option, (setting, value)| match option {
                O::Host if value.eq_ignore_ascii_case(b"dynamic") => {
                    (dynamic, place.dynamic) = (true, true);
                }
                O::Host => (fixed, place.dynamic) = (Some((setting, value)), false),
                O::Port => number = lines::port(value),
                _ => place.default_port = 0,
            });
            match fixed {
                Some((setting, value)) => {
                    (place.to_host, place.port) = (Configured::new(value, Origin::Device(setting)), 0);
                }
                None if dynamic => (place.to_host, place.port) = (Configured::new(&b""[..], Origin::BuiltIn), 0),
                None => {}
            }
            match number {
                Some(n) if place.dynamic => place.default_port = n,
                Some(n) => place.port = n,
                None => {}
            }
            let own = self.transports_in(pass).value.primary().port();
            for port in [&mut place.port, &mut place.default_port] {
                *port = if *port == 0 { own } else { *port };
            }
        }
        place
    }

    /// The address that the device has without being looked up or registering.
    pub fn address(&self) -> Option<IpAddr> {
        address::with_port(self.to_host().value).filter(|(_, port)| port.is_none()).map(|(a, _)| a)
    }

    /// Where the device is called before it registers, if that is an address (M-14).
    pub fn default_ip(&self) -> Option<Configured<IpAddr>> {
        let (setting, value) = self.line(O::DefaultIp)?;
        let (address, _) = address::with_port(value)?;
        Some(Configured::new(address, Origin::Device(setting)))
    }

    /// `defaultip` as written; a name is looked up.
    pub fn default_host(&self) -> Configured<&'a [u8]> {
        self.own_text(O::DefaultIp)
    }

    /// `transport`. What cannot be used does not count (M-30); if nothing is left those of `[general]` do.
    pub fn transports(&self) -> Configured<Transports> {
        self.transports_in(self.lines().last_pass())
    }

    fn transports_in(&self, pass: SettingLines<'a>) -> Configured<Transports> {
        let (tcp, tls) = (self.general.tcp_enabled().value, self.general.tls_enabled().value);
        let usable = |p: Protocol| match p {
            Protocol::Tcp => tcp,
            Protocol::Tls => tls,
            _ => true,
        };
        let own = pass.last(&[O::Transport]);
        let own = own.map(|(s, v)| (s, Transports::parse(v, usable))).filter(|(_, t)| !t.is_empty());
        own.map_or(self.general.transports(), |(s, t)| Configured::new(t, Origin::Device(s)))
    }

    /// Its own proxy; where there is none that of `[general]` counts (M-47).
    pub fn outbound_proxy(&self) -> Option<Configured<Proxy<'a>>> {
        let (setting, value) = self.each(O::OutboundProxy).into_iter().rev().find(|(_, v)| !v.is_empty())?;
        Some(Configured::new(Proxy::parse(value)?, Origin::Device(setting)))
    }
}
