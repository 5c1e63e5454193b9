//! One configuration file with everything that it includes, in columns: 8 bytes a setting, 20 bytes a section.
//!
//! Nothing is copied: a value is a place in its file, and what a section inherits is looked up when it is asked for.
//! A carrier's file has 3,000,000 sections; one `String` a value would be fifteen times too slow and too large.

use std::cmp::Ordering;

use rustc_hash::FxHashMap;

use crate::source::{FileId, Sources, Span};

use super::include::{Include, Outcome};
use super::lines::Trim;
use super::names::{NameId, Names};
use super::problem::Problem;

/// A section, by its place in the order of reading.
pub type SectionId = u32;
/// A setting (a `name = value` line), by its place in the order of reading.
pub type SettingId = u32;

/// A value whose text is not a run of bytes of the file: an escaped `;`, text around a comment, `+=`.
#[derive(Debug)]
pub(super) struct Odd {
    pub(super) text: Box<[u8]>,
    pub(super) span: Span,
}

/// `len` of a setting whose value is `Odd` number `value`.
const ODD: u16 = u16::MAX;
const NONE: u32 = u32::MAX;

#[derive(Clone, Copy, Debug)]
pub(super) struct Setting {
    value: u32,
    len: u16,
    pub(super) name: NameId,
}

pub(super) const TEMPLATE: u8 = 1;
const COMPLEX: u8 = 2;
const ODD_NAME: u8 = 4;

#[derive(Debug)]
pub(super) struct Section {
    name: u32,
    first: SettingId,
    end: SettingId,
    /// Index into `parents`; `NONE` for a section that inherits nothing.
    parents: u32,
    name_len: u8,
    pub(super) flags: u8,
}

/// A part of a section that is not one run of lines after its parents: `(+)`, lines after an include, `+=`.
#[derive(Clone, Debug)]
struct Piece {
    what: Part,
    /// The number of the header (of any section) under which it came: a section that inherited earlier lacks it.
    tick: u32,
    /// The number of the header under which `+=` replaced it.
    until: u32,
}

#[derive(Clone, Copy, Debug)]
enum Part {
    Own(SettingId, SettingId),
    Inherited(SectionId),
    One(SettingId),
}

/// How a setting came into a section.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origin {
    /// The templates (or sections) that it was inherited through, the nearest first.
    pub templates: Vec<SectionId>,
    /// The `(+)` header under which it stands.
    pub append: Option<Span>,
}

/// A configuration file with its includes.
#[derive(Debug, Default)]
pub struct Document {
    pub(super) settings: Vec<Setting>,
    pub(super) sections: Vec<Section>,
    setting_files: Vec<(SettingId, FileId)>,
    section_files: Vec<(SectionId, FileId)>,
    parents: Vec<Box<[SectionId]>>,
    complex: FxHashMap<SectionId, Vec<Piece>>,
    odd: Vec<Odd>,
    pub(super) names: Names,
    /// The section that the last setting belongs to, while more may follow.
    open: Option<SectionId>,
    /// For each `(+)` header, how many sections there were: sections and these together number the headers.
    appends: Vec<(u32, Span)>,
    /// What is wrong with the text, in the order of reading.
    pub problems: Vec<Problem>,
    /// Every `#include`, `#tryinclude` and `#exec`, in the order of reading.
    pub includes: Vec<Include>,
    /// What became of the main file.
    pub outcome: Outcome,
    /// Settings whose value ends at a `;` with no blank before it (G-9): it may have been meant as a part of it.
    pub cut: Vec<SettingId>,
    /// Headers of sections that were never read: they stand below the line at which a file was cut.
    pub unread: Vec<Span>,
}

impl Document {
    /// Stands for a file that is not there.
    pub fn missing() -> Self {
        Self { outcome: Outcome::Missing, ..Self::default() }
    }

    /// Number of sections, templates included.
    pub fn len(&self) -> u32 {
        self.sections.len() as u32
    }

    /// Whether there is no section.
    pub fn is_empty(&self) -> bool {
        self.sections.is_empty()
    }

