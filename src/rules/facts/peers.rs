//! The other side of an account, as far as its address is known: from static contacts, the matches of its identify, and
//! the permits of its ACL.

use crate::accounts::{AccountFlags, AccountGroup};
use crate::asterisk::TypeId;
use crate::asterisk::value::address::Network;
use crate::asterisk::value::{trimmed_list, uri};
use crate::objects::Object;
use crate::text::{SectionId, SettingId};

use crate::asterisk::value::private::is_private_host;
use crate::rules::context::Identification;
use crate::rules::facts::external_addresses::Networks;

/// An address, a network or a name of the other side.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Peer<'a> {
    /// The line that names it.
    pub(crate) setting: SettingId,
    /// The host, as written.
    pub(crate) host: &'a [u8],
}

impl Peer<'_> {
    /// Whether it is private; `None` for a name.
    pub(crate) fn is_private(&self) -> Option<bool> {
        is_private_host(self.host)
    }

    /// Whether it is on this side of the NAT: on a private network, or in a `local_net` of the transport.
    pub(crate) fn is_near(&self, local: Option<&Networks>) -> bool {
        let is_local = || Some(local?.hold(self.network()?));
        self.is_private() == Some(true) || is_local() == Some(true)
    }

    /// The address or network; `None` for a name.
    pub(crate) fn network(&self) -> Option<Network> {
        let host = self.host.strip_prefix(b"[").and_then(|h| h.strip_suffix(b"]")).unwrap_or(self.host);
        Network::parse(host, true).ok()
    }
}

impl<'a> Identification<'_, 'a> {
    /// The first peer of the group's accounts for which `wanted` holds. Contacts behind an outbound proxy are skipped:
    /// requests to them go elsewhere.
    pub(crate) fn find_peer(self, group: &AccountGroup, mut wanted: impl FnMut(&Peer<'a>) -> bool) -> Option<Peer<'a>> {
        let endpoint = self.cx.groups().endpoint_of(group);
        let permitted = endpoint.elements("permit").into_iter().map(|(setting, host)| Peer { setting, host });
        permitted
            .filter(|p| p.network().is_some_and(|n| !n.mask.is_unspecified()))
            .find(|p| wanted(p))
            .or_else(|| self.find_contact(group, &endpoint, &mut wanted))
            .or_else(|| self.find_match(group, &mut wanted))
    }

    fn find_contact(
        self,
        group: &AccountGroup,
        endpoint: &Object<'a>,
        wanted: &mut impl FnMut(&Peer<'a>) -> bool,
    ) -> Option<Peer<'a>> {
        let aor = self.cx.groups().aor_of(group).filter(|a| a.is_set("contact"))?;
        if endpoint.is_set("outbound_proxy") || aor.is_set("outbound_proxy") {
            return None;
        }
        let (doc, sources) = (&self.cx.config.pjsip.doc, &self.cx.config.sources);
        let contacts = self.cx.objects().getter("contact");
        self.cx.sites().aors_of(group).into_iter().filter_map(|a| contacts.last(a)).find_map(|setting| {
            let uris = trimmed_list(doc.value(sources, setting)).filter_map(|u| uri::parse(u, true));
            uris.map(|u| Peer { setting, host: u.host }).find(|p| wanted(p))
        })
    }

    fn find_match(self, group: &AccountGroup, wanted: &mut impl FnMut(&Peer<'a>) -> bool) -> Option<Peer<'a>> {
        if !group.has(AccountFlags::IDENTIFIED) {
            return None;
        }
        let of = TypeId::pjsip("identify");
        let identifies = |e: &SectionId| self.cx.accounts.identified_by(*e).iter().copied();
        self.cx.accounts.members(group.id).iter().flat_map(identifies).find_map(|i| {
            let matches = Object::new(self.cx.config, i, of).elements("match");
            matches.into_iter().map(|(setting, host)| Peer { setting, host }).find(|p| wanted(p))
        })
    }
}
