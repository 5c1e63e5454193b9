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
        let (mask, network) = (bits(it.mask), bits(it.network));
        let all = Range::all(it.network.is_ipv6());
        // The mask up to its first gap: any range without gaps that includes the network includes at least this.
        let hosts = all.last & (all.last & !mask).checked_ilog2().map_or(0, |n| u128::MAX >> (127 - n));
        let range = Range { v6: all.v6, first: network & !hosts, last: network | hosts };
        let before = self.ranges.partition_point(|r| (r.v6, r.first) <= (range.v6, range.first));
        let held = before.checked_sub(1).is_some_and(|at| {
            let last = self.ranges[at];
            last.v6 == range.v6 && last.last >= range.last
        });
        held || self.gapped.iter().any(|n| {
            let (own, is) = (bits(n.mask), bits(n.network));
            n.network.is_ipv4() == it.network.is_ipv4() && network & own == is && mask & own == own
        })
    }
}

fn bits(address: IpAddr) -> u128 {
    match address {
        IpAddr::V4(a) => u128::from(u32::from(a)),
        IpAddr::V6(a) => u128::from(a),
    }
}
