//! From physical lines to logical ones: the length limit, NUL, the BOM, comments and spaces (G-1 to G-17).

use crate::source::{FileId, Span};
pub(super) use crate::trim::Trim;

use super::problem::{Problem, ProblemKind};

/// Asterisk's line buffer, with its final NUL (G-1).
const BUFFER: usize = 8192;
/// Block comments nest this deep (G-11).
const MAX_NESTED: i32 = 128;

/// What a file, or a sequence of files that one glob matched, carries from line to line (G-3, G-15).
#[derive(Debug, Default)]
pub(super) struct LineState {
    /// Lines counted so far; a glob's second file goes on counting, and so keeps its BOM.
    count: u32,
    /// Depth of block comments; −1 after a `--;` that nothing opened (G-16).
    depth: i32,
    /// Where the open block comments began, outermost first.
    opened: Vec<Span>,
    /// The `--;` that took the depth below zero.
    stray: Option<Span>,
    /// The line that was read last ends at a `;` with no space before it (G-9).
    pub(super) cut: bool,
    /// Where comments begin, if the caller asks for it: the offset of the `;`, and whether it begins a block comment.
    pub(super) comments: Option<Vec<(u32, bool)>>,
    /// The lines end where a block comment goes on to the next one.
    halts: bool,
}

impl LineState {
    /// Of a line that is not the first, outside of comments.
    pub(super) fn inside() -> Self {
        Self { count: 1, halts: true, ..Self::default() }
    }

    /// Lines were read elsewhere that leave nothing open.
    pub(super) fn skip(&mut self) {
        self.count = self.count.max(1);
        self.cut = false;
    }

    /// Whether the next line is outside of comments.
    pub(super) fn is_outside(&self) -> bool {
        self.depth == 0
    }

    /// Asterisk counts one line more for the end that it meets after a final newline; so an empty first file
    /// already keeps the BOM of the second one.
    pub(super) fn end_of_file(&mut self, bytes: &[u8]) {
        self.count += u32::from(bytes.last().is_none_or(|b| *b == b'\n'));
    }

    /// Notes a comment that begins outside of all others.
    fn note(&mut self, at: u32, is_block: bool) {
        if self.depth == 0
            && let Some(comments) = &mut self.comments
        {
            comments.push((at, is_block));
        }
    }

    /// The comment that is still open at the end of the file, if one is (G-12, G-16).
    pub(super) fn unterminated(&self) -> Option<Problem> {
        match self.depth {
            0 => None,
            d if d < 0 => self.stray.map(|span| Problem::new(ProblemKind::StrayCommentEnd, span)),
            _ => self.opened.last().map(|&span| Problem::new(ProblemKind::UnterminatedComment, span)),
        }
    }
}

/// The text of one line after comments and spaces are gone; never empty.
pub(super) enum Logical<'a> {
    /// The file's own bytes, from this offset.
    Plain(u32, &'a [u8]),
    /// Bytes that are not as in the file (an escaped `;`, text around a comment), each with its offset.
    Overlay(Vec<u8>, Vec<u32>),
}

/// The logical lines of one file.
pub(super) struct LogicalLines<'a> {
    file: FileId,
    bytes: &'a [u8],
    at: usize,
}

impl<'a> LogicalLines<'a> {
    pub(super) fn new(file: FileId, bytes: &'a [u8]) -> Self {
        Self { file, bytes, at: 0 }
    }

    /// Those from the line at that offset on.
    pub(super) fn starting(file: FileId, bytes: &'a [u8], at: usize) -> Self {
        Self { file, bytes, at }
    }

    /// Goes on at that offset, a line's begin.
    pub(super) fn go_on(&mut self, at: usize) {
        self.at = at;
    }

    /// How much of the file has been read, in bytes.
    pub(super) fn offset(&self) -> usize {
        self.at
    }

    pub(super) fn file(&self) -> FileId {
        self.file
    }

