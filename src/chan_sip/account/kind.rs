//! `type`.

/// What a device is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct DeviceKind {
    /// It is found by the name in From, and makes calls.
    pub user: bool,
    /// It is found by its address, registers, and takes calls.
    pub peer: bool,
}

impl DeviceKind {
    pub(in crate::chan_sip) const NONE: Self = Self { user: false, peer: false };

    /// What a value of `type` says, in any case.
    pub(crate) fn named(value: &[u8]) -> Option<Self> {
        let (user, peer) = match () {
            () if value.eq_ignore_ascii_case(b"user") => (true, false),
            () if value.eq_ignore_ascii_case(b"peer") => (false, true),
            () if value.eq_ignore_ascii_case(b"friend") => (true, true),
            () => return None,
        };
        Some(Self { user, peer })
    }

    /// Both together.
    pub(in crate::chan_sip) fn with(self, other: Option<Self>) -> Self {
        let other = other.unwrap_or(Self::NONE);
        Self { user: self.user || other.user, peer: self.peer || other.peer }
    }

    /// The word for it.
    pub(crate) fn name(self) -> &'static str {
        match (self.user, self.peer) {
            (true, true) => "friend",
            (true, false) => "user",
            _ => "peer",
        }
    }
}
