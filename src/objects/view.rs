//! One section's settings, each with the option that it is.

use crate::asterisk::value::number;
use crate::asterisk::{OptionRef, Target, TypeId};
use crate::source::Sources;
use crate::text::{Document, SectionId, SettingId};

use super::LoadedFile;

/// One section as its type's handlers see it: settings in order, inherited ones first, `type` and `@` names left out.
#[derive(Debug)]
pub(crate) struct View<'a> {
    /// The text.
    pub(crate) doc: &'a Document,
    /// The bytes.
    pub(crate) sources: &'a Sources,
    /// The Asterisk that it is for.
    pub(crate) target: &'a Target,
    /// The section.
    pub(crate) section: SectionId,
    /// The type.
    pub(crate) of: TypeId,
    /// Each setting with its option.
    pub(crate) settings: &'a [(u16, SettingId)],
}

impl<'a> View<'a> {
    /// The option at an index of this type.
    pub(crate) fn option(&self, index: u16) -> OptionRef {
        OptionRef { of: self.of, index }
    }

    /// Every setting of the option of that name, in order.
    pub(crate) fn all(&self, name: &str) -> impl DoubleEndedIterator<Item = SettingId> + '_ {
        let name = name.to_owned();
        self.settings.iter().filter(move |(o, _)| self.option(*o).name() == name).map(|(_, s)| *s)
    }

    /// The last setting of the option of that name: the one that counts, unless it accumulates (S-15).
    pub(crate) fn last(&self, name: &str) -> Option<SettingId> {
        self.settings.iter().rev().find(|(o, _)| self.option(*o).name() == name).map(|(_, s)| *s)
    }

    /// The value of a setting.
    pub(crate) fn bytes(&self, setting: SettingId) -> &'a [u8] {
        self.doc.value(self.sources, setting)
    }

    /// The value of the last setting of that option; empty if there is none.
    pub(crate) fn value(&self, name: &str) -> &'a [u8] {
        self.last(name).map_or(&[], |s| self.bytes(s))
    }

    /// Whether the boolean option is on; `default` if it is not set.
    pub(crate) fn is_on(&self, name: &str, default: bool) -> bool {
        self.last(name).map_or(default, |s| number::is_true(self.bytes(s)))
    }

    /// The option's number, or `default`.
    pub(crate) fn number(&self, name: &str, default: u32) -> u32 {
        self.last(name).and_then(|s| number::uint(self.bytes(s), self.target.reads_binary())).unwrap_or(default)
    }
}

/// The settings of a single section with their options. What a refused transport left behind comes before a transport's
/// own settings (S-62). Names that the type lacks are left out.
pub(super) fn options_of(
    judged: &LoadedFile,
    sources: &Sources,
    target: &Target,
    section: SectionId,
    of: TypeId,
) -> Vec<(u16, SettingId)> {
    let leaked = judged.leaked.iter().filter(|(to, _)| *to == section && judged.type_of(section) == Some(of));
    let mut list: Vec<(u16, SettingId)> = leaked.flat_map(|(_, settings)| settings).copied().collect();
    list.extend(own_options(&judged.doc, sources, target, section, of));
    list
}

/// The settings that stand in the section or that it inherits, with their options.
pub(super) fn own_options(
    doc: &Document,
    sources: &Sources,
    target: &Target,
    section: SectionId,
    of: TypeId,
) -> Vec<(u16, SettingId)> {
    let mut list = Vec::new();
    doc.each_setting(section, |s| {
        let written = doc.option(sources, s);
        let name = written.to_ascii_lowercase();
        if name != b"type"
            && let Ok(name) = std::str::from_utf8(&name)
            && let Some(option) = target.option(of, name)
        {
            list.push((directed(option, written, target).index, s));
        }
    });
    list
}

/// The option that a setting really sets. Some handlers serve several options and compare the name that is written,
/// with case, to tell which one: with capitals it becomes another one (S-24).
pub(super) fn directed(option: OptionRef, written: &[u8], target: &Target) -> OptionRef {
    if !option.facts().name_case {
        return option;
    }
    let instead = match option.name() {
        // Whatever does not begin with `contact_`, an `a` or a `p` is a deny rule.
        "contact_permit" | "contact_deny" | "contact_acl" if !written.starts_with(b"contact_") => "deny",
        name @ "outgoing_call_offer_pref" if written != name.as_bytes() => "incoming_call_offer_pref",
        _ => return option,
    };
    target.option(option.of, instead).unwrap_or(option)
}
