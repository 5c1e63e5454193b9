//! What like sections have in common: the text between their values, and the values that are the same in all.
//!
//! 1,000,000 phones of one provisioning tool are the same dozen lines, but for a name, a password and a few numbers. A
//! section that fits a skeleton is kept as 16 bytes and one byte a setting, however many values it repeats, and what
//! follows from the skeleton alone is found out once.

use crate::hashing::SeededMap;

use crate::source::FileId;

use super::names::NameId;

/// A skeleton, by its place among a document's.
pub(crate) type SkeletonId = u32;

/// Most settings of a section that is kept by its skeleton: a bit each.
pub(super) const MAX_SETTINGS: usize = 64;
/// Most bytes from the end of a value to the begin of the next, and of a value.
pub(super) const MAX_VALUE_LEN: u32 = 254;
/// Stands for the length of a value that differs from section to section, and of one that no skeleton has.
pub(super) const OTHER: u8 = u8::MAX;

/// One setting of a skeleton.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) name: NameId,
    /// From the end of the section's name to this value, the values that differ not counted in.
    pub(super) fixed: u16,
    /// The length of a value that all have, or [`OTHER`].
    pub(super) len: u8,
    /// The length of the first section's value.
    pub(super) sample: u8,
}

/// A skeleton.
#[derive(Clone, Copy, Debug)]
pub(super) struct Skeleton {
    /// Where the first section of the kind stands: the file, and the end of the name in it.
    pub(super) file: FileId,
    pub(super) base: u32,
    /// The number of the list of bases, as in [`super::Document`].
    pub(super) parents: u32,
    /// The first of its entries.
    pub(super) first: u32,
    pub(super) count: u8,
    /// A bit for each setting whose value differs.
    pub(super) open: u64,
}

/// The skeletons of a document.
#[derive(Debug, Default)]
pub(super) struct Skeletons {
    pub(super) all: Vec<Skeleton>,
    pub(super) entries: Vec<Entry>,
    /// By what sections must have in common to be of one family: the skeleton that is the least particular.
    pub(super) families: SeededMap<u64, SkeletonId>,
}

impl Skeletons {
    pub(super) fn entry(&self, skeleton: &Skeleton, nth: u32) -> Entry {
        self.entries[(skeleton.first + nth) as usize]
    }

    pub(super) fn entries(&self, skeleton: &Skeleton) -> &[Entry] {
        &self.entries[skeleton.first as usize..skeleton.first as usize + skeleton.count as usize]
    }
}

/// From the end of the section's name to value number `nth`; `lens` are the lengths of the section's values.
pub(super) fn distance(open: u64, fixed: u16, nth: u32, lens: &[u8]) -> u32 {
    let mut before = open & ((1 << nth) - 1);
    let mut sum = u32::from(fixed);
    while before != 0 {
        sum += u32::from(lens[before.trailing_zeros() as usize]);
        before &= before - 1;
    }
    sum
}
