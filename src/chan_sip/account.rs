//! A device: user, peer or friend, with the values that are in force for it.

mod access;
mod calls;
mod kind;
mod media;
mod place;
mod signalling;

use std::fmt;

use crate::asterisk::value::number::is_true;
use crate::text::{SectionId, SettingId};

use super::general::General;
use super::lines::{self, SettingLine, SettingLines};
use super::setting::{Configured, Origin, Secret};
use super::{AccountId, Credential, SipOption as O};

pub use calls::{Mailbox, Variable};
pub use kind::DeviceKind;
pub use place::Host;

/// A device that chan_sip has (M-1).
#[derive(Clone, Copy)]
pub struct Account<'a> {
    general: &'a General<'a>,
    id: AccountId,
}

impl fmt::Debug for Account<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Account").field("id", &self.id).finish_non_exhaustive()
    }
}

impl<'a> Account<'a> {
    pub(super) fn new(general: &'a General<'a>, id: AccountId) -> Self {
        Self { general, id }
    }

    /// `[general]`, for what the device leaves open.
    pub fn general(&self) -> &'a General<'a> {
        self.general
    }

    /// The name, spelled as in the section that was read last.
    pub fn name(&self) -> &'a [u8] {
        let sip = self.general.sip();
        sip.doc.name(self.general.sources(), self.section())
    }

    /// Its sections, in order: those of one name, in whatever case, are one device (M-3).
    pub(crate) fn sections(&self) -> &'a [SectionId] {
        self.general.sip().sections(self.id)
    }

    /// The section that was read last.
    pub(crate) fn section(&self) -> SectionId {
        self.general.sip().entries[self.id as usize].section
    }

    /// Whether it makes calls, takes them, or both. Every `type` line adds to it: none takes anything back.
    pub fn kind(&self) -> DeviceKind {
        self.general.sip().entries[self.id as usize].kind
    }

    fn lines(&self) -> SettingLines<'a> {
        SettingLines::new(self.general.sip(), self.general.sources(), self.sections())
    }

    /// The last line of the option, and its value; `[general]` does not count.
    pub(crate) fn line(&self, option: O) -> Option<SettingLine<'a>> {
        self.lines().last(&[option])
    }

    /// Every line of the option, in order.
    pub(crate) fn each(&self, option: O) -> Vec<SettingLine<'a>> {
        self.lines().all(&[option])
    }

    /// What the last line comes to, or else what `[general]` says.
    fn over<T>(
        &self,
        option: O,
        general: impl FnOnce(&'a General<'a>) -> Configured<T>,
        read: impl FnOnce(&'a [u8]) -> Option<T>,
    ) -> Configured<T> {
        match self.line(option).and_then(|(s, v)| read(v).map(|v| (s, v))) {
            Some((setting, value)) => Configured::new(value, Origin::Device(setting)),
            None => general(self.general),
        }
    }

    /// What the last line comes to; `[general]` does not have the option.
    fn own<T>(&self, option: O, default: T, read: impl FnOnce(&'a [u8]) -> Option<T>) -> Configured<T> {
        self.over(option, |_| Configured::new(default, Origin::BuiltIn), read)
    }

    fn flag(&self, option: O, default: bool) -> Configured<bool> {
        self.over(option, |g| g.flag(option, default), |v| Some(is_true(v)))
    }

    fn own_flag(&self, option: O) -> Configured<bool> {
        self.own(option, false, |v| Some(is_true(v)))
    }

    fn own_text(&self, option: O) -> Configured<&'a [u8]> {
        self.own(option, &b""[..], Some)
    }

    /// What the lines of a section come to one after the other, or else what `[general]` says.
    fn fold<T: Copy>(
        &self,
        option: O,
        general: impl FnOnce(&'a General<'a>) -> Configured<T>,
        begin: T,
        line: impl Fn(&mut T, &[u8]),
    ) -> Configured<T> {
        let folded = self.lines().folded(&[option], begin, |state, _, value| line(state, value));
        folded.map_or_else(|| general(self.general), |(v, s)| Configured::new(v, Origin::Device(s)))
    }

    /// The password (M-16).
    pub fn secret(&self) -> Configured<Secret<'a>> {
        self.own_text(O::Secret).map(Secret::new)
    }

    /// The digest instead of the password; if both are set this one counts (M-17).
    pub fn md5_secret(&self) -> Configured<Secret<'a>> {
        self.own_text(O::Md5Secret).map(Secret::new)
    }

    /// The password for calls to the device (M-18).
    pub fn remote_secret(&self) -> Configured<Secret<'a>> {
        self.own_text(O::RemoteSecret).map(Secret::new)
    }

    /// Passwords by realm, of the last section of the name only (M-19).
    pub fn credentials(&self) -> Vec<Credential<'a>> {
        self.lines().last_pass().all(&[O::Auth]).into_iter().filter_map(Credential::parse).collect()
    }

    /// The user part of calls to the device, and of its digest there (M-20).
    pub fn default_user(&self) -> Configured<&'a [u8]> {
        self.own_text(O::DefaultUser)
    }

    /// The user of From in calls to the device (M-20).
    pub fn from_user(&self) -> Configured<&'a [u8]> {
        self.own_text(O::FromUser)
    }

    /// The domain of From in calls to the device: its own alone; where there is none `[general]`'s is taken when a
    /// call is made.
    pub fn from_domain(&self) -> Configured<&'a [u8]> {
        self.own_text(O::FromDomain).map(|v| lines::domain(v).0)
    }

    /// The port with it.
    pub fn from_domain_port(&self) -> Configured<u16> {
        self.own(O::FromDomain, 5060, |v| Some(lines::domain(v).1))
    }

    /// Where an option's line of the device stands: the last one.
    pub(crate) fn setting(&self, option: O) -> Option<SettingId> {
        self.line(option).map(|(s, _)| s)
    }
}
