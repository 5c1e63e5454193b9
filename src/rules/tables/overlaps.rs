//! Identifies of different endpoints that match the same requests.

use crate::rules::facts::address_ranges::Range;
use crate::text::{SectionId, SettingId};

/// An identify and its endpoint.
#[derive(Debug)]
pub(crate) struct Identify<'a> {
    /// The section.
    pub(crate) section: SectionId,
    /// Its id.
    pub(crate) name: &'a [u8],
    /// The endpoint.
    pub(crate) endpoint: SectionId,
    /// The endpoint's id.
    pub(crate) endpoint_name: &'a [u8],
    /// The endpoint's `context`.
    pub(crate) context: &'a [u8],
    /// Whether the endpoint's requests are challenged.
    pub(crate) auth: bool,
    /// Whether the endpoint logs in or registers at the other side.
    pub(crate) account: bool,
    /// Whether requests are identified before addresses are checked: by the registration's line, or by a header or
    /// request URI if those come first.
    pub(crate) told_apart: bool,
}

/// One range or name that an identify matches.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Match {
    /// The identify, by its index in [`Overlaps::identifies`].
    pub(crate) identify: u32,
    /// The line.
    pub(crate) setting: SettingId,
    pub(in crate::rules) range: Range,
    /// The source port; 0 for any.
    pub(in crate::rules) port: u16,
}

/// What two or more identifies match.
#[derive(Debug)]
pub(crate) enum Overlap {
    /// The same network or name, in the order in which Asterisk checks the identifies, or in file order; and how many
    /// more networks or names the same identifies match.
    Same(Vec<Match>, u32),
    /// Networks inside another.
    Inside(Match, Vec<Match>),
}

/// All identifies, and where they overlap.
#[derive(Debug, Default)]
pub(crate) struct Overlaps<'a> {
    /// Identifies whose endpoint is loaded, in file order.
    pub(crate) identifies: Vec<Identify<'a>>,
    /// Their overlaps, in file order.
    pub(crate) found: Vec<Overlap>,
}

impl Overlaps<'_> {
    /// The identify of the match.
    pub(crate) fn identify(&self, of: &Match) -> &Identify<'_> {
        &self.identifies[of.identify as usize]
    }
}
