//! The comments of one file, and the lines between them: what is thrown away when a configuration is read.

use crate::source::FileId;

use super::lines::{LineState, Logical, LogicalLines};
use super::problem::ProblemKind;

/// What there is in a file, by the offset at which it begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mark {
    /// A comment to the end of its line, from its `;` (G-9).
    Comment(u32),
    /// A block comment, from its `;--` (G-11).
    Block(u32),
    /// A line with something on it besides comments; whether it is a section's header.
    Line(u32, bool),
    /// A line that is too long to be read (G-1): what looks like a comment in it is none.
    Skipped(u32),
}

impl Mark {
    /// The offset at which it begins.
    pub(crate) fn at(self) -> u32 {
        match self {
            Self::Comment(at) | Self::Block(at) | Self::Line(at, _) | Self::Skipped(at) => at,
        }
    }
}

/// Shows `visit` all that there is in a file from the line at `start` on, in order, until that has seen enough and says
/// so. No block comment may be open there. A file is read for
/// itself: block comments that a glob carries from the file before (G-15) are not known here.
pub(crate) fn marks(file: FileId, bytes: &[u8], start: usize, visit: &mut dyn FnMut(Mark) -> bool) {
    let mut lines = LogicalLines::starting(file, bytes, start);
    let mut state = LineState::default();
    state.comments = Some(Vec::new());
    let (mut problems, mut found) = (Vec::new(), Vec::new());
    loop {
        let line = lines.next(&mut state, &mut problems);
        let comments = state.comments.iter_mut().flat_map(|c| c.drain(..));
        found.extend(comments.map(|(at, is_block)| if is_block { Mark::Block(at) } else { Mark::Comment(at) }));
        let skipped = problems.drain(..).filter(|p| p.kind == ProblemKind::LineTooLong);
        found.extend(skipped.map(|p| Mark::Skipped(p.span.start)));
        let is_last = line.is_none();
        found.extend(line.map(|line| match line {
            Logical::Plain(at, text) => Mark::Line(at, text.starts_with(b"[")),
            Logical::Overlay(text, at) => Mark::Line(at.first().copied().unwrap_or_default(), text.starts_with(b"[")),
        }));
        if found.len() > 1 {
            found.sort_by_key(|m| m.at());
        }
        if !found.drain(..).all(&mut *visit) || is_last {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &[u8]) -> Vec<Mark> {
        let mut found = Vec::new();
        marks(FileId(0), text, 0, &mut |mark| {
            found.push(mark);
            true
        });
        found
    }

    #[test]
    fn comments_are_those_of_asterisk() {
        use Mark::{Block, Comment, Line};
        assert_eq!(
            all(b"; a\n[x] ; b\na=1\\;2;c\n"),
            [Comment(0), Line(4, true), Comment(8), Line(12, false), Comment(18)]
        );
        // A comment inside a block comment does not count by itself.
        assert_eq!(all(b";-- x\n; y\n--; a=1 ; z"), [Block(0), Line(14, false), Comment(18)]);
        assert_eq!(all(b";--- x\n"), [Comment(0)]);
        assert_eq!(all(b"\xef\xbb\xbf; x\r\na=1"), [Comment(3), Line(8, false)]);
        // After a stray end everything is dropped.
        assert_eq!(all(b"a=1--;x\n; y\nb=1\n"), [Line(0, false)]);
    }

    #[test]
    fn a_line_that_is_too_long_has_no_comment() {
        let text = [b"; a\nb=".as_slice(), &[b'x'; 9000], b" ; c\n; d"].concat();
        assert_eq!(all(&text), [Mark::Comment(0), Mark::Skipped(4), Mark::Comment(9011)]);
    }
}
