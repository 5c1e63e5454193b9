//! What keeps the generated files of this repository fresh, and what begins a new rule.

#[cfg(feature = "documents")]
pub mod cases;
pub mod generated;
pub mod locks;
pub mod mod_lines;
pub mod rule;

use std::env;
use std::path::{Path, PathBuf};

/// The root of the repository: what cargo says as it runs this, for the program may be another worktree's.
pub fn root() -> PathBuf {
    let here = env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| env!("CARGO_MANIFEST_DIR").into(), PathBuf::from);
    here.parent().map(Path::to_path_buf).unwrap_or_default()
}
