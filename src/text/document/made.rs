//! Sections that no header makes: pjsip_wizard.conf stands for some, and they are kept as if a file had them.

use crate::source::{Sources, Span};
use crate::text::{NameId, SectionId, SettingId};

use super::{Document, NONE, ODD, ODD_NAME, TEMPLATE};

/// A name or value of a made section, and the place that it is owed to.
#[derive(Clone, Copy, Debug)]
pub enum Text<'a> {
    /// What stands there, byte for byte.
    Verbatim(Span),
    /// Something made of it.
    Composed(&'a [u8], Span),
}

impl Document {
    /// The section's name as a made section may have it.
    pub fn name_as_text(&self, section: SectionId) -> Text<'_> {
        let s = &self.sections[section as usize];
        let span = self.name_span(section);
        if s.flags & ODD_NAME == 0 {
            Text::Verbatim(span)
        } else {
            Text::Composed(&self.odd[s.name as usize].text, span)
        }
    }

    /// The value of a setting as a made section may have it.
    pub fn value_as_text(&self, setting: SettingId) -> Text<'_> {
        let s = self.settings[setting as usize];
        let span = self.value_span(setting);
        if s.len == ODD { Text::Composed(&self.odd[s.value as usize].text, span) } else { Text::Verbatim(span) }
    }

    /// Begins a made section at the end of the document; settings follow by [`Self::make_setting`].
    pub fn make_section(&mut self, name: Text<'_>, template: bool) -> SectionId {
        let flags = if template { TEMPLATE } else { 0 };
        match name {
            Text::Verbatim(span) => self.begin(span, None, flags),
            Text::Composed(text, span) => self.begin(span, Some(text.into()), flags),
        }
    }

    /// Keeps a list of sections that made ones inherit, and gives its number.
    pub fn make_bases(&mut self, bases: &[SectionId]) -> Option<u32> {
        (!bases.is_empty()).then(|| self.list_of_parents(bases))
    }

    /// The made section inherits the list of that number, before its own settings.
    pub fn make_heir(&mut self, section: SectionId, bases: Option<u32>) {
        self.inherit(section, bases.unwrap_or(NONE));
    }

    /// Adds a setting to the section that was begun last.
    pub fn make_setting(&mut self, option: NameId, value: Text<'_>) -> SettingId {
        match value {
            Text::Verbatim(span) => self.push_setting(option, span, None),
            Text::Composed(text, span) => self.push_setting(option, span, Some(text.into())),
        }
    }

    /// The id of an option's name in this document.
    pub fn make_name(&mut self, name: &[u8]) -> NameId {
        self.names.intern(name)
    }

    /// Ends the last made section.
    pub fn make_end(&mut self) {
        self.shrink();
    }
}

impl Text<'_> {
    /// The place that it is owed to.
    pub fn span(&self) -> Span {
        match self {
            Self::Verbatim(span) | Self::Composed(_, span) => *span,
        }
    }

    /// Its bytes.
    pub fn bytes<'b>(&'b self, sources: &'b Sources) -> &'b [u8] {
        match self {
            Self::Verbatim(span) => sources.bytes(*span),
            Self::Composed(text, _) => text,
        }
    }
}
