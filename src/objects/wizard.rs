//! pjsip_wizard.conf: the objects that each section stands for (part W), added to those of pjsip.conf as if a file had
//! them. Every setting of theirs keeps its place in pjsip_wizard.conf.

mod bases;
mod make;
mod options;
mod pattern;
mod plan;

use std::collections::hash_map::Entry;

use crate::hashing::{self, SeededMap};

use crate::asterisk::{Target, TypeId};
use crate::parallel::map_ranges;
use crate::source::Sources;
use crate::text::{BySkeleton, Document, Outcome, SectionId, SettingId};

use bases::Bases;
use make::Maker;
use options::{Names, WizardLines};
use plan::{Batch, First, Plan};

pub(crate) use options::{is_wizard_option, wizard_options};

/// What a wizard section fails to make, with an ERROR (W-16 to W-18).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Missing {
    /// `accepts_auth` without `inbound_auth/username`.
    InboundUser,
    /// `sends_auth` without `outbound_auth/username`: there is no auth object, and no registration. `inbound`: the auth
    /// that `accepts_auth` asks for is not generated either, for it comes second (W-16).
    OutboundUser {
        /// Whether `accepts_auth` is on.
        inbound: bool,
        /// Whether `sends_registrations` is on.
        registers: bool,
    },
    /// No `remote_hosts` where nothing registers either: no identify.
    Hosts,
    /// `sends_registrations` without `remote_hosts`: no registration.
    HostsToRegister,
    /// `has_phoneprov` without `phoneprov/MAC`.
    Mac,
}

/// Something that a wizard section was to make, and does not.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Fault {
    /// The section of pjsip_wizard.conf.
    pub(crate) wizard: SectionId,
    /// What is missing.
    pub(crate) kind: Missing,
    /// The line that asks for it, if one does.
    pub(crate) setting: Option<SettingId>,
}

/// The sections that pjsip_wizard.conf stands for: they follow those of pjsip.conf.
#[derive(Debug, Default)]
pub(crate) struct Generated {
    /// The first of them; none if there is none.
    pub(super) from: Option<SectionId>,
    /// The section of pjsip_wizard.conf that each is generated of.
    pub(super) wizards: Vec<SectionId>,
    /// The type of each; none for what only others inherit.
    pub(super) types: Vec<Option<TypeId>>,
    /// What was to be generated, and is not.
    pub(crate) faults: Vec<Fault>,
    /// Wizards of which a later one has the name: the earlier, then the last of that name (W-6).
    pub(crate) repeated: Vec<(SectionId, SectionId)>,
}

impl Generated {
    /// The section of pjsip_wizard.conf that a section is generated of; none if it stands in pjsip.conf.
    pub(crate) fn wizard_of(&self, section: SectionId) -> Option<SectionId> {
        let from = self.from?;
        self.wizards.get(section.checked_sub(from)? as usize).copied()
    }

    /// The first of them, in the numbers of pjsip.conf's sections.
    pub(crate) fn first(&self) -> Option<SectionId> {
        self.from
    }

    /// Whether pjsip_wizard.conf makes the section.
    pub(crate) fn is_generated(&self, section: SectionId) -> bool {
        self.from.is_some_and(|from| section >= from)
    }

    pub(super) fn type_of(&self, section: SectionId) -> Option<TypeId> {
        let from = self.from?;
        self.types.get(section.checked_sub(from)? as usize).copied().flatten()
    }
}

