//! What wizard sections inherit: each base becomes a hidden section once for each object type, and inherited.
//!
//! A template's line stays one setting however many wizards have it, so that what is wrong with it is said once.

use crate::hashing::SeededMap;

use crate::source::Sources;
use crate::text::{Document, NameId, SectionId, SettingId};

use super::Generated;
use super::options::{Names, ObjectRole, WizardLines};

/// A list of bases, by its place.
pub(super) type BaseId = u32;

/// What the wizards that inherit one list of bases have in common.
#[derive(Debug)]
pub(super) struct Base {
    /// The last lines of the bases' options; no parts.
    pub(super) lines: WizardLines,
    /// For each part the hidden sections with the bases' lines.
    pub(super) sections: [Vec<SectionId>; 7],
    /// The first base, which gives hidden sections their name.
    pub(super) first: SectionId,
}

/// Every list of bases.
#[derive(Debug, Default)]
pub(super) struct Bases {
    all: Vec<Base>,
    by_list: SeededMap<Box<[SectionId]>, Option<BaseId>>,
    previous: Option<(Box<[SectionId]>, Option<BaseId>)>,
    /// Hidden sections with what a wizard adds of its bases' options to the objects of a part.
    tails: SeededMap<(BaseId, ObjectRole, u32), Option<u32>>,
}

impl Bases {
    pub(super) fn get(&self, base: BaseId) -> &Base {
        &self.all[base as usize]
    }

    /// The bases of a wizard section; none where its lines must be taken one by one.
    pub(super) fn of(
        &mut self,
        wizards: &Document,
        sources: &Sources,
        names: &Names,
        doc: &mut Document,
        generated: &mut Generated,
        wizard: SectionId,
    ) -> Option<BaseId> {
        if !wizards.is_simple(wizard) {
            return None;
        }
        let list = wizards.parents(wizard);
        if list.is_empty() {
            return None;
        }
        if let Some((l, base)) = &self.previous
            && **l == *list
        {
            return *base;
        }
        let base = if let Some(base) = self.by_list.get(list) {
            *base
        } else {
            let base = self.read(wizards, sources, names, doc, generated, list);
            self.by_list.insert(list.into(), base);
            base
        };
        self.previous = Some((list.into(), base));
        base
    }

    fn read(
        &mut self,
        wizards: &Document,
        sources: &Sources,
        names: &Names,
        doc: &mut Document,
        generated: &mut Generated,
        list: &[SectionId],
    ) -> Option<BaseId> {
        // Every section above, the farthest first, as its lines come; a section that is reached twice counts twice.
        let mut order = Vec::new();
        let mut steps: Vec<SectionId> = list.iter().rev().copied().collect();
        while let Some(section) = steps.pop() {
            if !wizards.is_simple(section) || order.len() > 1000 {
                return None;
            }
            order.push(section);
            steps.extend(wizards.parents(section).iter().rev());
        }
        // Lines of a section come after those of its own bases.
        let mut lines = WizardLines::default();
        let mut sections: [Vec<SectionId>; 7] = Default::default();
        let mut sorted = Vec::new();
        for base in list {
            descend(wizards, *base, &mut sorted);
        }
        for section in sorted {
            let mut own = WizardLines::default();
            own.read(wizards, sources, names, section, true);
            for part in ObjectRole::ALL {
                if own.has(part) {
                    let hidden = doc.add_synthetic_section(wizards.name_as_synthetic(section), true);
                    generated.wizards.push(section);
                    generated.types.push(None);
                    for (_, name, setting) in own.parts.iter().filter(|(p, ..)| *p == part) {
                        doc.add_synthetic_setting(*name, wizards.value_as_synthetic(*setting));
                    }
                    sections[part as usize].push(hidden);
                }
            }
            lines.follow(&own);
        }
        let id = self.all.len() as BaseId;
        self.all.push(Base { lines, sections, first: list[0] });
        Some(id)
    }

    /// The number of the list of hidden sections that an object of the part inherits: the bases' lines, and `tail`,
    /// what the wizard's own options in the bases add to it.
    #[allow(clippy::too_many_arguments)]
    pub(super) fn heirloom(
        &mut self,
        wizards: &Document,
        doc: &mut Document,
        generated: &mut Generated,
        base: BaseId,
        part: ObjectRole,
        tail: &[(NameId, SettingId)],
        kind: u32,
    ) -> Option<u32> {
        if let Some(list) = self.tails.get(&(base, part, kind)) {
            return *list;
        }
        let mut list = self.all[base as usize].sections[part as usize].clone();
        if !tail.is_empty() {
            let first = self.all[base as usize].first;
            let hidden = doc.add_synthetic_section(wizards.name_as_synthetic(first), true);
            generated.wizards.push(first);
            generated.types.push(None);
            for (name, setting) in tail {
                doc.add_synthetic_setting(*name, wizards.value_as_synthetic(*setting));
            }
            list.push(hidden);
        }
        let list = doc.add_synthetic_parents(&list);
        self.tails.insert((base, part, kind), list);
        list
    }
}

/// The sections above one and then itself, in the order of their lines (G-30).
fn descend(wizards: &Document, section: SectionId, out: &mut Vec<SectionId>) {
    let mut steps = vec![(section, false)];
    while let Some((section, done)) = steps.pop() {
        if done || wizards.parents(section).is_empty() {
            out.push(section);
        } else {
            steps.push((section, true));
            steps.extend(wizards.parents(section).iter().rev().map(|p| (*p, false)));
        }
    }
}
