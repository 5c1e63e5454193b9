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
use super::shape::{Shape, Shapes};
use super::{AccountFlags, Accounts, Kind, KindId, ShapeId, kind};

const NO_SHAPE: u32 = u32::MAX;

/// What makes two accounts one kind.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Key {
    endpoint: ShapeId,
    aor: Option<ShapeId>,
    auth: Option<ShapeId>,
    flags: AccountFlags,
    classes: ClassSet,
}

pub(super) fn build(config: &Configuration, graph: &Graph, classes: &Classes) -> Accounts {
    let judged = &config.pjsip;
    let [endpoint, aor] = ["endpoint", "aor"].map(TypeId::pjsip);
    let mut shapes = Shapes::new(config, &classes.asked());
    // Endpoints may come before their aors: those have their shapes first.
    let met = map_ranges(judged.doc.len() as usize, |sections| met(config, &shapes, sections));
    let mut shape_of = ShapeOf::new(&judged.doc);
    for (section, of, skeleton) in met.into_iter().flatten() {
        match skeleton.map(|s| s as usize) {
            Some(skeleton) if shape_of.skeletons[skeleton] != NO_SHAPE => {}
            Some(skeleton) => shape_of.skeletons[skeleton] = shapes.of(section, of).0,
            None => drop(shape_of.others.insert(section, shapes.of(section, of).0)),
        }
    }
    let users = Users::new(judged.doc.len());
    map_ranges(judged.doc.len() as usize, |sections| {
        for section in sections.map(|s| s as SectionId) {
            if judged.type_of(section) == Some(endpoint) && judged.state(section) == State::Loaded {
                graph.named_by(section).iter().filter(|n| judged.type_of(**n) == Some(aor)).for_each(|n| users.add(*n));
            }
        }
    });
    let links = Links::new(config, graph);
    let view = Sight { config, graph, classes, links: &links, shapes: &shapes.all, shape_of: &shape_of, users: &users };
    let mut parts = map_ranges(judged.doc.len() as usize, |sections| view.sorted(sections)).into_iter();
    let mut whole = parts.next().unwrap_or_default();
    parts.for_each(|part| whole.follow(part));
    let mut accounts = Accounts { kinds: whole.kinds, ..Accounts::default() };
    sort_in(&mut accounts, &whole.of_kind);
    accounts.identified_by = links.identified_by;
    accounts.registered_by = links.registered_by;
    accounts.shapes = shapes.all;
    accounts
}

/// Of the objects that belong to accounts: the first of each skeleton that is of one shape, with that, and all others.
fn met(
    config: &Configuration,
    shapes: &Shapes<'_>,
    sections: Range<usize>,
) -> Vec<(SectionId, TypeId, Option<SkeletonId>)> {
    let judged = &config.pjsip;
    let kinds = ["endpoint", "aor", "auth"].map(TypeId::pjsip);
    let mut known = vec![false; judged.doc.skeleton_count()];
    let mut met = Vec::new();
    for section in sections.map(|s| s as SectionId) {
        if judged.doc.skeleton(section).is_some_and(|s| known[s as usize]) && judged.doc.is_simple(section) {
            continue;
        }
        let of = judged.type_of(section).filter(|of| kinds.contains(of));
        if let Some(of) = of.filter(|_| judged.state(section) == State::Loaded) {
            let skeleton = shapes.common(section);
            met.push((section, of, skeleton));
            if let Some(skeleton) = skeleton {
                known[skeleton as usize] = true;
            }
        }
    }
    met
}

/// The shapes of sections: nearly always that of their skeleton.
struct ShapeOf<'a> {
    doc: &'a Document,
    skeletons: Vec<u32>,
    others: SeededMap<SectionId, u32>,
}

impl<'a> ShapeOf<'a> {
    fn new(doc: &'a Document) -> Self {
        Self { doc, skeletons: vec![NO_SHAPE; doc.skeleton_count()], others: SeededMap::default() }
    }

    /// The shape of a loaded object.
    fn get(&self, section: SectionId) -> ShapeId {
        let skeleton = self.doc.skeleton(section).filter(|_| self.doc.is_simple(section));
        let common = skeleton.map(|s| self.skeletons[s as usize]).filter(|shape| *shape != NO_SHAPE);
        ShapeId(common.or_else(|| self.others.get(&section).copied()).unwrap_or(NO_SHAPE))
    }
}

/// The kinds of the endpoints of a run of sections.
#[derive(Default)]
struct Sorted {
    kinds: Vec<Kind>,
    by_key: SeededMap<Key, KindId>,
    last: Option<(Key, KindId)>,
    of_kind: Vec<(SectionId, KindId)>,
}

