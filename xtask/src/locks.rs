//! The crates that decide what generated files look like are the same here as in pjlint itself: there are two
//! Cargo.lock.

use std::path::Path;

use crate::generated::read;

/// Those that print help, completions and man pages.
const CRATES: [&str; 4] = ["clap", "clap_builder", "clap_complete", "textwrap"];

/// What to run where the two differ.
///
/// # Errors
/// What differs, or that a file cannot be read.
pub fn agree(root: &Path) -> Result<(), String> {
    let (ours, theirs) = (read(&root.join("xtask/Cargo.lock"))?, read(&root.join("Cargo.lock"))?);
    for name in CRATES {
        let (ours, theirs) = (version(&ours, name), version(&theirs, name));
        if let Some(theirs) = theirs.filter(|t| ours != Some(*t)) {
            return Err(format!(
                "xtask/Cargo.lock has {name} {}, and Cargo.lock {theirs}: \
                 run cargo update --manifest-path xtask/Cargo.toml {name} --precise {theirs}",
                ours.unwrap_or("not at all")
            ));
        }
    }
    Ok(())
}

fn version<'l>(lock: &'l str, name: &str) -> Option<&'l str> {
    let entry = lock.split("[[package]]").find(|e| e.contains(&format!("\nname = \"{name}\"\n")))?;
    entry.lines().find_map(|l| l.strip_prefix("version = \"")?.strip_suffix('"'))
}

#[cfg(test)]
mod tests {
    use super::version;

    #[test]
    fn finds_the_version_of_a_crate_and_of_no_other() {
        let lock = "\n[[package]]\nname = \"clap_x\"\nversion = \"1.0.0\"\n\n[[package]]\nname = \"clap\"\nversion = \"4.6.9\"\n";
        assert_eq!(version(lock, "clap"), Some("4.6.9"));
        assert_eq!(version(lock, "cla"), None);
    }
}
