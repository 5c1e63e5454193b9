//! Sections that no header makes: pjsip_wizard.conf stands for some, and they are kept as if a file had them.

use crate::source::{FileId, Sources, Span};
use crate::text::skeleton::{Entry, OTHER, Skeleton, SkeletonId};
use crate::text::{NameId, SectionId, SettingId};

use super::columns::{OWNED, SettingRef};
use super::{Document, NONE, OWNED_NAME, TEMPLATE};

/// A name or value of a made section, and the place that it is owed to.
#[derive(Clone, Copy, Debug)]
pub enum SyntheticText<'a> {
    /// What stands there, byte for byte.
    Verbatim(Span),
    /// Something made of it.
    Composed(&'a [u8], Span),
}

/// What made sections have in common.
#[derive(Clone, Copy, Debug)]
pub struct SyntheticTemplate {
    pub(super) skeleton: SkeletonId,
    pub(super) bases: Option<u32>,
}

impl Document {
    /// The section's name as a made section may have it.
    pub(crate) fn name_as_synthetic(&self, section: SectionId) -> SyntheticText<'_> {
        let (span, s) = (self.name_span(section), self.columns.section(section));
        if s.flags & OWNED_NAME == 0 {
            SyntheticText::Verbatim(span)
        } else {
            SyntheticText::Composed(&self.owned[s.name as usize].text, span)
        }
    }

    /// The value of a setting as a made section may have it.
    pub(crate) fn value_as_synthetic(&self, setting: SettingId) -> SyntheticText<'_> {
        let span = self.value_span(setting);
        match self.columns.get(setting) {
            SettingRef::Listed(s) if s.len == OWNED => {
                SyntheticText::Composed(&self.owned[s.value as usize].text, span)
            }
            _ => SyntheticText::Verbatim(span),
        }
    }

    /// Begins a made section at the end of the document; settings follow by [`Self::add_synthetic_setting`].
    pub(crate) fn add_synthetic_section(&mut self, name: SyntheticText<'_>, template: bool) -> SectionId {
        let flags = if template { TEMPLATE } else { 0 };
        match name {
            SyntheticText::Verbatim(span) => self.begin(span, None, flags),
            SyntheticText::Composed(text, span) => self.begin(span, Some(text.into()), flags),
        }
    }

    /// Keeps a list of sections that made ones inherit, and gives its number.
    pub(crate) fn add_synthetic_parents(&mut self, bases: &[SectionId]) -> Option<u32> {
        (!bases.is_empty()).then(|| self.list_of_parents(bases))
    }

    /// The made section inherits the list of that number, before its own settings.
    pub(crate) fn set_synthetic_parents(&mut self, section: SectionId, bases: Option<u32>) {
        self.inherit(section, bases.unwrap_or(NONE));
    }

    /// Adds a setting to the section that was begun last.
    pub(crate) fn add_synthetic_setting(&mut self, option: NameId, value: SyntheticText<'_>) -> SettingId {
        match value {
            SyntheticText::Verbatim(span) => self.push_setting(option, span, None),
            SyntheticText::Composed(text, span) => self.push_setting(option, span, Some(text.into())),
        }
    }

    /// The id of an option's name in this document.
    pub(crate) fn intern_name(&mut self, name: &[u8]) -> NameId {
        self.names.intern(name)
    }

    /// Keeps what made sections have in common: the list of bases, the names of their settings, and which of those have
    /// values of their own, a bit each.
    pub(crate) fn add_synthetic_template(
        &mut self,
        bases: Option<u32>,
        names: &[NameId],
        open: u64,
    ) -> SyntheticTemplate {
        let skeletons = &mut self.columns.skeletons;
        let entry = |name: &NameId| Entry { name: *name, fixed: 0, len: OTHER, sample: 0 };
        let first = skeletons.entries.len() as u32;
        skeletons.entries.extend(names.iter().map(entry));
        let parents = bases.unwrap_or(NONE);
        let count = names.len() as u8;
        skeletons.all.push(Skeleton { file: FileId(0), base: 0, parents, first, count, open });
        SyntheticTemplate { skeleton: skeletons.all.len() as SkeletonId - 1, bases }
    }

    /// The number of the list that a made section inherits.
    pub(crate) fn synthetic_parents(&self, section: SectionId) -> Option<u32> {
        Some(self.columns.parents(section)).filter(|list| *list != NONE)
    }

    /// Ends the last made section, so that it can be looked at.
    pub(crate) fn end_synthetic_section(&mut self) {
        self.close();
    }

    /// Ends the last made section of all.
    pub(crate) fn end_synthetic(&mut self) {
        self.suffixed.settle();
        self.shrink();
    }
}

impl SyntheticText<'_> {
    /// The place that it is owed to.
    pub(crate) fn span(&self) -> Span {
        match self {
            Self::Verbatim(span) | Self::Composed(_, span) => *span,
        }
    }

    /// Its bytes.
    pub(crate) fn bytes<'b>(&'b self, sources: &'b Sources) -> &'b [u8] {
        match self {
            Self::Verbatim(span) => sources.bytes(*span),
            Self::Composed(text, _) => text,
        }
    }
}
