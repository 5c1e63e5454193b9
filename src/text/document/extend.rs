//! `name += text` (G-43, G-44). A value that grows over 50,000 lines is kept once, not 50,000 times.

use crate::source::{Sources, Span};
use crate::text::names::NameId;
use crate::text::{SectionId, SettingId};
use crate::trim::Trim;

use super::columns::{OWNED, Setting};
use super::{Document, Piece, PiecePart};

/// What `+=` may change in place: lines under the last header, which no section can have inherited yet.
#[derive(Debug, Default)]
pub(super) struct AppendState {
    /// The first setting under the last header.
    first: SettingId,
    /// The setting that `+=` changed last, where it is the only one of its name in its section.
    only: Option<(SectionId, Box<[u8]>, SettingId)>,
}

impl AppendState {
    /// A header comes before setting number `first`.
    pub(super) fn under_header(&mut self, first: SettingId) {
        *self = Self { first, only: None };
    }

    /// Whether a setting of that name makes the one that is known no longer the only one.
    pub(super) fn is_of(&self, section: SectionId, name: &[u8]) -> bool {
        self.only.as_ref().is_some_and(|(s, n, _)| *s == section && n.eq_ignore_ascii_case(name))
    }

    pub(super) fn forget(&mut self) {
        self.only = None;
    }
}

impl Document {
    /// `name += text`: changes the last variable of that name, or tells that there is none. Gives the setting that has
    /// the value now.
    pub(in crate::text) fn extend(
        &mut self,
        sources: &Sources,
        section: SectionId,
        name: &[u8],
        place: Span,
        text: &[u8],
    ) -> Option<SettingId> {
        self.filter_cache.note(section, true);
        if let Some((s, n, setting)) = &self.append_state.only
            && (*s, &**n) == (section, name)
        {
            let setting = *setting;
            let owned = &mut self.owned[self.columns.listed_mut(setting).value as usize];
            owned.text.extend_from_slice(text);
            owned.text.truncate(owned.text.trim_ascii_blanks_end().len());
            owned.span = place;
            self.uncut(setting);
            return Some(setting);
        }
        let is_open = self.open == Some(section);
        self.close();
        if section + 1 == self.section_count() {
            // Its values are no longer those that are written.
            self.list(section);
        }
        let id = self.names.intern(name);
        let mut list = Vec::new();
        self.each_setting(section, |s| list.push(s));
        let Some(&last) = list.iter().rev().find(|&&s| self.option_id(s) == id) else {
            self.new_piece(section);
            return None;
        };
        let old = self.value(sources, last);
        // ast_variable_update: the first one of that name and of that old value (case aside) takes the new value;
        // an empty old value fits any (G-44).
        let is_named = |s: SettingId| self.option(sources, s).eq_ignore_ascii_case(name);
        let target = list
            .iter()
            .position(|&s| is_named(s) && (old.is_empty() || self.value(sources, s).eq_ignore_ascii_case(old)));
        let value = [old, text].concat();
        let value: Box<[u8]> = value.trim_ascii_blanks().into();
        if let Some(target) = target.map(|t| list[t]).filter(|t| *t >= self.append_state.first) {
            let is_only =
                id != NameId::OVERFLOW && !value.is_empty() && !list.iter().any(|&s| s != target && is_named(s));
            self.replace(target, id, place, value);
            self.append_state.only = is_only.then(|| (section, name.into(), target));
            // What follows belongs to the same run of lines.
            self.open = is_open.then_some(section);
            return Some(target);
        }
        let header_no = self.now();
        let new = self.push_setting(id, place, Some(value));
        if let Some(target) = target {
            list[target] = new;
        }
        // Pieces that are dead now are kept for those who inherited before: `until` tells them. Nobody has inherited
        // those that came after the section was last named as a base, or under this very header. Without that 20,000
        // such lines would keep 200,000,000 pieces.
        let named = self.weight.named_at(section).min(header_no);
        let pieces = self.pieces(section);
        for piece in pieces.iter_mut().filter(|p| p.until == u32::MAX) {
            piece.until = header_no;
        }
        pieces.retain(|p| p.header_no < named);
        let kept = if pieces.is_empty() { 0 } else { list.len() as u64 };
        pieces.extend(list.into_iter().map(|s| Piece { what: PiecePart::One(s), header_no, until: u32::MAX }));
        self.weight.note_kept(kept);
        self.new_piece(section);
        Some(new)
    }

    /// Gives a setting another value, that stands elsewhere.
    fn replace(&mut self, setting: SettingId, name: NameId, span: Span, text: Box<[u8]>) {
        let old = *self.columns.listed_mut(setting);
        let value = if old.len == OWNED {
            let owned = &mut self.owned[old.value as usize];
            (owned.text, owned.span) = (text.into_vec(), span);
            old.value
        } else {
            self.keep(text, span)
        };
        *self.columns.listed_mut(setting) = Setting { value, len: OWNED, name };
        self.uncut(setting);
    }

    /// Whether a value's end was cut is a matter of the line that changed it last.
    fn uncut(&mut self, setting: SettingId) {
        if let Some(at) = self.cut.iter().rposition(|s| *s == setting) {
            self.cut.remove(at);
        }
    }
}
