//! What the site wants of pjlint: which rules, and which classes of endpoints with what they require.

mod class;
mod file;
mod level;
mod paths;
mod pattern;
mod requirement;
mod selection;

use std::path::{Path, PathBuf};

use crate::asterisk::Version;
use crate::catalogue::{Profile, Release, Severity};
use crate::objects::ThirdParty;

pub use class::{Class, ClassSet, Classes, Matcher, Subject, Verdict};
#[cfg(feature = "schema")]
pub use file::schema;
pub use file::{PolicyError, find, parse};
pub use level::{Level, Levels};
pub use paths::Paths;
pub use pattern::Pattern;
pub use requirement::{RequiredValue, Requirement};

/// Other levels for some of the files.
#[derive(Clone, Debug)]
pub struct Override {
    /// The files.
    pub paths: Paths,
    /// The levels of rules there.
    pub levels: Levels,
}

/// What the site wants of pjlint.
#[derive(Clone, Debug, Default)]
pub struct Policy {
    /// The `pjlint.toml` that says so, if one does.
    pub file: Option<PathBuf>,
    /// The Asterisk that the configuration is for, where the file says one.
    pub asterisk: Option<Version>,
    /// Which rules run unless they are named.
    pub profile: Profile,
    /// The release whose rules and severities the profile stands for: those of this program if none is named.
    pub pin: Option<Release>,
    /// The least severity for which the exit status is 1, where the file says one.
    pub fail_on: Option<Severity>,
    /// If not empty, only rules with one of these names, codes or groups run.
    pub select: Vec<String>,
    /// Rules with one of these names, codes or groups do not run.
    pub ignore: Vec<String>,
    /// What some rules count for.
    pub levels: Levels,
    /// The same for some of the files; of two that fit, the later one counts.
    pub overrides: Vec<Override>,
    /// Files and directories of which nothing is reported.
    pub exclude: Option<Paths>,
    /// The file of known findings, where the file names one.
    pub baseline: Option<PathBuf>,
    /// The files are still to be filled in by another program: `${X}` and the like are not judged.
    pub placeholders: bool,
    /// Modules that are not Asterisk's own.
    pub third_party: Vec<ThirdParty>,
    /// The classes of endpoints.
    pub classes: Classes,
}

impl Policy {
    /// A path as the file's globs see it: from the directory that the file is in.
    fn seen<'p>(&self, path: &'p Path) -> Option<&'p Path> {
        path.strip_prefix(self.file.as_ref()?.parent()?).ok()
    }

    /// Whether nothing is to be reported of that file or directory, by its absolute path.
    pub fn excludes(&self, path: &Path) -> bool {
        let seen = self.exclude.as_ref().zip(self.seen(path));
        seen.is_some_and(|(exclude, path)| exclude.fit(path))
    }

    /// The level of a rule in that file, by its absolute path; none where the file says nothing of it.
    pub fn level(&self, name: &str, code: &str, group: &str, path: &Path) -> Option<Level> {
        let seen = self.seen(path);
        let fits = |o: &&Override| seen.is_some_and(|p| o.paths.fit(p));
        let mut there = self.overrides.iter().rev().filter(fits);
        there.find_map(|o| o.levels.of(name, code, group)).or_else(|| self.levels.of(name, code, group))
    }
}
