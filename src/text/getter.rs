//! One option's value, asked of many sections.

use std::cell::RefCell;

use crate::source::Sources;

use super::{Document, NameId, SectionId, SettingId};

/// Reads one option of many sections: its spellings are looked up once.
#[derive(Debug)]
pub(crate) struct Getter<'a> {
    doc: &'a Document,
    sources: &'a Sources,
    option: &'static str,
    is_it: Vec<bool>,
    /// For each skeleton, once it was met, which setting is the last.
    by_skeleton: RefCell<Vec<Last>>,
}

/// The last setting of the option in the sections of one skeleton.
#[derive(Clone, Copy, Debug)]
enum Last {
    NotMet,
    None,
    Own(u32),
    Inherited(SettingId),
}

impl<'a> Getter<'a> {
    /// For the option of that name, in whatever case it is written.
    pub(crate) fn new(doc: &'a Document, sources: &'a Sources, option: &'static str) -> Self {
        let is_it = doc.option_names().map(|n| n.eq_ignore_ascii_case(option.as_bytes())).collect();
        Self { doc, sources, option, is_it, by_skeleton: RefCell::default() }
    }

    fn is(&self, setting: SettingId) -> bool {
        match self.doc.option_id(setting) {
            NameId::OVERFLOW => self.doc.option(self.sources, setting).eq_ignore_ascii_case(self.option.as_bytes()),
            id => self.is_it[id.0 as usize],
        }
    }

    /// The section's last setting of the option, inherited ones counted in.
    pub(crate) fn last(&self, section: SectionId) -> Option<SettingId> {
        match self.found(section) {
            Last::Own(nth) => Some(self.doc.own_settings(section).start + nth),
            Last::Inherited(setting) => Some(setting),
            Last::None | Last::NotMet => None,
        }
    }

    fn found(&self, section: SectionId) -> Last {
        let Some(skeleton) = self.doc.skeleton(section).filter(|_| self.doc.is_simple(section)) else {
            return self.last_line(section).map_or(Last::None, Last::Inherited);
        };
        let mut known = self.by_skeleton.borrow_mut();
        if known.len() <= skeleton as usize {
            known.resize(self.doc.skeleton_count(), Last::NotMet);
        }
        let last = &mut known[skeleton as usize];
        if matches!(last, Last::NotMet) {
            let own = self.doc.own_settings(section);
            *last = match self.last_line(section) {
                None => Last::None,
                Some(setting) if own.contains(&setting) => Last::Own(setting - own.start),
                Some(setting) => Last::Inherited(setting),
            };
        }
        *last
    }

    fn last_line(&self, section: SectionId) -> Option<SettingId> {
        let mut last = None;
        self.doc.each_setting(section, |s| {
            if self.is(s) {
                last = Some(s);
            }
        });
        last
    }

    /// The value of the last setting; empty if there is none.
    pub(crate) fn value(&self, section: SectionId) -> &'a [u8] {
        match self.found(section) {
            Last::Own(nth) => self.doc.own_value(self.sources, section, nth),
            Last::Inherited(setting) => self.doc.value(self.sources, setting),
            Last::None | Last::NotMet => &[],
        }
    }
}
