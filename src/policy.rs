//! The site's policy: which rules run, and which classes of endpoints there are with their requirements.

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
pub(crate) use level::{Level, Levels};
pub(crate) use paths::Paths;
pub(crate) use pattern::Pattern;
pub(crate) use requirement::{RequiredValue, Requirement};

/// Other levels for some of the files.
#[derive(Clone, Debug)]
pub struct Override {
    /// The files.
    pub(crate) paths: Paths,
    /// The levels of rules there.
    pub levels: Levels,
}

/// The site's policy.
#[derive(Clone, Debug, Default)]
pub struct Policy {
    /// The `pjlint.toml` that it comes from, if there is one.
    pub file: Option<PathBuf>,
    /// The Asterisk that the configuration is for, if the file names one.
    pub asterisk: Option<Version>,
    /// Which rules run unless they are named.
    pub profile: Profile,
    /// The release whose rules and severities the profile uses; those of this program if none is named.
    pub pin: Option<Release>,
    /// The lowest severity for which the exit status is 1, if the file sets one.
    pub fail_on: Option<Severity>,
    /// If not empty, only rules with one of these names, codes or groups run.
    pub select: Vec<String>,
    /// Rules with one of these names, codes or groups do not run.
    pub ignore: Vec<String>,
    /// The levels of rules.
    pub levels: Levels,
    /// The same for some of the files; of two that match, the later one wins.
    pub overrides: Vec<Override>,
    /// Files and directories in which nothing is reported.
    pub exclude: Option<Paths>,
    /// The file of known findings, if one is named.
    pub baseline: Option<PathBuf>,
    /// The files are templates for another program: values such as `${X}` are not checked.
    pub placeholders: bool,
    /// Modules that are not Asterisk's own.
    pub third_party: Vec<ThirdParty>,
    /// The classes of endpoints.
    pub classes: Classes,
}

impl Policy {
    /// A path as the file's globs match it: relative to the file's directory.
    fn seen<'p>(&self, path: &'p Path) -> Option<&'p Path> {
        path.strip_prefix(self.file.as_ref()?.parent()?).ok()
    }

    /// Whether nothing is to be reported in that file or directory, by its absolute path.
    pub(crate) fn excludes(&self, path: &Path) -> bool {
        let seen = self.exclude.as_ref().zip(self.seen(path));
        seen.is_some_and(|(exclude, path)| exclude.fit(path))
    }

    /// The level of a rule in that file, by its absolute path; `None` if the policy does not set one.
    pub(crate) fn level(&self, name: &str, code: &str, group: &str, path: &Path) -> Option<Level> {
        let seen = self.seen(path);
        let fits = |o: &&Override| seen.is_some_and(|p| o.paths.fit(p));
        let mut there = self.overrides.iter().rev().filter(fits);
        there.find_map(|o| o.levels.of(name, code, group)).or_else(|| self.levels.of(name, code, group))
    }
}
