//! Like objects: those whose lines say the same, but for what only tells one from another.

use std::hash::Hasher;

use hashbrown::HashTable;
use rustc_hash::FxHasher;

use crate::asterisk::TypeId;
use crate::objects::{Configuration, Object};
use crate::text::{NameId, SectionId, SettingId};

/// A shape, by its place among all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ShapeId(pub u32);

/// What like objects have in common, with the first of them.
#[derive(Debug)]
pub struct Shape {
    /// The first object of the shape.
    pub first: SectionId,
    /// Their type.
    pub of: TypeId,
    settings: Box<[(u16, SettingId)]>,
}

impl Shape {
    /// The first object of the shape. What only tells one object from another (ids, names, secrets) is its own.
    pub fn object<'a>(&'a self, config: &'a Configuration) -> Object<'a> {
        Object::with(config, self.first, self.of, (&*self.settings).into())
    }
}

/// Options that tell one object from another of its kind: only that they are there belongs to the shape.
const OWN: [&str; 21] = [
    "aors",
    "auth",
    "outbound_auth",
    "callerid",
    "callerid_tag",
    "mailboxes",
    "set_var",
    "accountcode",
    "from_user",
    "contact_user",
    "named_call_group",
    "named_pickup_group",
    "call_group",
    "pickup_group",
    "voicemail_extension",
    "incoming_mwi_mailbox",
    "mwi_from_user",
    "username",
    "password",
    "md5_cred",
    "contact",
];

/// Finds shapes.
pub(super) struct Shapes<'a> {
    config: &'a Configuration,
    pub(super) all: Vec<Shape>,
    table: HashTable<(u64, ShapeId)>,
    /// By the id of an option's name: whether only its presence counts.
    own: Vec<bool>,
    mine: Vec<SettingId>,
    other: Vec<SettingId>,
}

impl<'a> Shapes<'a> {
    pub(super) fn new(config: &'a Configuration) -> Self {
        let is_own = |n: &[u8]| n.first() == Some(&b'@') || OWN.iter().any(|o| n.eq_ignore_ascii_case(o.as_bytes()));
        Self {
            config,
            all: Vec::new(),
            table: HashTable::new(),
            own: config.pjsip.doc.option_names().map(is_own).collect(),
            mine: Vec::new(),
            other: Vec::new(),
        }
    }

    /// The shape of a section.
    pub(super) fn of(&mut self, section: SectionId, of: TypeId) -> ShapeId {
        let mut mine = std::mem::take(&mut self.mine);
        let mut other = std::mem::take(&mut self.other);
        let bases = self.lines(section, &mut mine);
        let mut hasher = FxHasher::default();
        hasher.write_u8(of.0);
        for base in bases {
            hasher.write_u32(*base);
        }
        for &setting in &mine {
            let (name, value) = self.part(setting);
            hasher.write_u16(name.0);
            hasher.write(value);
        }
        let hash = hasher.finish();
        let is_it = |shapes: &[Shape], id: ShapeId, other: &mut Vec<SettingId>| {
            let first = &shapes[id.0 as usize];
            let same = |(a, b): (&SettingId, &SettingId)| self.part(*a) == self.part(*b);
            first.of == of
                && self.lines(first.first, other) == bases
                && mine.len() == other.len()
                && mine.iter().zip(&*other).all(same)
        };
        let found = self.table.find(hash, |(h, id)| *h == hash && is_it(&self.all, *id, &mut other));
        let found = found.map(|(_, id)| *id);
        let id = found.unwrap_or(ShapeId(self.all.len() as u32));
        if found.is_none() {
            let object = Object::new(self.config, section, of);
            let settings = object.all().map(|(o, s)| (o.index, s)).collect();
            self.all.push(Shape { first: section, of, settings });
            self.table.insert_unique(hash, (hash, id), |(h, _)| *h);
        }
        self.mine = mine;
        self.other = other;
        id
    }

    /// The sections that it inherits from, and its own lines; all lines where these do not simply follow each other.
    fn lines(&self, section: SectionId, list: &mut Vec<SettingId>) -> &'a [SectionId] {
        let doc = &self.config.pjsip.doc;
        list.clear();
        if doc.is_simple(section) {
            list.extend(doc.own_settings(section));
        } else {
            doc.each_setting(section, |s| list.push(s));
        }
        doc.parents(section)
    }

    /// What of a setting belongs to the shape.
    fn part(&self, setting: SettingId) -> (NameId, &'a [u8]) {
        let doc = &self.config.pjsip.doc;
        let name = doc.option_id(setting);
        let value = doc.value(&self.config.sources, setting);
        let own = self.own.get(name.0 as usize).copied().unwrap_or(false);
        (name, if own && !value.is_empty() { b"*" } else { value })
    }
}
