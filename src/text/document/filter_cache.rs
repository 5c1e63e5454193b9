//! Whether the section that a `(+filter)` means is still the same: 100,000 such headers on 100,000 sections of one name
//! must not be 10,000,000,000 comparisons, though Asterisk makes them.

use crate::text::SectionId;

use super::Document;

/// What happened to sections that were begun before.
#[derive(Debug, Default)]
pub(super) struct FilterCache {
    is_on: bool,
    changes: Vec<Change>,
}

#[derive(Clone, Copy, Debug)]
struct Change {
    section: SectionId,
    /// It may have lost what it had: a value was changed, or it became a template. Else it has only gained lines.
    loses: bool,
}

impl FilterCache {
    pub(super) fn note(&mut self, section: SectionId, loses: bool) {
        if self.is_on {
            self.changes.push(Change { section, loses });
        }
    }
}

impl Document {
    /// The moment, for [`Self::is_still_first`].
    pub(in crate::text) fn moment(&mut self) -> usize {
        self.filter_cache.is_on = true;
        self.filter_cache.changes.len()
    }

    /// Whether the first section that satisfied a filter at that moment is the first one now: none before it has
    /// changed, and itself it has lost nothing.
    pub(in crate::text) fn is_still_first(&self, section: SectionId, moment: usize) -> bool {
        self.filter_cache.changes[moment..].iter().all(|c| c.section > section || c.section == section && !c.loses)
    }
}
