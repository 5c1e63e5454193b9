//! Options that are bits: one line builds on the one before it, which is not always what its author expects.

use crate::asterisk::value::number::{is_false, is_true};

fn words(value: &[u8]) -> impl Iterator<Item = &[u8]> {
    value.split(|b| *b == b',')
}

fn is(value: &[u8], word: &str) -> bool {
    value.eq_ignore_ascii_case(word.as_bytes())
}

/// `nat` (N-16).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools)] // they are chan_sip's bits
pub struct Nat {
    /// Answers go to where the request came from.
    pub force_rport: bool,
    /// Media goes to where it comes from.
    pub comedia: bool,
    /// `force_rport` where the device turns out to be behind NAT.
    pub auto_force_rport: bool,
    /// `comedia` where the device turns out to be behind NAT.
    pub auto_comedia: bool,
}

impl Nat {
    /// chan_sip's own default.
    pub(super) const DEFAULT: Self =
        Self { force_rport: false, comedia: false, auto_force_rport: true, auto_comedia: false };

    /// A line. What an earlier line of the same section set stays: after `auto_force_rport`, `force_rport` is ignored.
    pub(super) fn line(&mut self, value: &[u8]) {
        for word in words(value) {
            if is_false(word) {
                *self = Self::default();
                return;
            } else if is(word, "yes") {
                *self = Self { force_rport: true, comedia: true, ..Self::default() };
                return;
            } else if is(word, "force_rport") && !self.auto_force_rport {
                self.force_rport = true;
            } else if is(word, "comedia") && !self.auto_comedia {
                self.comedia = true;
            } else if is(word, "auto_force_rport") {
                self.auto_force_rport = true;
                self.force_rport = false;
            } else if is(word, "auto_comedia") {
                self.auto_comedia = true;
                self.comedia = false;
            }
        }
    }
}

/// `directmedia`, or `canreinvite` (M-26).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools)] // they are chan_sip's bits
pub struct DirectMedia {
    /// Media may go from device to device.
    pub on: bool,
    /// Even where one of them is behind NAT.
    pub(crate) with_nat: bool,
    /// By UPDATE instead of INVITE.
    pub(crate) update: bool,
    /// Only the caller's side begins. Once said, in `[general]` or in the device, it stays.
    pub(crate) outgoing: bool,
}

impl DirectMedia {
    pub(super) const DEFAULT: Self = Self { on: true, with_nat: false, update: false, outgoing: false };

    pub(super) fn line(&mut self, value: &[u8]) {
        *self = Self { outgoing: self.outgoing, ..Self::default() };
        if is_true(value) {
            (self.on, self.with_nat) = (true, true);
        } else if !is_false(value) {
            for word in words(super::lines::cut(value, 63)) {
                if is(word, "update") {
                    (self.on, self.update) = (true, true);
                } else if is(word, "nonat") {
                    (self.on, self.with_nat) = (true, false);
                } else if is(word, "outgoing") {
                    (self.on, self.outgoing) = (true, true);
                }
            }
        }
    }
}

/// `dtmfmode` (M-25).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs)] // the names are those of the values
pub enum DtmfMode {
    #[default]
    Rfc2833,
    Info,
    ShortInfo,
    Inband,
    Auto,
}

impl DtmfMode {
    /// The mode; an unknown word means rfc2833, with a message.
    pub(super) fn parse(value: &[u8]) -> Self {
        let all = [Self::Info, Self::ShortInfo, Self::Inband, Self::Auto];
        all.into_iter().find(|m| is(value, m.name())).unwrap_or_default()
    }

    /// The word for it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Rfc2833 => "rfc2833",
            Self::Info => "info",
            Self::ShortInfo => "shortinfo",
            Self::Inband => "inband",
            Self::Auto => "auto",
        }
    }
}

/// `insecure` (M-21).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Insecure {
    /// The device is known by its address, whatever the port.
    pub port: bool,
    /// Calls from the device need no password.
    pub invite: bool,
}

