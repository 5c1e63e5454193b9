//! Rules on performance and scale (PRF).

pub(super) mod hep_chan_sip;
pub(super) mod hep_incomplete;
pub(super) mod pool_option_version;
pub(super) mod pool_runs_dry;
pub(super) mod pool_too_small;
pub(super) mod qualify_storm;
pub(super) mod required_module_noload;