/// Adds what the sections of `wizards` stand for to `doc`.
pub(super) fn expand(sources: &Sources, target: &Target, wizards: &Document, doc: &mut Document) -> Generated {
    if wizards.outcome != Outcome::Read {
        return Generated::default();
    }
    let mut generated = Generated { from: Some(doc.section_count()), ..Generated::default() };
    let names = Names::new(wizards, doc);
    let mut bases = Bases::default();
    let mut lines = WizardLines::default();
    let mut plans: BySkeleton<Plan> = BySkeleton::default();
    let mut members = Vec::new();
    for wizard in (0..wizards.section_count()).filter(|w| !wizards.is_template(*w)) {
        let skeleton = wizards.skeleton(wizard).filter(|_| wizards.is_simple(wizard));
        if skeleton.is_some_and(|s| plans.get(s).is_some()) {
            members.push(wizard);
            continue;
        }
        Batch { sources, wizards, plans: &plans, members: &members }.make(doc, &mut generated);
        members.clear();
        let (section, fault) = (doc.section_count(), generated.faults.len());
        let base = bases.of(wizards, sources, &names, doc, &mut generated, wizard);
        lines.read(wizards, sources, &names, wizard, base.is_some());
        if lines.is_wizard || base.is_some_and(|b| bases.get(b).lines.is_wizard) {
            let all = Maker {
                sources,
                target,
                wizards,
                doc,
                generated: &mut generated,
                bases: &mut bases,
                names: &names,
                wizard,
                base,
            }
            .make(&lines);
            if let Some(skeleton) = skeleton.filter(|s| !plans.is_met(*s)) {
                doc.end_synthetic_section();
                let first = First { sources, wizards, names: &names, wizard, lines: &all, section, fault };
                plans.put(skeleton, first.plan(doc, &generated));
            }
        }
    }
    Batch { sources, wizards, plans: &plans, members: &members }.make(doc, &mut generated);
    doc.end_synthetic();
    if doc.section_count() == generated.from.unwrap_or(0) {
        generated.from = None;
    }
    generated.repeated = repeated(sources, wizards, &generated);
    generated
}

/// Wizards whose name comes again.
fn repeated(sources: &Sources, wizards: &Document, generated: &Generated) -> Vec<(SectionId, SectionId)> {
    let mut all: Vec<SectionId> =
        generated.wizards.iter().zip(&generated.types).filter(|(_, t)| t.is_some()).map(|(w, _)| *w).collect();
    all.dedup();
    let hash = |wizard: &SectionId| hashing::hash(wizards.name(sources, *wizard)) << 32 | u64::from(*wizard);
    let hashes = map_ranges(all.len(), |part| all[part].iter().map(hash).collect::<Vec<u64>>());
    let mut hashes = hashes.concat();
    hashes.sort_unstable();
    // Nearly always nothing comes twice, and no name has to be looked at again.
    let mut same = hashes.chunk_by(|a, b| a >> 32 == b >> 32).filter(|group| group.len() > 1).peekable();
    if same.peek().is_none() {
        return Vec::new();
    }
    let mut some: Vec<SectionId> = same.flatten().map(|hash| *hash as u32).collect();
    some.sort_unstable();
    let mut by_name: SeededMap<&[u8], SectionId> = SeededMap::default();
    let mut pairs = Vec::new();
    for &wizard in some.iter().rev() {
        match by_name.entry(wizards.name(sources, wizard)) {
            Entry::Vacant(entry) => drop(entry.insert(wizard)),
            Entry::Occupied(entry) => pairs.push((wizard, *entry.get())),
        }
    }
    pairs.reverse();
    pairs
}

/// The wizard's name in the id of an object that it makes.
pub(super) fn name_of(id: &[u8], of: TypeId) -> &[u8] {
    let suffixes: &[&str] = match of.facts().name {
        "auth" => &["-iauth", "-oauth"],
        "identify" => &["-identify"],
        "phoneprov" => &["-phoneprov"],
        "registration" => {
            let digits = id.iter().rev().take_while(|b| b.is_ascii_digit()).count();
            return id[..id.len() - digits].strip_suffix(b"-reg-").unwrap_or(id);
        }
        _ => &[],
    };
    suffixes.iter().find_map(|s| id.strip_suffix(s.as_bytes())).unwrap_or(id)
}

/// What is missing, in words.
pub(crate) fn fault_text(kind: Missing) -> &'static str {
    match kind {
        Missing::InboundUser => {
            "`accepts_auth` needs `inbound_auth/username`: without it there is no auth, but the endpoint names it"
        }
        Missing::OutboundUser { inbound: true, .. } => {
            "`sends_auth` needs `outbound_auth/username`: without it there is neither an outbound nor an inbound auth, nor a registration, but the endpoint names both auths"
        }
        Missing::OutboundUser { inbound: false, .. } => {
            "`sends_auth` needs `outbound_auth/username`: without it there is no auth and no registration, but the endpoint names the auth"
        }
        Missing::Hosts => "without `remote_hosts`, and without registrations, there is no identify",
        Missing::HostsToRegister => "`sends_registrations` needs `remote_hosts`: without it there is no registration",
        Missing::Mac => "`has_phoneprov` needs `phoneprov/MAC`: without it nothing is provisioned",
    }
}
