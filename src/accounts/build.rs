//! Finding what belongs to each endpoint.

use std::ops::Range;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::hashing::SeededMap;

use crate::asterisk::TypeId;
use crate::asterisk::value::trimmed_list;
use crate::graph::Graph;
use crate::objects::{Configuration, Object, State};
use crate::parallel::map_ranges;
use crate::policy::{ClassSet, Classes, Subject, Verdict};
use crate::text::{Document, Getter, SectionId, SkeletonId};

use super::links::Links;
use super::signature::{ObjectSignature, Signatures};
use super::{AccountFlags, AccountGroup, AccountGroupId, Accounts, SignatureId, group};

const NO_SHAPE: u32 = u32::MAX;

/// What makes two accounts one group.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Key {
    endpoint: SignatureId,
    aor: Option<SignatureId>,
    auth: Option<SignatureId>,
    flags: AccountFlags,
    classes: ClassSet,
}

pub(super) fn build(config: &Configuration, graph: &Graph, classes: &Classes) -> Accounts {
    let judged = &config.pjsip;
    let [endpoint, aor] = ["endpoint", "aor"].map(TypeId::pjsip);
    let mut signatures = Signatures::new(config, &classes.asked());
    // Endpoints may come before their aors, so signatures are computed first.
    let met = map_ranges(judged.doc.section_count() as usize, |sections| first_of_each(config, &signatures, sections));
    let mut shape_of = SignatureOf::new(&judged.doc);
    for (section, of, skeleton) in met.into_iter().flatten() {
        match skeleton.map(|s| s as usize) {
            Some(skeleton) if shape_of.skeletons[skeleton] != NO_SHAPE => {}
            Some(skeleton) => shape_of.skeletons[skeleton] = signatures.of(section, of).0,
            None => drop(shape_of.others.insert(section, signatures.of(section, of).0)),
        }
    }
    let users = Users::new(judged.doc.section_count());
    map_ranges(judged.doc.section_count() as usize, |sections| {
        for section in sections.map(|s| s as SectionId) {
            if judged.type_of(section) == Some(endpoint) && judged.state(section) == State::Loaded {
                graph.named_by(section).iter().filter(|n| judged.type_of(**n) == Some(aor)).for_each(|n| users.add(*n));
            }
        }
    });
    let links = Links::new(config, graph);
    let view = Classifier {
        config,
        graph,
        classes,
        links: &links,
        signatures: &signatures.all,
        shape_of: &shape_of,
        users: &users,
    };
    let mut parts = map_ranges(judged.doc.section_count() as usize, |sections| view.sorted(sections)).into_iter();
    let mut whole = parts.next().unwrap_or_default();
    parts.for_each(|part| whole.follow(part));
    let mut accounts = Accounts { groups: whole.groups, ..Accounts::default() };
    sort_in(&mut accounts, &whole.of_group);
    accounts.identified_by = links.identified_by;
    accounts.registered_by = links.registered_by;
    accounts.signatures = signatures.all;
    accounts
}

/// One representative object of each skeleton that has a single signature, with that skeleton, and all other objects
/// that belong to accounts.
fn first_of_each(
    config: &Configuration,
    signatures: &Signatures<'_>,
    sections: Range<usize>,
) -> Vec<(SectionId, TypeId, Option<SkeletonId>)> {
    let judged = &config.pjsip;
    let groups = ["endpoint", "aor", "auth"].map(TypeId::pjsip);
    let mut known = vec![false; judged.doc.skeleton_count()];
    let mut met = Vec::new();
    for section in sections.map(|s| s as SectionId) {
        if judged.doc.skeleton(section).is_some_and(|s| known[s as usize]) && judged.doc.is_simple(section) {
            continue;
        }
        let of = judged.type_of(section).filter(|of| groups.contains(of));
        if let Some(of) = of.filter(|_| judged.state(section) == State::Loaded) {
            let skeleton = signatures.common(section);
            met.push((section, of, skeleton));
            if let Some(skeleton) = skeleton {
                known[skeleton as usize] = true;
            }
        }
    }
    met
}

/// The signatures of sections: nearly always those of their skeletons.
struct SignatureOf<'a> {
    doc: &'a Document,
    skeletons: Vec<u32>,
    others: SeededMap<SectionId, u32>,
}

