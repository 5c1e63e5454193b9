//! Which sections inherit from which.

use crate::reach::nearest_first;
use crate::text::{Document, SectionId};

/// Sections with those that inherit from them, each pair once, in order.
#[derive(Debug, Default)]
pub(crate) struct Inheritors(pub(in crate::rules) Vec<(SectionId, SectionId)>);

impl Inheritors {
    pub(in crate::rules) fn new(doc: &Document, sections: u32) -> Self {
        let pairs = (0..sections).flat_map(|section| doc.bases(section).map(move |base| (base, section)));
        let mut pairs: Vec<_> = pairs.collect();
        pairs.sort_unstable();
        pairs.dedup();
        Self(pairs)
    }

    pub(in crate::rules) fn of(&self, section: SectionId) -> impl Iterator<Item = SectionId> + '_ {
        let from = self.0.partition_point(|(base, _)| *base < section);
        self.0[from..].iter().take_while(move |(base, _)| *base == section).map(|(_, inheritor)| *inheritor)
    }

    /// The section and every one that inherits from it, near and far.
    pub(in crate::rules) fn family(&self, section: SectionId) -> impl Iterator<Item = SectionId> + '_ {
        nearest_first(section, |s| self.of(s))
    }
}
