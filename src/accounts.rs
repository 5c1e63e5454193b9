//! Accounts: an endpoint with the aors, auths, identifies and registrations that belong to it.
//!
//! PJSIP spreads over several objects what chan_sip kept in one peer, and most problems in the field are between these
//! objects. A carrier has 1,000,000 accounts of a dozen groups, so similar ones are handled once: rules examine the
//! groups, and single accounts only to report places.

mod build;
mod group;
mod links;
mod signature;

use crate::hashing::SeededMap;

use crate::graph::Graph;
use crate::objects::Configuration;
use crate::policy::Classes;
use crate::text::SectionId;

pub(crate) use group::{AccountFlags, AccountGroup, AccountGroupId};
pub(crate) use signature::{ObjectSignature, SignatureId};

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

    /// The groups of accounts, in the file order of their first accounts.
    pub(crate) fn groups(&self) -> &[AccountGroup] {
        &self.groups
    }

    /// The endpoints of that group, in file order.
    pub(crate) fn members(&self, group: AccountGroupId) -> &[SectionId] {
        let at = group.0 as usize;
        &self.members[self.first[at] as usize..self.first[at + 1] as usize]
    }

    /// What similar objects have in common.
    pub(crate) fn signature(&self, signature: SignatureId) -> &ObjectSignature {
        &self.signatures[signature.0 as usize]
    }

    /// The identify objects that name the endpoint.
    pub(crate) fn identified_by(&self, endpoint: SectionId) -> &[SectionId] {
        self.identified_by.get(&endpoint).map_or(&[], Vec::as_slice)
    }

    /// The registrations that belong to the endpoint: they name it, come from its wizard or share its `outbound_auth`;
    /// if there are none, those that go to the host of its static contact.
    pub(crate) fn registered_by(&self, endpoint: SectionId) -> &[SectionId] {
        self.registered_by.get(&endpoint).map_or(&[], Vec::as_slice)
    }
}
