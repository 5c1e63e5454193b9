//! One configuration file with everything that it includes, in columns: 16 bytes a section, and a byte for each setting
//! of one that is written as others are (see `skeleton`), 9 bytes for each of the rest.
//!
//! Nothing is copied: a value is a place in its file, and what a section inherits is looked up when it is asked for.
//! A carrier's file has 3,000,000 sections; one `String` a value would be fifteen times too slow and too large.

mod build;
mod columns;
mod extend;
mod files;
mod filter_cache;
mod inherit;
mod inheritance_budget;
mod inheritance_stability;
pub(in crate::text) mod join;
mod suffixed;
mod synthetic;
mod synthetic_batch;

use crate::hashing::{SeededMap, SeededSet};

use crate::source::{FileId, Sources, Span, line_start};

use super::include::{Include, Outcome};
use super::names::{NameId, Names};
use super::problem::Problem;

use columns::{Columns, OWNED, SUFFIXED, Setting, SettingRef};
use extend::AppendState;
use files::Files;
use filter_cache::FilterCache;
use inheritance_budget::InheritanceBudget;
use suffixed::SuffixedText;

pub use synthetic::{SyntheticTemplate, SyntheticText};
pub use synthetic_batch::SyntheticBatch;

/// A section, by its place in the order of reading.
pub type SectionId = u32;
/// A setting (a `name = value` line), by its place in the order of reading.
pub type SettingId = u32;

/// A value whose text is not a run of bytes of the file: an escaped `;`, text around a comment, `+=`.
#[derive(Debug)]
pub(super) struct OwnedText {
    pub(super) text: Vec<u8>,
    pub(super) span: Span,
}

const NONE: u32 = u32::MAX;

pub(super) const TEMPLATE: u8 = 1;
const COMPLEX: u8 = 2;
const OWNED_NAME: u8 = 4;
const SUFFIXED_NAME: u8 = 16;

/// A part of a section that is not one run of lines after its parents: `(+)`, lines after an include, `+=`.
#[derive(Clone, Debug)]
struct Piece {
    what: PiecePart,
    /// The number of the header (of any section) under which it came: a section that inherited earlier lacks it.
    header_no: u32,
    /// The number of the header under which `+=` replaced it.
    until: u32,
}

#[derive(Clone, Copy, Debug)]
enum PiecePart {
    Own(SettingId, SettingId),
    Inherited(SectionId),
    One(SettingId),
}

/// How a setting came into a section.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origin {
    /// The templates (or sections) that it was inherited through, the nearest first.
    pub(crate) templates: Vec<SectionId>,
    /// The `(+)` header under which it stands.
    pub(crate) append: Option<Span>,
}

/// A configuration file with its includes.
#[derive(Debug, Default)]
pub struct Document {
    columns: Columns,
    setting_files: Files,
    section_files: Files,
    parents: Vec<Box<[SectionId]>>,
    complex: SeededMap<SectionId, Vec<Piece>>,
    owned: Vec<OwnedText>,
    suffixed: SuffixedText,
    pub(super) names: Names,
    /// The section that the last setting belongs to, while more may follow.
    open: Option<SectionId>,
    /// For each `(+)` header, how many sections there were: sections and these together number the headers.
    appends: Vec<(u32, Span)>,
    /// How many settings are inherited.
    weight: InheritanceBudget,
    /// Bases that give later sections other lines than earlier ones.
    unsteady: SeededSet<SectionId>,
    /// Sections that changed after they were left, if a filter depends on them.
    filter_cache: FilterCache,
    /// What `+=` may change in place.
    append_state: AppendState,
    /// What is wrong with the text, in the order of reading.
    pub problems: Vec<Problem>,
    /// Every `#include`, `#tryinclude` and `#exec`, in the order of reading.
    pub includes: Vec<Include>,
    /// What became of the main file.
    pub outcome: Outcome,
    /// Settings whose value ends at a `;` with no space before it (G-9): it may have been meant as a part of it.
    pub(crate) cut: Vec<SettingId>,
    /// Headers of sections that were never read: they stand below the line at which a file was cut.
    pub unread: Vec<Span>,
    /// Filters of `(+filter)` of which pjlint cannot tell which section they fit (G-36).
    pub(crate) doubtful: Vec<Span>,
}

