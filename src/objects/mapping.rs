//! sorcery.conf: which types are read from elsewhere (D-1 to D-9).

use crate::hashing::SeededMap;

use crate::asterisk::{TYPES, TypeId};
use crate::neighbours::{Families, first_block};
use crate::source::{Sources, Span};
use crate::text::Document;

/// One mapping line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Store {
    /// `config`, `realtime`, `memory`, `astdb`, ...
    pub wizard: String,
    /// What follows the first comma.
    pub data: String,
    /// Where the line stands.
    pub(crate) span: Span,
}

impl Store {
    /// The `criteria=option=value` of a `config` line: all must hold (D-8).
    pub fn criteria(&self) -> impl Iterator<Item = (&str, &str)> {
        let parts = self.data.split(',').skip(1).map(str::trim);
        parts.filter_map(|p| p.strip_prefix("criteria")?.trim_start().strip_prefix('=')?.trim_start().split_once('='))
    }

    /// Whether it is the file that the type is read from where sorcery.conf says nothing.
    fn is_usual(&self, of: TypeId) -> bool {
        self.wizard == "config" && self.data.split(',').next().map(str::trim) == Some(of.facts().file)
    }
}

/// What becomes of a line of sorcery.conf.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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

/// Why a line fails to be applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// No wizard is called so; names are compared with case.
    NoSuchWizard,
    /// `realtime` with a family that extconfig.conf does not have.
    NoSuchFamily,
}

/// What sorcery.conf says.
#[derive(Clone, Debug, Default)]
pub struct Mapping {
    stores: SeededMap<TypeId, Vec<Store>>,
    /// Every line in order, what is ignored too.
    pub lines: Vec<SorceryLine>,
}

/// The wizards that there are.
const WIZARDS: &[&str] = &["config", "realtime", "memory", "astdb", "memory_cache"];

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

fn failure(store: &Store, families: Option<&Families>) -> Option<Failure> {
    match store.wizard.as_str() {
        wizard if !WIZARDS.contains(&wizard) => Some(Failure::NoSuchWizard),
        "realtime" => {
            let family = store.data.split(',').next().unwrap_or_default().trim();
            families.filter(|f| f.find(family).next().is_none()).map(|_| Failure::NoSuchFamily)
        }
        _ => None,
    }
}

impl Mapping {
    /// Reads a parsed sorcery.conf. `families` is what extconfig.conf says: where that is not in view, no family is
    /// missed.
    pub fn new(doc: &Document, sources: &Sources, families: Option<&Families>) -> Self {
        let known = families.filter(|f| !f.is_incomplete && !f.is_lost);
        let mut mapping = Self::default();
        for section in SECTIONS {
            if let Some(block) = first_block(doc, sources, section) {
                block.each(|setting, option, value| mapping.take(section, option, value, block.place(setting), known));
            }
        }
        mapping
    }

    fn take(&mut self, section: &'static str, option: &[u8], value: &[u8], span: Span, families: Option<&Families>) {
        let (option, value) = (String::from_utf8_lossy(option), String::from_utf8_lossy(value));
        let (kind, is_cache) = option.split_once('/').map_or((&*option, false), |(k, o)| (k, o.contains("cache")));
        let (wizard, data) = value.split_once(',').unwrap_or((&value, ""));
        let store = Store { wizard: wizard.trim().into(), data: data.trim().into(), span };
        let of = (0..TYPES.len() as u8).map(TypeId).find(|t| t.facts().name == kind && may_name(section, *t));
        let fate = match of {
            None => Fate::NoSuchType,
            Some(of) if owner(of) != section => Fate::Misplaced(owner(of)),
            Some(of) => match (failure(&store, families), self.first_of(of, &store.wizard)) {
                (Some(failure), _) => Fate::Fails(failure),
                _ if is_cache => Fate::Cache,
                (None, Some(first)) => Fate::Repeated(first),
                (None, None) => Fate::Taken,
            },
        };
        if let (Some(of), Fate::Taken | Fate::Misplaced(_)) = (of, fate) {
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

    /// The line of `[res_pjsip]` that cannot be applied, so that nothing of PJSIP loads (D-6).
    pub(crate) fn fatal(&self) -> Option<&SorceryLine> {
        self.lines.iter().find(|l| l.section == "res_pjsip" && matches!(l.fate, Fate::Fails(_)))
    }

    /// Whether sorcery.conf has a line for the type: its defaults are off then (D-4).
    pub(crate) fn is_mapped(&self, of: TypeId) -> bool {
        self.stores.contains_key(&of)
    }

    /// Whether sections of the type in its usual file are not read at all.
    pub fn is_elsewhere(&self, of: TypeId) -> bool {
        of.facts().file == "pjsip.conf" && self.fatal().is_some()
            || self.misplaced(of).is_some()
            || self.stores.get(&of).is_some_and(|s| !s.iter().any(|s| s.is_usual(of)))
    }

    /// Whether one refused object of the type takes all others with it: `integrity=file` (S-14).
    pub(crate) fn wants_all(&self, of: TypeId) -> bool {
        let whole = |s: &Store| {
            let mut parts = s.data.split(',').skip(1).map(str::trim);
            s.is_usual(of)
                && parts.any(|p| p.split_once('=').is_some_and(|(k, v)| k.trim() == "integrity" && v.trim() == "file"))
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
