//! Bases that change between the sections that inherit them: a fact about one section of a skeleton may then be false
//! for the next one.

use super::Document;
use crate::text::SectionId;
use crate::text::skeleton::SkeletonId;

impl Document {
    /// What the section has in common with others that are written like it and inherit the same; none for one that is
    /// kept line by line, or whose bases change between the sections that inherit them (G-30).
    pub(crate) fn skeleton(&self, section: SectionId) -> Option<SkeletonId> {
        self.columns.skeleton_of(section).filter(|_| self.has_steady_bases(section))
    }

    /// Finds, after everything is read, the bases that do not give all inheriting sections the same lines.
    pub(in crate::text) fn note_unsteady(&mut self) {
        self.unsteady = self.complex.keys().copied().filter(|s| self.changes_between_uses(*s)).collect();
    }

    /// Whether the section inherits what every other section with its bases does.
    pub(in crate::text) fn has_steady_bases(&self, section: SectionId) -> bool {
        self.unsteady.is_empty() || !self.parents(section).iter().any(|b| self.unsteady.contains(b))
    }

    fn changes_between_uses(&self, base: SectionId) -> bool {
        let Some((first, last)) = self.weight.named_between(base) else { return false };
        let between = |header_no: u32| header_no > first && header_no <= last;
        self.complex[&base].iter().any(|piece| between(piece.header_no) || between(piece.until))
    }
}
