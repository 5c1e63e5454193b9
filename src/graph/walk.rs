//! petgraph's traits on the graph's own columns: its algorithms run without a second copy of 3,000,000 nodes.

use std::sync::atomic::{AtomicU64, Ordering};

use crate::parallel::map_if_large;
use crate::text::SectionId;
use petgraph::visit::{GraphBase, IntoNeighbors, NodeCount, NodeIndexable, VisitMap, Visitable};

use super::Graph;

impl GraphBase for Graph {
    type NodeId = SectionId;
    type EdgeId = u32;
}

impl<'a> IntoNeighbors for &'a Graph {
    type Neighbors = std::iter::Copied<std::slice::Iter<'a, SectionId>>;

    fn neighbors(self, node: SectionId) -> Self::Neighbors {
        self.named_by(node).iter().copied()
    }
}

impl NodeCount for Graph {
    fn node_count(&self) -> usize {
        self.len()
    }
}

impl NodeIndexable for Graph {
    fn node_bound(&self) -> usize {
        self.len()
    }

    fn to_index(&self, node: SectionId) -> usize {
        node as usize
    }

    fn from_index(&self, index: usize) -> SectionId {
        index as SectionId
    }
}

/// One bit per node.
#[derive(Debug, Default)]
pub struct Seen(Vec<u64>);

impl VisitMap<SectionId> for Seen {
    fn visit(&mut self, node: SectionId) -> bool {
        let (word, bit) = (node as usize / 64, 1 << (node % 64));
        let new = self.0[word] & bit == 0;
        self.0[word] |= bit;
        new
    }

    fn is_visited(&self, node: &SectionId) -> bool {
        self.0[*node as usize / 64] & 1 << (node % 64) != 0
    }

    fn unvisit(&mut self, node: SectionId) -> bool {
        let was = self.is_visited(&node);
        self.0[node as usize / 64] &= !(1 << (node % 64));
        was
    }
}

impl Visitable for Graph {
    type Map = Seen;

    fn visit_map(&self) -> Seen {
        Seen(vec![0; self.len().div_ceil(64)])
    }

    fn reset_map(&self, map: &mut Seen) {
        map.0.fill(0);
    }
}

impl Graph {
    /// Every section that is named by one for which `is_root` holds, directly or through others.
    pub fn reachable(&self, is_root: impl Fn(SectionId) -> bool + Sync) -> Seen {
        let reached = Reached::new(self.len());
        // Nearly all named sections name nothing themselves: one pass over the edges finds them.
        let further = map_if_large(self.len(), self.runs.len(), |nth| {
            let mut further = Vec::new();
            for (section, named) in self.runs[nth].naming().filter(|(section, _)| is_root(*section)) {
                debug_assert_eq!(self.named_by(section), named);
                further.extend(named.iter().filter(|to| reached.visit(**to) && !self.named_by(**to).is_empty()));
            }
            further
        });
        let mut further = further.concat();
        while let Some(section) = further.pop() {
            further.extend(self.named_by(section).iter().filter(|to| reached.visit(**to)));
        }
        reached.into_seen()
    }
}

/// Bits that several threads set.
struct Reached(Vec<AtomicU64>);

impl Reached {
    fn new(sections: usize) -> Self {
        Self((0..sections.div_ceil(64)).map(|_| AtomicU64::new(0)).collect())
    }

    /// Marks the section; whether it was not marked before.
    fn visit(&self, section: SectionId) -> bool {
        let bit = 1 << (section % 64);
        self.0[section as usize / 64].fetch_or(bit, Ordering::Relaxed) & bit == 0
    }

    fn into_seen(self) -> Seen {
        Seen(self.0.into_iter().map(AtomicU64::into_inner).collect())
    }
}

impl Seen {
    /// Whether the section was reached.
    pub fn has(&self, section: SectionId) -> bool {
        self.is_visited(&section)
    }
}
