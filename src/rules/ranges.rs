//! Ranges of addresses: what lists of networks cover, and what an access list lets in.

use std::net::IpAddr;

use crate::asterisk::value::address::Rule as Network;

/// Addresses of one family without a gap.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Range {
    /// IPv6. Rules of one family say nothing of the other.
    pub(crate) v6: bool,
    /// The first address.
    pub(crate) first: u128,
    /// The last address.
    pub(crate) last: u128,
}

impl Range {
    /// Every address of a family.
    pub(crate) const fn all(v6: bool) -> Self {
        Self { v6, first: 0, last: if v6 { u128::MAX } else { u32::MAX as u128 } }
    }

    /// The addresses of the network; `None` if its mask has gaps.
    pub(crate) fn of(network: &Network) -> Option<Self> {
        let (v6, first, mask) = match (network.network, network.mask) {
            (IpAddr::V4(a), IpAddr::V4(m)) => (false, u128::from(u32::from(a)), u128::from(u32::from(m))),
            (IpAddr::V6(a), IpAddr::V6(m)) => (true, u128::from(a), u128::from(m)),
            _ => return None,
        };
        let hosts = Self::all(v6).last & !mask;
        (hosts & hosts.wrapping_add(1) == 0).then_some(Self { v6, first, last: first | hosts })
    }

    /// Whether it is every address of its family.
    pub(crate) fn is_all(self) -> bool {
        self == Self::all(self.v6)
    }

    /// Whether some address is in both.
    pub(crate) fn meets(self, other: Self) -> bool {
        self.v6 == other.v6 && self.first <= other.last && other.first <= self.last
    }

    /// What is left without the addresses of `other`: nothing, one range or two.
    pub(crate) fn without(self, other: Self) -> impl Iterator<Item = Self> {
        let meets = self.meets(other);
        let below = (meets && self.first < other.first).then(|| Self { last: other.first - 1, ..self });
        let above = (meets && other.last < self.last).then(|| Self { first: other.last + 1, ..self });
        let whole = (!meets).then_some(self);
        [below, above, whole].into_iter().flatten()
    }
}

/// One element of an access list.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Access {
    /// Whether it lets in; `!` counted in.
    pub(crate) permits: bool,
    /// Whom; `None` if the mask has gaps.
    pub(crate) range: Option<Range>,
}

/// Whether the list lets any address of `range` in: the last element that matches decides, and who matches none may
/// come in.
pub(crate) fn lets_in(list: &[Access], range: Range) -> bool {
    let mut open = vec![range];
    for element in list.iter().rev() {
        match element.range {
            // Some of them, then: to say that nobody comes in, more would have to be known.
            None if element.permits => return true,
            None => {}
            Some(r) if element.permits && open.iter().any(|o| o.meets(r)) => return true,
            Some(_) if element.permits => {}
            Some(r) => open = open.into_iter().flat_map(|o| o.without(r)).collect(),
        }
    }
    !open.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn range(text: &str) -> Range {
        Range::of(&Network::parse(text.as_bytes(), true).expect("a network")).expect("no gaps")
    }

    fn list(elements: &[(bool, &str)]) -> Vec<Access> {
        elements.iter().map(|(permits, n)| Access { permits: *permits, range: Some(range(n)) }).collect()
    }

    #[test]
    fn the_last_match_decides() {
        let all = Range::all(false);
        assert!(lets_in(&list(&[(false, "0.0.0.0/0"), (true, "10.0.0.0/8")]), all));
        assert!(!lets_in(&list(&[(true, "10.0.0.0/8"), (false, "0.0.0.0/0")]), all));
        assert!(!lets_in(&list(&[(false, "0.0.0.0/0"), (true, "10.0.0.0/8")]), range("192.0.2.1")));
        assert!(!lets_in(&list(&[(false, "0.0.0.0/1"), (false, "128.0.0.0/1")]), all));
        assert!(lets_in(&list(&[(false, "0.0.0.0/0")]), Range::all(true)));
    }

    #[test]
    fn masks_with_gaps_are_no_range() {
        assert_eq!(Range::of(&Network::parse(b"1.2.3.0/255.0.255.0", true).expect("a network")), None);
        assert!(range("0.0.0.0/0").is_all());
        assert!(range("::/0").is_all());
    }
}
