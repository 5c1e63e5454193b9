//! What depends on where the output goes: colours, links, progress, pipes that break, and `--watch`.

#![allow(clippy::unwrap_used)]

mod color;
mod pipe;
mod pty;
mod statistics;
mod watch;

use std::fs;
use std::path::PathBuf;
use std::process::Command;

/// pjlint with nothing in its environment that says how to look.
fn pjlint() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_pjlint"));
    command.current_dir(env!("CARGO_MANIFEST_DIR"));
    for (name, _) in std::env::vars_os() {
        let name = name.to_string_lossy().into_owned();
        if name.contains("COLOR")
            || name.starts_with("TERM")
            || name.contains("HYPERLINK")
            || name.starts_with("PJLINT")
        {
            command.env_remove(name);
        }
    }
    for name in ["CI", "VTE_VERSION", "DOMTERM", "KONSOLE_VERSION", "COLUMNS", "WT_SESSION"] {
        command.env_remove(name);
    }
    command
}

/// An empty directory of this test's own.
fn directory(name: &str) -> PathBuf {
    let dir = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("terminal").join(name);
    let _ = fs::remove_dir_all(&dir);
    fs::create_dir_all(&dir).unwrap();
    dir
}
