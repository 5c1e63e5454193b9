//! The networks of a `local_net`, in order.

use std::net::IpAddr;

use crate::asterisk::value::address::Network;
use crate::rules::facts::address_ranges::Range;

/// At most this many masks with gaps are handled: they are rare, and each must be checked for each peer.
const MAX_GAPPED: usize = 32;

/// The networks of a transport's `local_net`. There may be as many as a file has lines, and as many peers to look up.
#[derive(Debug, Default)]
pub(crate) struct Networks {
    /// The outermost ones, sorted. They do not overlap: of two networks, one contains the other, or they are disjoint.
    pub(in crate::rules) ranges: Vec<Range>,
    /// Those with masks that have gaps.
    pub(in crate::rules) gapped: Vec<Network>,
}

impl Networks {
    pub(in crate::rules) fn of(networks: &[Network]) -> Option<Self> {
        let mut found = Self::default();
        let mut ranges = Vec::new();
        for network in networks {
            match Range::of(network) {
                Some(range) => ranges.push(range),
                None if found.gapped.contains(network) => {}
                None if found.gapped.len() == MAX_GAPPED => return None,
                None => found.gapped.push(*network),
            }
        }
        ranges.sort_unstable_by_key(|r| (r.v6, r.first, std::cmp::Reverse(r.last)));
        for range in ranges {
            if found.ranges.last().is_none_or(|l| l.v6 != range.v6 || l.last < range.first) {
                found.ranges.push(range);
            }
        }
        Some(found)
    }

    /// Whether there is none.
    pub(crate) fn is_empty(&self) -> bool {
        self.ranges.is_empty() && self.gapped.is_empty()
    }

    /// Whether one of them includes all of the other.
    pub(crate) fn hold(&self, it: Network) -> bool {
        let (mask, network) = (bits(it.mask), bits(it.address));
        let all = Range::all(it.address.is_ipv6());
        // The mask up to its first gap: any range without gaps that includes the network includes at least this.
        let hosts = all.last & (all.last & !mask).checked_ilog2().map_or(0, |n| u128::MAX >> (127 - n));
        let range = Range { v6: all.v6, first: network & !hosts, last: network | hosts };
        let before = self.ranges.partition_point(|r| (r.v6, r.first) <= (range.v6, range.first));
        let held = before.checked_sub(1).is_some_and(|at| {
            let last = self.ranges[at];
            last.v6 == range.v6 && last.last >= range.last
        });
        held || self.gapped.iter().any(|n| {
            let (own, is) = (bits(n.mask), bits(n.address));
            n.address.is_ipv4() == it.address.is_ipv4() && network & own == is && mask & own == own
        })
    }
}

fn bits(address: IpAddr) -> u128 {
    match address {
        IpAddr::V4(a) => u128::from(u32::from(a)),
        IpAddr::V6(a) => u128::from(a),
    }
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
            let (mask, network) = (bits(n.mask), bits(n.address));
            n.address.is_ipv4() == it.address.is_ipv4()
                && bits(it.address) & mask == network
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
