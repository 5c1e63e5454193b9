//! Which transport carries the requests of which accounts.

use crate::accounts::AccountGroup;
use crate::asterisk::value::uri;
use crate::objects::Object;
use crate::rules::tables::transport_use::{TransportUse, UsedTransports};

use crate::rules::context::Transports;

impl<'c, 'a> Transports<'c, 'a> {
    /// The loaded transports, in file order.
    pub(crate) fn loaded(self) -> &'c [Object<'a>] {
        self.cx.cache.transports.get_or_init(|| self.cx.objects().of_type("transport").collect())
    }

    fn transport_use(self) -> &'c TransportUse<'a> {
        self.cx.cache.transport_use.get_or_init(|| {
            let mut transport_use = TransportUse::default();
            for (at, transport) in self.loaded().iter().enumerate() {
                transport_use.by_id.entry(transport.id()).or_insert(at);
            }
            for (at, group) in self.cx.accounts.groups().iter().enumerate() {
                match transport_use.by_id.get(self.cx.groups().endpoint_of(group).text("transport")) {
                    Some(named) => {
                        let section = self.loaded()[*named].section;
                        transport_use.named.entry(section).or_default().push(at);
                    }
                    None => transport_use.open.push((at, self.wanted(group))),
                }
            }
            transport_use
        })
    }

    fn wanted(self, group: &AccountGroup) -> UsedTransports {
        let protocols = self.cx.groups().aor_of(group).map(|a| contact_protocols(&a)).unwrap_or_default();
        UsedTransports { web: self.cx.groups().endpoint_of(group).is_webrtc(), protocols }
    }

    /// The loaded transport of that id.
    pub(crate) fn transport(self, id: &[u8]) -> Option<&'c Object<'a>> {
        self.transport_use().by_id.get(id).map(|at| &self.loaded()[*at])
    }

    /// The transports that may carry requests to accounts of this group: the one that the endpoint names, else every
    /// one that fits (R-23, R-26, T-9).
    pub(crate) fn transports_of(self, group: &AccountGroup) -> Vec<&'c Object<'a>> {
        if let Some(named) = self.transport(self.cx.groups().endpoint_of(group).text("transport")) {
            return vec![named];
        }
        let wanted = self.wanted(group);
        self.loaded().iter().filter(|t| wanted.fits(t)).collect()
    }

    /// The account groups whose requests the transport may carry.
    pub(crate) fn groups_on(self, transport: &Object<'_>) -> impl Iterator<Item = &'a AccountGroup> + use<'a> {
        let transport_use = self.transport_use();
        let mut all = transport_use.named.get(&transport.section).cloned().unwrap_or_default();
        all.extend(transport_use.open.iter().filter(|(_, wanted)| wanted.fits(transport)).map(|(group, _)| *group));
        all.sort_unstable();
        let groups = self.cx.accounts.groups();
        all.into_iter().map(|group| &groups[group])
    }
}

/// The protocols of an aor's static contacts; empty if it has none.
fn contact_protocols(aor: &Object<'_>) -> Vec<&'static str> {
    let mut found = Vec::new();
    for (_, contact) in aor.elements("contact") {
        let Some(uri) = uri::parse(contact, true) else { continue };
        let transport = uri.transport;
        let named = ["udp", "tcp", "tls", "ws", "wss"].iter().find(|p| transport.eq_ignore_ascii_case(p.as_bytes()));
        found.push(match named {
            Some(named) => *named,
            None if uri.secure => "tls",
            None => "udp",
        });
    }
    found
}
