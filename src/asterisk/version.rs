//! Asterisk's versions: `22`, `20.12`, `16.28`, `certified/20.7-cert3`.

use std::fmt;
use std::str::FromStr;

use super::facts::NEWEST;

/// A release of Asterisk, as far as options depend on it: they come with X.Y.0 releases.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Version {
    /// The branch: 13 to 24.
    pub major: u8,
    /// The release within it.
    pub minor: u8,
}

/// What is no version that pjlint knows.
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
    pub const fn newest(major: u8) -> Self {
        let mut i = 0;
        while i < NEWEST.len() {
            if NEWEST[i].0 == major {
                return Self { major, minor: NEWEST[i].1 };
            }
            i += 1;
        }
        Self { major, minor: 0 }
    }

    /// Whether this release has what first came with `since` and left with `removed` (a release of each branch;
    /// a branch that is missing never had it).
    pub fn has(self, since: &[(u8, u8)], removed: &[(u8, u8)]) -> bool {
        let reached = |list: &[(u8, u8)]| list.iter().any(|&(major, minor)| major == self.major && minor <= self.minor);
        reached(since) && !reached(removed)
    }

    /// Whether this is at least the given release of its branch; `releases` lists the first one of each branch.
    pub fn from(self, releases: &[(u8, u8)]) -> bool {
        self.has(releases, &[])
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.major, self.minor)
    }
}

impl FromStr for Version {
    type Err = VersionError;

    /// Reads `22` (its newest release), `22.10`, `22.10.1`, `Asterisk 22.10.1~dfsg`, `certified/20.7-cert3`.
    fn from_str(text: &str) -> Result<Self, VersionError> {
        let form = || VersionError::Form(text.to_owned());
        let rest = text
            .trim()
            .trim_start_matches("Asterisk ")
            .trim_start_matches("certified/")
            .trim_start_matches("certified-");
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
        match parts.next() {
            None => Ok(Self::newest(major)),
            Some(minor) => Ok(Self { major, minor: number(minor).ok_or_else(form)? }),
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
    fn a_branch_without_an_entry_never_had_it() {
        let v = |major, minor| Version { major, minor };
        assert!(v(20, 12).has(&[(20, 12), (22, 2)], &[]));
        assert!(!v(20, 11).has(&[(20, 12), (22, 2)], &[]));
        assert!(!v(21, 12).has(&[(20, 12), (22, 2)], &[]));
        assert!(!v(20, 9).has(&[(20, 8)], &[(20, 9)]));
    }
}
