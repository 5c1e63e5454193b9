//! What chan_sip (16.28) makes of sip.conf: its listeners, registrations and devices. Knows nothing of PJSIP.
//!
//! Nothing is copied and nothing worked out before it is asked for: a device is its sections, and what an option
//! comes to is looked up in their lines, in the order in which chan_sip goes through them.

mod account;
mod acl;
mod dtls;
mod general;
mod lines;
mod listener;
mod option;
mod outbound_proxy;
mod register;
mod setting;

mod flag_options;
mod transports;

use crate::hashing::{SeededMap, hasher};
use hashbrown::HashTable;
use std::hash::Hasher;

use crate::source::{Sources, Span};
use crate::text::{Document, NameId, Outcome, SectionId, SettingId};

use dtls::Certificates;

pub use account::{Account, DeviceKind, Host, Mailbox, Variable};
pub(crate) use acl::{AclKind, AclRule};
pub use flag_options::{
    DirectMedia, DtmfMode, FaxDetect, Insecure, Nat, Overlap, ProgressInband, Refresher, SendRpid, SessionTimers, T38,
    TrustIdOutbound,
};
pub use general::General;
pub use listener::{Listener, Listeners};
pub use option::SipOption;
pub use outbound_proxy::Proxy;
pub(crate) use register::{Credential, Registration};
pub use setting::Origin;
pub(crate) use setting::{Configured, Secret};
pub use transports::{Protocol, Transports};

/// A device, by its place in the order in which their names are first met.
pub(crate) type AccountId = u32;

/// Why chan_sip does not load at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Declined {
    /// The file does not parse (G-74).
    File,
    /// A rule of `[general]` that is none: `contactpermit` or `contactdeny`.
    ContactAcl(SettingId),
    /// `[general]` has a DTLS certificate made, and names the file of one.
    Dtls(SettingId),
}

/// Why a section is not a device (M-1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Skipped {
    /// It has no `type`.
    NoType,
    /// Its first `type` is not user, peer or friend; later ones do not count.
    UnknownType(SettingId),
}

/// Why chan_sip deletes a device while it reads it (M-8).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Deleted {
    /// A rule of an access list that is none.
    Rule(SettingId),
    /// `host=` without a value.
    NoHost(SettingId),
    /// `defaultip` that is not an address: a name must resolve.
    DefaultIp(SettingId),
    /// A DTLS certificate is to be made, and the file of one is named, at some line on the way.
    Dtls(SettingId),
}

#[derive(Debug)]
struct Entry {
    /// The section that was read last: the one that its name is spelled after.
    section: SectionId,
    kind: DeviceKind,
    deleted: bool,
}

/// sip.conf as chan_sip reads it.
#[derive(Debug, Default)]
pub struct ChanSip {
    /// The text.
    pub doc: Document,
    /// Why chan_sip does not load at all; then it has no devices and no listeners.
    pub declined: Option<Declined>,
    /// Sections that are not devices, in file order.
    pub skipped: Vec<(SectionId, Skipped)>,
    /// Sections for which chan_sip deletes the device; a later section of the name may bring it back.
    pub(crate) deleted: Vec<(SectionId, Deleted)>,
    /// Which option a name in the file is.
    options: Vec<Option<SipOption>>,
    general: Option<SectionId>,
    authentication: Option<SectionId>,
    /// What `[general]` says of DTLS certificates; none where no line of the file has one made.
    certificates: Option<Certificates>,
    entries: Vec<Entry>,
    /// The sections of devices that have several, in order (M-3).
    merged: SeededMap<AccountId, Vec<SectionId>>,
    index: HashTable<(u32, AccountId)>,
}

impl ChanSip {
    /// Reads what the file says.
    pub fn new(doc: Document, sources: &Sources) -> Self {
        let options = doc.option_names().map(SipOption::named).collect();
        let mut sip = Self { doc, options, ..Self::default() };
        if sip.doc.outcome != Outcome::Read {
            sip.declined = Some(Declined::File);
            return sip;
        }
        let mut names = Vec::new();
        for section in (0..sip.doc.section_count()).filter(|s| !sip.doc.is_template(*s)) {
            let name = sip.doc.name(sources, section);
            // The first of each name counts, in whatever case; a second `[general]` is not read.
            if name.eq_ignore_ascii_case(b"general") {
                sip.general.get_or_insert(section);
            } else if name.eq_ignore_ascii_case(b"authentication") {
                sip.authentication.get_or_insert(section);
            } else {
                names.push(section);
            }
        }
        let made = sip.options.contains(&Some(SipOption::DtlsAutoGenerateCert));
        sip.certificates = made.then(Certificates::default);
        let wrong = acl::wrong_lines(&sip, sources);
        if let Some(general) = sip.general {
            let mut bad = None;
            sip.doc.each_setting(general, |s| {
                let option = sip.option(sources, s);
                let contact = matches!(option, Some(SipOption::ContactPermit | SipOption::ContactDeny));
                let empty = contact && sip.doc.value(sources, s).is_empty();
                if contact && (empty || wrong.contains_key(&s)) {
                    bad = bad.or(Some(s));
                }
            });
            sip.declined = bad.map(Declined::ContactAcl);
            if let Some(before) = sip.certificates {
                let (certificates, wrong) = before.read(&sip, sources, general);
                sip.certificates = Some(certificates);
                let wrong = wrong.filter(|_| !certificates.holds()).map(Declined::Dtls);
                sip.declined = sip.declined.or(wrong);
            }
        }
        sip.index = HashTable::with_capacity(names.len());
        sip.entries.reserve(names.len());
        for section in names {
            sip.take(sources, section, &wrong);
        }
        sip
    }

