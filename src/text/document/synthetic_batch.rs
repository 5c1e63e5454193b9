//! Made sections that are like others, put together by several threads and then added.

use crate::source::{FileId, Sources, Span};
use crate::text::{NameId, SettingId};

use super::columns::{LISTED, SUFFIXED, Section, Setting};
use super::files::Files;
use super::suffixed::SuffixedText;
use super::synthetic::SyntheticTemplate;
use super::{Document, NONE, SUFFIXED_NAME};

/// Made sections in the order in which they will stand. There are millions of them, so each is small.
#[derive(Debug, Default)]
pub struct SyntheticBatch {
    sections: Vec<SyntheticSection>,
    section_files: Files,
    settings: Vec<Setting>,
    setting_files: Files,
    suffixed: SuffixedText,
}

#[derive(Debug)]
struct SyntheticSection {
    template: SyntheticTemplate,
    /// Where the name begins, or its number among the suffixed texts.
    name: u32,
    /// How many settings there are up to here, this section's not counted in.
    first: u32,
    name_len: u8,
    flags: u8,
}

impl SyntheticBatch {
    /// Begins a section. `suffix` is what its name has behind that of `name`.
    pub(crate) fn begin(&mut self, template: SyntheticTemplate, sources: &Sources, name: Span, suffix: &[u8]) {
        let suffixed = (!suffix.is_empty()).then(|| self.suffixed.keep(&[sources.bytes(name), suffix], name)).flatten();
        let (name, name_len, flags, file) = match suffixed {
            Some(text) => (text, 0, SUFFIXED_NAME, name.file),
            None => (name.start, name.len.min(79) as u8, 0, name.file),
        };
        self.section_files.note(self.sections.len() as u32, file);
        self.sections.push(SyntheticSection { template, name, first: self.settings.len() as u32, name_len, flags });
    }

    /// Adds a setting whose value is what stands there.
    pub(crate) fn verbatim(&mut self, option: NameId, value: Span) {
        self.push(Setting { value: value.start, len: value.len as u16, name: option }, value.file);
    }

    /// Adds a setting whose value is a text and a suffix.
    pub(crate) fn suffixed(&mut self, option: NameId, sources: &Sources, text: Span, suffix: &[u8], owed: Span) {
        if let Some(value) = self.suffixed.keep(&[sources.bytes(text), suffix], owed) {
            self.push(Setting { value, len: SUFFIXED, name: option }, owed.file);
        }
    }

    /// Adds a setting that is the same as one that the document has; none that is suffixed here.
    pub(crate) fn copy(&mut self, doc: &Document, setting: SettingId) {
        self.push(doc.columns.listed(setting), doc.setting_file(setting));
    }

    fn push(&mut self, setting: Setting, file: FileId) {
        self.setting_files.note(self.settings.len() as u32, file);
        self.settings.push(setting);
    }
}

impl Document {
    /// Makes room for made sections: to move millions of them to a larger place costs more than to make them.
    pub(crate) fn make_room<'o>(&mut self, others: impl Iterator<Item = &'o SyntheticBatch> + Clone) {
        let settings = others.clone().map(|o| o.settings.len()).sum();
        self.suffixed.make_room(others.clone().map(|o| &o.suffixed));
        self.columns.make_room(others.map(|o| o.sections.len()).sum(), settings);
    }

    /// Adds made sections.
    pub(crate) fn add_synthetic_batch(&mut self, others: SyntheticBatch) {
        self.close();
        let (section, setting) = (self.section_count(), self.columns.setting_count() as u32);
        let (suffixed, count) = (self.suffixed.len(), others.settings.len() as u32);
        self.suffixed.take(others.suffixed);
        self.setting_files.follow(&others.setting_files, setting);
        self.section_files.follow(&others.section_files, section);
        self.columns.push_all(others.settings.into_iter().map(|s| match s.len {
            SUFFIXED => Setting { value: suffixed + s.value, ..s },
            _ => s,
        }));
        let ends = others.sections.iter().skip(1).map(|next| next.first).chain([count]).collect::<Vec<u32>>();
        for (other, end) in others.sections.into_iter().zip(ends) {
            let SyntheticSection { template, name, first, name_len, flags } = other;
            let name = if flags & SUFFIXED_NAME == 0 { name } else { suffixed + name };
            let parents = template.bases.unwrap_or(NONE);
            self.weigh_heir(parents);
            let made = Section { name, first: setting + first, skeleton_or_list: 0, name_len, flags: flags | LISTED };
            self.columns.push_made(made, setting + end, parents, template.skeleton);
        }
        self.append_state.under_header(self.columns.setting_count() as u32);
    }
}
