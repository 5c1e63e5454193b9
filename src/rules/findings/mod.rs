//! What happens to findings after a rule has made them, and the sentences that several rules share.

pub(crate) mod dangling;
mod lost_files;
pub(crate) mod merge;
pub(crate) mod non_config_files;
pub(crate) mod report_sites;
pub(crate) mod sentences;
pub(crate) mod severity_policy;
