//! Ranges of addresses: what lists of networks cover, and what an access list lets in.

use std::collections::BTreeMap;
use std::net::IpAddr;

use crate::asterisk::value::address::Network;

/// Addresses of one family without a gap.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Range {
    /// IPv6. Rules of one family do not apply to the other.
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
        let (v6, first, mask) = match (network.address, network.mask) {
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

/// A set of addresses of both families, as ranges. A list may have as many elements as a file has lines, so lookups are
/// logarithmic.
#[derive(Debug, Default)]
pub(crate) struct Cover {
    /// For each family, ranges by their first address, with gaps between them.
    ranges: [BTreeMap<u128, u128>; 2],
}

impl Cover {
    /// Whether all addresses of the range are in it.
    pub(crate) fn covers(&self, range: Range) -> bool {
        let before = self.ranges[usize::from(range.v6)].range(..=range.first).next_back();
        before.is_some_and(|(_, last)| *last >= range.last)
    }

    /// Whether some address of the range is in it.
    pub(crate) fn meets(&self, range: Range) -> bool {
        let before = self.ranges[usize::from(range.v6)].range(..=range.last).next_back();
        before.is_some_and(|(_, last)| *last >= range.first)
    }

    /// Adds the addresses of a range, and returns those that are new.
    pub(crate) fn add(&mut self, range: Range) -> Vec<Range> {
        let ranges = &mut self.ranges[usize::from(range.v6)];
        let Range { mut first, mut last, .. } = range;
        let mut new = Vec::new();
        let mut from = Some(range.first);
        // Adjacent ranges are merged with it.
        let begins = ranges.range(..first).next_back().filter(|(_, l)| l.saturating_add(1) >= first).map(|(f, _)| *f);
        let touched: Vec<(u128, u128)> =
            ranges.range(begins.unwrap_or(first)..=last.saturating_add(1)).map(|(f, l)| (*f, *l)).collect();
        for (f, l) in touched {
            if let Some(at) = from.filter(|at| f > *at) {
                new.push(Range { first: at, last: (f - 1).min(range.last), ..range });
            }
            from = from.and_then(|at| Some(at.max(l.checked_add(1)?)));
            (first, last) = (first.min(f), last.max(l));
            ranges.remove(&f);
        }
        if let Some(at) = from.filter(|at| *at <= range.last) {
            new.push(Range { first: at, ..range });
        }
        ranges.insert(first, last);
        new
    }
}

/// One element of an access list.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Access {
    /// Whether it permits, with `!` taken into account.
    pub(crate) permits: bool,
    /// The addresses; `None` if the mask has gaps.
    pub(crate) range: Option<Range>,
}

/// The addresses that an access list lets in: the last match decides, and an address without a match is let in.
#[derive(Debug, Default)]
pub(crate) struct Admitted {
    open: Cover,
    /// A permit has a mask with gaps: which addresses it lets in is unknown.
    unclear: bool,
}

impl Admitted {
    /// Evaluates a list.
    pub(crate) fn of(list: &[Access]) -> Self {
        let (mut admitted, mut decided) = (Self::default(), Cover::default());
        for element in list.iter().rev() {
            let Some(range) = element.range else {
                admitted.unclear |= element.permits;
                continue;
            };
            for new in decided.add(range) {
                if element.permits {
                    admitted.open.add(new);
                }
            }
        }
        for everybody in [false, true].map(Range::all) {
            for new in decided.add(everybody) {
                admitted.open.add(new);
            }
        }
        admitted
    }

    /// Whether any address of the range is let in.
    pub(crate) fn lets_in(&self, range: Range) -> bool {
        self.unclear || self.open.meets(range)
    }
}

/// For each element of the list, whether later elements deny every address in its range.
pub(crate) fn kept_out_later(list: &[Access]) -> Vec<bool> {
    let (mut decided, mut closed, mut unclear) = (Cover::default(), Cover::default(), false);
    let mut kept_out = vec![false; list.len()];
    for (element, kept_out) in list.iter().zip(&mut kept_out).rev() {
        let Some(range) = element.range else {
            // As in `Admitted`.
            unclear |= element.permits;
            continue;
        };
        *kept_out = !unclear && closed.covers(range);
        for new in decided.add(range) {
            if !element.permits {
                closed.add(new);
            }
        }
    }
    kept_out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn range(text: &str) -> Range {
        Range::of(&Network::parse(text.as_bytes(), true).expect("a network")).expect("no gaps")
    }

    fn lets_in(list: &[Access], range: Range) -> bool {
        Admitted::of(list).lets_in(range)
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
        assert!(!lets_in(&list(&[(false, "10.0.0.0/8")]), range("10.1.0.0/16")));
        assert!(lets_in(&list(&[(false, "10.0.0.0/8")]), range("8.0.0.0/6")));
    }

    #[test]
    fn covers_what_was_added() {
        let mut cover = Cover::default();
        assert_eq!(cover.add(range("10.0.1.0/24")), [range("10.0.1.0/24")]);
        assert_eq!(cover.add(range("10.0.3.0/24")), [range("10.0.3.0/24")]);
        assert_eq!(cover.add(range("10.0.3.7")), []);
        assert_eq!(cover.add(range("10.0.0.0/22")), [range("10.0.0.0/24"), range("10.0.2.0/24")]);
        assert!(
            cover.covers(range("10.0.0.0/22")) && !cover.covers(range("10.0.0.0/21")) && !cover.covers(range("::"))
        );
        assert_eq!(cover.add(range("0.0.0.0/0")).len(), 2);
        assert_eq!(cover.add(range("::/1")), [range("::/1")]);
        assert_eq!(cover.add(range("::/0")), [range("8000::/1")]);
        assert!(cover.covers(Range::all(true)) && cover.covers(Range::all(false)));
    }

    /// Both functions agree on any list.
    #[test]
    fn what_is_kept_out_later_is_what_is_not_let_in() {
        let networks = ["10.0.0.0/30", "10.0.0.0/31", "10.0.0.2/31", "10.0.0.1", "0.0.0.0/0", "::1", "::/0"];
        let mut seed = 1_u32;
        for _ in 0..2000 {
            let mut next = |below: u32| {
                seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                (seed >> 16) % below
            };
            let elements: Vec<(bool, &str)> = (0..6).map(|_| (next(2) == 0, networks[next(7) as usize])).collect();
            let list = list(&elements);
            for (i, kept_out) in kept_out_later(&list).into_iter().enumerate() {
                let lets_in = list[i].range.is_none_or(|r| lets_in(&list[i + 1..], r));
                assert_eq!(kept_out, !lets_in, "{i} of {elements:?}");
            }
        }
    }

    #[test]
    fn masks_with_gaps_are_no_range() {
        assert_eq!(Range::of(&Network::parse(b"1.2.3.0/255.0.255.0", true).expect("a network")), None);
        assert!(range("0.0.0.0/0").is_all());
        assert!(range("::/0").is_all());
    }
}
