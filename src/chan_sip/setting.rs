//! A value in force, and the line that it is from.

use std::fmt;

use crate::text::SettingId;

/// Where a value in force is from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// No line: chan_sip's own default (M-9).
    BuiltIn,
    /// A line of `[general]`, which is the default of devices (M-6).
    General(SettingId),
    /// A line of the device, or of a template of it.
    Device(SettingId),
}

impl Origin {
    /// The line, if there is one.
    pub(crate) fn setting(self) -> Option<SettingId> {
        match self {
            Self::BuiltIn => None,
            Self::General(setting) | Self::Device(setting) => Some(setting),
        }
    }
}

/// A value in force, and the line that it is from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Configured<T> {
    /// What chan_sip goes by.
    pub value: T,
    /// Where it is from.
    pub(crate) origin: Origin,
}

impl<T> Configured<T> {
    pub(super) fn new(value: T, origin: Origin) -> Self {
        Self { value, origin }
    }

    /// The line, if there is one.
    pub fn setting(&self) -> Option<SettingId> {
        self.origin.setting()
    }

    /// Whether a line says so.
    pub(crate) fn is_set(&self) -> bool {
        self.origin != Origin::BuiltIn
    }

    pub(super) fn map<U>(self, to: impl FnOnce(T) -> U) -> Configured<U> {
        Configured { value: to(self.value), origin: self.origin }
    }
}

/// A password or a digest. It can be compared, and never be shown.
#[derive(Clone, Copy)]
pub struct Secret<'a>(&'a [u8]);

impl<'a> Secret<'a> {
    /// No password at all.
    pub(crate) const NONE: Secret<'static> = Secret(b"");

    pub(super) fn new(text: &'a [u8]) -> Self {
        Self(text)
    }

    /// Whether there is none: an empty value is none.
    pub fn is_empty(self) -> bool {
        self.0.is_empty()
    }

    /// Whether it is this text, byte for byte.
    pub fn same_secret(self, text: &[u8]) -> bool {
        self.0 == text
    }

    /// Whether it is this text in whatever case, as digests in hexadecimal are compared.
    pub(crate) fn same_ignoring_case(self, text: &[u8]) -> bool {
        self.0.eq_ignore_ascii_case(text)
    }

    /// What `with` makes of it. For comparisons only: whatever comes out of it must not be shown.
    pub(crate) fn compared<T>(self, with: impl FnOnce(&[u8]) -> T) -> T {
        with(self.0)
    }
}

impl fmt::Debug for Secret<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.0.is_empty() { "Secret(none)" } else { "Secret(set)" })
    }
}
