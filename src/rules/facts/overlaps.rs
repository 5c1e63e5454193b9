//! Identifies of different endpoints that match the same requests: found in one pass over all networks in order.

mod collect;
mod losers;

pub(crate) use crate::rules::tables::overlaps::{Identify, Match, Overlap, Overlaps};
use std::cmp::Reverse;

use crate::hashing::SeededMap;

use crate::text::{SectionId, SettingId};

use crate::rules::context::Identification;

/// At most this many enclosing networks are checked: real configurations do not nest deeper.
const MAX_DEPTH: usize = 256;

impl<'c, 'a> Identification<'c, 'a> {
    /// Identifies of different endpoints that match the same requests.
    pub(crate) fn overlaps(self) -> &'c Overlaps<'a> {
        self.cx.cache.overlaps.get_or_init(|| {
            let (identifies, matches, names) = collect::collect(self.cx);
            let sorted = self.identifies_are_sorted();
            let (inside, same) = (SeededMap::default(), SeededMap::default());
            let mut walk = Walk { identifies: &identifies, sorted, found: Vec::new(), inside, same };
            walk.ranges(matches);
            walk.names(names);
            let mut found = walk.found;
            found.sort_by_key(|o| match o {
                Overlap::Same(list, _) => list[0].setting,
                Overlap::Inside(outer, _) => outer.setting,
            });
            Overlaps { identifies, found }
        })
    }
}

struct Walk<'i, 'a> {
    identifies: &'i [Identify<'a>],
    sorted: bool,
    found: Vec<Overlap>,
    /// By the identify and line of the outer network, the index in `found`.
    inside: SeededMap<(u32, SettingId), usize>,
    /// By the identifies that match the same, the index in `found`.
    same: SeededMap<Vec<u32>, usize>,
}

impl Walk<'_, '_> {
    fn endpoint(&self, of: &Match) -> SectionId {
        self.identifies[of.identify as usize].endpoint
    }

    /// Goes through all ranges by their first address, wider ones first, and keeps those that have not ended yet.
    fn ranges(&mut self, mut matches: Vec<Match>) {
        let key = |m: &Match| (m.range.v6, m.range.first, Reverse(m.range.last), m.port);
        matches.sort_by_key(key);
        let mut around: Vec<Match> = Vec::new();
        for group in matches.chunk_by(|a, b| key(a) == key(b)) {
            let range = group[0].range;
            around.retain(|m| m.range.meets(range));
            for inner in group {
                let fits = |outer: &&Match| {
                    (outer.port == 0 || inner.port == 0 || outer.port == inner.port)
                        && self.endpoint(outer) != self.endpoint(inner)
                };
                if let Some(&outer) = around.iter().rev().take(MAX_DEPTH).find(fits) {
                    self.nest(outer, *inner);
                }
            }
            self.same(group.to_vec());
            // One match of each endpoint is enough to find inner overlaps; of many endpoints, a few.
            let mut endpoints: Vec<SectionId> = Vec::new();
            for m in group {
                if endpoints.len() < 4 && around.len() < MAX_DEPTH && !endpoints.contains(&self.endpoint(m)) {
                    endpoints.push(self.endpoint(m));
                    around.push(*m);
                }
            }
        }
    }

    fn names(&mut self, mut names: Vec<(Vec<u8>, Match)>) {
        names.sort_by(|a, b| a.0.cmp(&b.0));
        for group in names.chunk_by(|a, b| a.0 == b.0) {
            self.same(group.iter().map(|(_, m)| *m).collect());
        }
    }

    fn nest(&mut self, outer: Match, inner: Match) {
        let next = self.found.len();
        let at = *self.inside.entry((outer.identify, outer.setting)).or_insert(next);
        if at == next {
            self.found.push(Overlap::Inside(outer, Vec::new()));
        }
        if let Overlap::Inside(_, list) = &mut self.found[at] {
            list.push(inner);
        }
    }

    fn same(&mut self, mut group: Vec<Match>) {
        let first = self.endpoint(&group[0]);
        if group.iter().all(|m| self.endpoint(m) == first) {
            return;
        }
        if self.sorted {
            group.sort_by_key(|m| self.identifies[m.identify as usize].name);
        } else {
            group.sort_by_key(|m| m.identify);
        }
        group.dedup_by_key(|m| m.identify);
        let next = self.found.len();
        let at = *self.same.entry(group.iter().map(|m| m.identify).collect()).or_insert(next);
        if at == next {
            self.found.push(Overlap::Same(group, 0));
        } else if let Overlap::Same(_, more) = &mut self.found[at] {
            *more += 1;
        }
    }
}
