//! sorcery.conf: which types are read from elsewhere (D-1 to D-11).

mod store;

use crate::hashing::{SeededMap, SeededSet};

use crate::asterisk::{TYPES, TypeId};
use crate::neighbours::{Families, first_block};
use crate::source::{Sources, Span};
use crate::text::Document;

pub(crate) use store::WIZARDS;
pub use store::{Failure, Store};

/// What becomes of a line of sorcery.conf.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It counts.
    Taken,
    /// It makes a cache, in front of the lines below it (D-11).
    Cache,
    /// The type has this wizard already, from the line at this place: ignored (D-5).
    Repeated(Span),
    /// A line of `[res_pjsip]` for a type whose section is the named one: the module of that name declines to load, and
    /// there are no objects of the type at all, wherever they stand (D-1).
    Misplaced(&'static str),
    /// No type of that name is in that section: ignored. Names of types are compared with case.
    NoSuchType,
    /// It cannot be applied. In `[res_pjsip]` that keeps PJSIP as a whole from loading; elsewhere the line is ignored
    /// with a warning (D-6).
    Fails(Failure),
    /// Asterisk crashes at it as it starts (D-6 for geolocation, D-8).
    Crashes(Failure),
}

/// A line of sorcery.conf, in a section that PJSIP, geolocation or STIR/SHAKEN reads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SorceryLine {
    /// The section's name as it should be written.
    pub(crate) section: &'static str,
    /// The type's name as written, without what follows a `/`.
    pub(crate) kind: String,
    /// The type, if there is one of the name.
    pub(crate) of: Option<TypeId>,
    /// Wizard, data and place.
    pub store: Store,
    /// What becomes of it.
    pub(crate) fate: Fate,
}

/// What sorcery.conf says.
#[derive(Clone, Debug, Default)]
pub struct Mapping {
    stores: SeededMap<TypeId, Vec<Store>>,
    /// Types that have a cache: that switches off their defaults as any line does.
    cached: SeededSet<TypeId>,
    /// Every line in order, what is ignored too.
    pub lines: Vec<SorceryLine>,
}

/// The sections that are read, each once, by the first section of the name, its case set aside.
const SECTIONS: &[&str] = &[
    "res_pjsip",
    "res_pjsip_endpoint_identifier_ip",
    "res_pjsip_outbound_registration",
    "res_pjsip_outbound_publish",
    "res_pjsip_pubsub",
    "res_pjsip_publish_asterisk",
    "res_pjsip_phoneprov_provider",
    "acl",
    "res_geolocation",
    "res_stir_shaken",
];

/// The module that reads the section.
pub(crate) fn module_of(section: &'static str) -> &'static str {
    if section == "acl" { "res_pjsip_acl" } else { section }
}

/// The section that owns a type's mapping (D-1).
fn owner(of: TypeId) -> &'static str {
    match (of.facts().file, of.facts().name) {
        ("pjsip.conf", "identify") => "res_pjsip_endpoint_identifier_ip",
        ("pjsip.conf", "registration") => "res_pjsip_outbound_registration",
        ("pjsip.conf", "outbound-publish") => "res_pjsip_outbound_publish",
        ("pjsip.conf", "resource_list" | "inbound-publication" | "subscription_persistence") => "res_pjsip_pubsub",
        ("pjsip.conf", "asterisk-publication") => "res_pjsip_publish_asterisk",
        ("pjsip.conf", "phoneprov") => "res_pjsip_phoneprov_provider",
        ("pjsip.conf", "acl") => "acl",
        ("geolocation.conf", _) => "res_geolocation",
        ("stir_shaken.conf", _) => "res_stir_shaken",
        _ => "res_pjsip",
    }
}

/// Whether a line of the section may name the type: its own, or, under `[res_pjsip]`, one of another module.
fn may_name(section: &str, of: TypeId) -> bool {
    owner(of) == section || section == "res_pjsip" && of.facts().file == "pjsip.conf"
}

/// What becomes of a line that its wizard does not take. Geolocation's module uses what it has not got (D-6).
fn failed(section: &str, failure: Failure) -> Fate {
    if matches!(failure, Failure::NoValue(_)) || section == "res_geolocation" {
        Fate::Crashes(failure)
    } else {
        Fate::Fails(failure)
    }
}