impl<'a> SignatureOf<'a> {
    fn new(doc: &'a Document) -> Self {
        Self { doc, skeletons: vec![NO_SHAPE; doc.skeleton_count()], others: SeededMap::default() }
    }

    /// The signature of a loaded object.
    fn get(&self, section: SectionId) -> SignatureId {
        let skeleton = self.doc.skeleton(section).filter(|_| self.doc.is_simple(section));
        let common = skeleton.map(|s| self.skeletons[s as usize]).filter(|signature| *signature != NO_SHAPE);
        SignatureId(common.or_else(|| self.others.get(&section).copied()).unwrap_or(NO_SHAPE))
    }
}

/// The groups of the endpoints of a run of sections.
#[derive(Default)]
struct Grouped {
    groups: Vec<AccountGroup>,
    by_key: SeededMap<Key, AccountGroupId>,
    last: Option<(Key, AccountGroupId)>,
    of_group: Vec<(SectionId, AccountGroupId)>,
}

impl Grouped {
    fn group(&mut self, key: Key, first: SectionId) -> AccountGroupId {
        // Neighbouring endpoints usually belong to one group.
        if let Some((last, group)) = self.last
            && last == key
        {
            return group;
        }
        let group = *self.by_key.entry(key).or_insert_with(|| {
            let id = AccountGroupId(self.groups.len() as u32);
            let Key { endpoint, aor, auth, flags, classes } = key;
            self.groups.push(AccountGroup { id, endpoint, aor, auth, flags, classes, first, count: 0 });
            id
        });
        self.last = Some((key, group));
        group
    }

    /// Appends the endpoints that follow.
    fn follow(&mut self, other: Self) {
        let mut ids = Vec::with_capacity(other.groups.len());
        for group in &other.groups {
            let AccountGroup { endpoint, aor, auth, flags, classes, first, count, .. } = *group;
            let id = self.group(Key { endpoint, aor, auth, flags, classes }, first);
            self.groups[id.0 as usize].count += count;
            ids.push(id);
        }
        self.of_group.extend(other.of_group.into_iter().map(|(section, group)| (section, ids[group.0 as usize])));
    }
}

/// Everything that determines the group of an endpoint.
struct Classifier<'a> {
    config: &'a Configuration,
    graph: &'a Graph,
    classes: &'a Classes,
    links: &'a Links,
    signatures: &'a [ObjectSignature],
    shape_of: &'a SignatureOf<'a>,
    users: &'a Users,
}

impl Classifier<'_> {
    fn sorted(&self, sections: Range<usize>) -> Grouped {
        let (config, judged, links) = (self.config, &self.config.pjsip, self.links);
        let [endpoint, aor, auth] = ["endpoint", "aor", "auth"].map(TypeId::pjsip);
        let getter = |option| Getter::new(&judged.doc, &config.sources, option);
        let (aors, auths, outbound, username) =
            (getter("aors"), getter("auth"), getter("outbound_auth"), getter("username"));
        let mut verdicts: SeededMap<Key, Verdict<'_>> = SeededMap::default();
        let mut sorted = Grouped::default();
        for section in sections.map(|s| s as SectionId) {
            if judged.type_of(section) != Some(endpoint) || judged.state(section) != State::Loaded {
                continue;
            }
            let id = judged.doc.name(&config.sources, section);
            let named = self.graph.named_by(section);
            let of = |t: TypeId| named.iter().copied().filter(move |n| judged.type_of(*n) == Some(t));
            let signature = |s: SectionId| self.shape_of.get(s);
            let (aor_names, auth_names, outbound_names) =
                (aors.value(section), auths.value(section), outbound.value(section));
            // The first name in `auth` that is loaded; if both lists name auths, the edges do not tell them apart.
            let first_auth = if outbound_names.is_empty() {
                of(auth).next()
            } else {
                let loaded =
                    |n: &[u8]| judged.find(&config.sources, auth, n).filter(|s| judged.state(*s) == State::Loaded);
                trimmed_list(auth_names).find_map(loaded)
            };
            let mut flags = AccountFlags::default();
            flags.set(AccountFlags::AORS, !aor_names.is_empty());
            flags.set(AccountFlags::SEVERAL_AORS, aor_names.contains(&b','));
            flags.set(AccountFlags::NAMESAKE_AOR, of(aor).any(|a| judged.doc.name(&config.sources, a) == id));
            flags.set(AccountFlags::AUTH, !auth_names.is_empty());
            flags.set(AccountFlags::OUTBOUND_AUTH, !outbound_names.is_empty());
            flags.set(AccountFlags::SAME_AUTH, !auth_names.is_empty() && auth_names == outbound_names);
            flags.set(AccountFlags::IDENTIFIED, links.identified_by.contains_key(&section));
            flags.set(AccountFlags::REGISTERS_OUT, links.registered_by.contains_key(&section));
            flags.set(AccountFlags::LINE, links.lines.contains(&section));
            let user = first_auth.map(|a| username.value(a));
            let namesake = |user: &[u8]| user == id || of(aor).any(|a| judged.doc.name(&config.sources, a) == user);
            flags.set(AccountFlags::NAMESAKE_USER, user.is_some_and(namesake));
            flags.set(AccountFlags::SHARED_AOR, of(aor).any(|a| self.users.several(a)));
            let mut key = Key {
                endpoint: signature(section),
                aor: of(aor).next().map(signature),
                auth: first_auth.map(signature),
                flags,
                classes: ClassSet::default(),
            };
            let verdict =
                verdicts.entry(key).or_insert_with(|| judge(config, self.classes, self.signatures, &key, section));
            key.classes = self.classes.of(verdict, id);
            let group = sorted.group(key, section);
            sorted.groups[group.0 as usize].count += 1;
            sorted.of_group.push((section, group));
        }
        sorted
    }
}

