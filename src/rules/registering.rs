//! Aors by what their accounts have in common.

use rustc_hash::FxHashSet;

use crate::accounts::{AccountFlags, Kind};
use crate::asterisk::TypeId;
use crate::asterisk::value::{trimmed_list, uri};
use crate::objects::{FaultKind, Object};
use crate::text::SectionId;

use super::Context;
use super::exposure::is_loopback;

impl<'a> Context<'a> {
    /// The first loaded aor of each account of these kinds, each aor once, in file order.
    pub(crate) fn distinct_aors<'k>(&self, kinds: impl IntoIterator<Item = &'k Kind>) -> Vec<SectionId> {
        let mut sections: Vec<SectionId> = kinds.into_iter().flat_map(|k| self.aors_of(k)).collect();
        sections.sort_unstable();
        sections.dedup();
        sections
    }

    /// The loaded aors that the endpoint names.
    pub(crate) fn loaded_aors(&self, endpoint: SectionId) -> impl Iterator<Item = Object<'a>> + use<'a> {
        let (config, of) = (self.config, TypeId::pjsip("aor"));
        let named = self.graph.named_by(endpoint).iter().copied();
        named.filter(move |n| config.pjsip.type_of(*n) == Some(of)).map(move |n| Object::new(config, n, of))
    }

    /// Whether accounts of the kind are devices that register, and no providers.
    pub(crate) fn is_phone(&self, kind: &Kind) -> bool {
        self.registers(kind) && !self.is_trunk(kind)
    }

    /// The endpoints of the accounts that register elsewhere, each with their registrations.
    pub(crate) fn registering(&self) -> impl Iterator<Item = (&'a Kind, SectionId, &'a [SectionId])> + use<'a> {
        let accounts = self.accounts;
        let kinds = accounts.kinds().iter().filter(|k| k.has(AccountFlags::REGISTERS_OUT));
        kinds.flat_map(move |k| accounts.members(k.id).iter().map(move |e| (k, *e, accounts.registered_by(*e))))
    }

    /// The sections of pjsip_wizard.conf that lack `remote_hosts`: that is said of the wizards themselves.
    pub(crate) fn wizards_without_hosts(&self) -> FxHashSet<SectionId> {
        let lacks = |kind: FaultKind| matches!(kind, FaultKind::NoHosts | FaultKind::NoHostsToRegister);
        self.config.pjsip.made.faults.iter().filter(|f| lacks(f.kind)).map(|f| f.wizard).collect()
    }
}

/// Whether all contacts are programs on the same machine.
pub(crate) fn is_local(contacts: &[u8]) -> bool {
    trimmed_list(contacts).filter_map(|c| uri::parse(c, true)).all(|c| is_loopback(c.host))
}