    /// Whether the section is a template: invisible to everything but inheritance (G-27).
    pub fn is_template(&self, section: SectionId) -> bool {
        self.sections[section as usize].flags & TEMPLATE != 0
    }

    /// The section's name: at most 79 bytes (G-20), blanks kept (G-18).
    pub fn name<'a>(&'a self, sources: &'a Sources, section: SectionId) -> &'a [u8] {
        let s = &self.sections[section as usize];
        if s.flags & ODD_NAME != 0 {
            let text = &self.odd[s.name as usize].text;
            return &text[..text.len().min(79)];
        }
        sources.bytes(Span { file: self.section_file(section), start: s.name, len: s.name_len as u32 })
    }

    /// Where the section's name stands in its header.
    pub fn name_span(&self, section: SectionId) -> Span {
        let s = &self.sections[section as usize];
        if s.flags & ODD_NAME != 0 {
            return self.odd[s.name as usize].span;
        }
        Span { file: self.section_file(section), start: s.name, len: s.name_len as u32 }
    }

    /// The name's identity for a cache: files are read in one go, so runs of sections share a file.
    fn section_file(&self, section: SectionId) -> FileId {
        run_of(&self.section_files, section)
    }

    fn setting_file(&self, setting: SettingId) -> FileId {
        run_of(&self.setting_files, setting)
    }

    /// The option name of a setting, as written.
    pub fn option<'a>(&'a self, sources: &'a Sources, setting: SettingId) -> &'a [u8] {
        match self.settings[setting as usize].name {
            NameId::OVERFLOW => sources.bytes(self.option_span(sources, setting)),
            id => self.names.text(id),
        }
    }

    /// The identity of the option name; equal names have equal ids but for [`NameId::OVERFLOW`].
    pub fn option_id(&self, setting: SettingId) -> NameId {
        self.settings[setting as usize].name
    }

    /// The text of an option name.
    pub fn name_text(&self, id: NameId) -> &[u8] {
        self.names.text(id)
    }

    /// How many different option names there are: ids are below this.
    pub fn name_count(&self) -> usize {
        self.names.len()
    }

    /// Whether something that belongs to the file could not be looked at: an unresolved include, `#exec`, or the part
    /// below the line at which it fails.
    pub fn is_incomplete(&self) -> bool {
        self.outcome != Outcome::Read
            || !self.unread.is_empty()
            || self.includes.iter().any(|i| i.unresolved || i.files.is_empty())
    }

    /// Every option name that there is, in the order of their ids.
    pub fn option_names(&self) -> impl Iterator<Item = &[u8]> {
        (0..self.names.len()).map(|i| self.names.text(NameId(i as u16)))
    }

    /// The settings whose option name satisfies `wanted`.
    pub fn settings_where(&self, wanted: impl Fn(NameId) -> bool) -> impl Iterator<Item = SettingId> {
        self.settings.iter().enumerate().filter(move |(_, s)| wanted(s.name)).map(|(i, _)| i as SettingId)
    }

    /// The settings that stand under the section's own header; what an include or `(+)` adds later is left out.
    pub fn own_settings(&self, section: SectionId) -> std::ops::Range<SettingId> {
        let s = &self.sections[section as usize];
        s.first..s.end
    }

    /// The value of a setting.
    pub fn value<'a>(&'a self, sources: &'a Sources, setting: SettingId) -> &'a [u8] {
        let s = self.settings[setting as usize];
        if s.len == ODD {
            return &self.odd[s.value as usize].text;
        }
        sources.bytes(Span { file: self.setting_file(setting), start: s.value, len: s.len as u32 })
    }

    /// Where the value stands. For an empty one, the place after the `=`.
    pub fn value_span(&self, setting: SettingId) -> Span {
        let s = self.settings[setting as usize];
        if s.len == ODD {
            return self.odd[s.value as usize].span;
        }
        Span { file: self.setting_file(setting), start: s.value, len: s.len as u32 }
    }

    /// Whether the value's text is, byte for byte, what stands at its span.
    pub fn is_verbatim(&self, setting: SettingId) -> bool {
        self.settings[setting as usize].len != ODD
    }

