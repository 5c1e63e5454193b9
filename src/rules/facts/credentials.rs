//! Which auth objects verify incoming requests, and which log in elsewhere: most rules on authentication are about one
//! of the two.

use crate::hashing::SeededMap;

use crate::accounts::{AccountFlags, AccountGroup};
use crate::asterisk::TypeId;
use crate::asterisk::value::{trimmed_list, uri};
use crate::objects::{LoadedFile, State};
use crate::source::Sources;
use crate::text::SectionId;

use crate::rules::context::Credentials;

impl<'a> Credentials<'_, 'a> {
    /// The loaded auths in the `auth` of each endpoint of the group: endpoint and auth.
    pub(crate) fn inbound_of(self, group: &AccountGroup) -> impl Iterator<Item = (SectionId, SectionId)> {
        self.inbound_among(group, self.inbound_members(group))
    }

    /// The endpoints of the group, if they authenticate incoming requests.
    pub(crate) fn inbound_members(self, group: &AccountGroup) -> &'a [SectionId] {
        if group.has(AccountFlags::AUTH) { self.cx.accounts.members(group.id) } else { &[] }
    }

    /// The loaded auths in the `auth` of each of these endpoints of the group: endpoint and auth.
    pub(crate) fn inbound_among(
        self,
        group: &AccountGroup,
        endpoints: &'a [SectionId],
    ) -> impl Iterator<Item = (SectionId, SectionId)> + use<'a> {
        let (judged, graph, of) = (&self.cx.config.pjsip, self.cx.graph, TypeId::pjsip("auth"));
        // With only one list, the edges of the graph are that list: no lookup is needed.
        let both = group.has(AccountFlags::OUTBOUND_AUTH);
        let auths = self.cx.objects().getter("auth");
        let sources = &self.cx.config.sources;
        endpoints.iter().flat_map(move |&endpoint| {
            let listed = both.then(|| named_auths(judged, sources, auths.value(endpoint)));
            let edges = if both { &[] } else { graph.named_by(endpoint) };
            let linked = edges.iter().copied().filter(move |n| judged.type_of(*n) == Some(of));
            listed.into_iter().flatten().chain(linked).map(move |auth| (endpoint, auth))
        })
    }

    /// Every auth that verifies incoming requests, in file order, each with the first endpoint that names it.
    pub(crate) fn inbound_auths(self) -> Vec<(SectionId, SectionId)> {
        let mut first: SeededMap<SectionId, SectionId> = SeededMap::default();
        for group in self.cx.accounts.groups() {
            for (endpoint, auth) in self.inbound_of(group) {
                first.entry(auth).and_modify(|e| *e = endpoint.min(*e)).or_insert(endpoint);
            }
        }
        let mut all: Vec<(SectionId, SectionId)> = first.into_iter().map(|(auth, endpoint)| (endpoint, auth)).collect();
        all.sort_unstable_by_key(|(_, auth)| *auth);
        all
    }

    /// The hosts of an endpoint's calls and logins: from the static contacts of its aors and the `server_uri` of its
    /// registrations.
    pub(crate) fn hosts_of(self, endpoint: SectionId) -> Vec<&'a [u8]> {
        let (judged, aor) = (&self.cx.config.pjsip, TypeId::pjsip("aor"));
        let (contact, server) = (self.cx.objects().getter("contact"), self.cx.objects().getter("server_uri"));
        let aors = self.cx.graph.named_by(endpoint).iter().filter(|n| judged.type_of(**n) == Some(aor));
        let contacts = aors.flat_map(|a| trimmed_list(contact.value(*a)));
        let servers = self.cx.accounts.registered_by(endpoint).iter().map(|r| server.value(*r));
        contacts.chain(servers).filter_map(|u| Some(uri::parse(u, true)?.host)).collect()
    }
}

/// The loaded auths of a list of names.
fn named_auths<'a>(
    judged: &'a LoadedFile,
    sources: &'a Sources,
    list: &'a [u8],
) -> impl Iterator<Item = SectionId> + use<'a> {
    let of = TypeId::pjsip("auth");
    trimmed_list(list)
        .filter(|n| !n.is_empty())
        .filter_map(move |n| judged.find(sources, of, n).filter(|s| judged.state(*s) == State::Loaded))
}

impl<'a> Credentials<'_, 'a> {
    /// The loaded auths of a list of names.
    pub(crate) fn named_auths(self, list: &'a [u8]) -> impl Iterator<Item = SectionId> + use<'a> {
        named_auths(&self.cx.config.pjsip, &self.cx.config.sources, list)
    }
}
