//! rtp.conf: the ports for media, ICE and STUN (N-12, N-13; `res_rtp_asterisk`).

use std::net::IpAddr;

use crate::asterisk::value::address;
use crate::asterisk::value::number::{is_true, low_bits, scan_decimal};
use crate::source::{Sources, Span};
use crate::text::Document;

use super::{Block, Fact, first_block};

/// The range where none is set, and where the one that is set is refused.
const DEFAULT_RANGE: (u16, u16) = (5000, 31000);
/// Smaller and larger ports count as these.
const PORTS: (i32, i32) = (1024, 65535);

/// What `strictrtp` comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StrictRtp {
    /// Packets from other sources are dropped once the source is learned.
    Yes,
    /// They are not.
    No,
    /// As yes, where only the sequence numbers are learned from.
    SequenceNumbers,
}

/// A line of `[ice_host_candidates]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IceCandidate {
    /// The local address; none where it is not an address: the line is ignored with a warning.
    pub(crate) local: Option<IpAddr>,
    /// The line.
    pub(crate) span: Span,
}

/// What rtp.conf says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rtp {
    /// First port as Asterisk takes it: an odd one is rounded up, one that makes no range gives the default.
    pub start: Fact<u16>,
    /// Last port.
    pub end: Fact<u16>,
    /// `rtpstart` and `rtpend` as they are written, the default where one is not: what is refused where
    /// [`Self::is_refused`].
    pub(crate) written: (i32, i32),
    /// The range is refused and the default taken: the first port is not below the last.
    pub(crate) is_refused: bool,
    /// Whether ICE is possible at all (N-12); yes by default.
    pub ice: Fact<bool>,
    /// `strictrtp`; yes by default, and no for any word but yes and `seqno`.
    pub strict: Fact<StrictRtp>,
    /// The setting `stunaddr`, if it has a value. The value is `host[:port]`.
    pub(crate) stun: Option<Span>,
    /// The setting `turnaddr`, if it has a value.
    pub(crate) turn: Option<Span>,
    /// The lines of `[ice_host_candidates]`.
    pub(crate) candidates: Vec<IceCandidate>,
}

impl Rtp {
    /// Reads a parsed rtp.conf. In the first `[general]` the first setting of a name counts. A file that does not
    /// parse leaves the defaults.
    pub fn new(doc: &Document, sources: &Sources) -> Self {
        let general = first_block(doc, sources, "general");
        let first = |name: &str| general.as_ref().and_then(|g| g.first(name));
        let truth = |name| first(name).map_or(Fact::default_value(true), |(v, span)| Fact::set(is_true(v), span));
        let strict = first("strictrtp").map_or(Fact::default_value(StrictRtp::Yes), |(value, span)| {
            let strict = match value {
                v if is_true(v) => StrictRtp::Yes,
                v if v.eq_ignore_ascii_case(b"seqno") => StrictRtp::SequenceNumbers,
                _ => StrictRtp::No,
            };
            Fact::set(strict, span)
        });
        let named = |name| first(name).filter(|(value, _)| !value.is_empty()).map(|(_, span)| span);
        let (written, start, end) = range(general.as_ref());
        Self {
            is_refused: start.is_none(),
            start: fact(start.unwrap_or(DEFAULT_RANGE.0), first("rtpstart").map(|f| f.1)),
            end: fact(if start.is_some() { end } else { DEFAULT_RANGE.1 }, first("rtpend").map(|f| f.1)),
            written,
            ice: truth("icesupport"),
            strict,
            stun: named("stunaddr"),
            turn: named("turnaddr"),
            candidates: candidates(doc, sources),
        }
    }
}

impl Default for Rtp {
    /// What Asterisk takes where there is no rtp.conf.
    fn default() -> Self {
        let yes = Fact::default_value(true);
        let (start, end) = DEFAULT_RANGE;
        Self {
            start: Fact::default_value(start),
            end: Fact::default_value(end),
            written: (i32::from(start), i32::from(end)),
            is_refused: false,
            ice: yes,
            strict: Fact::default_value(StrictRtp::Yes),
            stun: None,
            turn: None,
            candidates: Vec::new(),
        }
    }
}

fn fact(value: u16, span: Option<Span>) -> Fact<u16> {
    Fact { value, span }
}

/// The range as written and as Asterisk takes it; no start where it is refused.
fn range(general: Option<&Block<'_>>) -> ((i32, i32), Option<u16>, u16) {
    let port = |name: &str, default: u16| {
        let Some((value, _)) = general.and_then(|g| g.first(name)) else { return (i32::from(default), default) };
        let written = scan_decimal(value).map_or(0, |(n, _)| low_bits(n));
        (written, u16::try_from(written.clamp(PORTS.0, PORTS.1)).unwrap_or(u16::MAX))
    };
    let (start, end) = (port("rtpstart", DEFAULT_RANGE.0), port("rtpend", DEFAULT_RANGE.1));
    // Only even ports begin a pair; of 65535 nothing is left.
    let even = start.1.checked_add(start.1 & 1).filter(|even| *even < end.1);
    ((start.0, end.0), even, end.1)
}

fn candidates(doc: &Document, sources: &Sources) -> Vec<IceCandidate> {
    let mut candidates = Vec::new();
    if let Some(block) = first_block(doc, sources, "ice_host_candidates") {
        block.each(|setting, local, _| {
            let local = address::with_port(local).map(|(address, _)| address);
            candidates.push(IceCandidate { local, span: block.place(setting) });
        });
    }
    candidates
}
