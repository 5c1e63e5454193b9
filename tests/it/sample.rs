//! Where all would take too long, each run looks at another quarter; with `PJLINT_ALL` set it looks at everything.

#![allow(clippy::print_stdout, reason = "says how to look at the same again")]

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::LazyLock;
use std::time::UNIX_EPOCH;

/// Which quarter is looked at: `PJLINT_SEED`, or another one each time.
static SEED: LazyLock<u64> = LazyLock::new(|| {
    let given = std::env::var("PJLINT_SEED").ok().and_then(|seed| seed.parse().ok());
    given.unwrap_or_else(|| UNIX_EPOCH.elapsed().map_or(0, |since| u64::from(since.subsec_nanos())))
});

/// Nothing is left out: `.ci/run` asks for that.
pub(crate) fn is_whole() -> bool {
    std::env::var_os("PJLINT_ALL").is_some_and(|value| value == "1")
}

/// Says what is looked at; the first thing that a test does that draws.
pub(crate) fn tell() {
    if is_whole() {
        println!("PJLINT_ALL=1: looks at everything");
    } else {
        println!("PJLINT_SEED={} looks at the same quarter, PJLINT_ALL=1 at everything", *SEED);
    }
}

/// Is that one in this run's quarter? A name decides by itself, whatever else there is.
pub(crate) fn is_drawn(name: &str) -> bool {
    let mut hasher = DefaultHasher::new();
    (*SEED, name).hash(&mut hasher);
    is_whole() || hasher.finish().is_multiple_of(4)
}

/// A size of input: the whole one, or less, where what it shows is seen of less too.
pub(crate) fn size(whole: usize, less: usize) -> usize {
    if is_whole() { whole } else { less }
}
