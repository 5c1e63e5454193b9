//! What a transport tells peers outside (N-6 to N-9): its external addresses, its local networks, its own address.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use crate::asterisk::value::address::{Bind, Rule as Network};
use crate::objects::Object;
use crate::text::SettingId;

use super::site::{is_placeholder, private};

/// The options that name an external address.
pub(crate) const EXTERNAL: [&str; 2] = ["external_media_address", "external_signaling_address"];

/// The line that sets an external address, if it has a value.
pub(crate) fn external(transport: &Object<'_>, option: &str) -> Option<SettingId> {
    transport.setting(option).filter(|s| !transport.bytes(*s).is_empty())
}

/// The first line that sets an external address.
pub(crate) fn any_external(transport: &Object<'_>) -> Option<(&'static str, SettingId)> {
    EXTERNAL.into_iter().find_map(|o| Some((o, external(transport, o)?)))
}

/// Whether an external address is private, or is still to be filled in.
pub(crate) fn is_unreal(transport: &Object<'_>) -> bool {
    let unreal = |value: &[u8]| is_placeholder(value) || private(value) == Some(true);
    EXTERNAL.into_iter().filter_map(|o| external(transport, o)).any(|s| unreal(transport.bytes(s)))
}

/// The networks in `local_net`; none where one is written with `!` or still to be filled in, so that nothing can be
/// said.
pub(crate) fn local_nets(transport: &Object<'_>) -> Option<Vec<Network>> {
    let parse = |(_, text): (SettingId, &[u8])| Network::parse(text, false).ok().filter(|n| !n.inverted);
    transport.elements("local_net").into_iter().map(parse).collect()
}

/// Whether one of the networks holds all of the other.
pub(crate) fn covers(networks: &[Network], it: Network) -> bool {
    let bits = |a: IpAddr| match a {
        IpAddr::V4(a) => u128::from(u32::from(a)),
        IpAddr::V6(a) => u128::from(a),
    };
    networks.iter().any(|n| {
        let (mask, network) = (bits(n.mask), bits(n.network));
        n.network.is_ipv4() == it.network.is_ipv4()
            && bits(it.network) & mask == network
            && bits(it.mask) & mask == mask
    })
}

/// The one address that the transport is bound to: none for a wildcard or a name.
pub(crate) fn own_address(transport: &Object<'_>) -> Option<IpAddr> {
    match Bind::parse(transport.text("bind"))? {
        Bind::Address(address, _) if !address.is_unspecified() => Some(address),
        _ => None,
    }
}

/// The network that is this one address.
pub(crate) fn just(address: IpAddr) -> Network {
    let mask = match address {
        IpAddr::V4(_) => IpAddr::V4(Ipv4Addr::BROADCAST),
        IpAddr::V6(_) => IpAddr::V6(Ipv6Addr::from(u128::MAX)),
    };
    Network { network: address, mask, inverted: false, port: 0 }
}

/// Whether nothing from elsewhere reaches Asterisk: every socket is bound to the machine itself.
pub(crate) fn is_alone(transports: &[Object<'_>]) -> bool {
    let local = |t: &Object<'_>| own_address(t).is_some_and(|a| a.is_loopback());
    !transports.is_empty() && transports.iter().all(local)
}
