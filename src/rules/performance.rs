//! Rules on performance and scale (PRF).

pub(super) mod hep_incomplete;
pub(super) mod pool_too_small;
pub(super) mod required_module_noload;
