//! One section's settings, each with the option that it is.

use crate::asterisk::{OptionRef, Target, TypeId};
use crate::source::Sources;
use crate::text::{Document, SectionId, SettingId};

/// One section as its type's handlers see it: settings in order, inherited ones first, `type` and `@` names left out.
#[derive(Debug)]
pub struct View<'a> {
    /// The text.
    pub doc: &'a Document,
    /// The bytes.
    pub sources: &'a Sources,
    /// The section.
    pub section: SectionId,
    /// The type.
    pub of: TypeId,
    /// Each setting with its option.
    pub settings: &'a [(u16, SettingId)],
}

impl<'a> View<'a> {
    /// The option at an index of this type.
    pub fn option(&self, index: u16) -> OptionRef {
        OptionRef { of: self.of, index }
    }

    /// Every setting of the option of that name, in order.
    pub fn all(&self, name: &str) -> impl DoubleEndedIterator<Item = SettingId> + '_ {
        let name = name.to_owned();
        self.settings.iter().filter(move |(o, _)| self.option(*o).name() == name).map(|(_, s)| *s)
    }

    /// The last setting of the option of that name: the one that counts, unless it accumulates (S-15).
    pub fn last(&self, name: &str) -> Option<SettingId> {
        self.settings.iter().rev().find(|(o, _)| self.option(*o).name() == name).map(|(_, s)| *s)
    }

    /// The value of the last setting of that option; empty if there is none.
    pub fn value(&self, name: &str) -> &'a [u8] {
        self.last(name).map_or(&[], |s| self.doc.value(self.sources, s))
    }

    /// Whether the boolean option is on; `default` if it is not set.
    pub fn is_on(&self, name: &str, default: bool) -> bool {
        self.last(name).map_or(default, |s| crate::asterisk::value::number::is_true(self.doc.value(self.sources, s)))
    }

    /// The option's number, or `default`.
    pub fn number(&self, name: &str, default: u32) -> u32 {
        self.last(name)
            .and_then(|s| crate::asterisk::value::number::uint(self.doc.value(self.sources, s)))
            .unwrap_or(default)
    }
}

/// The settings of a section with their options, for whoever asks about a single section. Names that the type lacks
/// are left out.
pub(super) fn options_of(
    doc: &Document,
    sources: &Sources,
    target: &Target,
    section: SectionId,
    of: TypeId,
) -> Vec<(u16, SettingId)> {
    let mut list = Vec::new();
    doc.each_setting(section, |s| {
        let name = doc.option(sources, s).to_ascii_lowercase();
        if name != b"type"
            && let Ok(name) = std::str::from_utf8(&name)
            && let Some(option) = target.option(of, name)
        {
            list.push((option.index, s));
        }
    });
    list
}
