//! The comments of all files, each with the lines that it is for.

use std::ops::Range;

use memchr::memmem;

use crate::parallel::map;
use crate::source::{FileId, Sources, Span, line_end, line_start};
use crate::text::{Mark, marks};

use super::grammar::{self, Directive, Malformed};
use super::parts::{SIGN, is_lead, parts};

/// A comment that speaks to pjlint.
#[derive(Clone, Debug)]
pub(crate) struct Comment {
    /// Where it stands, from its `;` on.
    pub(crate) span: Span,
    /// What it says.
    pub(crate) said: Result<Directive, Malformed>,
    /// What it is for; nothing where nothing follows it.
    pub(crate) scope: Option<Scope>,
}

/// What a comment is for, the narrowest first; offsets in its file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Scope {
    /// A line.
    Line(SuppressedLines),
    /// A section, with its header.
    Section(SuppressedLines),
    /// The whole file.
    File,
}

/// Lines, from the first byte to the one after the last end of a line.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct SuppressedLines {
    /// The first byte.
    pub(crate) start: u32,
    /// The byte after the last one; one more at the end of the file, where a place may be empty.
    pub(crate) end: u32,
}

/// The comments of a run's files, in order.
pub(super) fn read(sources: &Sources) -> Vec<Comment> {
    let mut comments = Vec::new();
    for (file, source) in sources.iter() {
        if let Some((first, last)) = signs(&source.bytes) {
            let mut reader = CommentReader {
                file,
                bytes: &source.bytes,
                last,
                line: None,
                waiting: comments.len(),
                open: Vec::new(),
                comments,
            };
            marks(file, &source.bytes, first_line(&source.bytes, first), &mut |mark| reader.mark(mark));
            comments = reader.end();
        }
    }
    comments
}

/// Where the first and the last sign stand.
fn signs(bytes: &[u8]) -> Option<(usize, usize)> {
    const PIECE: usize = 1 << 22;
    let found = map(bytes.len().div_ceil(PIECE), |nth| {
        let from = nth * PIECE;
        // One that begins in this piece may end in the next.
        let text = &bytes[from..(from + PIECE + SIGN.len() - 1).min(bytes.len())];
        let mut signs = memmem::find_iter(text, SIGN).map(|at| from + at);
        let first = signs.next()?;
        Some((first, signs.last().unwrap_or(first)))
    });
    let mut found = found.into_iter().flatten();
    let (first, last) = found.next()?;
    Some((first, found.last().map_or(last, |(_, last)| last)))
}

/// Where to begin: at the line of the first sign, unless block comments may reach it from above.
fn first_line(bytes: &[u8], first: usize) -> usize {
    let is_plain = [b";--", b"--;"].iter().all(|block| memmem::find(&bytes[..first], *block).is_none());
    if is_plain { line_start(bytes, first) } else { 0 }
}

struct CommentReader<'a> {
    file: FileId,
    bytes: &'a [u8],
    /// Where the last sign stands: nothing is new behind it.
    last: usize,
    /// Where the line that was met last begins, and whether it is a header.
    line: Option<(usize, bool)>,
    /// The comments from this one on stand on lines of their own, and nothing has followed yet.
    waiting: usize,
    /// Those that are for the section that has not ended yet.
    open: Vec<usize>,
    comments: Vec<Comment>,
}

