//! Devices that are alike but for what is each one's own.

use hashbrown::HashTable;
use rustc_hash::FxHasher;
use std::hash::Hasher;

use crate::chan_sip::{Account, ChanSip, SipOption as O};
use crate::source::Sources;
use crate::text::{NameId, SectionId, SettingId};

/// Options that tell one device from another: only that they are there belongs to the shape.
const OWN: [O; 27] = [
    O::Secret,
    O::Md5Secret,
    O::RemoteSecret,
    O::Auth,
    O::DefaultUser,
    O::CallerId,
    O::FullName,
    O::CidNumber,
    O::TrunkName,
    O::CallingPres,
    O::Mailbox,
    O::HasVoicemail,
    O::AccountCode,
    O::CallGroup,
    O::PickupGroup,
    O::NamedCallGroup,
    O::NamedPickupGroup,
    O::SetVar,
    O::Header,
    O::AmaFlags,
    O::ParkingLot,
    O::FromUser,
    O::FromDomain,
    O::OutboundProxy,
    O::Description,
    O::Port,
    O::DefaultIp,
];

pub(super) struct Shapes<'a> {
    sip: &'a ChanSip,
    sources: &'a Sources,
    table: HashTable<(u64, u32)>,
    /// The first section of each shape; none for a device of several sections, which is a shape of its own.
    first: Vec<Option<SectionId>>,
    /// By the id of an option's name: what it is in a shape.
    parts: Vec<Part>,
    mine: Vec<SettingId>,
    other: Vec<SettingId>,
}

/// What of a line belongs to the shape.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Whole,
    /// Its presence alone.
    Own,
    /// `host`: whether it is `dynamic`.
    Host,
}

impl<'a> Shapes<'a> {
    pub(super) fn new(sip: &'a ChanSip, sources: &'a Sources) -> Self {
        let part = |name: &[u8]| match O::named(name) {
            Some(O::Host) => Part::Host,
            Some(option) if OWN.contains(&option) => Part::Own,
            _ => Part::Whole,
        };
        let parts = sip.doc.option_names().map(part).collect();
        let (mine, other) = (Vec::new(), Vec::new());
        Self { sip, sources, table: HashTable::new(), first: Vec::new(), parts, mine, other }
    }

    pub(super) fn of(&mut self, device: &Account<'_>) -> u32 {
        let [section] = *device.sections() else {
            self.first.push(None);
            return self.first.len() as u32 - 1;
        };
        let (mut mine, mut other) = (std::mem::take(&mut self.mine), std::mem::take(&mut self.other));
        let bases = self.lines(section, &mut mine);
        let mut hasher = FxHasher::default();
        for base in bases {
            hasher.write_u32(*base);
        }
        for &setting in &mine {
            let (name, value) = self.part(setting);
            hasher.write_u16(name.0);
            hasher.write(value);
        }
        let hash = hasher.finish();
        let is_it = |shape: u32, other: &mut Vec<SettingId>| {
            let Some(first) = self.first[shape as usize] else { return false };
            self.lines(first, other) == bases
                && mine.len() == other.len()
                && mine.iter().zip(&*other).all(|(a, b)| self.part(*a) == self.part(*b))
        };
        let found = self.table.find(hash, |(h, shape)| *h == hash && is_it(*shape, &mut other)).map(|(_, s)| *s);
        let shape = found.unwrap_or_else(|| {
            self.first.push(Some(section));
            let shape = self.first.len() as u32 - 1;
            self.table.insert_unique(hash, (hash, shape), |(h, _)| *h);
            shape
        });
        (self.mine, self.other) = (mine, other);
        shape
    }

    /// The sections that it inherits from, and its own lines; all lines where these do not simply follow each other.
    fn lines(&self, section: SectionId, list: &mut Vec<SettingId>) -> &'a [SectionId] {
        let doc = &self.sip.doc;
        list.clear();
        if doc.is_simple(section) {
            list.extend(doc.own_settings(section));
        } else {
            doc.each_setting(section, |s| list.push(s));
        }
        doc.parents(section)
    }

    fn part(&self, setting: SettingId) -> (NameId, &'a [u8]) {
        let name = self.sip.doc.option_id(setting);
        let value = self.sip.doc.value(self.sources, setting);
        let part = self.parts.get(name.0 as usize).copied().unwrap_or(Part::Whole);
        let value = match part {
            Part::Host if value.eq_ignore_ascii_case(b"dynamic") => &b"dynamic"[..],
            Part::Own | Part::Host if !value.is_empty() => b"*",
            _ => value,
        };
        (name, value)
    }
}
