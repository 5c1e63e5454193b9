//! What a transport sends to outside peers (N-6 to N-9): its external addresses, local networks and own address.

pub(crate) use crate::rules::tables::networks::Networks;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use crate::asterisk::value::address::Network;
use crate::asterisk::value::bind::Bind;
use crate::objects::Object;
use crate::text::SettingId;

use crate::asterisk::value::placeholder::is_placeholder;
use crate::asterisk::value::private::is_private_host;
use crate::rules::context::Transports;

/// The options for external addresses.
pub(crate) const EXTERNAL: [&str; 2] = ["external_media_address", "external_signaling_address"];

/// The line that sets an external address, if it has a value.
pub(crate) fn external(transport: &Object<'_>, option: &str) -> Option<SettingId> {
    transport.setting(option).filter(|s| !transport.bytes(*s).is_empty())
}

/// The first line that sets an external address.
pub(crate) fn any_external(transport: &Object<'_>) -> Option<(&'static str, SettingId)> {
    EXTERNAL.into_iter().find_map(|o| Some((o, external(transport, o)?)))
}

/// Whether an external address is private, or still a placeholder.
pub(crate) fn is_unreal(transport: &Object<'_>) -> bool {
    let unreal = |value: &[u8]| is_placeholder(value) || is_private_host(value) == Some(true);
    EXTERNAL.into_iter().filter_map(|o| external(transport, o)).any(|s| unreal(transport.bytes(s)))
}

impl<'c, 'a> Transports<'c, 'a> {
    /// The networks in the `local_net` of a loaded transport; `None` if one has `!` or is a placeholder, so that
    /// nothing can be said.
    pub(crate) fn local_nets(self, transport: &Object<'_>) -> Option<&'c Networks> {
        let known = self.cx.cache.local_nets.get_or_init(|| {
            let parse = |(_, text): (SettingId, &[u8])| Network::parse(text, false).ok().filter(|n| !n.inverted);
            let all = |t: &Object<'_>| t.elements("local_net").into_iter().map(parse).collect::<Option<Vec<_>>>();
            self.loaded().iter().filter_map(|t| Some((t.section, Networks::of(&all(t)?)?))).collect()
        });
        known.get(&transport.section)
    }
}

/// The one address that the transport is bound to; `None` for a wildcard or a name.
pub(crate) fn own_address(transport: &Object<'_>) -> Option<IpAddr> {
    match Bind::parse(transport.text("bind"))? {
        Bind::Address(address, _) if !address.is_unspecified() => Some(address),
        _ => None,
    }
}

/// The network of this single address.
pub(crate) fn just(address: IpAddr) -> Network {
    let mask = match address {
        IpAddr::V4(_) => IpAddr::V4(Ipv4Addr::BROADCAST),
        IpAddr::V6(_) => IpAddr::V6(Ipv6Addr::from(u128::MAX)),
    };
    Network { network: address, mask, inverted: false, port: 0 }
}

/// Whether Asterisk cannot be reached from other hosts: every socket is bound to a loopback address.
pub(crate) fn is_alone(transports: &[Object<'_>]) -> bool {
    let local = |t: &Object<'_>| own_address(t).is_some_and(|a| a.is_loopback());
    !transports.is_empty() && transports.iter().all(local)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn network(text: &str) -> Network {
        Network::parse(text.as_bytes(), true).expect("a network")
    }

    /// Checks every network in turn.
    fn hold(networks: &[Network], it: Network) -> bool {
        networks.iter().any(|n| {
            let (mask, network) = (bits(n.mask), bits(n.network));
            n.network.is_ipv4() == it.network.is_ipv4()
                && bits(it.network) & mask == network
                && bits(it.mask) & mask == mask
        })
    }

    #[test]
    fn one_network_holds_all_of_another() {
        let all = [
            "10.0.0.0/30",
            "10.0.0.0/31",
            "10.0.0.2/31",
            "10.0.0.1",
            "10.0.0.4/30",
            "10.0.0.0/255.0.0.255",
            "10.0.0.0/255.255.255.253",
            "0.0.0.0/0",
            "255.255.255.255",
            "::1",
            "::/127",
            "2001:db8::/32",
            "ffff::/16",
            "::/0",
        ];
        let mut seed = 1_u32;
        for _ in 0..2000 {
            let mut next = |below: usize| {
                seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                (seed >> 16) as usize % below
            };
            let list: Vec<Network> = (0..next(6)).map(|_| network(all[next(all.len())])).collect();
            let networks = Networks::of(&list).expect("few have gaps");
            for it in all.map(network) {
                assert_eq!(networks.hold(it), hold(&list, it), "{} in {list:?}", it.shown());
            }
        }
    }
}
