//! The columns: sections that are written like others by their skeleton and the lengths of their values, all others by
//! a list of settings.

use crate::text::names::NameId;
use crate::text::skeleton::{OTHER, Skeleton, SkeletonId, Skeletons, distance};
use crate::text::{SectionId, SettingId};

use super::{COMPLEX, NONE};

/// `len` of a setting whose value is `OwnedText` number `value`.
pub(super) const OWNED: u16 = u16::MAX;
/// `len` of a setting whose value is `SuffixedText` number `value`.
pub(super) const SUFFIXED: u16 = u16::MAX - 1;
/// The settings of the section are listed; `skeleton_or_list` is its place among such sections.
pub(super) const LISTED: u8 = 8;

/// A setting of a listed section.
#[derive(Clone, Copy, Debug)]
pub(super) struct Setting {
    pub(super) value: u32,
    pub(super) len: u16,
    pub(super) name: NameId,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Section {
    pub(super) name: u32,
    pub(super) first: SettingId,
    /// The skeleton, or what [`LISTED`] says.
    pub(super) skeleton_or_list: u32,
    pub(super) name_len: u8,
    pub(super) flags: u8,
}

#[derive(Clone, Copy, Debug)]
struct ListedSection {
    end: SettingId,
    /// Index into the lists of bases; `NONE` for a section that inherits nothing.
    parents: u32,
    /// The skeleton of a made section, if it has one; else `NONE`.
    skeleton: SkeletonId,
}

/// Where a setting is kept.
pub(super) enum SettingRef {
    /// In the list.
    Listed(Setting),
    /// In its section's skeleton: where the value begins, and its length.
    Fitted { section: SectionId, start: u32, len: u32 },
}

#[derive(Debug, Default)]
pub(super) struct Columns {
    pub(super) sections: Vec<Section>,
    listed_sections: Vec<ListedSection>,
    /// For each setting the length of its value; [`OTHER`] for one that is listed.
    lens: Vec<u8>,
    listed: Vec<Setting>,
    /// The first setting of each run of listed ones, and its place in the list.
    runs: Vec<(SettingId, u32)>,
    /// The section of every sixteenth setting, once all are there.
    owners: Vec<SectionId>,
    pub(super) skeletons: Skeletons,
}

/// Settings from one of [`Columns::owners`] to the next.
const STRIDE: u32 = 16;

impl Columns {
    pub(super) fn setting_count(&self) -> usize {
        self.lens.len()
    }

    pub(super) fn section(&self, section: SectionId) -> &Section {
        &self.sections[section as usize]
    }

    /// The skeleton of a section that has one.
    pub(super) fn skeleton_of(&self, section: SectionId) -> Option<SkeletonId> {
        let s = self.section(section);
        let skeleton = if s.flags & LISTED == 0 {
            s.skeleton_or_list
        } else {
            self.listed_sections[s.skeleton_or_list as usize].skeleton
        };
        (skeleton != NONE).then_some(skeleton)
    }

    fn skeleton(&self, section: &Section) -> &Skeleton {
        &self.skeletons.all[section.skeleton_or_list as usize]
    }

    /// The settings under the section's own header.
    pub(super) fn own(&self, section: SectionId) -> std::ops::Range<SettingId> {
        let s = self.section(section);
        if s.flags & LISTED == 0 {
            s.first..s.first + u32::from(self.skeleton(s).count)
        } else {
            s.first..self.listed_sections[s.skeleton_or_list as usize].end
        }
    }

    /// The number of the section's list of bases, or `NONE`.
    pub(super) fn parents(&self, section: SectionId) -> u32 {
        let s = self.section(section);
        if s.flags & LISTED == 0 {
            self.skeleton(s).parents
        } else {
            self.listed_sections[s.skeleton_or_list as usize].parents
        }
    }

    /// A section whose settings will be listed.
    pub(super) fn push_section(&mut self, name: u32, name_len: u8, flags: u8) {
        let first = self.lens.len() as u32;
        self.listed_sections.push(ListedSection { end: first, parents: NONE, skeleton: NONE });
        let skeleton_or_list = self.listed_sections.len() as u32 - 1;
        self.sections.push(Section { name, first, skeleton_or_list, name_len, flags: flags | LISTED });
    }

