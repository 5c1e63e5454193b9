//! Sorcery's verdict on every section: which object it becomes, or why it becomes none (part S).

mod effective;
mod handler;
mod index;
mod load;
mod load_options;
mod loader;
mod mapping;
mod object;
mod object_checks;
mod realtime_drivers;
mod rejection;
mod transports;
mod verdict;
mod view;
mod wizard;

use crate::hashing::SeededSet;

use crate::asterisk::TypeId;
use crate::source::{Sources, Span};
use crate::text::{Document, SectionId, SettingId};

pub use effective::{Effective, EffectiveValue, effective};
use index::{Index, hash};
pub use load_options::{LoadOptions, ThirdParty};
pub(crate) use rejection::{ObjectCheck, RejectReason, Rejection, Remark};
pub(crate) use verdict::{Cause, Explanation, UnknownType, explain, objects_of, state_of};

pub(crate) use handler::{Accepted, check_value};
pub use load::{Configuration, LoadError, Main, load};
pub use mapping::{Failure, Fate, Mapping, SorceryLine, Store};
pub(crate) use mapping::{WIZARDS, module_of};
pub(crate) use object::Object;
pub(crate) use wizard::{Generated, Missing, fault_text, is_wizard_option, wizard_options};

/// What became of a section.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// An object that Asterisk has.
    Loaded,
    /// Refused: a line in it costs it.
    Rejected,
    /// Refused with its whole type, because of a duplicate, of one `global` too many, or of another object that is
    /// refused where sorcery.conf wants all or none (S-8, S-49, S-14).
    TypeLost,
    /// Lost with its file (G-69).
    FileLost,
    /// A template: no object is wanted (G-27).
    Template,
    /// No `type`: ignored in silence (S-5).
    NoType,
    /// A `type` that nothing reads: ignored in silence (S-3, S-5).
    UnknownType,
    /// Of a type that a third-party module reads, or of one that is still to be filled in: nothing is known of it.
    Foreign,
    /// sorcery.conf says that objects of this type are not in this file (D-4).
    Elsewhere,
    /// modules.conf does not load the module that reads objects of this type (M-109).
    NoModule,
    /// A wizard's object of which pjsip.conf has one of the same type and id: that one is found (W-5).
    Shadowed,
    /// A wizard's object in whose place a later wizard of the same name has put its own, or none (W-6).
    Replaced,
    /// A wizard's object that Asterisk does not come to, because one before it is refused (W-12, W-16).
    Unmade,
}

impl State {
    /// Whether Asterisk reads the object and refuses it: alone, with its type or with its file.
    pub(crate) fn is_rejected(self) -> bool {
        matches!(self, Self::Rejected | Self::TypeLost | Self::FileLost)
    }
}

/// A type that is lost as a whole.
#[derive(Clone, Copy, Debug)]
pub struct LostType {
    /// The type.
    pub of: TypeId,
    /// The object that was there first.
    pub(crate) first: SectionId,
    /// The one that is too many.
    pub(crate) second: SectionId,
    /// It is one `global` or `system` too many, and no duplicate id.
    pub(crate) too_many: bool,
}

const NO_TYPE: u8 = u8::MAX;

/// The verdicts on one file's sections.
#[derive(Debug, Default)]
pub struct LoadedFile {
    /// The text.
    pub doc: Document,
    types: Vec<u8>,
    states: Vec<State>,
    index: Index,
    /// The hashes of ids that come twice in a type.
    twice: SeededSet<u32>,
    /// Every refused object, in file order.
    pub rejections: Vec<Rejection>,
    /// Every type that is lost as a whole.
    pub lost: Vec<LostType>,
    /// Values that are accepted in another sense than they have.
    pub(crate) remarks: Vec<Remark>,
    /// Sections that are an object of a second type by their name: a typed `[global]` (S-6).
    pub(crate) also: Vec<(SectionId, TypeId)>,
    /// Pairs of TLS transports of which the second has no socket, silently (T-7).
    pub(crate) silent_tls: Vec<(SectionId, SectionId)>,
    /// For a transport that is refused because its address is taken: the one that has it (T-6).
    pub(crate) taken_by: Vec<(SectionId, SectionId)>,
    /// Transports that start with what a refused one before them left behind, the refused one first (S-62).
    pub leaks: Vec<(SectionId, SectionId)>,
    /// For each such transport the settings that it starts with, in order, by the option's index (S-62).
    leaked: Vec<(SectionId, Vec<(u16, SettingId)>)>,
    /// Types that sorcery.conf wants whole (`integrity=file`) and that are lost with this refused object (S-14).
    pub incomplete: Vec<(TypeId, SectionId)>,
    /// The sections that pjsip_wizard.conf stands for.
    pub(crate) generated: Generated,
    /// Types whose module modules.conf does not load.
    pub(crate) unread: Vec<TypeId>,
}

