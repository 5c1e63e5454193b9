//! Where a device is: `host`, `port`, `defaultip`, `transport`, `outboundproxy`.

use std::net::IpAddr;

use crate::asterisk::value::address;
use crate::chan_sip::lines::{self, SettingLines};
use crate::chan_sip::setting::{Configured, Origin};
use crate::chan_sip::transports::{Protocol, Transports};
use crate::chan_sip::{Proxy, SipOption as O};

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
    pub(crate) fn has_port(&self) -> bool {
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