    /// Where the option name stands: looked up in the line, since hardly any is ever asked for.
    pub fn option_span(&self, sources: &Sources, setting: SettingId) -> Span {
        let value = self.value_span(setting);
        let bytes = &sources.file(value.file).bytes;
        let line = memchr::memrchr(b'\n', &bytes[..value.start as usize]).map_or(0, |n| n + 1);
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

    /// The sections that this one names as its bases, in order.
    pub fn parents(&self, section: SectionId) -> &[SectionId] {
        match self.sections[section as usize].parents {
            NONE => &[],
            p => &self.parents[p as usize],
        }
    }

    /// Calls `each` with every setting of the section as its consumer sees it: inherited ones first (G-30).
    pub fn each_setting(&self, section: SectionId, mut each: impl FnMut(SettingId)) {
        let s = &self.sections[section as usize];
        if s.flags & COMPLEX == 0 {
            if s.parents != NONE {
                for &parent in &*self.parents[s.parents as usize] {
                    self.walk(parent, section, &mut each);
                }
            }
            (s.first..s.end).for_each(each);
        } else {
            self.walk_view(section, u32::MAX, &mut each);
        }
    }

    /// Whether any setting of the section comes from another one.
    pub fn inherits(&self, section: SectionId) -> bool {
        let s = &self.sections[section as usize];
        s.parents != NONE || s.flags & COMPLEX != 0
    }

    fn walk(&self, parent: SectionId, child: SectionId, each: &mut impl FnMut(SettingId)) {
        let p = &self.sections[parent as usize];
        if p.flags & COMPLEX == 0 && p.parents == NONE {
            (p.first..p.end).for_each(each);
        } else {
            self.walk_view(parent, self.tick(child), each);
        }
    }

    /// The section as it was when header number `tick` was read; iterative, for chains of 100,000 templates.
    fn walk_view(&self, section: SectionId, tick: u32, each: &mut impl FnMut(SettingId)) {
        enum Step {
            Section(SectionId, u32),
            Run(SettingId, SettingId),
        }
        let mut steps = vec![Step::Section(section, tick)];
        while let Some(step) = steps.pop() {
            let (section, tick) = match step {
                Step::Run(first, end) => {
                    (first..end).for_each(&mut *each);
                    continue;
                }
                Step::Section(section, tick) => (section, tick),
            };
            let s = &self.sections[section as usize];
            if let Some(pieces) = self.complex.get(&section).filter(|_| s.flags & COMPLEX != 0) {
                for piece in pieces.iter().rev().filter(|p| p.tick < tick && p.until >= tick) {
                    steps.push(match piece.what {
                        Part::Own(first, end) => Step::Run(first, end),
                        Part::One(setting) => Step::Run(setting, setting + 1),
                        Part::Inherited(from) => Step::Section(from, piece.tick),
                    });
                }
            } else {
                steps.push(Step::Run(s.first, s.end));
                let own = self.tick(section);
                steps.extend(self.parents(section).iter().rev().map(|&p| Step::Section(p, own)));
            }
        }
    }

    /// How `setting` came into `section`: nothing of note for its own line.
    pub fn origin(&self, section: SectionId, setting: SettingId) -> Origin {
        let s = &self.sections[section as usize];
        if s.flags & COMPLEX == 0 && (s.first..s.end).contains(&setting) {
            return Origin::default();
        }
        let mut origin = Origin::default();
        let mut at = section;
        // Follows the one parent that holds the setting; chains are acyclic since bases come first.
        for _ in 0..=self.sections.len() {
            match self.holder(at, setting) {
                Some(Holder::Own) | None => return origin,
                Some(Holder::Appended(tick)) => {
                    origin.append = self.append_header(tick);
                    return origin;
                }
                Some(Holder::Parent(parent)) => {
                    origin.templates.push(parent);
                    at = parent;
                }
            }
        }
        origin
    }

    fn holder(&self, section: SectionId, setting: SettingId) -> Option<Holder> {
        let s = &self.sections[section as usize];
        let inside = |parent: SectionId| {
            let mut found = false;
            self.walk_view(parent, u32::MAX, &mut |x| found |= x == setting);
            found.then_some(Holder::Parent(parent))
        };
        if s.flags & COMPLEX == 0 {
            if (s.first..s.end).contains(&setting) {
                return Some(Holder::Own);
            }
            return self.parents(section).iter().copied().find_map(inside);
        }
        self.complex[&section].iter().find_map(|piece| match piece.what {
            Part::Own(first, end) if (first..end).contains(&setting) => {
                Some(if self.is_append(piece.tick) { Holder::Appended(piece.tick) } else { Holder::Own })
            }
            Part::One(one) if one == setting => Some(Holder::Own),
            Part::Inherited(from) => inside(from),
            _ => None,
        })
    }

    fn is_append(&self, tick: u32) -> bool {
        self.append_header(tick).is_some()
    }

    /// The `(+)` header of that number. Their numbers rise, so that 1,000,000 of them are searched in no time.
    fn append_header(&self, tick: u32) -> Option<Span> {
        let (mut low, mut high) = (0, self.appends.len());
        while low < high {
            let middle = low.midpoint(high);
            match (self.appends[middle].0 + middle as u32).cmp(&tick) {
                Ordering::Less => low = middle + 1,
                Ordering::Equal => return Some(self.appends[middle].1),
                Ordering::Greater => high = middle,
            }
        }
        None
    }

    /// The number of the section's header among all headers, `(+)` ones included.
    fn tick(&self, section: SectionId) -> u32 {
        section + self.appends.partition_point(|(n, _)| *n <= section) as u32
    }

    /// The number of the header that was read last.
    fn now(&self) -> u32 {
        (self.sections.len() + self.appends.len()) as u32 - 1
    }
}

enum Holder {
    Own,
    Appended(u32),
    Parent(SectionId),
}

fn run_of(runs: &[(u32, FileId)], index: u32) -> FileId {
    let run = if runs.len() == 1 { 1 } else { runs.partition_point(|(first, _)| *first <= index) };
    runs.get(run.wrapping_sub(1)).map_or(FileId(0), |r| r.1)
}

/// Building; only the reader does.
impl Document {
    pub(super) fn reserve(&mut self, bytes: usize) {
        // Only address space: pages that are not written are never taken.
        self.settings.reserve(bytes / 12);
        self.sections.reserve(bytes / 48);
    }

