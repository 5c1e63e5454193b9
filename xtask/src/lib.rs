//! What keeps the generated files of this repository fresh, and what begins a new rule.

pub mod generated;
pub mod locks;
pub mod mod_lines;
pub mod rule;

use std::path::{Path, PathBuf};

/// The root of the repository.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().map(Path::to_path_buf).unwrap_or_default()
}
