//! Facts that are computed once, when the first rule needs them, and shared by all rules.

use std::sync::OnceLock;

use crate::hashing::{SeededMap, SeededSet};
use crate::objects::Object;
use crate::parity::Parity;
use crate::source::Span;
use crate::suppression::Suppressions;
use crate::text::SectionId;

use super::tables::addressing::Addressing;
use super::tables::generators::Generator;
use super::tables::inheritors::Inheritors;
use super::tables::networks::Networks;
use super::tables::overlaps::Overlaps;
use super::tables::transport_use::TransportUse;

/// The computed facts.
#[derive(Debug, Default)]
pub(crate) struct RuleCache<'a> {
    pub(super) transports: OnceLock<Vec<Object<'a>>>,
    pub(super) transport_use: OnceLock<TransportUse<'a>>,
    /// The local networks of transports, where they are known.
    pub(super) local_nets: OnceLock<SeededMap<SectionId, Networks>>,
    pub(super) addressing: OnceLock<Addressing>,
    pub(super) generated: OnceLock<Vec<Option<Generator>>>,
    /// Sections of pjsip.conf that others inherit from.
    pub(super) bases: OnceLock<SeededSet<SectionId>>,
    /// Sections that are not objects because they lack a valid `type`, by name.
    pub(super) typeless: OnceLock<SeededMap<&'a [u8], SectionId>>,
    /// Identifies that match the same requests.
    pub(super) overlaps: OnceLock<Overlaps<'a>>,
    /// The comparison of sip.conf with PJSIP; `None` if there is no sip.conf, or chan_sip does not read it.
    pub(super) parity: OnceLock<Option<Parity>>,
    /// Whether a `type=acl` section is loaded.
    pub(super) has_acl_section: OnceLock<bool>,
    /// For each type of pjsip.conf, the first 100,000 sections of that type.
    pub(super) of_type: OnceLock<Vec<Vec<SectionId>>>,
    /// Why sections of pjsip.conf are rejected: the index of the first reason.
    pub(super) rejected: OnceLock<SeededMap<SectionId, usize>>,
    /// The names of the sections after the line at which reading of pjsip.conf stops, each with its first place.
    pub(super) unread: OnceLock<SeededMap<&'a [u8], Span>>,
    /// Which sections inherit which, in pjsip.conf, pjsip_wizard.conf and acl.conf.
    pub(super) inheritors: [OnceLock<Inheritors>; 3],
    /// The suppression comments: set only for the rules of group `suppression`, which run last.
    pub(super) suppressions: OnceLock<Suppressions>,
}