    pub(super) fn shrink(&mut self) {
        self.close();
        self.settings.shrink_to_fit();
        self.sections.shrink_to_fit();
    }

    /// Ends the section that is open, so that its last lines count as its own.
    pub(super) fn close(&mut self) {
        let end = self.settings.len() as u32;
        let Some(section) = self.open.take() else { return };
        let s = &mut self.sections[section as usize];
        if s.flags & COMPLEX == 0 {
            s.end = end;
        } else if let Some(Piece { what: Part::Own(_, e), .. }) =
            self.complex.get_mut(&section).and_then(|p| p.last_mut())
        {
            *e = end;
        }
    }

    /// A new section; `name` is its place, or its text where that is not as in the file.
    pub(super) fn begin(&mut self, name: Span, text: Option<Box<[u8]>>, flags: u8) -> SectionId {
        self.close();
        let id = self.sections.len() as u32;
        if self.section_files.last().is_none_or(|(_, f)| *f != name.file) {
            self.section_files.push((id, name.file));
        }
        let first = self.settings.len() as u32;
        let (place, flags) = match text {
            None => (name.start, flags),
            Some(text) => (self.keep(text, name), flags | ODD_NAME),
        };
        let name_len = name.len.min(79) as u8;
        self.sections.push(Section { name: place, first, end: first, parents: NONE, name_len, flags });
        self.open = Some(id);
        id
    }

    fn keep(&mut self, text: Box<[u8]>, span: Span) -> u32 {
        self.odd.push(Odd { text, span });
        self.odd.len() as u32 - 1
    }

    /// Keeps a list of bases and gives its number, for [`Self::inherit`].
    pub(super) fn list_of_parents(&mut self, list: &[SectionId]) -> u32 {
        self.parents.push(list.into());
        self.parents.len() as u32 - 1
    }

    /// The new `section` inherits the list of bases number `parents`.
    pub(super) fn inherit(&mut self, section: SectionId, parents: u32) {
        self.sections[section as usize].parents = parents;
    }

