//! Hash tables whose keys come out of configurations. The hash is keyed anew in each run: with one that is known, a file
//! of names that all share a hash makes every look into a table as long as the table.
//!
//! The order of their elements is another one in each run, so nothing may depend on it.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasher, Hasher};
use std::sync::LazyLock;

use foldhash::fast::{FoldHasher, RandomState};

/// A map by something that a file may name.
pub(crate) type SeededMap<K, V> = HashMap<K, V, RandomState>;

/// A set of what a file may name.
pub(crate) type SeededSet<T> = HashSet<T, RandomState>;

static STATE: LazyLock<RandomState> = LazyLock::new(RandomState::default);

/// Hashes that are the same for all of one run.
pub(crate) fn hasher() -> FoldHasher<'static> {
    STATE.build_hasher()
}

/// The hash of a name.
pub(crate) fn hash(name: &[u8]) -> u64 {
    let mut hasher = hasher();
    hasher.write(name);
    hasher.finish()
}
