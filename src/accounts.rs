//! Accounts: an endpoint with the aors, auths, identifies and registrations that are its own.
//!
//! What chan_sip kept in one peer PJSIP spreads over several objects, and most of what goes wrong in the field goes
//! wrong between them. A carrier has 1,000,000 accounts of a dozen kinds, so like ones are counted once: rules look at
//! the kinds, and at single accounts only to say where.

mod build;
mod kind;
mod links;
mod shape;

use crate::hashing::SeededMap;

use crate::graph::Graph;
use crate::objects::Configuration;
use crate::policy::Classes;
use crate::text::SectionId;

pub use kind::{AccountFlags, Kind, KindId};
pub use shape::{Shape, ShapeId};

/// Every account of a configuration.
#[derive(Debug, Default)]
pub struct Accounts {
    shapes: Vec<Shape>,
    kinds: Vec<Kind>,
    /// Endpoints by kind: those of kind `k` are `members[first[k]..first[k + 1]]`, in file order.
    members: Vec<SectionId>,
    first: Vec<u32>,
    identified_by: SeededMap<SectionId, Vec<SectionId>>,
    registered_by: SeededMap<SectionId, Vec<SectionId>>,
}

impl Accounts {
    /// Finds what belongs to each loaded endpoint.
    pub fn new(config: &Configuration, graph: &Graph, classes: &Classes) -> Self {
        build::build(config, graph, classes)
    }

    /// The kinds of account, in the order in which the first of each stands in the file.
    pub fn kinds(&self) -> &[Kind] {
        &self.kinds
    }

    /// The endpoints of that kind, in file order.
    pub fn members(&self, kind: KindId) -> &[SectionId] {
        let at = kind.0 as usize;
        &self.members[self.first[at] as usize..self.first[at + 1] as usize]
    }

    /// What is common to like objects.
    pub fn shape(&self, shape: ShapeId) -> &Shape {
        &self.shapes[shape.0 as usize]
    }

    /// The identify objects that name the endpoint.
    pub fn identified_by(&self, endpoint: SectionId) -> &[SectionId] {
        self.identified_by.get(&endpoint).map_or(&[], Vec::as_slice)
    }

    /// The registrations that are the endpoint's: they name it, are of its wizard or share its `outbound_auth`; where
    /// none does, they go to the host that its static contact has.
    pub fn registered_by(&self, endpoint: SectionId) -> &[SectionId] {
        self.registered_by.get(&endpoint).map_or(&[], Vec::as_slice)
    }
}
