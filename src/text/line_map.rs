//! Where the parts of a line stand in its file.

use crate::source::{FileId, Span};

use super::lines::Logical;

/// A logical line and where its bytes stand in the file.
pub(super) struct LineSpans<'l> {
    pub(super) file: FileId,
    pub(super) line: &'l Logical<'l>,
}

impl LineSpans<'_> {
    pub(super) fn text(&self) -> &[u8] {
        match self.line {
            Logical::Plain(_, text) => text,
            Logical::Overlay(text, _) => text,
        }
    }

    pub(super) fn whole(&self) -> Span {
        self.part(self.text()).0
    }

    /// Where a part of the line stands, and its text if that is not what stands there.
    pub(super) fn part(&self, part: &[u8]) -> (Span, Option<Box<[u8]>>) {
        let from = part.as_ptr() as usize - self.text().as_ptr() as usize;
        match self.line {
            Logical::Plain(start, _) => {
                (Span { file: self.file, start: start + from as u32, len: part.len() as u32 }, None)
            }
            Logical::Overlay(_, at) => {
                let start = at.get(from).copied().unwrap_or_else(|| at[at.len() - 1] + 1);
                let end = if part.is_empty() { start } else { at[from + part.len() - 1] + 1 };
                let span = Span { file: self.file, start, len: end - start };
                (span, (span.len as usize != part.len()).then(|| part.into()))
            }
        }
    }
}
