//! Accounts: an endpoint with the aors, auths, identifies and registrations that are its own.
//!
//! What chan_sip kept in one peer PJSIP spreads over several objects, and most of what goes wrong in the field goes
//! wrong between them. A carrier has 1,000,000 accounts of a dozen groups, so like ones are counted once: rules look at
//! the groups, and at single accounts only to say where.

mod build;
mod group;
mod links;
mod signature;

use crate::hashing::SeededMap;

use crate::graph::Graph;
use crate::objects::Configuration;
use crate::policy::Classes;
use crate::text::SectionId;

pub use group::{AccountFlags, AccountGroup, AccountGroupId};
pub use signature::{ObjectSignature, SignatureId};

/// Every account of a configuration.
#[derive(Debug, Default)]
pub struct Accounts {
    signatures: Vec<ObjectSignature>,
    groups: Vec<AccountGroup>,
    /// Endpoints by group: those of group `k` are `members[first[k]..first[k + 1]]`, in file order.
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

    /// The groups of accounts, in the order in which the first of each stands in the file.
    pub fn groups(&self) -> &[AccountGroup] {
        &self.groups
    }

    /// The endpoints of that group, in file order.
    pub fn members(&self, group: AccountGroupId) -> &[SectionId] {
        let at = group.0 as usize;
        &self.members[self.first[at] as usize..self.first[at + 1] as usize]
    }

    /// What is common to like objects.
    pub fn signature(&self, signature: SignatureId) -> &ObjectSignature {
        &self.signatures[signature.0 as usize]
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