    /// A section that has a skeleton, with the lengths of its values.
    pub(super) fn push_fitted(&mut self, name: u32, name_len: u8, skeleton: SkeletonId, lens: &[u8]) {
        let first = self.lens.len() as u32;
        self.lens.extend_from_slice(lens);
        self.sections.push(Section { name, first, skeleton_or_list: skeleton, name_len, flags: 0 });
    }

    pub(super) fn set_parents(&mut self, section: SectionId, parents: u32) {
        let skeleton_or_list = self.section(section).skeleton_or_list;
        self.listed_sections[skeleton_or_list as usize].parents = parents;
    }

    /// The own lines of the listed section end here.
    pub(super) fn end(&mut self, section: SectionId) {
        let s = self.sections[section as usize];
        if s.flags & (LISTED | COMPLEX) == LISTED {
            self.listed_sections[s.skeleton_or_list as usize].end = self.lens.len() as u32;
        }
    }

    pub(super) fn push(&mut self, setting: Setting) -> SettingId {
        let (id, at) = (self.lens.len() as u32, self.listed.len() as u32);
        if self.runs.last().is_none_or(|(first, from)| id - first != at - from) {
            self.runs.push((id, at));
        }
        self.lens.push(OTHER);
        self.listed.push(setting);
        id
    }

    /// Lists settings.
    pub(super) fn push_all(&mut self, settings: impl ExactSizeIterator<Item = Setting>) {
        let (id, at, count) = (self.lens.len(), self.listed.len() as u32, settings.len());
        if count > 0 && self.runs.last().is_none_or(|(first, from)| id as u32 - first != at - from) {
            self.runs.push((id as u32, at));
        }
        self.lens.resize(id + count, OTHER);
        self.listed.extend(settings);
    }

    /// A made section whose settings are listed already, up to `end`.
    pub(super) fn push_made(&mut self, section: Section, end: SettingId, parents: u32, skeleton: SkeletonId) {
        let skeleton_or_list = self.listed_sections.len() as u32;
        self.listed_sections.push(ListedSection { end, parents, skeleton });
        self.sections.push(Section { skeleton_or_list, ..section });
    }

    /// Lists the settings of the last section, which goes on or changes after it was taken for whole. Where others have
    /// come behind them, they change no more. Tells whether it was done.
    pub(super) fn list(&mut self, section: SectionId) -> bool {
        let s = self.sections[section as usize];
        let (parents, own) = (self.parents(section), self.own(section));
        if s.flags & LISTED != 0 || own.end as usize != self.lens.len() {
            return false;
        }
        let settings: Vec<Setting> = own
            .map(|id| self.fitted(&s, id))
            .map(|(start, len, name)| Setting { value: start, len: len as u16, name })
            .collect();
        self.lens.truncate(s.first as usize);
        for setting in settings {
            self.push(setting);
        }
        let end = self.lens.len() as u32;
        self.listed_sections.push(ListedSection { end, parents, skeleton: NONE });
        let s = &mut self.sections[section as usize];
        s.flags |= LISTED;
        s.skeleton_or_list = self.listed_sections.len() as u32 - 1;
        true
    }

    fn listed_at(&self, setting: SettingId) -> usize {
        let run = match self.runs.as_slice() {
            [only] => only,
            runs => &runs[runs.partition_point(|(first, _)| *first <= setting) - 1],
        };
        (setting - run.0 + run.1) as usize
    }

    /// A setting that is listed.
    pub(super) fn listed(&self, setting: SettingId) -> Setting {
        self.listed[self.listed_at(setting)]
    }

    pub(super) fn listed_mut(&mut self, setting: SettingId) -> &mut Setting {
        let at = self.listed_at(setting);
        &mut self.listed[at]
    }

    /// Whether the setting is listed.
    pub(super) fn is_listed(&self, setting: SettingId) -> bool {
        self.lens[setting as usize] == OTHER
    }

    pub(super) fn get(&self, setting: SettingId) -> SettingRef {
        if self.is_listed(setting) {
            return SettingRef::Listed(self.listed[self.listed_at(setting)]);
        }
        let section = self.owner(setting);
        let (start, len, _) = self.fitted(self.section(section), setting);
        SettingRef::Fitted { section, start, len }
    }

