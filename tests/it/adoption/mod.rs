//! How a site comes to live with pjlint: comments that keep findings quiet, and the baseline, through the real command.

mod baseline;
mod fixes;
pub(crate) mod program;
mod suppressions;
