//! Edits of several fixes together: which of them go in one round, and the text that comes of them.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::path::{Path, PathBuf};

use crate::hashing::SeededSet;

/// An edit of a file, known by its path.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Change {
    pub(super) file: PathBuf,
    pub(super) range: Range<usize>,
    pub(super) text: Vec<u8>,
}

/// What is taken in one round.
#[derive(Debug, Default)]
pub(super) struct Round {
    fixes: SeededSet<Vec<Change>>,
    /// By file, the places that are taken, which do not overlap.
    taken: BTreeMap<PathBuf, BTreeSet<(usize, usize)>>,
}

impl Round {
    /// Takes a fix whole, or not at all: false where a part of it touches what another one changes. The very same fix,
    /// as two directories of one run have it for a file that they share, is taken once.
    pub(super) fn take(&mut self, fix: &[Change]) -> bool {
        if self.fixes.contains(fix) {
            return true;
        }
        let mut own = Self::default();
        for change in fix {
            if self.is_taken(change) || own.is_taken(change) {
                return false;
            }
            own.add(change);
        }
        for change in fix {
            self.add(change);
        }
        self.fixes.insert(fix.to_vec());
        true
    }

    fn add(&mut self, change: &Change) {
        self.taken.entry(change.file.clone()).or_default().insert((change.range.start, change.range.end));
    }

    fn is_taken(&self, change: &Change) -> bool {
        let Some(taken) = self.taken.get(&change.file) else { return false };
        let Range { start, end } = change.range;
        // Of what begins earlier the last reaches farthest, since nothing overlaps.
        let mut before = taken.range(..(start, 0)).rev().take(2);
        let mut behind = taken.range((start, 0)..=(end, usize::MAX));
        before.any(|t| overlap(*t, &change.range)) || behind.any(|t| overlap(*t, &change.range))
    }
}

/// Whether two edits cannot both be made. Two insertions at one place can be made in either order, which is one too many.
fn overlap((start, end): (usize, usize), other: &Range<usize>) -> bool {
    start < other.end && other.start < end || start == end && other.is_empty() && start == other.start
}

/// The files that these fixes change, each with its edits in order.
pub(super) fn by_file<'a>(fixes: impl IntoIterator<Item = &'a [Change]>) -> BTreeMap<&'a Path, Vec<&'a Change>> {
    let mut files: BTreeMap<&Path, Vec<&Change>> = BTreeMap::new();
    for change in fixes.into_iter().flatten() {
        files.entry(&change.file).or_default().push(change);
    }
    for changes in files.values_mut() {
        changes.sort_by_key(|c| (c.range.start, c.range.end));
        changes.dedup();
    }
    files
}

/// The text with the edits made, which are in order and do not overlap.
pub(super) fn edited(text: &[u8], changes: &[&Change]) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len() + changes.iter().map(|c| c.text.len()).sum::<usize>());
    let mut from = 0;
    for change in changes {
        out.extend_from_slice(&text[from..change.range.start.max(from).min(text.len())]);
        out.extend_from_slice(&change.text);
        from = change.range.end.max(from).min(text.len());
    }
    out.extend_from_slice(&text[from..]);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn change(range: Range<usize>, text: &str) -> Change {
        Change { file: "a".into(), range, text: text.into() }
    }

    #[test]
    fn the_first_wins_and_a_fix_is_taken_whole() {
        let mut round = Round::default();
        let first = [change(0..3, "x"), change(8..8, "y")];
        assert!(round.take(&first));
        assert!(round.take(&first), "the same again");
        assert!(!round.take(&[change(20..21, ""), change(2..4, "z")]), "half of it overlaps");
        assert!(!round.take(&[change(8..8, "other")]), "two insertions at one place");
        assert!(round.take(&[change(20..21, "")]), "what the refused one had is free");
        assert!(round.take(&[change(3..8, "between")]), "edits may touch");
        assert!(!Round::default().take(&[change(0..2, ""), change(1..1, "in itself")]));
    }

    #[test]
    fn edits_leave_the_rest_alone() {
        let fixes = [vec![change(4..4, "++"), change(0..1, "")], vec![change(4..6, "")], vec![change(4..6, "")]];
        let files = by_file(fixes.iter().map(Vec::as_slice));
        assert_eq!(edited(b"abcdefgh", &files[Path::new("a")]), b"bcd++gh");
        assert_eq!(edited(b"", &[&change(0..0, "all")]), b"all");
    }
}
