//! Asterisk's versions: `22`, `20.12`, `16.28`, `certified/20.7-cert3`.

use std::fmt;
use std::str::FromStr;

include!(concat!(env!("OUT_DIR"), "/releases.rs"));

/// A release of Asterisk, as far as options depend on it: they come with X.Y.0 releases.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Version {
    /// The branch: 13 to 24.
    pub major: u8,
    /// The release within it.
    pub minor: u8,
    /// Which certified release it is, where it is one: 3 for `certified/20.7-cert3`, 0 where that is not said. It has
    /// the options of the release that it is cut from.
    pub certified: Option<u8>,
}

/// The error for a text that is not a version pjlint knows.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum VersionError {
    /// Not of the form of a version.
    #[error("`{0}` is not an Asterisk version: write 22, 20.12, 16.28 or certified/20.7-cert3")]
    Form(String),
    /// A branch that the tables lack.
    #[error("Asterisk {0} is unknown: pjlint has the options of {1} to {2}")]
    Major(u8, u8, u8),
}

impl Version {
    /// The newest long-term release, for when nothing says which Asterisk it is.
    pub const DEFAULT: Self = Self::newest(22);

    /// The newest release of a branch that the tables know (their first, for one they lack).
    pub(crate) const fn newest(major: u8) -> Self {
        let mut i = 0;
        while i < NEWEST.len() {
            if NEWEST[i].0 == major {
                return Self { major, minor: NEWEST[i].1, certified: None };
            }
            i += 1;
        }
        Self { major, minor: 0, certified: None }
    }

    /// The newest release of every branch that the tables know, the newest branch first.
    pub(crate) fn newest_ones() -> impl Iterator<Item = Self> {
        NEWEST.iter().rev().map(|&(major, minor)| Self { major, minor, certified: None })
    }

    /// What to say of a version that the tables do not know as such: whose options it is judged by.
    pub(crate) fn beyond_tables(self) -> Option<String> {
        let newest = Self::newest(self.major);
        if UNRELEASED.contains(&self.major) {
            Some(format!("{} is not released; using development-branch options", self.major))
        } else if self.minor > newest.minor {
            Some(format!("using the options of {newest}, the newest known release of {}", self.major))
        } else {
            None
        }
    }

    /// Whether this release has what first came with `since` and left with `removed` (a release of each branch;
    /// a branch that is missing never had it).
    pub(crate) fn has(self, since: &[(u8, u8)], removed: &[(u8, u8)]) -> bool {
        let reached = |list: &[(u8, u8)]| list.iter().any(|&(major, minor)| major == self.major && minor <= self.minor);
        reached(since) && !reached(removed)
    }

    /// Whether this is at least the given release of its branch; `releases` lists the first one of each branch.
    pub(crate) fn from(self, releases: &[(u8, u8)]) -> bool {
        self.has(releases, &[])
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(number) = self.certified else { return write!(f, "{}.{}", self.major, self.minor) };
        write!(f, "certified/{}.{}", self.major, self.minor)?;
        if number == 0 { Ok(()) } else { write!(f, "-cert{number}") }
    }
}

impl FromStr for Version {
    type Err = VersionError;

    /// Reads `22` (its newest release), `22.10`, `22.10.1`, `Asterisk 22.10.1~dfsg`, `certified/20.7-cert3`.
    fn from_str(text: &str) -> Result<Self, VersionError> {
        let form = || VersionError::Form(text.to_owned());
        let whole = text.trim().trim_start_matches("Asterisk ");
        let rest = whole.trim_start_matches("certified/").trim_start_matches("certified-");
        let number = |part: &str| {
            let digits = part.find(|c: char| !c.is_ascii_digit()).unwrap_or(part.len());
            part[..digits].parse::<u8>().ok()
        };
        let mut parts = rest.split('.');
        let major = parts.next().and_then(number).ok_or_else(form)?;
        let (oldest, newest) = (NEWEST[0].0, NEWEST[NEWEST.len() - 1].0);
        if !(oldest..=newest).contains(&major) {
            return Err(VersionError::Major(major, oldest, newest));
        }
        let cert = rest.split_once("-cert").map(|(_, n)| number(n).unwrap_or_default());
        let certified = cert.or_else(|| (rest.len() < whole.len()).then_some(0));
        match parts.next() {
            None => Ok(Self { certified, ..Self::newest(major) }),
            Some(minor) => Ok(Self { major, minor: number(minor).ok_or_else(form)?, certified }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_people_write() {
        let read = |t: &str| t.parse::<Version>().map(|v| (v.major, v.minor));
        assert_eq!(read("22"), Ok((22, Version::newest(22).minor)));
        assert_eq!(read("20.12"), Ok((20, 12)));
        assert_eq!(read("certified/20.7-cert3"), Ok((20, 7)));
        assert_eq!(read("Asterisk 16.28.0~dfsg-0+deb11u4"), Ok((16, 28)));
        assert_eq!(read("12"), Err(VersionError::Major(12, 13, 24)));
        assert_eq!(read("x"), Err(VersionError::Form("x".into())));
    }

    #[test]
    fn prints_what_it_was_given() {
        for text in ["22.10", "certified/20.7-cert3", "certified/20.7"] {
            assert_eq!(text.parse::<Version>().map(|v| v.to_string()), Ok(text.to_owned()));
        }
    }

    #[test]
    fn says_whose_options_a_strange_version_has() {
        let said = |t: &str| t.parse::<Version>().expect("a version").beyond_tables();
        assert!(said("22.99").is_some_and(|s| s.contains(&Version::newest(22).to_string())));
        assert_eq!((said("22"), said("16.28"), said("certified/20.7-cert3")), (None, None, None));
        for major in UNRELEASED {
            assert!(said(&major.to_string()).is_some());
        }
    }

    #[test]
    fn a_branch_without_an_entry_never_had_it() {
        let v = |major, minor| Version { major, minor, certified: None };
        assert!(v(20, 12).has(&[(20, 12), (22, 2)], &[]));
        assert!(!v(20, 11).has(&[(20, 12), (22, 2)], &[]));
        assert!(!v(21, 12).has(&[(20, 12), (22, 2)], &[]));
        assert!(!v(20, 9).has(&[(20, 8)], &[(20, 9)]));
    }
}