/// What the classes of endpoints of one group depend on.
fn judge<'c>(
    config: &Configuration,
    classes: &'c Classes,
    signatures: &[ObjectSignature],
    key: &Key,
    section: SectionId,
) -> Verdict<'c> {
    let signature = |s: SignatureId| &signatures[s.0 as usize];
    let endpoint = signature(key.endpoint).object(config);
    let aor = key.aor.map(|a| signature(a).object(config));
    let templates: Vec<&[u8]> =
        config.pjsip.doc.ancestors(section).into_iter().map(|t| config.pjsip.doc.name(&config.sources, t)).collect();
    let transport = TypeId::pjsip("transport");
    let named = config.pjsip.find(&config.sources, transport, endpoint.text("transport"));
    let named = named.filter(|s| config.pjsip.state(*s) == State::Loaded);
    let loaded = named.map(|s| Object::new(config, s, transport));
    let subject = Subject {
        endpoint: &endpoint,
        templates: &templates,
        protocol: loaded.as_ref().map(|t| t.text("protocol")),
        registers: aor.as_ref().is_some_and(|a| a.number("max_contacts") > 0),
        trunk: group::is_trunk(key.flags, aor.as_ref()),
    };
    classes.judge(&subject)
}

/// Puts the endpoints in the order of their groups.
fn sort_in(accounts: &mut Accounts, of_group: &[(SectionId, AccountGroupId)]) {
    let mut next = Vec::with_capacity(accounts.groups.len() + 1);
    let mut at = 0;
    for group in &accounts.groups {
        next.push(at);
        at += group.count;
    }
    next.push(at);
    accounts.first.clone_from(&next);
    accounts.members = vec![0; of_group.len()];
    for (section, group) in of_group {
        let place = &mut next[group.0 as usize];
        accounts.members[*place as usize] = *section;
        *place += 1;
    }
}

/// How many endpoints name each aor: none, one, or more; a bit each for one and for more.
struct Users {
    one: Vec<AtomicU64>,
    more: Vec<AtomicU64>,
}

impl Users {
    fn new(sections: u32) -> Self {
        let bits = || (0..(sections as usize).div_ceil(64)).map(|_| AtomicU64::new(0)).collect();
        Self { one: bits(), more: bits() }
    }

    fn add(&self, aor: SectionId) {
        let (word, bit) = (aor as usize / 64, 1 << (aor % 64));
        if self.one[word].fetch_or(bit, Ordering::Relaxed) & bit != 0 {
            self.more[word].fetch_or(bit, Ordering::Relaxed);
        }
    }

    fn several(&self, aor: SectionId) -> bool {
        self.more[aor as usize / 64].load(Ordering::Relaxed) & 1 << (aor % 64) != 0
    }
}
