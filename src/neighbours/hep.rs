//! hep.conf: where copies of the signalling and of RTCP reports are sent (`res_hep`).

use std::net::IpAddr;

use crate::asterisk::value::address;
use crate::asterisk::value::number::{is_true, uint};
use crate::asterisk::{Target, Version};
use crate::source::{Sources, Span};
use crate::text::{Document, Outcome};

use super::{Block, Fact};

/// What keeps `res_hep` from loading, and `res_hep_pjsip` and `res_hep_rtcp` with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HepFault {
    /// The file does not parse.
    Lost,
    /// A section that is not `[general]`.
    UnknownSection(Span),
    /// An option that there is not.
    UnknownOption(Span),
    /// A value that the option does not take.
    BadValue(Span),
    /// No `capture_address` in the `[general]` of this place, or no `[general]` at all.
    NoAddress(Option<Span>),
}

/// Where the copies are to go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Collector {
    /// There.
    Address(IpAddr, u16),
    /// A name, looked up when Asterisk starts.
    Name,
    /// Nowhere: without a port, or with no host before it, `res_hep` loads with a warning and sends nothing.
    Nowhere,
}

/// What hep.conf says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hep {
    /// `enabled`: yes by default, and no for any word but yes.
    pub enabled: Fact<bool>,
    /// `capture_address`; none where it is not set, which is a fault.
    pub address: Option<Fact<Collector>>,
    /// `capture_id`: 0 by default.
    pub(crate) id: Fact<u32>,
    /// Whether `uuid_type` is `channel`: copies are told apart by the channel's name, not by the Call-ID.
    pub(crate) by_channel: Fact<bool>,
    /// The first fault. One is enough.
    pub fault: Option<HepFault>,
}

impl Hep {
    /// Reads a parsed hep.conf: every section counts, and the last setting of a name.
    pub fn new(doc: &Document, sources: &Sources, target: &Target) -> Self {
        let mut hep = Self {
            enabled: Fact::default_value(true),
            address: None,
            id: Fact::default_value(0),
            by_channel: Fact::default_value(false),
            fault: (doc.outcome == Outcome::Lost).then_some(HepFault::Lost),
        };
        if hep.fault.is_some() {
            return hep;
        }
        let mut header = None;
        for block in Block::all(doc, sources) {
            if !block.is_called("general") {
                hep.fault.get_or_insert(HepFault::UnknownSection(block.span()));
                continue;
            }
            header.get_or_insert(block.span());
            block.each(|setting, option, value| {
                if let Some(fault) = hep.take(option, value, block.place(setting), target) {
                    hep.fault.get_or_insert(fault);
                }
            });
        }
        if hep.fault.is_none() && hep.address.is_none() {
            hep.fault = Some(HepFault::NoAddress(header));
        }
        hep
    }

    /// Whether `res_hep` has something to send to: it loads, is enabled and has an address.
    pub fn is_sending(&self) -> bool {
        self.fault.is_none() && self.enabled.value && self.address.is_some_and(|a| a.value != Collector::Nowhere)
    }

    fn take(&mut self, option: &[u8], value: &[u8], span: Span, target: &Target) -> Option<HepFault> {
        let bad = Some(HepFault::BadValue(span));
        match option.to_ascii_lowercase().as_slice() {
            b"enabled" => self.enabled = Fact::set(is_true(value), span),
            b"capture_address" if value.is_empty() => return bad,
            b"capture_address" => self.address = Some(Fact::set(collector(value), span)),
            b"capture_id" => match uint(value, target.reads_binary()) {
                Some(id) => self.id = Fact::set(id, span),
                None => return bad,
            },
            b"uuid_type" if value.eq_ignore_ascii_case(b"call-id") => self.by_channel = Fact::set(false, span),
            b"uuid_type" if value.eq_ignore_ascii_case(b"channel") => self.by_channel = Fact::set(true, span),
            b"uuid_type" => return bad,
            b"capture_password" => {}
            b"capture_name" if has_name(target.version) => {}
            _ => return Some(HepFault::UnknownOption(span)),
        }
        None
    }
}

/// 16.28 has no `capture_name` and 22.10 has it; when it came is not known, so that between them it passes.
fn has_name(version: Version) -> bool {
    version.major > 16
}

fn collector(value: &[u8]) -> Collector {
    if let Some((address, port)) = address::with_port(value) {
        return port.and_then(address::port).map_or(Collector::Nowhere, |port| Collector::Address(address, port));
    }
    match value.iter().position(|b| *b == b':') {
        None | Some(0) => Collector::Nowhere,
        Some(_) => Collector::Name,
    }
}
