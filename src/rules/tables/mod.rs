//! What the rules look up once: the data, without the questions. The questions are in `facts` and `fixes`, which see the
//! context; the context holds these tables, and so they must not see it.

pub(crate) mod addressing;
pub(crate) mod generators;
pub(crate) mod inheritors;
pub(crate) mod networks;
pub(crate) mod overlaps;
pub(crate) mod transport_use;
