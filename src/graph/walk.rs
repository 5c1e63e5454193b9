//! The graph as petgraph sees it: its algorithms run on the columns, without a second copy of 3,000,000 nodes. Who names
//! an object is not kept, since nobody asks: what needs edges the other way round does not run.

use std::ops::Range;

use fixedbitset::FixedBitSet;
use petgraph::Directed;
use petgraph::visit::{
    Data, Dfs, EdgeCount, GraphBase, GraphProp, IntoEdgeReferences, IntoNeighbors, IntoNodeIdentifiers,
    IntoNodeReferences, NodeCompactIndexable, NodeCount, NodeIndexable, Visitable,
};

use crate::text::SectionId;

use super::Graph;
use super::edges::Edges;

impl Graph {
    /// Those for which `is_root` holds, and every section that they name, directly or by others.
    pub(crate) fn reachable(&self, is_root: impl Fn(SectionId) -> bool) -> FixedBitSet {
        let mut walk = Dfs::empty(self);
        for root in self.node_identifiers().filter(|section| is_root(*section)) {
            walk.move_to(root);
            while walk.next(self).is_some() {}
        }
        walk.discovered
    }
}

impl GraphBase for Graph {
    type NodeId = SectionId;
    /// Who names and who is named.
    type EdgeId = (SectionId, SectionId);
}

/// What a node or an edge is called is looked up in the document when somebody asks.
impl Data for Graph {
    type NodeWeight = ();
    type EdgeWeight = ();
}

impl GraphProp for Graph {
    type EdgeType = Directed;
}

impl NodeCount for Graph {
    fn node_count(&self) -> usize {
        self.runs.iter().map(Edges::len).sum()
    }
}

impl EdgeCount for Graph {
    fn edge_count(&self) -> usize {
        self.runs.iter().map(|run| run.to.len()).sum()
    }
}

impl NodeIndexable for Graph {
    fn node_bound(&self) -> usize {
        self.node_count()
    }

    fn to_index(&self, node: SectionId) -> usize {
        node as usize
    }

    fn from_index(&self, index: usize) -> SectionId {
        index as SectionId
    }
}

impl NodeCompactIndexable for Graph {}

impl Visitable for Graph {
    type Map = FixedBitSet;

    fn visit_map(&self) -> FixedBitSet {
        FixedBitSet::with_capacity(self.node_bound())
    }

    fn reset_map(&self, map: &mut FixedBitSet) {
        map.clear();
        map.grow(self.node_bound());
    }
}

impl IntoNodeIdentifiers for &Graph {
    type NodeIdentifiers = Range<SectionId>;

    fn node_identifiers(self) -> Range<SectionId> {
        0..self.node_bound() as SectionId
    }
}

impl IntoNodeReferences for &Graph {
    type NodeRef = (SectionId, ());
    type NodeReferences = std::iter::Map<Range<SectionId>, fn(SectionId) -> (SectionId, ())>;

    fn node_references(self) -> Self::NodeReferences {
        self.node_identifiers().map(|section| (section, ()))
    }
}

impl<'a> IntoNeighbors for &'a Graph {
    type Neighbors = std::iter::Copied<std::slice::Iter<'a, SectionId>>;

    fn neighbors(self, node: SectionId) -> Self::Neighbors {
        self.named_by(node).iter().copied()
    }
}

impl<'a> IntoEdgeReferences for &'a Graph {
    type EdgeRef = (SectionId, SectionId, &'a ());
    type EdgeReferences = Box<dyn Iterator<Item = Self::EdgeRef> + 'a>;

    fn edge_references(self) -> Self::EdgeReferences {
        let naming = self.runs.iter().flat_map(Edges::naming);
        Box::new(naming.flat_map(|(section, named)| named.iter().map(move |to| (section, *to, &()))))
    }
}

#[cfg(test)]
mod tests {
    use petgraph::algo::{connected_components, tarjan_scc};
    use petgraph::dot::{Config, Dot};
    use petgraph::visit::{DfsPostOrder, Walker};

    use super::*;
    use crate::graph::loaded;

    const TEXT: &str = "[udp]\ntype=transport\nbind=0.0.0.0\n[carrier]\ntype=identify\nendpoint=a\nmatch=192.0.2.1\n\
                        [a]\ntype=endpoint\ntransport=udp\naors=a\nauth=a\n[a]\ntype=aor\n[a]\ntype=auth\nauth_type=userpass\nusername=a\npassword=b\n\
                        [b]\ntype=endpoint\naors=b\n[b]\ntype=aor\n[c]\ntype=aor\n";

    #[test]
    fn what_is_named_by_others_is_reachable() {
        let graph = Graph::new(&loaded(TEXT));
        assert!(graph.reachable(|section| section == 1).ones().eq([0, 1, 2, 3, 4]));
        assert!(graph.reachable(|section| section == 5).ones().eq([5, 6]));
        assert!(graph.reachable(|_| true).ones().eq(0..8));
    }

    #[test]
    fn all_of_one_account_are_one_component() {
        let graph = Graph::new(&loaded(TEXT));
        assert_eq!((graph.node_count(), graph.edge_count()), (8, 5));
        assert_eq!(graph.edge_references().count(), 5);
        assert_eq!(connected_components(&graph), 3);
    }

    #[test]
    fn who_names_comes_after_what_is_named_and_in_no_circle() {
        let graph = Graph::new(&loaded(TEXT));
        assert_eq!(tarjan_scc(&graph).len(), graph.node_count());
        assert_eq!(DfsPostOrder::new(&graph, 1).iter(&graph).collect::<Vec<_>>(), [4, 3, 0, 2, 1]);
    }

    #[test]
    fn labels_of_a_drawing_are_the_names() {
        let config = loaded("[a]\ntype=endpoint\naors=a\n[a]\ntype=aor\n");
        let name = |section| String::from_utf8_lossy(config.pjsip.doc.name(&config.sources, section)).into_owned();
        let graph = Graph::new(&config);
        let no_edge = |_, _| String::new();
        let label = |_, (section, ())| format!("label = {:?}", name(section));
        let plain = [Config::EdgeNoLabel, Config::NodeNoLabel];
        let drawn = format!("{:?}", Dot::with_attr_getters(&graph, &plain, &no_edge, &label));
        let expected = "digraph {\n    0 [ label = \"a\"]\n    1 [ label = \"a\"]\n    0 -> 1 [ ]\n}\n";
        assert_eq!(drawn, expected);
    }
}
