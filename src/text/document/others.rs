//! Made sections that are like others, put together by several threads and then added.

use crate::source::{FileId, Sources, Span};
use crate::text::{NameId, SettingId};

use super::columns::{COMPOSED, Setting};
use super::composed::Composed;
use super::made::Alike;
use super::{COMPOSED_NAME, Document};

/// Made sections in the order in which they will stand.
#[derive(Debug, Default)]
pub struct Others {
    sections: Vec<Other>,
    settings: Vec<(Setting, FileId)>,
    composed: Composed,
}

#[derive(Debug)]
struct Other {
    alike: Alike,
    name: Span,
    /// The number of its name among the composed texts.
    composed: Option<u32>,
    settings: u32,
}

impl Others {
    /// Begins a section. `suffix` is what its name has behind that of `name`.
    pub fn begin(&mut self, alike: Alike, sources: &Sources, name: Span, suffix: &[u8]) {
        let composed = (!suffix.is_empty()).then(|| self.composed.keep(&[sources.bytes(name), suffix], name)).flatten();
        self.sections.push(Other { alike, name, composed, settings: 0 });
    }

    /// Adds a setting whose value is what stands there.
    pub fn verbatim(&mut self, option: NameId, value: Span) {
        self.push(Setting { value: value.start, len: value.len as u16, name: option }, value.file);
    }

    /// Adds a setting whose value is a text and a suffix.
    pub fn suffixed(&mut self, option: NameId, sources: &Sources, text: Span, suffix: &[u8], owed: Span) {
        if let Some(value) = self.composed.keep(&[sources.bytes(text), suffix], owed) {
            self.push(Setting { value, len: COMPOSED, name: option }, owed.file);
        }
    }

    /// Adds a setting that is the same as one that the document has; none that is composed here.
    pub fn copy(&mut self, doc: &Document, setting: SettingId) {
        self.push(doc.columns.listed(setting), doc.setting_file(setting));
    }

    fn push(&mut self, setting: Setting, file: FileId) {
        self.settings.push((setting, file));
        if let Some(section) = self.sections.last_mut() {
            section.settings += 1;
        }
    }
}

impl Document {
    /// Makes room for made sections: to move millions of them to a larger place costs more than to make them.
    pub fn make_room<'o>(&mut self, others: impl Iterator<Item = &'o Others> + Clone) {
        let settings = others.clone().map(|o| o.settings.len()).sum();
        self.columns.make_room(others.map(|o| o.sections.len()).sum(), settings);
    }

    /// Adds made sections.
    pub fn make_others(&mut self, others: Others) {
        let composed = self.composed.len();
        self.composed.take(others.composed);
        let mut settings = others.settings.into_iter();
        for Other { alike, name, composed: own, settings: count } in others.sections {
            let section = match own {
                None => self.begin(name, None, 0),
                Some(text) => self.begin(Span { start: composed + text, ..name }, None, COMPOSED_NAME),
            };
            self.make_heir(section, alike.bases);
            self.columns.set_skeleton(section, alike.skeleton);
            for (mut setting, file) in settings.by_ref().take(count as usize) {
                if setting.len == COMPOSED {
                    setting.value += composed;
                }
                self.push_listed(setting, file);
            }
        }
    }
}
