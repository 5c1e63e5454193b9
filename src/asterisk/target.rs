//! The Asterisk that the configuration is for: which types and options there are.

use crate::hashing::SeededMap;

use super::facts::{OptionFacts, TYPES, TypeFacts};
use super::version::Version;

/// An object type: its place in the table of all types.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TypeId(pub(crate) u8);

impl TypeId {
    /// What is known of the type.
    pub fn facts(self) -> &'static TypeFacts {
        &TYPES[self.0 as usize]
    }

    /// The type of that name in that file, in whatever version.
    pub fn find(file: &str, name: &str) -> Option<Self> {
        TYPES.iter().position(|t| t.file == file && t.name == name).map(|i| Self(i as u8))
    }

    /// A type of pjsip.conf. Only for names that the tables have.
    ///
    /// # Panics
    /// If the tables have no such type; the name is a literal of this program.
    pub fn pjsip(name: &str) -> Self {
        Self::find("pjsip.conf", name).expect("the tables have the types that the program names")
    }
}

/// An option of a type: its place among the type's options.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct OptionRef {
    /// The type.
    pub(crate) of: TypeId,
    /// The index into its options.
    pub(crate) index: u16,
}

impl OptionRef {
    /// What is known of the option.
    pub(crate) fn facts(self) -> &'static OptionFacts {
        &self.of.facts().options[self.index as usize]
    }

    /// The option's name.
    pub(crate) fn name(self) -> &'static str {
        self.facts().name
    }
}

/// Why the target is the one that it is; the report says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Choice {
    /// `--asterisk` names it.
    Given,
    /// `pjlint.toml` names it.
    Configured,
    /// `asterisk -V` on this host says so, and the host's own directory is linted.
    Host(String),
    /// Nothing says, so it is the newest long-term release.
    Default,
}

/// The Asterisk that the configuration is for.
#[derive(Clone, Debug)]
pub struct Target {
    /// Its version.
    pub version: Version,
    /// Why this one.
    pub choice: Choice,
    tables: Vec<SeededMap<&'static str, u16>>,
}

impl Target {
    /// The target of that version.
    pub fn new(version: Version, choice: Choice) -> Self {
        let table = |t: &'static TypeFacts| {
            let has = |o: &&(usize, &OptionFacts)| !o.1.pattern && o.1.exists_in(version);
            t.options.iter().enumerate().filter(|o| has(&&(o.0, o.1))).map(|(i, o)| (o.name, i as u16)).collect()
        };
        Self { version, choice, tables: TYPES.iter().map(table).collect() }
    }

    /// Whether this version reads sections of the type.
    pub(crate) fn has_type(&self, of: TypeId) -> bool {
        let t = of.facts();
        !t.internal && self.version.has(t.since, t.removed)
    }

    /// The types of a file that this version reads.
    pub fn types_of<'a>(&'a self, file: &'a str) -> impl Iterator<Item = TypeId> + 'a {
        (0..TYPES.len() as u8).map(TypeId).filter(move |t| t.facts().file == file && self.has_type(*t))
    }

    /// The option of that name (in lower case) that this version's type has.
    pub(crate) fn option(&self, of: TypeId, lower: &str) -> Option<OptionRef> {
        if let Some(&index) = self.tables[of.0 as usize].get(lower) {
            return Some(OptionRef { of, index });
        }
        let fits = |o: &OptionFacts| {
            o.pattern && o.exists_in(self.version) && o.name.strip_prefix('^').is_some_and(|p| lower.starts_with(p))
        };
        of.facts().options.iter().position(fits).map(|i| OptionRef { of, index: i as u16 })
    }

    /// The options that this version's type has.
    pub(crate) fn options(&self, of: TypeId) -> impl Iterator<Item = OptionRef> + '_ {
        let options = of.facts().options.iter().enumerate();
        options.filter(|(_, o)| o.exists_in(self.version)).map(move |(i, _)| OptionRef { of, index: i as u16 })
    }

    /// Whether auth objects keep digests by algorithm (S-41, S-42); short for what several handlers depend on.
    pub(crate) fn is_modern_auth(&self) -> bool {
        self.version.from(&[(20, 12), (21, 7), (22, 2), (23, 0), (24, 0)])
    }

    /// Whether numbers may be written `0b11`: not a matter of Asterisk but of the C library that distributions
    /// ship next to it, which knows them since C23 (S-21).
    pub(crate) fn reads_binary(&self) -> bool {
        self.version.major >= 20
    }
}
