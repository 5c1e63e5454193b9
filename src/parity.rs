//! What became of sip.conf in PJSIP: device by device, registration by registration, and what is still to do (part M).
//!
//! A carrier has 250,000 devices of a dozen shapes, so whatever is alike is compared once: the values of a shape of
//! devices with those of a kind of account. One by one only passwords, caller ids and the like are looked at.

mod difference;
mod per_account;
mod per_group;
mod registrations;
mod remaining;
mod shapes;
mod site;

use crate::hashing::{SeededMap, SeededSet};

use crate::accounts::{AccountGroupId, Accounts};
use crate::asterisk::TypeId;
use crate::chan_sip::{self, ChanSip, Host, Origin};
use crate::graph::Graph;
use crate::objects::{Configuration, State};
use crate::source::Span;
use crate::text::SectionId;

pub use difference::{Area, Aspect, Difference, Weight};
pub(crate) use registrations::Registered;
pub(crate) use site::Setting;

use per_account::{AccountReader, ComparedOptions};
use per_group::Pair;
use shapes::Shapes;

/// What stands for a device in PJSIP.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Counterpart {
    /// The endpoint of the same id.
    Endpoint(SectionId),
    /// An endpoint of another id, which has the device's host in its identify.
    Renamed(SectionId),
    /// An endpoint of the same id that Asterisk does not load.
    NotLoaded(SectionId),
    /// Nothing; perhaps an endpoint whose auth object has the device's name as username.
    Missing(Option<SectionId>),
}

/// A device, and what became of it.
#[derive(Clone, Copy, Debug)]
pub struct Compared {
    /// Its section in sip.conf; the one that was read last.
    pub section: SectionId,
    /// User, peer or friend.
    pub(crate) kind: chan_sip::DeviceKind,
    /// What stands for it.
    pub(crate) counterpart: Counterpart,
    class: Option<u32>,
    own: (u32, u32),
}

/// Everything that is the same, missing or different.
#[derive(Debug, Default)]
pub struct Parity {
    /// The devices, in the order in which their names are first met.
    pub devices: Vec<Compared>,
    /// Endpoints that sip.conf has no device for, in file order.
    pub(crate) only_in_pjsip: Vec<SectionId>,
    /// The registrations that chan_sip keeps up, in file order.
    pub(crate) registrations: Vec<Registered>,
    /// What `[general]` sets for all, and PJSIP does not.
    pub(crate) settings: Vec<Setting>,
    classes: Vec<Vec<Difference>>,
    own: Vec<Difference>,
}

/// What a device of one shape and an account of one kind have in common.
struct ComparedGroup {
    id: u32,
    wanted: ComparedOptions,
}

impl Parity {
    /// Compares; `None` without a sip.conf that chan_sip would read.
    pub fn new(config: &Configuration, graph: &Graph, accounts: &Accounts) -> Option<Self> {
        let sip = config.chan_sip.as_ref().filter(|s| s.declined.is_none())?;
        let general = sip.general(&config.sources);
        let mut parity = Self::default();
        let kind_of = kinds(config, accounts);
        let own = AccountReader::new(config, graph, accounts);
        let mut shapes = Shapes::new(sip, &config.sources);
        let mut classes: SeededMap<(u32, AccountGroupId), ComparedGroup> = SeededMap::default();
        let mut others = OtherCounterparts::default();
        let mut stood_for = SeededSet::default();
        for device in sip.accounts(&general) {
            let counterpart = others.counterpart(config, accounts, &device);
            let mut compared =
                Compared { section: device.section(), kind: device.kind(), counterpart, class: None, own: (0, 0) };
            if let Counterpart::Endpoint(endpoint) | Counterpart::Renamed(endpoint) = counterpart
                && let Some(kind) = kind_of.get(endpoint as usize).copied().flatten()
            {
                if matches!(counterpart, Counterpart::Renamed(_)) {
                    stood_for.insert(endpoint);
                }
                let shape = shapes.of(&device);
                let kind = &accounts.groups()[kind.0 as usize];
                let class = classes.entry((shape, kind.id)).or_insert_with(|| {
                    let pair = Pair::new(config, accounts, device, kind);
                    let fixed = matches!(device.host().value, Host::Fixed(_));
                    let origin = |options: &[_]| options.iter().any(|o| device.setting(*o).is_some());
                    let wanted = ComparedOptions::new(origin, fixed, &pair.endpoint, kind.flags);
                    parity.classes.push(pair.compare());
                    ComparedGroup { id: parity.classes.len() as u32 - 1, wanted }
                });
                compared.class = Some(class.id);
                let from = parity.own.len() as u32;
                own.compare(&device, endpoint, kind, class.wanted, &mut parity.own);
                compared.own = (from, parity.own.len() as u32);
            }
            parity.devices.push(compared);
        }
        parity.only_in_pjsip = only_in_pjsip(config, sip, &general, &stood_for);
        parity.registrations = registrations::compare(config, &general, &own);
        parity.settings = site::compare(config, &general);
        Some(parity)
    }

