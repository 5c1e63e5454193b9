//! How many settings Asterisk copies for templates. Each of them is inherited by a copy there: a template that names
//! its base twice, and is so named itself, doubles them with every level, and 60 levels are more than any machine
//! holds. Nothing is copied here, but walking the settings of such a section would not end either.

use crate::hashing::SeededMap;

use crate::text::SectionId;

use super::{Document, NONE, PiecePart};

/// More copies than this Asterisk does not survive: 22.10 takes 220 bytes and 4 microseconds for each, so 60 GB. A
/// carrier's 1,000,000 endpoints with 40 inherited settings each are a sixth of it.
const MAX_SETTINGS_INHERITED: u64 = 1 << 28;
/// The maximum in all different lists of bases: each list is walked by itself, while the accounts that share one are
/// handled together. 1,000,000 templates for one account each, of 60 settings, are below it.
const MAX_SETTINGS_LISTED: u64 = 1 << 26;
/// The maximum in one section: Asterisk needs 900 MB and 17 seconds for it, and each step that reads the section's
/// lines reads all of them.
const MAX_SETTINGS_OF_ONE: u64 = 1 << 22;
/// Parts of a section that are counted one by one.
const MIN_COUNTED: usize = 1000;

#[derive(Clone, Copy, Debug)]
struct List {
    /// How many settings it brings.
    weight: u64,
    /// How many changes there had been when that was counted.
    counted: u32,
    /// The number of the first header that has the list, or of the one before it.
    first: u32,
    /// The number of the last header that has the list.
    last: u32,
}

#[derive(Debug, Default)]
pub(super) struct InheritanceBudget {
    /// For each list of bases.
    lists: Vec<List>,
    /// How often lines were added to a section that was left before: sections that inherit it later have those too.
    changes: u32,
    /// How many the bases behind a `(+` have brought to a section.
    appended: SeededMap<SectionId, u64>,
    all: u64,
    most_of_one: u64,
    listed: u64,
    /// For each section that is named as a base, the lists that do so.
    named: SeededMap<SectionId, Vec<u32>>,
    /// For each that is named behind a `(+`, the number of the last header that does so.
    named_by_append: SeededMap<SectionId, u32>,
    /// How many pieces sections keep only for sections that have inherited them.
    kept: u64,
}

impl InheritanceBudget {
    /// The number of the last header that names the section as a base, or a later one; 0 if none does.
    pub(super) fn named_at(&self, section: SectionId) -> u32 {
        let by_append = self.named_by_append.get(&section).copied().unwrap_or(0);
        match self.named.get(&section) {
            None => by_append,
            Some(lists) if lists.len() > MIN_COUNTED => u32::MAX,
            Some(lists) => lists.iter().map(|l| self.lists[*l as usize].last).fold(by_append, u32::max),
        }
    }

    /// The numbers of the first and of the last header that name the section as a base.
    pub(super) fn named_between(&self, section: SectionId) -> Option<(u32, u32)> {
        let lists = self.named.get(&section)?.iter().map(|l| self.lists[*l as usize]);
        lists.map(|l| (l.first, l.last)).reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)))
    }

    /// A section keeps this many more pieces that no longer belong to it.
    pub(super) fn note_kept(&mut self, pieces: u64) {
        self.kept += pieces;
    }
}

impl Document {
    /// Whether the headers so far ask for more copies of settings than Asterisk can make.
    pub(in crate::text) fn is_too_heavy(&self) -> bool {
        self.weight.all > MAX_SETTINGS_INHERITED
            || self.weight.listed.max(self.weight.kept) > MAX_SETTINGS_LISTED
            || self.weight.most_of_one > MAX_SETTINGS_OF_ONE
    }

    pub(super) fn weigh_list(&mut self, list: &[SectionId]) {
        let weight = self.weight_of_all(list);
        let number = self.weight.lists.len() as u32;
        for section in list {
            self.weight.named.entry(*section).or_default().push(number);
        }
        let now = self.now();
        self.weight.lists.push(List { weight, counted: self.weight.changes, first: now, last: now });
        self.weight.listed = self.weight.listed.saturating_add(weight);
        self.weight.most_of_one = self.weight.most_of_one.max(weight);
    }

    /// The section that was begun last inherits the list.
    pub(super) fn weigh_heir(&mut self, list: u32) {
        self.weigh_heir_at(list, self.now());
    }

    /// The section under header number `now` inherits the list.
    fn weigh_heir_at(&mut self, list: u32, now: u32) {
        let changes = self.weight.changes;
        let Some(&known) = self.weight.lists.get(list as usize) else { return };
        let mut weight = known.weight;
        if known.counted != changes {
            weight = weight.max(self.weight_of_all(&self.parents[list as usize]));
            self.weight.most_of_one = self.weight.most_of_one.max(weight);
        }
        self.weight.lists[list as usize] = List { weight, counted: changes, first: known.first, last: now };
        self.weight.all = self.weight.all.saturating_add(weight);
    }

    /// The next section inherits the list, unless that is too heavy.
    pub(super) fn weigh_lightly(&mut self, list: u32) -> bool {
        let before = self.weight.all;
        self.weigh_heir_at(list, self.section_count() + self.appends.len() as u32);
        let is_light = !self.is_too_heavy();
        if !is_light {
            self.weight.all = before;
        }
        is_light
    }

    pub(super) fn weigh_change(&mut self) {
        self.weight.changes += 1;
    }

    fn weight_of_all(&self, list: &[SectionId]) -> u64 {
        list.iter().map(|s| self.weight_of(*s)).fold(0, u64::saturating_add)
    }

    pub(super) fn weigh_appended(&mut self, section: SectionId, base: SectionId) {
        let (weight, now) = (self.weight_of(base), self.now());
        self.weight.named_by_append.insert(base, now);
        let appended = self.weight.appended.entry(section).or_default();
        *appended = appended.saturating_add(weight);
        self.weight.most_of_one = self.weight.most_of_one.max(*appended);
        self.weight.all = self.weight.all.saturating_add(weight);
    }

    /// Whether a section adds nothing to sections that inherit it: bases without lines that are named twice, level by
    /// level, are as many ways to nothing, of which none is gone.
    pub(super) fn weighs_nothing(&self, section: SectionId) -> bool {
        self.weight_of(section) == 0
    }

    /// The same for a list of bases.
    pub(super) fn brings_nothing(&self, list: u32) -> bool {
        self.weight.lists.get(list as usize).is_some_and(|l| l.weight == 0)
    }

    /// The settings of a section, inherited ones counted in; about as many where `+=` has changed some.
    fn weight_of(&self, section: SectionId) -> u64 {
        let parents = self.columns.parents(section);
        let inherited = if parents == NONE { 0 } else { self.weight.lists[parents as usize].weight };
        let Some(pieces) = self.complex.get(&section) else {
            return inherited.saturating_add(self.columns.own(section).len() as u64);
        };
        let own = |part: &PiecePart| match part {
            PiecePart::Own(first, end) => u64::from(end - first),
            PiecePart::One(_) => 1,
            PiecePart::Inherited(_) => 0,
        };
        // A section of very many parts is not counted again for each inheriting section.
        let own =
            if pieces.len() > MIN_COUNTED { pieces.len() as u64 } else { pieces.iter().map(|p| own(&p.what)).sum() };
        let appended = self.weight.appended.get(&section).copied().unwrap_or_default();
        inherited.saturating_add(appended).saturating_add(own)
    }
}
