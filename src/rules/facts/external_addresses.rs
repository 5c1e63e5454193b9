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

/// For `Context::quiet`.
pub(crate) const UNREAL: &str = "its external address is private or still a placeholder, which comes first";
/// For `Context::quiet`.
pub(crate) const UNKNOWN_NETS: &str = "what `!` or a placeholder in its `local_net` leaves out is not known";

/// Whether an external address is private, or still a placeholder.
pub(crate) fn is_unreal(transport: &Object<'_>) -> bool {
    let unreal = |value: &[u8]| is_placeholder(value) || is_private_host(value) == Some(true);
    EXTERNAL.into_iter().filter_map(|o| external(transport, o)).any(|s| unreal(transport.bytes(s)))
}

impl<'c> Transports<'c, '_> {
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
    Network { address, mask, inverted: false, port: 0 }
}

/// Whether Asterisk cannot be reached from other hosts: every socket is bound to a loopback address.
pub(crate) fn is_alone(transports: &[Object<'_>]) -> bool {
    let local = |t: &Object<'_>| own_address(t).is_some_and(|a| a.is_loopback());
    !transports.is_empty() && transports.iter().all(local)
}
