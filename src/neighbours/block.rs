//! How Asterisk's older readers (`ast_variable_browse`, `ast_variable_retrieve`) look into a parsed file.

use crate::source::{Sources, Span};
use crate::text::{Document, Outcome, SectionId, SettingId};

use super::Text;

/// The settings of one section.
#[derive(Clone, Copy, Debug)]
pub struct Block<'a> {
    doc: &'a Document,
    sources: &'a Sources,
    section: SectionId,
}

/// The first section of that name, its case set aside: the only one that most readers look at. Templates are invisible,
/// and so is everything in a file that does not parse (G-69).
pub(crate) fn first_block<'a>(doc: &'a Document, sources: &'a Sources, name: &'a str) -> Option<Block<'a>> {
    blocks(doc, sources, name).next()
}

/// Every section of that name, for readers that go through the whole file.
pub(crate) fn blocks<'a>(doc: &'a Document, sources: &'a Sources, name: &'a str) -> impl Iterator<Item = Block<'a>> {
    Block::all(doc, sources).filter(move |b| b.is_called(name))
}

impl<'a> Block<'a> {
    /// Every section that is not a template, in the order of reading.
    pub(crate) fn all(doc: &'a Document, sources: &'a Sources) -> impl Iterator<Item = Self> {
        let last = if doc.outcome == Outcome::Read { doc.section_count() } else { 0 };
        (0..last).filter(|s| !doc.is_template(*s)).map(move |section| Self { doc, sources, section })
    }

    /// The section's name.
    pub(crate) fn name(&self) -> &'a [u8] {
        self.doc.name(self.sources, self.section)
    }

    /// Whether that is the section's name, its case set aside.
    pub(crate) fn is_called(&self, name: &str) -> bool {
        self.name().eq_ignore_ascii_case(name.as_bytes())
    }

    /// The section.
    pub fn section(&self) -> SectionId {
        self.section
    }

    /// Where the section's name stands.
    pub(crate) fn span(&self) -> Span {
        self.doc.name_span(self.section)
    }

    /// Calls `each` with every setting, its option name and its value, inherited ones first (G-30).
    pub(crate) fn each(&self, mut each: impl FnMut(SettingId, &'a [u8], &'a [u8])) {
        let Self { doc, sources, section } = *self;
        doc.each_setting(section, |s| each(s, doc.option(sources, s), doc.value(sources, s)));
    }

    /// The first setting of that name, its case set aside: `ast_variable_retrieve`.
    pub(crate) fn first(&self, option: &str) -> Option<(&'a [u8], Span)> {
        let found = self.doc.first_setting(self.sources, self.section, option.as_bytes())?;
        Some((self.doc.value(self.sources, found), self.place(found)))
    }

    /// The value of a setting, with its place.
    pub(crate) fn text(&self, setting: SettingId) -> Text<'a> {
        let bytes = self.doc.value(self.sources, setting);
        Text { bytes, span: self.doc.value_span(setting), exact: self.doc.is_verbatim(setting) }
    }

    /// The whole setting's place, name to value.
    pub(crate) fn place(&self, setting: SettingId) -> Span {
        self.doc.setting_span(self.sources, setting)
    }
}
