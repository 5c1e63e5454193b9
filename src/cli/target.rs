//! Which Asterisk the configuration is for.

use std::ffi::OsStr;
use std::process::Command;
use std::sync::LazyLock;

use clap::builder::{PossibleValue, TypedValueParser};

use crate::asterisk::{Choice, Target, Version};

/// Takes any version, and offers the newest release of each branch to the shells.
#[derive(Clone, Copy, Debug)]
pub(super) struct Versions;

impl TypedValueParser for Versions {
    type Value = Version;

    fn parse_ref(&self, cmd: &clap::Command, arg: Option<&clap::Arg>, value: &OsStr) -> Result<Version, clap::Error> {
        (|text: &str| text.parse::<Version>()).parse_ref(cmd, arg, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        // clap wants names that stay.
        static NAMES: LazyLock<Vec<String>> =
            LazyLock::new(|| Version::newest_ones().flat_map(|v| [v.major.to_string(), v.to_string()]).collect());
        Some(Box::new(NAMES.iter().map(|name| PossibleValue::new(name.as_str()))))
    }
}

/// The given version, else the one in `pjlint.toml`, else that of this host's Asterisk if its own directory is linted,
/// else the newest long-term release.
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
    Some((version, format!("`asterisk -V` says {}", crate::printable::printable(text.as_bytes()))))
}
