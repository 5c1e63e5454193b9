//! Addresses that the public Internet does not carry.

use std::net::IpAddr;

use super::address::Network;

/// Whether a host, an address or a network is private; `None` for a name.
pub(crate) fn is_private_host(host: &[u8]) -> Option<bool> {
    let text = host.strip_prefix(b"[").and_then(|h| h.strip_suffix(b"]")).unwrap_or(host);
    let network = Network::parse(text, true).ok()?;
    let everything = network.mask.is_unspecified();
    Some(!everything && is_private(network.address))
}

/// Addresses that the public Internet does not carry: private, loopback, link-local, carrier NAT, unique local.
pub(crate) fn is_private(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(a) => {
            let [first, second, ..] = a.octets();
            a.is_private()
                || a.is_loopback()
                || a.is_link_local()
                || a.is_unspecified()
                || first == 100 && second & 0xc0 == 64
        }
        IpAddr::V6(a) => match a.to_ipv4_mapped() {
            Some(a) => is_private(IpAddr::V4(a)),
            None => {
                a.is_loopback()
                    || a.is_unspecified()
                    || a.segments()[0] & 0xfe00 == 0xfc00
                    || a.segments()[0] & 0xffc0 == 0xfe80
            }
        },
    }
}