impl CommentReader<'_> {
    /// Takes in what comes next; whether more may matter.
    fn mark(&mut self, mark: Mark) -> bool {
        let at = mark.at() as usize;
        let is_new = at <= self.last;
        match mark {
            Mark::Line(_, is_header) => self.meet(at, is_header),
            Mark::Comment(_) if is_new => self.comment(at),
            Mark::Block(_) if is_new => self.block(at),
            Mark::Skipped(_) => {
                self.meet(at, false);
                self.skipped(at);
            }
            Mark::Comment(_) | Mark::Block(_) => {}
        }
        is_new || self.waiting < self.comments.len() || !self.open.is_empty()
    }

    /// What still waits for the end of its section has it now.
    fn end(mut self) -> Vec<Comment> {
        self.close(self.bytes.len() + 1);
        self.comments
    }

    fn line_of(&self, at: usize) -> Range<usize> {
        line_start(self.bytes, at)..line_end(self.bytes, at) + 1
    }

    /// A line that is neither empty nor a comment.
    fn meet(&mut self, at: usize, is_header: bool) {
        let start = self.line_of(at).start;
        if is_header {
            self.close(start);
        }
        self.line = Some((start, is_header));
        for index in self.waiting..self.comments.len() {
            self.attach(index, at, is_header);
        }
        self.waiting = self.comments.len();
    }

    fn attach(&mut self, index: usize, at: usize, is_header: bool) {
        let Range { start, end } = self.line_of(at);
        let lines = SuppressedLines { start: start as u32, end: end as u32 };
        if let comment @ Comment { said: Ok(Directive { whole_file: false, .. }), .. } = &mut self.comments[index] {
            comment.scope = Some(if is_header { Scope::Section(lines) } else { Scope::Line(lines) });
            if is_header {
                self.open.push(index);
            }
        }
    }

    fn close(&mut self, before: usize) {
        for index in self.open.drain(..) {
            if let Some(Scope::Section(lines)) = &mut self.comments[index].scope {
                lines.end = before as u32;
            }
        }
    }

    fn comment(&mut self, at: usize) {
        let line = self.line_of(at);
        let text = &self.bytes[at..line.end.min(self.bytes.len())];
        // Asterisk reads a line to the first NUL in it (G-6).
        let text = &text[..memchr::memchr(0, text).unwrap_or(text.len())];
        let behind = self.line.filter(|(start, _)| *start == line.start);
        for (part, said) in parts(text) {
            let span = |r: Range<usize>| Span { file: self.file, start: (at + r.start) as u32, len: r.len() as u32 };
            let said = grammar::parse(span(said.clone()), &text[said]);
            let scope = matches!(&said, Ok(said) if said.whole_file).then_some(Scope::File);
            self.comments.push(Comment { span: span(part), said, scope });
            if let Some((_, is_header)) = behind {
                self.attach(self.comments.len() - 1, at, is_header);
                self.waiting = self.comments.len();
            }
        }
    }

    /// A block comment that begins like one for pjlint.
    fn block(&mut self, at: usize) {
        let text = &self.bytes[at..self.line_of(at).end.min(self.bytes.len())];
        let signs = text.iter().take_while(|b| is_lead(**b)).count();
        if grammar::is_meant(&text[signs..]) {
            let why = "it has no effect in a block comment";
            self.refuse(at, signs + SIGN.len(), why, "Write it after a single `;`: `; pjlint: ignore[RULE] reason`");
        }
    }

    /// A line that is too long for Asterisk, with what looks like a comment behind it.
    fn skipped(&mut self, at: usize) {
        let text = &self.bytes[at..self.line_of(at).end.min(self.bytes.len())];
        for (part, said) in parts(text) {
            let why = "the line is too long, so Asterisk skips it completely, including the comment";
            self.refuse(
                at + part.start,
                said.start + SIGN.len() - part.start,
                why,
                "Write the comment on the line above",
            );
        }
    }

    fn refuse(&mut self, at: usize, len: usize, why: &str, help: &str) {
        let span = Span { file: self.file, start: at as u32, len: len as u32 };
        let said = Err(Malformed { span, why: why.into(), help: help.into() });
        self.comments.push(Comment { span, said, scope: None });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What each comment says, or why it means nothing, and the text that it is for.
    fn map(text: &[u8]) -> Vec<(String, String)> {
        let mut sources = Sources::default();
        sources.add_text("x", text.to_vec());
        let of = |r: &SuppressedLines| {
            String::from_utf8_lossy(&text[r.start as usize..(r.end as usize).min(text.len())]).into_owned()
        };
        let scope = |c: &Comment| match &c.scope {
            None => "nothing".to_owned(),
            Some(Scope::File) => "file".to_owned(),
            Some(Scope::Line(lines) | Scope::Section(lines)) => of(lines),
        };
        read(&sources)
            .iter()
            .map(|c| (c.said.as_ref().map_or_else(|e| e.why.clone(), |s| s.reason.clone()), scope(c)))
            .collect()
    }

    fn has(text: &[u8], wanted: &[(&str, &str)]) {
        let found = map(text);
        let found: Vec<(&str, &str)> = found.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
        assert_eq!(found, wanted, "{}", String::from_utf8_lossy(text));
    }

    #[test]
    fn a_comment_is_for_its_line_or_the_next_one() {
        has(b"[a]\nx=1 ; pjlint: ignore[SYN01] r\ny=2\n", &[("r", "x=1 ; pjlint: ignore[SYN01] r\n")]);
        has(b"[a]\n;; pjlint: ignore[SYN01] r\n\n; more\ny=2\nz=3\n", &[("r", "y=2\n")]);
        has(b"[a]\n; pjlint: ignore[SYN01] r\n; pjlint: ignore[SYN02] s\ny=2", &[("r", "y=2"), ("s", "y=2")]);
        has(b"[a]\ny=2 ; pjlint: ignore[SYN01] r", &[("r", "y=2 ; pjlint: ignore[SYN01] r")]);
        has(b"[a]\ny=2\n; pjlint: ignore[SYN01] r", &[("r", "nothing")]);
        has(b"\xef\xbb\xbf; pjlint: ignore-file[SYN01] r\r\n", &[("r", "file")]);
        has(
            b"[a]\r\nx=\xff ; pjlint: ignore[SYN01] \xff r\r\n",
            &[("\u{fffd} r", "x=\u{fffd} ; pjlint: ignore[SYN01] \u{fffd} r\r\n")],
        );
    }

    #[test]
    fn one_at_a_header_is_for_the_section() {
        has(
            b"[a](t) ; pjlint: ignore[SYN01] r\nx=1\n\n  [b]\ny=2\n",
            &[("r", "[a](t) ; pjlint: ignore[SYN01] r\nx=1\n\n")],
        );
        has(b"; pjlint: ignore[SYN01] r\n[a]\nx=1\n[b]\n", &[("r", "[a]\nx=1\n")]);
        has(b"; pjlint: ignore[SYN01] r\n[a]\nx=1", &[("r", "[a]\nx=1")]);
        has(b"[a] ; pjlint: ignore-file[SYN01] r\n[b]\n", &[("r", "file")]);
    }

    #[test]
    fn two_on_one_line_are_two() {
        let text = b"[a]\nx=1 ; note ; pjlint: ignore[SYN01] r; s ; pjlint: ignore[SYN02] t \n";
        let found = map(text);
        assert_eq!((found[0].0.as_str(), found[1].0.as_str(), found.len()), ("r; s", "t", 2));
        assert!(found.iter().all(|f| f.1.starts_with("x=1")));
    }

    #[test]
    fn only_what_asterisk_takes_for_a_comment_is_one() {
        has(b"[a]\nx=1\\; pjlint: ignore[SYN01] r\n", &[]);
        has(b"[a]\nx=pjlint: ignore[SYN01] r\n", &[]);
        has(b"[a]\n;-- old\n; pjlint: ignore[SYN01] r\n--; x=1\n", &[]);
        has(b"[a]\n; see pjlint: ignore[SYN01] r\nx=1\n", &[]);
        has(b"[a]\n; pjlint ignores\nx=1\n", &[]);
        has(b"[a]\nx=1 ;-- pjlint: ignore[SYN01] r --;\n", &[("it has no effect in a block comment", "nothing")]);
        has(b"[a]\n;--- pjlint: ignore[SYN01] r\nx=1\n", &[("r", "x=1\n")]);
        has(b"[a]\n;-- x --; y=1 ; pjlint: ignore[SYN01] r\n", &[("r", ";-- x --; y=1 ; pjlint: ignore[SYN01] r\n")]);
        has(b"[a]\nx=1\0 ; pjlint: ignore[SYN01] r\n", &[]);
    }

    #[test]
    fn a_line_that_is_too_long_can_have_one_above() {
        let long = "y".repeat(9000);
        let above = format!("[a]\n; pjlint: ignore[SYN01] r\nx={long}\nz=1\n");
        assert!(map(above.as_bytes())[0].1.starts_with("x=yyy"));
        let behind = format!("[a]\nx={long} ; pjlint: ignore[SYN01] r\nz=1\n");
        let found = map(behind.as_bytes());
        assert!(found[0].0.contains("too long") && found[0].1 == "nothing", "{found:?}");
    }

    /// Whatever bytes there are: every place is in the file, and nothing ends the run.
    #[test]
    fn any_bytes_will_do() {
        let text = b"\xef\xbb\xbf; pjlint: ignore-file[SYN01] r\r\n[a](t) ; pjlint: ignore[SYN02, SYN03] until 2027-01-01: s\n\
            x=1 ;-- pjlint: x --; ; pjlint: ignore[SYN04] t\n\\;pjlint:\n;--\n; pjlint: x\n--;y=2 ; pjlint: ignore[";
        for at in 0..text.len() {
            for byte in *b";-[]:,\n\0\\p \xff" {
                let mut changed = text.to_vec();
                changed[at] = byte;
                for text in [&changed[..], &text[..at], &text[at..], &[&text[..at], &text[at + 1..]].concat()] {
                    let mut sources = Sources::default();
                    sources.add_text("x", text.to_vec());
                    for comment in read(&sources) {
                        let place = comment.said.as_ref().map_or_else(|m| m.span, |s| s.list);
                        assert!(comment.span.start <= place.start && place.end() as usize <= text.len());
                        assert!(comment.span.end() as usize <= text.len() && comment.span.len > 0);
                    }
                }
            }
        }
    }
}
