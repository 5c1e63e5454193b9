//! What is looked up once, when the first rule asks, and used by all.

use std::sync::OnceLock;

use crate::hashing::{SeededMap, SeededSet};
use crate::objects::Object;
use crate::parity::Parity;
use crate::source::Span;
use crate::suppression::Suppressions;
use crate::text::SectionId;

use super::facts::addressing::Addressing;
use super::facts::external_addresses::Networks;
use super::facts::generators::Generator;
use super::facts::overlaps::Overlaps;
use super::facts::transport_use::TransportUse;
use super::fixes::inheritors::Inheritors;

/// What was looked up.
#[derive(Debug, Default)]
pub(crate) struct RuleCache<'a> {
    pub(super) transports: OnceLock<Vec<Object<'a>>>,
    pub(super) transport_use: OnceLock<TransportUse<'a>>,
    /// The local networks of transports of which something can be said.
    pub(super) local_nets: OnceLock<SeededMap<SectionId, Networks>>,
    pub(super) addressing: OnceLock<Addressing>,
    pub(super) generated: OnceLock<Vec<Option<Generator>>>,
    /// Sections of pjsip.conf that others inherit from.
    pub(super) bases: OnceLock<SeededSet<SectionId>>,
    /// Identifies that match the same requests.
    pub(super) overlaps: OnceLock<Overlaps<'a>>,
    /// What became of sip.conf; none where there is none, or chan_sip does not read it.
    pub(super) parity: OnceLock<Option<Parity>>,
    /// Whether there is a `type=acl` section that is loaded.
    pub(super) has_acl_section: OnceLock<bool>,
    /// For each type of pjsip.conf the sections that name it, the first 100,000.
    pub(super) of_type: OnceLock<Vec<Vec<SectionId>>>,
    /// Why sections of pjsip.conf are rejected: the first reason, by its place among all.
    pub(super) rejected: OnceLock<SeededMap<SectionId, usize>>,
    /// The names of the sections below the line at which pjsip.conf is cut, each with its first place.
    pub(super) unread: OnceLock<SeededMap<&'a [u8], Span>>,
    /// Which sections of pjsip.conf inherit which, and the same of pjsip_wizard.conf and of acl.conf.
    pub(super) inheritors: [OnceLock<Inheritors>; 3],
    /// The comments that keep findings quiet: known to the rules of group suppression, which run last.
    pub(super) suppressions: OnceLock<Suppressions>,
}