impl Document {
    /// Stands for a file that is not there.
    pub(crate) fn missing() -> Self {
        Self { outcome: Outcome::Missing, ..Self::default() }
    }

    /// Number of sections, templates included.
    pub fn section_count(&self) -> u32 {
        self.columns.sections.len() as u32
    }

    /// Whether the section is a template: invisible to everything but inheritance (G-27).
    pub fn is_template(&self, section: SectionId) -> bool {
        self.columns.section(section).flags & TEMPLATE != 0
    }

    /// The section's name: at most 79 bytes (G-20) unless it is a wizard's with something behind it (W-22), spaces kept
    /// (G-18).
    pub fn name<'a>(&'a self, sources: &'a Sources, section: SectionId) -> &'a [u8] {
        let s = self.columns.section(section);
        if s.flags & (OWNED_NAME | SUFFIXED_NAME) != 0 {
            return match s.flags & OWNED_NAME {
                0 => self.suffixed.text(s.name),
                _ => &self.owned[s.name as usize].text,
            };
        }
        sources.bytes(Span { file: self.section_file(section), start: s.name, len: s.name_len as u32 })
    }

    /// Where the section's name stands in its header.
    pub fn name_span(&self, section: SectionId) -> Span {
        let s = self.columns.section(section);
        if s.flags & (OWNED_NAME | SUFFIXED_NAME) != 0 {
            return match s.flags & OWNED_NAME {
                0 => self.suffixed.span(s.name),
                _ => self.owned[s.name as usize].span,
            };
        }
        Span { file: self.section_file(section), start: s.name, len: s.name_len as u32 }
    }

    /// The name's identity for a cache: files are read in one go, so runs of sections share a file.
    fn section_file(&self, section: SectionId) -> FileId {
        self.section_files.of(section)
    }

    fn setting_file(&self, setting: SettingId) -> FileId {
        self.setting_files.of(setting)
    }

    /// Number of skeletons.
    pub(crate) fn skeleton_count(&self) -> usize {
        self.columns.skeletons.all.len()
    }

    /// For a section that has a skeleton: of which of its own settings the value may differ from section to section, a
    /// bit each. All others have the same names and values in all sections of the skeleton; none of those that differ
    /// is empty, and none is the `type`.
    pub(crate) fn open_settings(&self, section: SectionId) -> u64 {
        self.skeleton(section).map_or(0, |skeleton| self.columns.skeletons.all[skeleton as usize].open)
    }

    /// The option name of a setting, as written.
    pub fn option<'a>(&'a self, sources: &'a Sources, setting: SettingId) -> &'a [u8] {
        match self.columns.name(setting) {
            NameId::OVERFLOW => sources.bytes(self.option_span(sources, setting)),
            id => self.names.text(id),
        }
    }

    /// The identity of the option name; equal names have equal ids but for [`NameId::OVERFLOW`].
    pub(crate) fn option_id(&self, setting: SettingId) -> NameId {
        self.columns.name(setting)
    }

    /// The text of an option name.
    pub(crate) fn name_text(&self, id: NameId) -> &[u8] {
        self.names.text(id)
    }

    /// Whether something that belongs to the file could not be looked at: an unresolved include, `#exec`, the part
    /// below the line at which it fails, or a section that a filter may or may not fit.
    pub(crate) fn is_incomplete(&self) -> bool {
        self.outcome != Outcome::Read
            || !self.unread.is_empty()
            || !self.doubtful.is_empty()
            || self.includes.iter().any(|i| i.unresolved || i.files.is_empty())
    }

    /// Every option name that there is, in the order of their ids.
    pub(crate) fn option_names(&self) -> impl Iterator<Item = &[u8]> {
        (0..self.names.len()).map(|i| self.names.text(NameId(i as u16)))
    }

    /// Number of settings, those of templates included.
    pub(crate) fn setting_count(&self) -> usize {
        self.columns.setting_count()
    }

