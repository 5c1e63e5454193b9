//! Walks where nobody keeps a table of nodes and edges: the bases of a section, contexts that include each other. A
//! function says what is next; the walk is petgraph's, and so circles end and a way of 100,000 steps needs no stack.

use std::hash::Hash;
use std::marker::PhantomData;

use petgraph::visit::{Bfs, Dfs, GraphBase, IntoNeighbors, Visitable};

use crate::hashing::SeededSet;

/// A graph of which only this is known: what is next to a node.
struct Neighbours<N, F>(F, PhantomData<N>);

impl<N: Copy + PartialEq, F> GraphBase for Neighbours<N, F> {
    type NodeId = N;
    type EdgeId = (N, N);
}

impl<N: Copy + PartialEq, I: IntoIterator<Item = N>, F: Fn(N) -> I> IntoNeighbors for &Neighbours<N, F> {
    type Neighbors = I::IntoIter;

    fn neighbors(self, node: N) -> I::IntoIter {
        (self.0)(node).into_iter()
    }
}

/// A walk mostly reaches a few of millions of nodes: a set of those is smaller than a bit for each node.
impl<N: Copy + Eq + Hash, F> Visitable for Neighbours<N, F> {
    type Map = SeededSet<N>;

    fn visit_map(&self) -> SeededSet<N> {
        SeededSet::default()
    }

    fn reset_map(&self, map: &mut SeededSet<N>) {
        map.clear();
    }
}

/// The node and all that is reached from it, each once, what is nearest first.
pub(crate) fn nearest_first<N, I>(start: N, next: impl Fn(N) -> I) -> impl Iterator<Item = N>
where
    N: Copy + Eq + Hash,
    I: IntoIterator<Item = N>,
{
    let graph = Neighbours(next, PhantomData);
    let mut walk = Bfs::new(&graph, start);
    std::iter::from_fn(move || walk.next(&graph))
}

/// The same, each way to its end before another one is begun, that of a node's last neighbour first.
pub(crate) fn depth_first<N, I>(start: N, next: impl Fn(N) -> I) -> impl Iterator<Item = N>
where
    N: Copy + Eq + Hash,
    I: IntoIterator<Item = N>,
{
    let graph = Neighbours(next, PhantomData);
    let mut walk = Dfs::new(&graph, start);
    std::iter::from_fn(move || walk.next(&graph))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 1 has 2 and 3, both of which have 4, and that has 1.
    fn next(node: u32) -> Vec<u32> {
        match node {
            1 => vec![2, 3],
            2 | 3 => vec![4],
            _ => vec![1],
        }
    }

    #[test]
    fn each_is_met_once_though_the_way_is_a_circle() {
        assert!(nearest_first(1, next).eq([1, 2, 3, 4]));
        assert!(depth_first(1, next).eq([1, 3, 4, 2]));
    }

    #[test]
    fn a_long_way_needs_no_stack() {
        let next = |node: u32| (node < 1_000_000).then_some(node + 1);
        assert_eq!(nearest_first(0, next).count(), 1_000_001);
        assert_eq!(depth_first(0, next).last(), Some(1_000_000));
    }
}