    /// A section that may be a device.
    fn take(&mut self, sources: &Sources, section: SectionId, wrong: &SeededMap<SettingId, Deleted>) {
        let (mut first, mut kind, mut deleted) = (None, DeviceKind::NONE, None);
        self.doc.each_setting(section, |setting| {
            if self.option(sources, setting) == Some(SipOption::Type) {
                let value = self.doc.value(sources, setting);
                first = first.or(Some((setting, DeviceKind::named(value).is_some())));
                kind = kind.with(DeviceKind::named(value));
            }
            if !wrong.is_empty() && deleted.is_none() {
                deleted = wrong.get(&setting).copied().filter(|why| !matches!(why, Deleted::NoHost(_)));
            }
        });
        match first {
            None => return self.skipped.push((section, Skipped::NoType)),
            Some((setting, false)) => return self.skipped.push((section, Skipped::UnknownType(setting))),
            Some(_) => {}
        }
        if let Some(certificates) = self.certificates.filter(|_| deleted.is_none()) {
            deleted = certificates.read(self, sources, section).1.map(Deleted::Dtls);
        }
        // Which host counts is known at the end of the section.
        if deleted.is_none() && !wrong.is_empty() {
            deleted = self.no_host(sources, section);
        }
        let name = self.doc.name(sources, section);
        let hash = hash(name);
        let known = self.find_hashed(sources, hash, name);
        if let Some(id) = known {
            let entry = &mut self.entries[id as usize];
            let before = entry.section;
            if entry.deleted || deleted.is_some() {
                self.merged.remove(&id);
                entry.kind = kind;
            } else {
                self.merged.entry(id).or_insert_with(|| vec![before]).push(section);
                entry.kind = entry.kind.with(Some(kind));
            }
            entry.section = section;
            entry.deleted = deleted.is_some();
        } else {
            let id = self.entries.len() as AccountId;
            self.entries.push(Entry { section, kind, deleted: deleted.is_some() });
            self.index.insert_unique(spread(hash), (hash, id), |(h, _)| spread(*h));
        }
        if let Some(why) = deleted {
            self.deleted.push((section, why));
        }
    }

    fn no_host(&self, sources: &Sources, section: SectionId) -> Option<Deleted> {
        let mut last = None;
        self.doc.each_setting(section, |s| {
            let host = self.option(sources, s) == Some(SipOption::Host);
            if host && !self.doc.value(sources, s).eq_ignore_ascii_case(b"dynamic") {
                last = Some(s);
            }
        });
        last.filter(|s| self.doc.value(sources, *s).is_empty()).map(Deleted::NoHost)
    }

    /// The option that a line sets, if pjlint follows it.
    pub(crate) fn option(&self, sources: &Sources, setting: SettingId) -> Option<SipOption> {
        match self.doc.option_id(setting) {
            NameId::OVERFLOW => SipOption::named(self.doc.option(sources, setting)),
            id => self.options.get(id.0 as usize).copied().flatten(),
        }
    }

    /// `[general]` with the defaults that it leaves.
    pub fn general<'a>(&'a self, sources: &'a Sources) -> General<'a> {
        General::new(self, sources)
    }

    /// How many names there are devices for, deleted ones included.
    pub(crate) fn len(&self) -> u32 {
        self.entries.len() as u32
    }

    /// Whether there are no devices.
    pub(crate) fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The devices that chan_sip has, in the order in which their names are first met.
    pub fn accounts<'a>(&'a self, general: &'a General<'a>) -> impl Iterator<Item = Account<'a>> {
        let loaded = move |id: &AccountId| self.declined.is_none() && !self.entries[*id as usize].deleted;
        (0..self.len()).filter(loaded).map(move |id| Account::new(general, id))
    }

    /// The device of that name. Sections are one device whatever the case of their names (M-3), but who looks it up
    /// must spell it as the section that was read last.
    pub fn find<'a>(&'a self, general: &'a General<'a>, name: &[u8]) -> Option<Account<'a>> {
        let id = self.find_hashed(general.sources(), hash(name), name)?;
        let entry = &self.entries[id as usize];
        let same = self.doc.name(general.sources(), entry.section) == name;
        let loaded = self.declined.is_none() && !entry.deleted && same;
        loaded.then(|| Account::new(general, id))
    }

    fn find_hashed(&self, sources: &Sources, hash: u32, name: &[u8]) -> Option<AccountId> {
        let same = |id: AccountId| self.doc.name(sources, self.entries[id as usize].section).eq_ignore_ascii_case(name);
        self.index.find(spread(hash), |(h, id)| *h == hash && same(*id)).map(|(_, id)| *id)
    }

    /// The sections of a device, in order.
    fn sections(&self, id: AccountId) -> &[SectionId] {
        self.merged.get(&id).map_or_else(|| std::slice::from_ref(&self.entries[id as usize].section), Vec::as_slice)
    }

    /// Where a line's value stands.
    pub fn span(&self, setting: SettingId) -> Span {
        self.doc.value_span(setting)
    }
}

/// The table's hash: names are equal in any case.
fn hash(name: &[u8]) -> u32 {
    let mut hasher = hasher();
    for chunk in name.chunks(8) {
        let mut word = [0; 8];
        word[..chunk.len()].copy_from_slice(chunk);
        hasher.write_u64(u64::from_le_bytes(word.map(|b| b.to_ascii_lowercase())));
    }
    let hash = hasher.finish();
    (hash ^ hash >> 32) as u32
}

fn spread(hash: u32) -> u64 {
    u64::from(hash).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}
