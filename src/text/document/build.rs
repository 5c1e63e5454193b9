//! Building the columns; only the reader does.

use crate::source::{FileId, Span};
use crate::text::names::NameId;
use crate::text::{SectionId, SettingId};

use super::columns::{OWNED, Setting};
use super::{COMPLEX, Document, OWNED_NAME, OwnedText, Piece, PiecePart};

impl Document {
    pub(in crate::text) fn reserve(&mut self, bytes: usize) {
        self.columns.reserve(bytes);
    }

    pub(in crate::text) fn shrink(&mut self) {
        self.close();
        self.columns.settle();
        self.section_files.settle(self.section_count());
        self.setting_files.settle(self.columns.setting_count() as u32);
    }

    /// Ends the section that is open, so that its last lines count as its own.
    pub(in crate::text) fn close(&mut self) {
        let end = self.columns.setting_count() as u32;
        let Some(section) = self.open.take() else { return };
        if self.columns.section(section).flags & COMPLEX == 0 {
            self.columns.end(section);
        } else if let Some(Piece { what: PiecePart::Own(_, e), .. }) =
            self.complex.get_mut(&section).and_then(|p| p.last_mut())
        {
            *e = end;
        }
    }

    /// A new section; `name` is its place, or its text where that is not as in the file.
    pub(in crate::text) fn begin(&mut self, name: Span, text: Option<Box<[u8]>>, flags: u8) -> SectionId {
        self.close();
        let id = self.section_count();
        self.section_files.note(id, name.file);
        self.append_state.under_header(self.columns.setting_count() as u32);
        let (place, flags) = match text {
            None => (name.start, flags),
            Some(text) => (self.keep(text, name), flags | OWNED_NAME),
        };
        let name_len = name.len.min(79) as u8;
        self.columns.push_section(place, name_len, flags);
        self.open = Some(id);
        id
    }

    pub(super) fn keep(&mut self, text: Box<[u8]>, span: Span) -> u32 {
        self.owned.push(OwnedText { text: text.into_vec(), span });
        self.owned.len() as u32 - 1
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
        self.columns.set_parents(section, parents);
    }

    /// A `(+)` header on an existing section.
    pub(in crate::text) fn append_to(&mut self, section: SectionId, header: Span, flags: u8) {
        self.close();
        self.append_state.under_header(self.columns.setting_count() as u32);
        self.appends.push((self.section_count(), header));
        self.filter_cache.note(section, flags != 0);
        self.columns.sections[section as usize].flags |= flags;
        self.new_piece(section);
    }

    /// A base named after the `+` of the header that [`Self::append_to`] announced.
    pub(in crate::text) fn append_parent(&mut self, section: SectionId, base: SectionId) {
        self.close();
        self.weigh_appended(section, base);
        let header_no = self.now();
        self.pieces(section).push(Piece { what: PiecePart::Inherited(base), header_no, until: u32::MAX });
        self.new_piece(section);
    }

    /// Lists the settings of the last section.
    pub(super) fn list(&mut self, section: SectionId) {
        let (first, file) = (self.columns.section(section).first, self.name_span(section).file);
        if self.columns.list(section) {
            self.setting_files.note(first, file);
        }
    }

    pub(super) fn pieces(&mut self, section: SectionId) -> &mut Vec<Piece> {
        let own = self.header_no(section);
        if self.columns.section(section).flags & COMPLEX == 0 {
            let (lines, inherited) = (self.columns.own(section), self.parents(section).iter());
            let inherited =
                inherited.map(|&p| Piece { what: PiecePart::Inherited(p), header_no: own, until: u32::MAX });
            let mut pieces: Vec<Piece> = inherited.collect();
            pieces.push(Piece { what: PiecePart::Own(lines.start, lines.end), header_no: own, until: u32::MAX });
            self.columns.sections[section as usize].flags |= COMPLEX;
            self.complex.insert(section, pieces);
        }
        self.complex.entry(section).or_default()
    }

    pub(super) fn new_piece(&mut self, section: SectionId) {
        self.weigh_change();
        let (at, header_no) = (self.columns.setting_count() as u32, self.now());
        self.pieces(section).push(Piece { what: PiecePart::Own(at, at), header_no, until: u32::MAX });
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
        if self.open == Some(section) {
            // It was taken for whole, and goes on in the next file of a glob.
            self.list(section);
        } else {
            self.close();
            self.filter_cache.note(section, false);
            self.new_piece(section);
        }
        let id = self.names.intern(name);
        if self.append_state.is_of(section, self.names.text(id)) {
            self.append_state.forget();
        }
        self.push_setting(id, value, text)
    }

    pub(super) fn push_setting(&mut self, name: NameId, value: Span, text: Option<Box<[u8]>>) -> SettingId {
        let file = value.file;
        let (value, len) = match text {
            None => (value.start, value.len as u16),
            Some(text) => (self.keep(text, value), OWNED),
        };
        self.push_listed(Setting { value, len, name }, file)
    }

    pub(super) fn push_listed(&mut self, setting: Setting, file: FileId) -> SettingId {
        let id = self.columns.push(setting);
        self.setting_files.note(id, file);
        id
    }
}
