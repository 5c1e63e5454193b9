//! Building the columns; only the reader does.

use crate::source::Span;
use crate::text::names::NameId;
use crate::text::{SectionId, SettingId};

use super::{COMPLEX, Document, NONE, ODD, ODD_NAME, Odd, Part, Piece, Section, Setting};

impl Document {
    pub(in crate::text) fn reserve(&mut self, bytes: usize) {
        // Only address space: pages that are not written are never taken.
        self.settings.reserve(bytes / 12);
        self.sections.reserve(bytes / 48);
    }

    pub(in crate::text) fn shrink(&mut self) {
        self.close();
        self.settings.shrink_to_fit();
        self.sections.shrink_to_fit();
    }

    /// Ends the section that is open, so that its last lines count as its own.
    pub(in crate::text) fn close(&mut self) {
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
    pub(in crate::text) fn begin(&mut self, name: Span, text: Option<Box<[u8]>>, flags: u8) -> SectionId {
        self.close();
        let id = self.sections.len() as u32;
        if self.section_files.last().is_none_or(|(_, f)| *f != name.file) {
            self.section_files.push((id, name.file));
        }
        let first = self.settings.len() as u32;
        self.fresh.under_header(first);
        let (place, flags) = match text {
            None => (name.start, flags),
            Some(text) => (self.keep(text, name), flags | ODD_NAME),
        };
        let name_len = name.len.min(79) as u8;
        self.sections.push(Section { name: place, first, end: first, parents: NONE, name_len, flags });
        self.open = Some(id);
        id
    }

    pub(super) fn keep(&mut self, text: Box<[u8]>, span: Span) -> u32 {
        self.odd.push(Odd { text: text.into_vec(), span });
        self.odd.len() as u32 - 1
    }

    /// Keeps a list of bases and gives its number, for [`Self::inherit`].
    pub(in crate::text) fn list_of_parents(&mut self, list: &[SectionId]) -> u32 {
        self.weigh_list(list);
        self.parents.push(list.into());
        self.parents.len() as u32 - 1
    }

    /// The new `section` inherits the list of bases number `parents`.
    pub(in crate::text) fn inherit(&mut self, section: SectionId, parents: u32) {
        self.weigh_heir(parents);
        self.sections[section as usize].parents = parents;
    }

    /// A `(+)` header on an existing section.
    pub(in crate::text) fn append_to(&mut self, section: SectionId, header: Span, flags: u8) {
        self.close();
        self.fresh.under_header(self.settings.len() as u32);
        self.appends.push((self.sections.len() as u32, header));
        self.watch.note(section, flags != 0);
        self.sections[section as usize].flags |= flags;
        self.new_piece(section);
    }

    /// A base named after the `+` of the header that [`Self::append_to`] announced.
    pub(in crate::text) fn append_parent(&mut self, section: SectionId, base: SectionId) {
        self.close();
        self.weigh_appended(section, base);
        let tick = self.now();
        self.pieces(section).push(Piece { what: Part::Inherited(base), tick, until: u32::MAX });
        self.new_piece(section);
    }

    pub(super) fn pieces(&mut self, section: SectionId) -> &mut Vec<Piece> {
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

    pub(super) fn new_piece(&mut self, section: SectionId) {
        let (at, tick) = (self.settings.len() as u32, self.now());
        self.pieces(section).push(Piece { what: Part::Own(at, at), tick, until: u32::MAX });
        self.open = Some(section);
    }

    /// A setting of `section`: its last line, or one that follows an include.
    pub(in crate::text) fn push(
        &mut self,
        section: SectionId,
        name: &[u8],
        value: Span,
        text: Option<Box<[u8]>>,
    ) -> SettingId {
        if self.open != Some(section) {
            self.close();
            self.watch.note(section, false);
            self.new_piece(section);
        }
        let id = self.names.intern(name);
        if self.fresh.is_of(section, self.names.text(id)) {
            self.fresh.forget();
        }
        self.push_setting(id, value, text)
    }

    pub(super) fn push_setting(&mut self, name: NameId, value: Span, text: Option<Box<[u8]>>) -> SettingId {
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
}
