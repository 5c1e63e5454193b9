//! Which Asterisk the configuration is for.

use std::process::Command;

use crate::asterisk::{Choice, Target, Version};

/// What is given, else what `pjlint.toml` says, else what this host's Asterisk says of itself where its own directory is
/// linted, else the newest long-term release.
pub(super) fn target(given: Option<Version>, configured: Option<Version>, is_live: bool) -> Target {
    if let Some(version) = given {
        return Target::new(version, Choice::Given);
    }
    if let Some(version) = configured {
        return Target::new(version, Choice::Configured);
    }
    if is_live && let Some((version, text)) = host() {
        return Target::new(version, Choice::Host(text));
    }
    Target::new(Version::DEFAULT, Choice::Default)
}

fn host() -> Option<(Version, String)> {
    let output = Command::new("asterisk").arg("-V").output().ok()?;
    let text = String::from_utf8_lossy(&output.stdout).lines().next()?.trim().to_owned();
    let version = text.parse().ok()?;
    Some((version, format!("`asterisk -V` says {}", crate::rules::plain(text.as_bytes()))))
}
