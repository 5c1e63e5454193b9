//! The sockets that chan_sip opens (T-23 to T-25).

use std::net::{IpAddr, Ipv4Addr};

use crate::text::SettingId;

use super::SipOption as O;
use super::general::General;
use super::lines;
use super::setting::Origin;
use super::transports::Protocol;

/// A socket that chan_sip wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Listener {
    /// The protocol.
    pub(crate) protocol: Protocol,
    /// The address.
    pub address: IpAddr,
    /// The port.
    pub port: u16,
    /// The line that gives the address, if one does.
    pub(crate) address_setting: Option<SettingId>,
    /// The line that gives the port, if one does.
    pub(crate) port_setting: Option<SettingId>,
}

/// The sockets that chan_sip wants. Whether it gets them is a matter of who else is there (T-23).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Listeners {
    /// Always there (T-24).
    pub udp: Listener,
    /// With `tcpenable` (T-23).
    pub tcp: Option<Listener>,
    /// With `tlsenable`, and a certificate that can be read (T-23).
    pub tls: Option<Listener>,
}

impl General<'_> {
    /// The addresses that chan_sip listens on (T-23 to T-25).
    pub fn listeners(&self) -> Listeners {
        let setting = |origin: Origin| origin.setting();
        let bind = self.address(O::UdpBindAddr);
        let (address, port) = bind.map_or((IpAddr::V4(Ipv4Addr::UNSPECIFIED), 0), |b| b.value);
        let bind_setting = bind.and_then(|b| setting(b.origin));
        let mut udp = Listener {
            protocol: Protocol::Udp,
            address,
            port,
            address_setting: bind_setting,
            port_setting: bind_setting.filter(|_| port != 0),
        };
        // The low 16 bits of the last line that is a number, unless that is 0.
        let origin = self.each(O::BindPort).into_iter().rev().find_map(|(s, v)| Some((s, lines::five_digits(v)?)));
        if let Some((s, n)) = origin.filter(|(_, n)| *n != 0) {
            (udp.port, udp.port_setting) = (n as u16, Some(s));
        }
        if udp.port == 0 {
            (udp.port, udp.port_setting) = (Protocol::Udp.port(), None);
        }
        let other = |protocol: Protocol, option: O, port: u16| match self.address(option) {
            None => Listener { protocol, port, ..udp },
            Some(own) => {
                let line = setting(own.origin);
                let (address, number) = own.value;
                Listener {
                    protocol,
                    address,
                    port: if number == 0 { protocol.port() } else { number },
                    address_setting: line,
                    port_setting: line.filter(|_| number != 0),
                }
            }
        };
        let tcp = self.tcp_enabled().value.then(|| other(Protocol::Tcp, O::TcpBindAddr, udp.port));
        let tls = self.tls_enabled().value.then(|| {
            let tls = other(Protocol::Tls, O::TlsBindAddr, Protocol::Tls.port());
            let own = tls.address_setting != udp.address_setting || self.address(O::TlsBindAddr).is_some();
            Listener { port_setting: tls.port_setting.filter(|_| own), ..tls }
        });
        Listeners { udp, tcp, tls }
    }
}

impl Listeners {
    /// The ones that there are.
    pub(crate) fn iter(&self) -> impl Iterator<Item = Listener> {
        [Some(self.udp), self.tcp, self.tls].into_iter().flatten()
    }
}
