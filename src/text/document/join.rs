//! Plain sections, read elsewhere, become part of the document.

use crate::hashing::hasher;
use std::hash::Hasher;

use crate::source::{FileId, Sources, Span};
use crate::text::header::Headers;
use crate::text::names::NameId;
use crate::text::scan::{Pattern, Scanned, Stretch, is_type};
use crate::text::skeleton::{Entry, OTHER, Skeleton, SkeletonId};

use super::{Document, NONE};

/// The document's skeletons for those of a part of a file.
#[derive(Debug)]
pub(in crate::text) struct Joined {
    file: FileId,
    skeletons: Vec<SkeletonId>,
}

impl Joined {
    pub(in crate::text) fn new(file: FileId, scanned: &Scanned) -> Self {
        Self { file, skeletons: vec![NONE; scanned.skeletons.len()] }
    }
}

impl Document {
    /// Adds the sections of a stretch, and says how many: those from the first one on that Asterisk does not take (its
    /// base does not exist, or it inherits too much) are left to the reader.
    pub(in crate::text) fn join(
        &mut self,
        headers: &mut Headers,
        sources: &Sources,
        scanned: &Scanned,
        stretch: &Stretch,
        joined: &mut Joined,
    ) -> usize {
        self.close();
        let mut setting = stretch.setting;
        let all = &scanned.sections[stretch.section..stretch.section + stretch.sections];
        for (nth, found) in all.iter().enumerate() {
            let mut id = joined.skeletons[found.skeleton as usize];
            if id == NONE {
                let pattern = &scanned.skeletons[found.skeleton as usize];
                let Some(new) = self.skeleton_for(headers, sources, joined.file, scanned, pattern) else {
                    return nth;
                };
                joined.skeletons[found.skeleton as usize] = new;
                id = new;
            }
            let skeleton = self.columns.skeletons.all[id as usize];
            if skeleton.parents != NONE && !self.weigh_lightly(skeleton.parents) {
                return nth;
            }
            self.section_files.note(self.section_count(), joined.file);
            let end = setting + usize::from(skeleton.count);
            self.columns.push_fitted(found.name, found.name_len, id, &scanned.lens[setting..end]);
            setting = end;
            self.append_state.under_header(self.columns.setting_count() as u32 - u32::from(skeleton.count));
            self.open = Some(self.section_count() - 1);
        }
        all.len()
    }

    /// The skeleton of a section that is not added yet.
    fn skeleton_for(
        &mut self,
        headers: &mut Headers,
        sources: &Sources,
        file: FileId,
        scanned: &Scanned,
        pattern: &Pattern,
    ) -> Option<SkeletonId> {
        let parents = match pattern.options {
            None => NONE,
            Some((from, to)) => headers.bases(self, sources, Span { file, start: from, len: to - from })?,
        };
        let bytes = &sources.file(file).bytes;
        let entries = &scanned.entries[pattern.first as usize..][..usize::from(pattern.count)];
        let names: Vec<NameId> = entries.iter().map(|e| self.names.intern(scanned.names.text(e.name))).collect();
        let mut hasher = hasher();
        hasher.write_u32(parents);
        for ((gap, value), name) in parts(bytes, pattern.base, entries).zip(&names) {
            hasher.write_u16(name.0);
            hasher.write(gap);
            hasher.write_u8(u8::from(value.is_empty()));
            if is_type(self.names.text(*name)) {
                hasher.write(value);
            }
        }
        let family = hasher.finish();
        let skeletons = &mut self.columns.skeletons;
        let mut open = pattern.open;
        if let Some(&known) = skeletons.families.get(&family) {
            let skeleton = &skeletons.all[known as usize];
            let theirs = skeletons.entries(skeleton);
            let its = parts(&sources.file(skeleton.file).bytes, skeleton.base, theirs);
            let mine = parts(bytes, pattern.base, entries).zip(&names);
            let mut fits = skeleton.parents == parents && theirs.len() == entries.len();
            let mut particular = 0;
            for (nth, (((gap, value), name), (its_gap, its_value))) in mine.zip(its).enumerate() {
                let bit = 1u64 << nth;
                fits &= theirs[nth].name == *name && gap == its_gap && value.is_empty() == its_value.is_empty();
                if skeleton.open & bit == 0 && (open & bit != 0 || value != its_value) {
                    fits &= !is_type(self.names.text(*name));
                    particular |= bit;
                }
            }
            if fits && particular == 0 {
                return Some(known);
            }
            if fits {
                open |= skeleton.open | particular;
            }
        }
        let first = skeletons.entries.len() as u32;
        let mut fixed = 0;
        for (nth, (((gap, value), entry), name)) in
            parts(bytes, pattern.base, entries).zip(entries).zip(&names).enumerate()
        {
            fixed += gap.len();
            let is_open = open & 1 << nth != 0;
            let len = if is_open { OTHER } else { entry.sample };
            skeletons.entries.push(Entry { name: *name, fixed: fixed as u16, len, sample: entry.sample });
            if !is_open {
                fixed += value.len();
            }
        }
        let id = skeletons.all.len() as SkeletonId;
        skeletons.all.push(Skeleton { file, base: pattern.base, parents, first, count: pattern.count, open });
        skeletons.families.insert(family, id);
        Some(id)
    }
}

/// What stands before each value of a skeleton's first section, and the value.
fn parts<'a>(bytes: &'a [u8], base: u32, entries: &'a [Entry]) -> impl Iterator<Item = (&'a [u8], &'a [u8])> {
    let mut end = base as usize;
    let mut open = 0;
    entries.iter().map(move |entry| {
        let from = base as usize + open + usize::from(entry.fixed);
        let to = from + usize::from(entry.sample);
        let gap = &bytes[end..from];
        end = to;
        if entry.len == OTHER {
            open += usize::from(entry.sample);
        }
        (gap, &bytes[from..to])
    })
}