    /// The settings whose option name satisfies `wanted`, in the order of reading.
    pub(crate) fn settings_where(&self, wanted: impl Fn(NameId) -> bool) -> impl Iterator<Item = SettingId> {
        self.columns.named(wanted).into_iter()
    }

    /// The settings that stand under the section's own header; what an include or `(+)` adds later is left out.
    pub fn own_settings(&self, section: SectionId) -> std::ops::Range<SettingId> {
        self.columns.own(section)
    }

    /// The value of a setting.
    pub fn value<'a>(&'a self, sources: &'a Sources, setting: SettingId) -> &'a [u8] {
        match self.columns.get(setting) {
            SettingRef::Listed(s) if s.len == OWNED => &self.owned[s.value as usize].text,
            SettingRef::Listed(s) if s.len == SUFFIXED => self.suffixed.text(s.value),
            SettingRef::Listed(s) => {
                sources.bytes(Span { file: self.setting_file(setting), start: s.value, len: s.len as u32 })
            }
            SettingRef::Fitted { section, start, len } => {
                sources.bytes(Span { file: self.section_file(section), start, len })
            }
        }
    }

    /// The value of the section's own setting of that number: quicker than to find out whose a setting is.
    pub(crate) fn own_value<'a>(&'a self, sources: &'a Sources, section: SectionId, nth: u32) -> &'a [u8] {
        let s = self.columns.section(section);
        match self.columns.fitted_or_none(s, s.first + nth) {
            Some((start, len)) => sources.bytes(Span { file: self.section_file(section), start, len }),
            None => self.value(sources, s.first + nth),
        }
    }

    /// Where the value of the section's own setting of that number stands.
    pub(crate) fn own_value_span(&self, section: SectionId, nth: u32) -> Span {
        let s = self.columns.section(section);
        match self.columns.fitted_or_none(s, s.first + nth) {
            Some((start, len)) => Span { file: self.section_file(section), start, len },
            None => self.value_span(s.first + nth),
        }
    }

    /// Where the value stands. For an empty one, the place after the `=`.
    pub fn value_span(&self, setting: SettingId) -> Span {
        match self.columns.get(setting) {
            SettingRef::Listed(s) if s.len == OWNED => self.owned[s.value as usize].span,
            SettingRef::Listed(s) if s.len == SUFFIXED => self.suffixed.span(s.value),
            SettingRef::Listed(s) => Span { file: self.setting_file(setting), start: s.value, len: s.len as u32 },
            SettingRef::Fitted { section, start, len } => Span { file: self.section_file(section), start, len },
        }
    }

    /// Whether the value's text is, byte for byte, what stands at its span.
    pub(crate) fn is_verbatim(&self, setting: SettingId) -> bool {
        !matches!(self.columns.get(setting), SettingRef::Listed(Setting { len: OWNED | SUFFIXED, .. }))
    }

    /// Where the option name stands: looked up in the line, since hardly any is ever asked for.
    pub(crate) fn option_span(&self, sources: &Sources, setting: SettingId) -> Span {
        let value = self.value_span(setting);
        let bytes = &sources.file(value.file).bytes;
        // A line that is read is no longer than this; one of 1 GB with NULs in it is read in pieces (G-6).
        let least = (value.start as usize).saturating_sub(8192);
        let line = least + line_start(&bytes[least..], value.start as usize - least);
        let text = &bytes[line..value.start as usize];
        let name = memchr::memchr(b'=', text).map_or(text, |n| &text[..n]);
        let blank = |b: &u8| *b <= 32;
        let left = name.iter().take_while(|b| blank(b)).count();
        let name = &name[left..];
        let name = name.strip_suffix(b"+").unwrap_or(name);
        let right = name.iter().rev().take_while(|b| blank(b)).count();
        Span { file: value.file, start: (line + left) as u32, len: (name.len() - right) as u32 }
    }

    /// Where the whole setting stands, name to value.
    pub fn setting_span(&self, sources: &Sources, setting: SettingId) -> Span {
        let (name, value) = (self.option_span(sources, setting), self.value_span(setting));
        Span { len: value.end().max(name.end()) - name.start, ..name }
    }
}