    pub(super) fn name(&self, setting: SettingId) -> NameId {
        if self.is_listed(setting) {
            return self.listed[self.listed_at(setting)].name;
        }
        let s = self.section(self.owner(setting));
        self.skeletons.entry(self.skeleton(s), setting - s.first).name
    }

    /// Begin, length and name of a setting of a fitted section.
    pub(super) fn fitted(&self, s: &Section, setting: SettingId) -> (u32, u32, NameId) {
        let (skeleton, nth) = (self.skeleton(s), setting - s.first);
        let entry = self.skeletons.entry(skeleton, nth);
        let lens = &self.lens[s.first as usize..];
        let start = s.name + u32::from(s.name_len) + distance(skeleton.open, entry.fixed, nth, lens);
        (start, u32::from(lens[nth as usize]), entry.name)
    }

    /// Begin and length of a setting of that section, if it is a fitted one.
    pub(super) fn fitted_or_none(&self, s: &Section, setting: SettingId) -> Option<(u32, u32)> {
        (s.flags & LISTED == 0).then(|| self.fitted(s, setting)).map(|(start, len, _)| (start, len))
    }

    /// The section under whose header the fitted setting stands.
    fn owner(&self, setting: SettingId) -> SectionId {
        let mut section = match self.owners.get((setting / STRIDE) as usize) {
            Some(section) => *section,
            None => return self.sections.partition_point(|s| s.first <= setting) as u32 - 1,
        };
        while self.sections.get(section as usize + 1).is_some_and(|next| next.first <= setting) {
            section += 1;
        }
        section
    }

    /// All are there; more may still come.
    pub(super) fn settle(&mut self) {
        self.sections.shrink_to_fit();
        self.lens.shrink_to_fit();
        self.listed.shrink_to_fit();
        self.owners.clear();
        if self.listed.len() == self.lens.len() {
            return;
        }
        self.owners.reserve(self.lens.len() / STRIDE as usize + 1);
        for (section, next) in self.sections.iter().skip(1).map(|s| s.first).chain([self.lens.len() as u32]).enumerate()
        {
            while (self.owners.len() as u32 * STRIDE) < next {
                self.owners.push(section as SectionId);
            }
        }
    }

    /// Makes room for so many more listed sections and settings.
    pub(super) fn make_room(&mut self, sections: usize, settings: usize) {
        self.sections.reserve_exact(sections);
        self.listed_sections.reserve_exact(sections);
        self.lens.reserve_exact(settings);
        self.listed.reserve_exact(settings);
    }

    /// Only address space: pages that are not written are never taken.
    pub(super) fn reserve(&mut self, bytes: usize) {
        self.sections.reserve(bytes / 96);
        self.lens.reserve(bytes / 16);
    }

    /// The settings whose option name satisfies `wanted`, in order.
    pub(super) fn named(&self, wanted: impl Fn(NameId) -> bool) -> Vec<SettingId> {
        let mut found = Vec::new();
        let masks: Vec<u64> = self
            .skeletons
            .all
            .iter()
            .map(|skeleton| {
                let names = self.skeletons.entries(skeleton).iter().enumerate();
                names.filter(|(_, e)| wanted(e.name)).fold(0, |mask, (nth, _)| mask | 1 << nth)
            })
            .collect();
        if masks.iter().any(|m| *m != 0) {
            for s in self.sections.iter().filter(|s| s.flags & LISTED == 0) {
                let mut mask = masks[s.skeleton_or_list as usize];
                while mask != 0 {
                    found.push(s.first + mask.trailing_zeros());
                    mask &= mask - 1;
                }
            }
        }
        let fitted = found.len();
        for (nth, (first, at)) in self.runs.iter().enumerate() {
            let end = self.runs.get(nth + 1).map_or(self.listed.len(), |(_, at)| *at as usize);
            let run = &self.listed[*at as usize..end];
            found.extend(run.iter().enumerate().filter(|(_, s)| wanted(s.name)).map(|(i, _)| first + i as u32));
        }
        if fitted > 0 && found.len() > fitted {
            found.sort_unstable();
        }
        found
    }
}