impl LoadedFile {
    /// The type that the section is of, if it names one that Asterisk reads from this file.
    pub fn type_of(&self, section: SectionId) -> Option<TypeId> {
        self.types.get(section as usize).filter(|t| **t != NO_TYPE).map(|t| TypeId(*t))
    }

    /// What became of the section.
    pub fn state(&self, section: SectionId) -> State {
        let state = self.states[section as usize];
        let lost = || self.type_of(section).is_some_and(|t| self.is_lost(t));
        if state == State::Loaded
            && !self.unread.is_empty()
            && self.type_of(section).is_some_and(|t| self.unread.contains(&t))
        {
            return State::NoModule;
        }
        let any = !self.lost.is_empty() || !self.incomplete.is_empty();
        if state == State::Loaded && any && !self.generated.is_generated(section) && lost() {
            State::TypeLost
        } else {
            state
        }
    }

    /// Whether the type is lost as a whole.
    pub(crate) fn is_lost(&self, of: TypeId) -> bool {
        self.lost.iter().any(|l| l.of == of) || self.incomplete.iter().any(|(t, _)| *t == of)
    }

    /// The section that is, or was to be, the object of that type and id: the loaded one if there is one.
    pub fn find(&self, sources: &Sources, of: TypeId, id: &[u8]) -> Option<SectionId> {
        let is_it = |s: SectionId| self.types[s as usize] == of.0 && self.doc.name(sources, s) == id;
        if let Some(found) = self.index.find(hash(of, id), is_it) {
            return Some(found);
        }
        self.also.iter().find(|(s, t)| *t == of && self.doc.name(sources, *s) == id).map(|(s, _)| *s)
    }

    /// The same, asked by a section near which it probably stands.
    pub(crate) fn find_near(&self, sources: &Sources, of: TypeId, id: &[u8], near: SectionId) -> Option<SectionId> {
        let is_it = |s: &SectionId| self.types.get(*s as usize) == Some(&of.0) && self.doc.name(sources, *s) == id;
        // Where an id comes twice, one of them is the object.
        let is_once = || self.twice.is_empty() || !self.twice.contains(&hash(of, id));
        let beside = [near + 1, near + 2, near.wrapping_sub(1), near.wrapping_sub(2)];
        beside.into_iter().find(is_it).filter(|_| is_once()).or_else(|| self.find(sources, of, id))
    }

    /// Whether there is a loaded object of that type and id.
    pub(crate) fn is_loaded(&self, sources: &Sources, of: TypeId, id: &[u8]) -> bool {
        self.find(sources, of, id).is_some_and(|s| self.state(s) == State::Loaded)
    }

    /// The sections that name this type, in file order.
    pub fn of_type(&self, of: TypeId) -> impl Iterator<Item = SectionId> + '_ {
        self.types.iter().enumerate().filter(move |(_, t)| **t == of.0).map(|(s, _)| s as SectionId)
    }

    /// The global object that is in force: of several loaded ones the last, and a section of another type that is one
    /// by its name is one too (S-6, S-49).
    pub fn global(&self) -> Option<SectionId> {
        let of = TypeId::pjsip("global");
        let is_lost = self.is_lost(of);
        let by_name = self.also.iter().filter(|(_, t)| *t == of && !is_lost).map(|(s, _)| *s);
        self.of_type(of).filter(|s| self.state(*s) == State::Loaded).chain(by_name).max()
    }

    /// Where the section's name stands.
    pub(crate) fn name_span(&self, section: SectionId) -> Span {
        self.doc.name_span(section)
    }
}
