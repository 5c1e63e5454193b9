//! Sections by type and id.
//!
//! Only numbers are kept: seven bits of the hash tell nearly always whether a name is worth reading. There are many
//! tables and not one: each is filled by one thread, and of a size that stays in its core's cache.

use crate::hashing::hasher;
use hashbrown::HashTable;
use std::hash::Hasher;

use crate::asterisk::TypeId;
use crate::text::SectionId;

/// How many tables there are.
pub(super) const TABLES: usize = 1 << BITS;
const BITS: u32 = 6;

/// One table of the index.
#[derive(Debug, Default)]
pub(super) struct Table(HashTable<SectionId>);

/// The whole index.
#[derive(Debug, Default)]
pub(super) struct Index(pub(super) Vec<Table>);

impl Table {
    pub(super) fn with_capacity(sections: usize) -> Self {
        Self(HashTable::with_capacity(sections))
    }

    pub(super) fn find_mut(&mut self, hash: u32, is_it: impl Fn(SectionId) -> bool) -> Option<&mut SectionId> {
        self.0.find_mut(spread(hash), |s| is_it(*s))
    }

    /// `rehash` gives the hash of a section, for a table that has to grow.
    pub(super) fn insert(&mut self, hash: u32, section: SectionId, rehash: impl Fn(SectionId) -> u32) {
        self.0.insert_unique(spread(hash), section, |s| spread(rehash(*s)));
    }
}

impl Index {
    pub(super) fn find(&self, hash: u32, is_it: impl Fn(SectionId) -> bool) -> Option<SectionId> {
        self.0.get(table_of(hash))?.0.find(spread(hash), |s| is_it(*s)).copied()
    }

    pub(super) fn find_mut(&mut self, hash: u32, is_it: impl Fn(SectionId) -> bool) -> Option<&mut SectionId> {
        self.0.get_mut(table_of(hash))?.find_mut(hash, is_it)
    }

    /// The table for that hash.
    pub(super) fn table_mut(&mut self, hash: u32) -> &mut Table {
        if self.0.is_empty() {
            self.0.resize_with(TABLES, Table::default);
        }
        &mut self.0[table_of(hash)]
    }
}

/// The table that a hash belongs to: by its highest bits, which say nothing of the place in a table.
pub(super) fn table_of(hash: u32) -> usize {
    (hash >> (32 - BITS)) as usize
}

fn spread(hash: u32) -> u64 {
    u64::from(hash).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// The hash of an object's type and id.
pub(super) fn hash(of: TypeId, id: &[u8]) -> u32 {
    let mut hasher = hasher();
    hasher.write(id);
    hasher.write_u8(of.0);
    let hash = hasher.finish();
    (hash ^ hash >> 32) as u32
}