    /// What differs between a device and what stands for it; nothing where nothing does.
    pub fn differences(&self, of: &Compared) -> impl Iterator<Item = &Difference> {
        let shared = of.class.map_or(&[][..], |c| &self.classes[c as usize]);
        shared.iter().chain(&self.own[of.own.0 as usize..of.own.1 as usize])
    }

    /// Whether something is left to do before chan_sip can go: what no option can say is not counted.
    pub fn is_to_do(&self) -> bool {
        self.devices.iter().any(|d| self.state(d).is_to_do())
            || self.registrations.iter().any(Registered::is_to_do)
            || !self.settings.is_empty()
    }

    /// Same, changed or missing.
    pub fn state(&self, of: &Compared) -> Standing {
        match of.counterpart {
            Counterpart::Missing(_) => Standing::Missing,
            Counterpart::NotLoaded(_) => Standing::NotLoaded,
            _ => self.differences(of).map(|d| d.weight).max().map_or(Standing::Same, Standing::Changed),
        }
    }
}

/// How a device stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// PJSIP does what chan_sip does.
    Same,
    /// It differs: the worst that does.
    Changed(Weight),
    /// There is nothing in PJSIP.
    Missing,
    /// The endpoint is there, and Asterisk does not load it.
    NotLoaded,
}

impl Standing {
    /// Whether something is left to do.
    pub(crate) fn is_to_do(self) -> bool {
        match self {
            Self::Same => false,
            Self::Changed(weight) => weight.is_to_do(),
            Self::Missing | Self::NotLoaded => true,
        }
    }
}

/// The kind of each endpoint, by its section.
fn kinds(config: &Configuration, accounts: &Accounts) -> Vec<Option<AccountGroupId>> {
    let mut of = vec![None; config.pjsip.doc.section_count() as usize];
    for kind in accounts.groups() {
        for member in accounts.members(kind.id) {
            of[*member as usize] = Some(kind.id);
        }
    }
    of
}

fn only_in_pjsip(
    config: &Configuration,
    sip: &ChanSip,
    general: &chan_sip::General<'_>,
    stood_for: &SeededSet<SectionId>,
) -> Vec<SectionId> {
    let judged = &config.pjsip;
    let endpoints = judged.of_type(TypeId::pjsip("endpoint")).filter(|s| judged.state(*s) == State::Loaded);
    // `anonymous` is what stands for allowguest (M-54).
    let is_new = |s: &SectionId| {
        let id = judged.doc.name(&config.sources, *s);
        id != b"anonymous" && !stood_for.contains(s) && sip.find(general, id).is_none()
    };
    endpoints.filter(is_new).collect()
}

/// Endpoints that are not found by their id: made when first asked for.
#[derive(Default)]
struct OtherCounterparts<'a> {
    by_host: Option<SeededMap<Vec<u8>, SectionId>>,
    by_user: Option<SeededMap<&'a [u8], SectionId>>,
}

