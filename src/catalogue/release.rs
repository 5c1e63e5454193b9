//! Releases of pjlint, for profiles that are pinned to one.

use std::fmt;
use std::str::FromStr;

/// A release of pjlint: `0.1`. Its last number changes no rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Release(pub u16, pub u16);

impl Release {
    /// The release of this program.
    pub(crate) const THIS: Self =
        Self(number(env!("CARGO_PKG_VERSION_MAJOR")), number(env!("CARGO_PKG_VERSION_MINOR")));
}

/// A number that cargo gives as text.
const fn number(text: &str) -> u16 {
    let (bytes, mut at, mut value) = (text.as_bytes(), 0, 0);
    while at < bytes.len() {
        value = value * 10 + (bytes[at] - b'0') as u16;
        at += 1;
    }
    value
}

impl FromStr for Release {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || format!("`{text}` is not a release of pjlint: write, for instance, `0.1`");
        let (major, minor) = text.split_once('.').ok_or_else(wrong)?;
        // A third number is accepted and ignored: it changes no rule.
        let minor = minor.split_once('.').map_or(minor, |(minor, _)| minor);
        let release = Self(major.parse().map_err(|_| wrong())?, minor.parse().map_err(|_| wrong())?);
        if release > Self::THIS {
            return Err(format!("this is pjlint {}, which does not know release {release}", Self::THIS));
        }
        Ok(release)
    }
}

impl fmt::Display for Release {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.0, self.1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn releases_are_read() {
        assert_eq!("0.1".parse(), Ok(Release(0, 1)));
        assert_eq!("0.1.3".parse(), Ok(Release(0, 1)));
        assert!("1".parse::<Release>().is_err());
        assert!("999.0".parse::<Release>().expect_err("the future").contains("does not know"));
    }
}
