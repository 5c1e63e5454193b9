//! Bases that change between their heirs: what is true of one section of a skeleton may be false of the next then.

use crate::hashing::KeyedSet;

use super::{Document, NONE};
use crate::text::SectionId;
use crate::text::skeleton::SkeletonId;

/// What later heirs inherit otherwise than earlier ones.
#[derive(Debug, Default)]
pub(super) struct Unsteady {
    bases: KeyedSet<SectionId>,
    skeletons: KeyedSet<SkeletonId>,
}

impl Document {
    /// What the section has in common with others that are written like it and inherit the same; none for one that is
    /// kept line by line, or whose bases change between their heirs.
    pub fn skeleton(&self, section: SectionId) -> Option<SkeletonId> {
        self.columns.skeleton_of(section).filter(|s| self.is_steady(*s))
    }

    /// Finds, when all is read, the skeletons whose sections do not all inherit the same (G-31).
    pub(in crate::text) fn note_unsteady(&mut self) {
        let bases: KeyedSet<SectionId> =
            self.complex.keys().copied().filter(|s| self.changes_between_heirs(*s)).collect();
        if bases.is_empty() {
            return;
        }
        let skeletons = self.columns.skeletons.all.iter().zip(0..);
        let has_one =
            |parents: u32| parents != NONE && self.parents[parents as usize].iter().any(|b| bases.contains(b));
        let skeletons = skeletons.filter(|(skeleton, _)| has_one(skeleton.parents)).map(|(_, id)| id).collect();
        self.unsteady = Unsteady { bases, skeletons };
    }

    /// Whether all sections of the skeleton inherit the same.
    fn is_steady(&self, skeleton: SkeletonId) -> bool {
        self.unsteady.skeletons.is_empty() || !self.unsteady.skeletons.contains(&skeleton)
    }

    /// Whether the section inherits what every other section with its bases does.
    pub(in crate::text) fn has_steady_bases(&self, section: SectionId) -> bool {
        self.unsteady.bases.is_empty() || !self.parents(section).iter().any(|b| self.unsteady.bases.contains(b))
    }

    fn changes_between_heirs(&self, base: SectionId) -> bool {
        let Some((first, last)) = self.weight.heirs(base) else { return false };
        let between = |tick: u32| tick > first && tick <= last;
        self.complex[&base].iter().any(|piece| between(piece.tick) || between(piece.until))
    }
}