impl Insecure {
    pub(super) fn parse(value: &[u8]) -> Self {
        let mut insecure = Self::default();
        if !is_false(value) {
            for word in words(super::lines::cut(value, 63)) {
                insecure.port |= is(word, "port");
                insecure.invite |= is(word, "invite");
            }
        }
        insecure
    }
}

/// `sendrpid` (M-24). A line that says no takes nothing back within its section.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SendRpid {
    /// P-Asserted-Identity.
    pub pai: bool,
    /// Remote-Party-ID.
    pub rpid: bool,
}

impl SendRpid {
    pub(super) fn line(&mut self, value: &[u8]) {
        if is(value, "pai") {
            self.pai = true;
        } else if is(value, "rpid") || is_true(value) {
            self.rpid = true;
        }
    }
}

/// `t38pt_udptl` (M-43). `no` takes nothing back within its section.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs)] // the names are those of the values
pub enum T38 {
    #[default]
    Off,
    NoCorrection,
    Fec,
    Redundancy,
}

impl T38 {
    pub(super) fn line(&mut self, value: &[u8]) {
        for word in words(value) {
            if is_true(word) || is(word, "fec") {
                *self = Self::Fec;
            } else if is(word, "redundancy") {
                *self = Self::Redundancy;
            } else if is(word, "none") {
                *self = Self::NoCorrection;
            }
        }
    }
}

/// `faxdetect` (M-43).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FaxDetect {
    /// The caller's fax tone.
    pub(crate) cng: bool,
    /// A change to T.38.
    pub(crate) t38: bool,
}

impl FaxDetect {
    pub(super) fn line(&mut self, value: &[u8]) {
        if is_true(value) {
            *self = Self { cng: true, t38: true };
        } else if is_false(value) {
            *self = Self::default();
        } else {
            for word in words(value) {
                self.cng |= is(word, "cng");
                self.t38 |= is(word, "t38");
            }
        }
    }
}

/// `allowoverlap` (M-40).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // the names are those of the values
pub enum Overlap {
    No,
    Yes,
    Dtmf,
}

impl Overlap {
    pub(super) fn parse(value: &[u8]) -> Self {
        match () {
            () if is_true(value) => Self::Yes,
            () if is(value, "dtmf") => Self::Dtmf,
            () => Self::No,
        }
    }
}

/// `progressinband` (M-38).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // the names are those of the values
pub enum ProgressInband {
    No,
    Yes,
    Never,
}

impl ProgressInband {
    pub(super) fn parse(value: &[u8]) -> Self {
        match () {
            () if is_true(value) => Self::Yes,
            () if is(value, "never") => Self::Never,
            () => Self::No,
        }
    }
}

/// `trust_id_outbound` (M-24).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // the names are those of the values
pub enum TrustIdOutbound {
    Legacy,
    No,
    Yes,
}

impl TrustIdOutbound {
    pub(super) fn parse(value: &[u8]) -> Self {
        match () {
            () if is_true(value) => Self::Yes,
            () if is_false(value) => Self::No,
            () => Self::Legacy,
        }
    }
}

/// `session-timers` (M-37).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // the names are those of the values
pub enum SessionTimers {
    Accept,
    Originate,
    Refuse,
}

impl SessionTimers {
    pub(super) fn parse(value: &[u8]) -> Option<Self> {
        let words = [("accept", Self::Accept), ("originate", Self::Originate), ("refuse", Self::Refuse)];
        words.into_iter().find(|(w, _)| is(value, w)).map(|(_, mode)| mode)
    }
}

/// `session-refresher` (M-37).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // the names are those of the values
pub enum Refresher {
    Uac,
    Uas,
}

impl Refresher {
    pub(super) fn parse(value: &[u8]) -> Option<Self> {
        [("uac", Self::Uac), ("uas", Self::Uas)].into_iter().find(|(w, _)| is(value, w)).map(|(_, side)| side)
    }
}