impl Sorted {
    fn kind(&mut self, key: Key, first: SectionId) -> KindId {
        // Neighbours are mostly of one kind.
        if let Some((last, kind)) = self.last
            && last == key
        {
            return kind;
        }
        let kind = *self.by_key.entry(key).or_insert_with(|| {
            let id = KindId(self.kinds.len() as u32);
            let Key { endpoint, aor, auth, flags, classes } = key;
            self.kinds.push(Kind { id, endpoint, aor, auth, flags, classes, first, count: 0 });
            id
        });
        self.last = Some((key, kind));
        kind
    }

    /// Takes in the endpoints that follow.
    fn follow(&mut self, other: Self) {
        let mut ids = Vec::with_capacity(other.kinds.len());
        for kind in &other.kinds {
            let Kind { endpoint, aor, auth, flags, classes, first, count, .. } = *kind;
            let id = self.kind(Key { endpoint, aor, auth, flags, classes }, first);
            self.kinds[id.0 as usize].count += count;
            ids.push(id);
        }
        self.of_kind.extend(other.of_kind.into_iter().map(|(section, kind)| (section, ids[kind.0 as usize])));
    }
}

/// All that tells of which kind an endpoint is.
struct Sight<'a> {
    config: &'a Configuration,
    graph: &'a Graph,
    classes: &'a Classes,
    links: &'a Links,
    shapes: &'a [Shape],
    shape_of: &'a ShapeOf<'a>,
    users: &'a Users,
}

impl Sight<'_> {
    fn sorted(&self, sections: Range<usize>) -> Sorted {
        let (config, judged, links) = (self.config, &self.config.pjsip, self.links);
        let [endpoint, aor, auth] = ["endpoint", "aor", "auth"].map(TypeId::pjsip);
        let getter = |option| Getter::new(&judged.doc, &config.sources, option);
        let (aors, auths, outbound, username) =
            (getter("aors"), getter("auth"), getter("outbound_auth"), getter("username"));
        let mut verdicts: SeededMap<Key, Verdict<'_>> = SeededMap::default();
        let mut sorted = Sorted::default();
        for section in sections.map(|s| s as SectionId) {
            if judged.type_of(section) != Some(endpoint) || judged.state(section) != State::Loaded {
                continue;
            }
            let id = judged.doc.name(&config.sources, section);
            let named = self.graph.named_by(section);
            let of = |t: TypeId| named.iter().copied().filter(move |n| judged.type_of(*n) == Some(t));
            let shape = |s: SectionId| self.shape_of.get(s);
            let (aor_names, auth_names, outbound_names) =
                (aors.value(section), auths.value(section), outbound.value(section));
            // The first name of `auth` that is loaded; where both lists name auths the edges do not say which is whose.
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
                endpoint: shape(section),
                aor: of(aor).next().map(shape),
                auth: first_auth.map(shape),
                flags,
                classes: ClassSet::default(),
            };
            let verdict =
                verdicts.entry(key).or_insert_with(|| judge(config, self.classes, self.shapes, &key, section));
            key.classes = self.classes.of(verdict, id);
            let kind = sorted.kind(key, section);
            sorted.kinds[kind.0 as usize].count += 1;
            sorted.of_kind.push((section, kind));
        }
        sorted
    }
}

/// What the classes of endpoints of one kind depend on.
fn judge<'c>(
    config: &Configuration,
    classes: &'c Classes,
    shapes: &[Shape],
    key: &Key,
    section: SectionId,
) -> Verdict<'c> {
    let shape = |s: ShapeId| &shapes[s.0 as usize];
    let endpoint = shape(key.endpoint).object(config);
    let aor = key.aor.map(|a| shape(a).object(config));
    let templates: Vec<&[u8]> =
        config.pjsip.doc.ancestors(section).into_iter().map(|t| config.pjsip.doc.name(&config.sources, t)).collect();
    let transport = TypeId::pjsip("transport");
    let named = config.pjsip.find(&config.sources, transport, endpoint.text("transport"));
    let named = named.filter(|s| config.pjsip.state(*s) == State::Loaded);
    let carrier = named.map(|s| Object::new(config, s, transport));
    let subject = Subject {
        endpoint: &endpoint,
        templates: &templates,
        protocol: carrier.as_ref().map(|c| c.text("protocol")),
        registers: aor.as_ref().is_some_and(|a| a.number("max_contacts") > 0),
        trunk: kind::is_trunk(key.flags, aor.as_ref()),
    };
    classes.judge(&subject)
}

/// Puts the endpoints in the order of their kinds.
fn sort_in(accounts: &mut Accounts, of_kind: &[(SectionId, KindId)]) {
    let mut next = Vec::with_capacity(accounts.kinds.len() + 1);
    let mut at = 0;
    for kind in &accounts.kinds {
        next.push(at);
        at += kind.count;
    }
    next.push(at);
    accounts.first.clone_from(&next);
    accounts.members = vec![0; of_kind.len()];
    for (section, kind) in of_kind {
        let place = &mut next[kind.0 as usize];
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