    /// A `(+)` header on an existing section.
    pub(super) fn append_to(&mut self, section: SectionId, header: Span, flags: u8) {
        self.close();
        self.appends.push((self.sections.len() as u32, header));
        self.sections[section as usize].flags |= flags;
        self.new_piece(section);
    }

    /// A base named after the `+` of the header that [`Self::append_to`] announced.
    pub(super) fn append_parent(&mut self, section: SectionId, base: SectionId) {
        self.close();
        let tick = self.now();
        self.pieces(section).push(Piece { what: Part::Inherited(base), tick, until: u32::MAX });
        self.new_piece(section);
    }

    fn pieces(&mut self, section: SectionId) -> &mut Vec<Piece> {
        let own = self.tick(section);
        let s = &mut self.sections[section as usize];
        if s.flags & COMPLEX == 0 {
            s.flags |= COMPLEX;
            let mut pieces: Vec<Piece> = Vec::new();
            if s.parents != NONE {
                let inherited = self.parents[s.parents as usize].iter();
                pieces.extend(inherited.map(|&p| Piece { what: Part::Inherited(p), tick: own, until: u32::MAX }));
            }
            pieces.push(Piece { what: Part::Own(s.first, s.end), tick: own, until: u32::MAX });
            self.complex.insert(section, pieces);
        }
        self.complex.entry(section).or_default()
    }

    fn new_piece(&mut self, section: SectionId) {
        let (at, tick) = (self.settings.len() as u32, self.now());
        self.pieces(section).push(Piece { what: Part::Own(at, at), tick, until: u32::MAX });
        self.open = Some(section);
    }

    /// A setting of `section`: its last line, or one that follows an include.
    pub(super) fn push(&mut self, section: SectionId, name: &[u8], value: Span, text: Option<Box<[u8]>>) {
        if self.open != Some(section) {
            self.close();
            self.new_piece(section);
        }
        let name = self.names.intern(name);
        self.push_setting(name, value, text);
    }

    fn push_setting(&mut self, name: NameId, value: Span, text: Option<Box<[u8]>>) -> SettingId {
        let id = self.settings.len() as u32;
        if self.setting_files.last().is_none_or(|(_, f)| *f != value.file) {
            self.setting_files.push((id, value.file));
        }
        let (value, len) = match text {
            None => (value.start, value.len as u16),
            Some(text) => (self.keep(text, value), ODD),
        };
        self.settings.push(Setting { value, len, name });
        id
    }

    /// `name += text`: changes the last variable of that name in place (G-43, G-44), or tells that there is none.
    pub(super) fn extend(
        &mut self,
        sources: &Sources,
        section: SectionId,
        name: &[u8],
        place: Span,
        text: &[u8],
    ) -> bool {
        self.close();
        let id = self.names.intern(name);
        let mut list = Vec::new();
        self.each_setting(section, |s| list.push(s));
        let Some(&last) = list.iter().rev().find(|&&s| self.option_id(s) == id) else {
            self.new_piece(section);
            return false;
        };
        let old = self.value(sources, last).to_vec();
        // ast_variable_update: the first one of that name and of that old value (case aside) takes the new value;
        // an empty old value fits any (G-44).
        let target = list.iter().position(|&s| {
            self.option(sources, s).eq_ignore_ascii_case(name)
                && (old.is_empty() || self.value(sources, s).eq_ignore_ascii_case(&old))
        });
        let value = [&old, text].concat();
        let tick = self.now();
        let new = self.push_setting(id, place, Some(value.trim_ascii_blanks().into()));
        if let Some(target) = target {
            list[target] = new;
        }
        let pieces = self.pieces(section);
        for piece in pieces.iter_mut().filter(|p| p.until == u32::MAX) {
            piece.until = tick;
        }
        // Pieces of this very header are dead at once: `until` keeps them for those who inherited before it.
        pieces.retain(|p| p.tick < tick);
        pieces.extend(list.into_iter().map(|s| Piece { what: Part::One(s), tick, until: u32::MAX }));
        self.new_piece(section);
        true
    }
}
