//! Objects that belong to an endpoint although it does not name them: identifies and registrations.

use crate::hashing::{SeededMap, SeededSet};

use crate::asterisk::TypeId;
use crate::asterisk::value::{trimmed_list, uri};
use crate::graph::Graph;
use crate::objects::{Configuration, State};
use crate::text::{Getter, SectionId};

/// What belongs to which endpoint.
pub(super) struct Links {
    pub(super) identified_by: SeededMap<SectionId, Vec<SectionId>>,
    pub(super) registered_by: SeededMap<SectionId, Vec<SectionId>>,
    /// Endpoints that a registration names itself.
    pub(super) lines: SeededSet<SectionId>,
}

impl Links {
    pub(super) fn new(config: &Configuration, graph: &Graph) -> Self {
        let judged = &config.pjsip;
        let [endpoint, identify, registration] = ["endpoint", "identify", "registration"].map(TypeId::pjsip);
        let mut links = Self {
            identified_by: SeededMap::default(),
            registered_by: SeededMap::default(),
            lines: SeededSet::default(),
        };
        let loaded = |of| judged.of_type(of).filter(|s| judged.state(*s) == State::Loaded);
        let endpoints =
            |s: SectionId| graph.named_by(s).iter().copied().filter(|n| judged.type_of(*n) == Some(endpoint));
        for section in loaded(identify) {
            endpoints(section).for_each(|e| links.identified_by.entry(e).or_default().push(section));
        }
        let registrations: Vec<SectionId> = loaded(registration).collect();
        if registrations.is_empty() {
            return links;
        }
        for &section in &registrations {
            for endpoint in endpoints(section) {
                links.registered_by.entry(endpoint).or_default().push(section);
                links.lines.insert(endpoint);
            }
        }
        links.by_provider(config, graph, &registrations);
        links
    }

    /// Registrations of the endpoint's wizard, and those that share its `outbound_auth`. If there are none, and no
    /// registration names it: those that go to the host of its static contact.
    fn by_provider(&mut self, config: &Configuration, graph: &Graph, registrations: &[SectionId]) {
        let (judged, sources) = (&config.pjsip, &config.sources);
        let getter = |option| Getter::new(&judged.doc, sources, option);
        let (outbound, server, contact) = (getter("outbound_auth"), getter("server_uri"), getter("contact"));
        let mut by_wizard: SeededMap<SectionId, Vec<SectionId>> = SeededMap::default();
        let mut by_auth: SeededMap<&[u8], Vec<SectionId>> = SeededMap::default();
        let mut by_host: SeededMap<&[u8], Vec<SectionId>> = SeededMap::default();
        for &section in registrations {
            if let Some(wizard) = judged.generated.wizard_of(section) {
                by_wizard.entry(wizard).or_default().push(section);
            }
            for auth in trimmed_list(outbound.value(section)).filter(|n| !n.is_empty()) {
                add(by_auth.entry(auth).or_default(), section);
            }
            if let Some(host) = host_of(server.value(section)) {
                add(by_host.entry(host).or_default(), section);
            }
        }
        let [endpoint, aor] = ["endpoint", "aor"].map(TypeId::pjsip);
        for section in judged.of_type(endpoint).filter(|s| judged.state(*s) == State::Loaded) {
            let mut mine: Vec<SectionId> = Vec::new();
            mine.extend(judged.generated.wizard_of(section).and_then(|w| by_wizard.get(&w)).into_iter().flatten());
            for auth in trimmed_list(outbound.value(section)) {
                mine.extend(by_auth.get(auth).into_iter().flatten());
            }
            if mine.is_empty() && !self.registered_by.contains_key(&section) {
                for aor in graph.named_by(section).iter().filter(|n| judged.type_of(**n) == Some(aor)) {
                    for uri in trimmed_list(contact.value(*aor)) {
                        mine.extend(host_of(uri).and_then(|h| by_host.get(h)).into_iter().flatten());
                    }
                }
            }
            if !mine.is_empty() {
                let list = self.registered_by.entry(section).or_default();
                list.extend(mine);
                list.sort_unstable();
                list.dedup();
            }
        }
    }
}

/// At most this many registrations at one provider, or with one login, are attributed to an endpoint: with more they
/// cannot be told apart, and each endpoint there would get all of them.
const MAX_ALIKE: usize = 16;

fn add(list: &mut Vec<SectionId>, registration: SectionId) {
    if list.len() < MAX_ALIKE {
        list.push(registration);
    }
}

/// The host of a SIP URI.
fn host_of(text: &[u8]) -> Option<&[u8]> {
    Some(uri::parse(text, true)?.host).filter(|h| !h.is_empty())
}
