//! petgraph's traits on the graph's own columns: its algorithms run without a second copy of 3,000,000 nodes.

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

/// One bit a node.
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
    /// Every section that can be reached from `roots`, roots included.
    pub fn reachable(&self, roots: impl Iterator<Item = SectionId>) -> Seen {
        // Few of them name what names others in turn: the list stays short.
        let mut seen = self.visit_map();
        let mut found = Vec::new();
        for root in roots {
            if seen.visit(root) {
                found.push(root);
            }
            while let Some(section) = found.pop() {
                found.extend(self.named_by(section).iter().filter(|to| seen.visit(**to)));
            }
        }
        seen
    }
}

impl Seen {
    /// Whether the section was reached.
    pub fn has(&self, section: SectionId) -> bool {
        self.is_visited(&section)
    }
}
