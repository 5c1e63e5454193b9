//! How many settings Asterisk copies for templates. Each of them is inherited by a copy there: a template that names its
//! base twice, and is so named itself, doubles them with every level, and 60 levels are more than any machine holds.
//! Here nothing is copied, but whoever walks the settings of such a section does not come to an end either.

use rustc_hash::FxHashMap;

use crate::text::SectionId;

use super::{Document, NONE, Part};

/// More copies than this Asterisk does not survive: 22.10 takes 220 bytes and 4 microseconds for each, so 60 GB. A
/// carrier's 1,000,000 endpoints with 40 inherited settings each are a sixth of it.
const MOST: u64 = 1 << 28;
/// Parts of a section that are counted one by one.
const COUNTED: usize = 1000;

#[derive(Debug, Default)]
pub(super) struct Weight {
    /// For each list of bases, how many settings it brings.
    lists: Vec<u64>,
    /// How many the bases behind a `(+` have brought to a section.
    appended: FxHashMap<SectionId, u64>,
    all: u64,
}

impl Document {
    /// Whether the headers so far ask for more copies of settings than Asterisk can make.
    pub(in crate::text) fn is_too_heavy(&self) -> bool {
        self.weight.all > MOST
    }

    pub(super) fn weigh_list(&mut self, list: &[SectionId]) {
        let weight = list.iter().map(|s| self.weight_of(*s)).fold(0, u64::saturating_add);
        self.weight.lists.push(weight);
    }

    pub(super) fn weigh_heir(&mut self, list: u32) {
        let weight = self.weight.lists.get(list as usize).copied().unwrap_or_default();
        self.weight.all = self.weight.all.saturating_add(weight);
    }

    /// Adds an heir of the list, unless that is too heavy.
    pub(super) fn weigh_lightly(&mut self, list: u32) -> bool {
        let weight = self.weight.lists.get(list as usize).copied().unwrap_or_default();
        let all = self.weight.all.saturating_add(weight);
        if all <= MOST {
            self.weight.all = all;
        }
        all <= MOST
    }

    pub(super) fn weigh_appended(&mut self, section: SectionId, base: SectionId) {
        let weight = self.weight_of(base);
        let appended = self.weight.appended.entry(section).or_default();
        *appended = appended.saturating_add(weight);
        self.weight.all = self.weight.all.saturating_add(weight);
    }

    /// The settings of a section, inherited ones counted in; about as many where `+=` has changed some.
    fn weight_of(&self, section: SectionId) -> u64 {
        let parents = self.columns.parents(section);
        let inherited = if parents == NONE { 0 } else { self.weight.lists[parents as usize] };
        let Some(pieces) = self.complex.get(&section) else {
            return inherited.saturating_add(self.columns.own(section).len() as u64);
        };
        let own = |part: &Part| match part {
            Part::Own(first, end) => u64::from(end - first),
            Part::One(_) => 1,
            Part::Inherited(_) => 0,
        };
        // A section of very many parts is not counted anew for each heir.
        let own = if pieces.len() > COUNTED { pieces.len() as u64 } else { pieces.iter().map(|p| own(&p.what)).sum() };
        let appended = self.weight.appended.get(&section).copied().unwrap_or_default();
        inherited.saturating_add(appended).saturating_add(own)
    }
}
