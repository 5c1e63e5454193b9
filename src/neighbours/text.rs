//! A part of a value, and where it stands.

use crate::asterisk::value::strip;
use crate::source::Span;

/// A part of a value, and where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Text<'a> {
    /// The bytes as Asterisk reads them.
    pub bytes: &'a [u8],
    /// Where they stand; the whole value where they are not, byte for byte, what the file has (`\;`).
    pub span: Span,
    /// Whether the span is that of exactly these bytes.
    pub exact: bool,
}

impl<'a> Text<'a> {
    /// The part from `from` on, `len` bytes long.
    #[must_use]
    pub(crate) fn part(self, from: usize, len: usize) -> Self {
        let from = from.min(self.bytes.len());
        let len = len.min(self.bytes.len() - from);
        let span = if self.exact { self.span.part(from, len) } else { self.span };
        Self { bytes: &self.bytes[from..from + len], span, exact: self.exact }
    }

    /// What follows the first `from` bytes.
    #[must_use]
    pub(crate) fn after(self, from: usize) -> Self {
        self.part(from, self.bytes.len().saturating_sub(from))
    }

    /// The part of it that `inner`, a slice of its bytes, is.
    #[must_use]
    pub(crate) fn of(self, inner: &'a [u8]) -> Self {
        let from = (inner.as_ptr() as usize).saturating_sub(self.bytes.as_ptr() as usize);
        self.part(from, inner.len())
    }

    /// Without the spaces at both ends.
    #[must_use]
    pub(crate) fn stripped(self) -> Self {
        self.of(strip(self.bytes))
    }

    /// What stands before and after the first `separator`; none after where there is none.
    pub(crate) fn split(self, separator: u8) -> (Self, Option<Self>) {
        match memchr::memchr(separator, self.bytes) {
            Some(at) => (self.part(0, at), Some(self.after(at + 1))),
            None => (self, None),
        }
    }

    /// Whether nothing in it is worked out at run time.
    pub(crate) fn is_literal(self) -> bool {
        !self.bytes.contains(&b'$')
    }
}