    /// The next line that has anything on it.
    pub(super) fn next(&mut self, state: &mut LineState, problems: &mut Vec<Problem>) -> Option<Logical<'a>> {
        self.before(usize::MAX, state, problems)
    }

    /// The next line that has anything on it and begins before that offset.
    pub(super) fn before(
        &mut self,
        to: usize,
        state: &mut LineState,
        problems: &mut Vec<Problem>,
    ) -> Option<Logical<'a>> {
        loop {
            let start = self.at;
            if start >= to {
                return None;
            }
            let rest = self.bytes.get(start..).filter(|r| !(r.is_empty() || state.halts && state.depth != 0))?;
            // Behind the line buffer nothing is looked for: each piece of a line of 1 GB would search all the rest of
            // it.
            let rest = &rest[..rest.len().min(BUFFER)];
            // Nearly every line has neither `;` nor NUL: one search finds its end.
            let (end, plain) = match memchr::memchr3(b'\n', b';', 0, rest) {
                None => (rest.len(), true),
                Some(n) if rest[n] == b'\n' => (n, true),
                Some(n) => (memchr::memchr(b'\n', &rest[n..]).map_or(rest.len(), |m| n + m), false),
            };
            if plain && state.depth == 0 && state.count > 0 && end < BUFFER - 1 {
                state.count += 1;
                self.at = start + end + 1;
                let (from, text) = strip(start, &rest[..end]);
                if !text.is_empty() {
                    state.cut = false;
                    return Some(Logical::Plain(from as u32, text));
                }
                continue;
            }
            let Some((from, chunk)) = self.chunk(start, problems) else {
                state.count += 1;
                continue;
            };
            state.count += 1;
            let skipped = if state.count == 1 && chunk.starts_with(b"\xEF\xBB\xBF") { 3 } else { 0 };
            if let Some(line) = self.uncommented(from + skipped, &chunk[skipped..], state, problems) {
                return Some(line);
            }
        }
    }

    /// What one `fgets` reads, up to a NUL: usually a line. `None` where the line is too long and skipped (G-1, G-6).
    fn chunk(&mut self, start: usize, problems: &mut Vec<Problem>) -> Option<(usize, &'a [u8])> {
        let fgets = |from: usize| -> (&'a [u8], usize) {
            let limit = (from + BUFFER - 1).min(self.bytes.len());
            let end = memchr::memchr(b'\n', &self.bytes[from..limit]).map_or(limit, |n| from + n + 1);
            let chunk = &self.bytes[from..end];
            (&chunk[..memchr::memchr(0, chunk).unwrap_or(chunk.len())], end)
        };
        let full = |chunk: &[u8]| chunk.len() == BUFFER - 1 && chunk.last() != Some(&b'\n');
        let (chunk, end) = fgets(start);
        self.at = end;
        if !full(chunk) {
            return Some((start, chunk));
        }
        while self.at < self.bytes.len() {
            let (more, end) = fgets(self.at);
            self.at = end;
            if !full(more) {
                break;
            }
        }
        let span = Span { file: self.file, start: start as u32, len: 32 };
        problems.push(Problem::new(ProblemKind::LineTooLong, span));
        None
    }

    /// The line without its comments, as `config_text_file_load` removes them: in place, with the same pointers.
    fn uncommented(
        &self,
        from: usize,
        chunk: &'a [u8],
        state: &mut LineState,
        problems: &mut Vec<Problem>,
    ) -> Option<Logical<'a>> {
        let first = memchr::memchr(b';', chunk);
        if first.is_none() {
            if state.depth != 0 {
                return None;
            }
            let (from, text) = strip(from, chunk);
            return (!text.is_empty()).then_some(Logical::Plain(from as u32, text));
        }
        let mut line = LineBuffer {
            text: chunk.iter().copied().chain([0]).collect(),
            at: (from..=from + chunk.len()).map(|o| o as u32).collect(),
        };
        let start = line.remove_comments(self.file, state, problems)?;
        let end = line.end_of(start);
        let text = &line.text[start..end];
        let left = text.iter().take_while(|b| **b <= 32).count();
        let kept = text.trim_ascii_blanks();
        if kept.is_empty() {
            return None;
        }
        let at = &line.at[start + left..start + left + kept.len()];
        let begins = at[0];
        state.cut = self.bytes.get(at[at.len() - 1] as usize + 1) == Some(&b';');
        if at[at.len() - 1] - begins == kept.len() as u32 - 1 {
            let begins = begins as usize;
            return Some(Logical::Plain(begins as u32, &self.bytes[begins..begins + kept.len()]));
        }
        Some(Logical::Overlay(kept.to_vec(), at.to_vec()))
    }
}

/// A NUL-terminated line being edited; `at` holds each byte's offset in the file.
struct LineBuffer {
    text: Vec<u8>,
    at: Vec<u32>,
}

impl LineBuffer {
    /// The index of the NUL that ends the string at `from`.
    fn end_of(&self, from: usize) -> usize {
        memchr::memchr(0, &self.text[from..]).map_or(self.text.len() - 1, |n| from + n)
    }

    /// Moves the string at `from`, with its NUL, to `to` (before it).
    fn shift(&mut self, from: usize, to: usize) {
        let end = self.end_of(from);
        self.text.copy_within(from..=end, to);
        self.at.copy_within(from..=end, to);
    }

    /// Where the live text of the line begins, or `None` if all of it is comment.
    fn remove_comments(&mut self, file: FileId, state: &mut LineState, problems: &mut Vec<Problem>) -> Option<usize> {
        let mut live = (state.depth == 0).then_some(0);
        let mut from = 0;
        while let Some(semicolon) = memchr::memchr(b';', &self.text[from..self.end_of(from)]).map(|n| from + n) {
            let t = &self.text;
            let span = Span { file, start: self.at[semicolon], len: 1 };
            if semicolon > from && t[semicolon - 1] == b'\\' {
                self.shift(semicolon, semicolon - 1);
                from = semicolon;
            } else if t[semicolon + 1..].starts_with(b"--") && t.get(semicolon + 3) != Some(&b'-') {
                if state.depth < MAX_NESTED {
                    state.note(span.start, true);
                    self.text[semicolon] = 0;
                    state.depth += 1;
                    if state.depth > 0 {
                        state.opened.push(Span { len: 3, ..span });
                    }
                } else {
                    problems.push(Problem::fatal(ProblemKind::CommentTooDeep, Span { len: 3, ..span }));
                }
                from = semicolon + 3;
            } else if semicolon >= from + 2 && t[semicolon - 1] == b'-' && t[semicolon - 2] == b'-' {
                state.depth -= 1;
                state.opened.pop();
                if state.depth == -1 {
                    state.stray = Some(Span { start: span.start.saturating_sub(2), len: 3, ..span });
                }
                from = semicolon + 1;
                if state.depth == 0 {
                    if let Some(live) = live {
                        let end = self.end_of(live);
                        self.shift(from, end);
                        from = end;
                    } else {
                        live = Some(from);
                    }
                }
            } else if state.depth == 0 {
                state.note(span.start, false);
                self.text[semicolon] = 0;
                from = semicolon;
            } else {
                from = semicolon + 1;
            }
        }
        live
    }
}

fn strip(start: usize, line: &[u8]) -> (usize, &[u8]) {
    let text = line.trim_ascii_blanks();
    (start + line.iter().take_while(|b| **b <= 32).count(), text)
}
