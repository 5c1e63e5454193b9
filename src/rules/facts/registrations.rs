//! Aors and registrations of accounts.

use crate::hashing::SeededSet;

use crate::accounts::{AccountFlags, AccountGroup};
use crate::asterisk::TypeId;
use crate::asterisk::value::{trimmed_list, uri};
use crate::objects::{Missing, Object};
use crate::text::SectionId;

use crate::rules::context::Registrations;
use crate::rules::facts::exposure::is_loopback;
use crate::rules::findings::report_sites::ReportSite;
use crate::rules::fixes::option_changes::{OptionChange, set, written};

/// A fix changes at most this many registrations.
const MAX_LINES: usize = 20;

impl<'a> Registrations<'_, 'a> {
    /// The first loaded aor of each account of these groups, each aor once, in file order.
    pub(crate) fn distinct_aors<'k>(self, groups: impl IntoIterator<Item = &'k AccountGroup>) -> Vec<SectionId> {
        let mut sections: Vec<SectionId> = groups.into_iter().flat_map(|k| self.cx.sites().aors_of(k)).collect();
        sections.sort_unstable();
        sections.dedup();
        sections
    }

    /// The loaded aors that the endpoint names.
    pub(crate) fn loaded_aors(self, endpoint: SectionId) -> impl Iterator<Item = Object<'a>> + use<'a> {
        let (config, of) = (self.cx.config, TypeId::pjsip("aor"));
        let named = self.cx.graph.named_by(endpoint).iter().copied();
        named.filter(move |n| config.pjsip.type_of(*n) == Some(of)).map(move |n| Object::new(config, n, of))
    }

    /// Whether accounts of the group are devices that register, not providers.
    pub(crate) fn is_phone(self, group: &AccountGroup) -> bool {
        self.cx.groups().registers(group) && !self.cx.groups().is_trunk(group)
    }

    /// The endpoints of accounts that register elsewhere, each with its registrations.
    pub(crate) fn registering(self) -> impl Iterator<Item = (&'a AccountGroup, SectionId, &'a [SectionId])> + use<'a> {
        let accounts = self.cx.accounts;
        let groups = accounts.groups().iter().filter(|k| k.has(AccountFlags::REGISTERS_OUT));
        groups.flat_map(move |k| accounts.members(k.id).iter().map(move |e| (k, *e, accounts.registered_by(*e))))
    }

    /// The registrations of an endpoint: with several accounts at one provider, those with the same `outbound_auth`.
    fn own_registrations(self, endpoint: SectionId) -> Vec<Object<'a>> {
        let object = |s: &SectionId| Object::new(self.cx.config, *s, TypeId::pjsip("registration"));
        let all: Vec<Object<'a>> = self.cx.accounts.registered_by(endpoint).iter().map(object).collect();
        let login = self.cx.objects().getter("outbound_auth").value(endpoint);
        let is_own = |r: &&Object<'a>| !login.is_empty() && r.text("outbound_auth") == login;
        let own: Vec<Object<'a>> = all.iter().filter(is_own).cloned().collect();
        if own.is_empty() { all } else { own }
    }

    /// The changes that add `line` and `endpoint` to every registration of these endpoints, so that the provider's
    /// calls are identified; `None` if one has no registration of its own.
    pub(crate) fn with_lines(self, endpoints: &[SectionId]) -> Option<Vec<(ReportSite, Vec<OptionChange>)>> {
        let mut lines: Vec<(ReportSite, Vec<OptionChange>)> = Vec::new();
        for endpoint in endpoints {
            let name = written(self.cx.config.pjsip.doc.name(&self.cx.config.sources, *endpoint))?;
            let registrations = self.own_registrations(*endpoint);
            if registrations.is_empty() || registrations.len() + lines.len() > MAX_LINES {
                return None;
            }
            for registration in registrations {
                let is_shared = lines.iter().any(|(place, _)| place.section == registration.section);
                if is_shared || registration.is_set("endpoint") && registration.text("endpoint") != name.as_bytes() {
                    return None;
                }
                let changes = vec![set("line", "yes"), OptionChange::Set("endpoint", name.clone().into())];
                lines.push((self.cx.sites().place(&registration, "endpoint"), changes));
            }
        }
        Some(lines)
    }

    /// The sections of pjsip_wizard.conf that lack `remote_hosts`: another rule reports these.
    pub(crate) fn wizards_without_hosts(self) -> SeededSet<SectionId> {
        let lacks = |kind: Missing| matches!(kind, Missing::Hosts | Missing::HostsToRegister);
        self.cx.config.pjsip.generated.faults.iter().filter(|f| lacks(f.kind)).map(|f| f.wizard).collect()
    }
}

/// Whether all contacts are programs on the same machine.
pub(crate) fn is_local(contacts: &[u8]) -> bool {
    trimmed_list(contacts).filter_map(|c| uri::parse(c, true)).all(|c| is_loopback(c.host))
}