impl<'a> OtherCounterparts<'a> {
    fn counterpart(
        &mut self,
        config: &'a Configuration,
        accounts: &Accounts,
        device: &chan_sip::Account<'a>,
    ) -> Counterpart {
        let judged = &config.pjsip;
        let endpoint = TypeId::pjsip("endpoint");
        if let Some(section) = judged.find(&config.sources, endpoint, device.name()) {
            let loaded = judged.state(section) == State::Loaded;
            return if loaded { Counterpart::Endpoint(section) } else { Counterpart::NotLoaded(section) };
        }
        if let Host::Fixed(host) = device.host().value {
            let by_host = self.by_host.get_or_insert_with(|| hosts(config, accounts));
            if let Some(section) = by_host.get(&host.to_ascii_lowercase()) {
                return Counterpart::Renamed(*section);
            }
        }
        let by_user = self.by_user.get_or_insert_with(|| users(config, accounts));
        Counterpart::Missing(by_user.get(device.name()).copied())
    }
}

/// Endpoints by the hosts in their identifies; a host in several identifies belongs to none of them.
fn hosts(config: &Configuration, accounts: &Accounts) -> SeededMap<Vec<u8>, SectionId> {
    let identify = TypeId::pjsip("identify");
    let (mut found, mut several) = (SeededMap::default(), Vec::new());
    for kind in accounts.groups() {
        for endpoint in accounts.members(kind.id) {
            for section in accounts.identified_by(*endpoint) {
                let object = crate::objects::Object::new(config, *section, identify);
                for (_, host) in object.elements("match") {
                    let host = host.to_ascii_lowercase();
                    if found.insert(host.clone(), *endpoint).is_some_and(|other| other != *endpoint) {
                        several.push(host);
                    }
                }
            }
        }
    }
    for host in several {
        found.remove(&host);
    }
    found
}

/// Endpoints by the username of their first auth object.
fn users<'a>(config: &'a Configuration, accounts: &Accounts) -> SeededMap<&'a [u8], SectionId> {
    let judged = &config.pjsip;
    let auth = TypeId::pjsip("auth");
    let getter = |option| crate::text::Getter::new(&judged.doc, &config.sources, option);
    let (auths, username) = (getter("auth"), getter("username"));
    let mut found = SeededMap::default();
    for kind in accounts.groups() {
        for endpoint in accounts.members(kind.id) {
            let names = crate::asterisk::value::trimmed_list(auths.value(*endpoint));
            for section in names.filter_map(|n| judged.find(&config.sources, auth, n)) {
                found.entry(username.value(section)).or_insert(*endpoint);
            }
        }
    }
    found
}

/// What could not be looked at, so that more may be there than is compared: a sentence each.
pub(crate) fn unseen(config: &Configuration) -> Vec<&'static str> {
    let endpoint = TypeId::pjsip("endpoint");
    let families = config.neighbours.families.as_ref();
    let is_family = |name| families.is_some_and(|f| f.find(name).next().is_some());
    let elsewhere = config.mapping.is_elsewhere(endpoint) || config.mapping.is_partly_elsewhere(endpoint);
    let sip = config.chan_sip.as_ref().is_some_and(|s| s.doc.is_incomplete());
    [
        (elsewhere, "sorcery.conf stores endpoints elsewhere too: these were not read"),
        (is_family("sippeers"), "extconfig.conf stores chan_sip devices in a database: these were not read"),
        (sip, "a part of sip.conf could not be read"),
        (config.pjsip.doc.is_incomplete(), "a part of pjsip.conf could not be read"),
    ]
    .into_iter()
    .filter(|(is_so, _)| *is_so)
    .map(|(_, what)| what)
    .collect()
}

/// Where a value of sip.conf stands, if a line gives it.
pub(crate) fn place(config: &Configuration, origin: Origin) -> Option<Span> {
    let sip = config.chan_sip.as_ref()?;
    Some(sip.doc.setting_span(&config.sources, origin.setting()?))
}