impl Mapping {
    /// Reads a parsed sorcery.conf. `families` is what extconfig.conf says: where that is not in view, no family is
    /// missed. `loads` says whether a module loads: nobody reads the section of one that does not.
    pub fn new(
        doc: &Document,
        sources: &Sources,
        families: Option<&Families>,
        loads: impl Fn(&'static str) -> bool,
    ) -> Self {
        let known = families.filter(|f| !f.is_incomplete && !f.is_lost);
        let mut mapping = Self::default();
        for section in SECTIONS.iter().copied().filter(|section| loads(module_of(section))) {
            if let Some(block) = first_block(doc, sources, section) {
                block.each(|setting, option, value| mapping.take(section, option, value, block.place(setting), known));
            }
        }
        mapping
    }

    fn take(&mut self, section: &'static str, option: &[u8], value: &[u8], span: Span, families: Option<&Families>) {
        let (option, value) = (String::from_utf8_lossy(option), String::from_utf8_lossy(value));
        let (kind, is_cache) = option.split_once('/').map_or((&*option, false), |(k, o)| (k, o.contains("cache")));
        let store = Store::new(&value, span);
        let of = (0..TYPES.len() as u8).map(TypeId).find(|t| t.facts().name == kind && may_name(section, *t));
        let fate = match of {
            None => Fate::NoSuchType,
            Some(of) if owner(of) != section => Fate::Misplaced(owner(of)),
            Some(of) => match (store.failure(families), self.first_of(of, &store.wizard)) {
                (Some(failure), _) => failed(section, failure),
                _ if is_cache => Fate::Cache,
                (None, Some(first)) => Fate::Repeated(first),
                (None, None) => Fate::Taken,
            },
        };
        if let (Some(of), Fate::Cache) = (of, &fate) {
            self.cached.insert(of);
        }
        if let (Some(of), Fate::Taken | Fate::Misplaced(_)) = (of, &fate) {
            self.stores.entry(of).or_default().push(store.clone());
        }
        self.lines.push(SorceryLine { section, kind: kind.to_owned(), of, store, fate });
    }

    /// Where the type has that wizard already.
    fn first_of(&self, of: TypeId, wizard: &str) -> Option<Span> {
        self.stores(of).iter().find(|s| s.wizard == wizard).map(|s| s.span)
    }

    /// The line for the type in a section that makes its module decline: there are no objects of it (D-1).
    pub(crate) fn misplaced(&self, of: TypeId) -> Option<&SorceryLine> {
        self.lines.iter().find(|l| l.of == Some(of) && matches!(l.fate, Fate::Misplaced(_)))
    }

    /// The line because of which nothing of PJSIP loads: one of `[res_pjsip]` that cannot be applied (D-6), or one at
    /// which Asterisk crashes.
    pub(crate) fn fatal(&self) -> Option<&SorceryLine> {
        let is_fatal = |l: &&SorceryLine| match l.fate {
            Fate::Fails(_) => l.section == "res_pjsip",
            Fate::Crashes(_) => true,
            _ => false,
        };
        self.lines.iter().find(is_fatal)
    }

    /// Whether sorcery.conf has a line for the type: its defaults are off then (D-4).
    pub(crate) fn is_mapped(&self, of: TypeId) -> bool {
        self.stores.contains_key(&of) || self.cached.contains(&of)
    }

    /// Whether a section of the type does not meet what the line wants beside the type (D-8). `value` gives the first
    /// value of an option in the section.
    pub(crate) fn leaves_out<'v>(&self, of: TypeId, value: impl Fn(&str) -> Option<&'v [u8]>) -> bool {
        let stores = self.stores(of);
        let meets = |s: &Store| s.further_criteria().all(|(option, wanted)| value(option) == Some(wanted.as_bytes()));
        !stores.is_empty() && !stores.iter().any(|s| s.is_usual(of) && meets(s))
    }

    /// Whether some line wants more of a section than its type.
    pub(crate) fn has_further_criteria(&self) -> bool {
        self.stores.values().flatten().any(|s| s.further_criteria().next().is_some())
    }

    /// Whether the type has a cache and nothing that it is a cache for (D-11).
    pub(crate) fn is_cache_alone(&self, of: TypeId) -> bool {
        self.cached.contains(&of) && self.stores(of).is_empty()
    }

    /// Whether sections of the type in its usual file are not read at all.
    pub fn is_elsewhere(&self, of: TypeId) -> bool {
        of.facts().file == "pjsip.conf" && self.fatal().is_some()
            || self.misplaced(of).is_some()
            || self.is_cache_alone(of)
            || self.stores.get(&of).is_some_and(|s| !s.iter().any(|s| s.is_usual(of)))
    }

    /// Whether one refused object of the type takes all others with it: `integrity=file` (S-14).
    pub(crate) fn wants_all(&self, of: TypeId) -> bool {
        let is = |text: &str, word: &str| text.eq_ignore_ascii_case(word);
        let whole = |s: &Store| {
            s.is_usual(of) && s.options().any(|(name, v)| is(name, "integrity") && v.is_some_and(|v| is(v, "file")))
        };
        self.stores.get(&of).is_some_and(|s| s.iter().any(whole))
    }

    /// Whether objects of the type may be where pjlint does not look: in a database, say, or in another file.
    pub(crate) fn is_partly_elsewhere(&self, of: TypeId) -> bool {
        self.stores.get(&of).is_some_and(|s| s.iter().any(|s| !s.is_usual(of)))
    }

    /// The lines for a type.
    pub fn stores(&self, of: TypeId) -> &[Store] {
        self.stores.get(&of).map_or(&[], Vec::as_slice)
    }
}
