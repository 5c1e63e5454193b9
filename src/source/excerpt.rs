//! The lines that a report shows: the few around its labels, with every secret masked and nothing that could drive a
//! terminal. A copy, so that miette never scans a file of 300 MB, and never sees what must not be seen.

use std::ops::Range;

use miette::{MietteError, SourceCode, SourceSpan, SpanContents};

use crate::asterisk::secret::{self, MASK};

use super::{SourceFile, Span, line_end, line_start};

/// Lines shown before and after one with a label.
const CONTEXT_LINES: u32 = 1;
/// Bytes of a line that are shown: lines of a megabyte do not belong in a report.
const MAX_COLUMNS: usize = 400;
/// Bytes of a line that are searched for secrets: Asterisk itself reads 8190.
const MAX_LINE_SCANNED: usize = 16_384;

/// The lines of one file around some places.
#[derive(Debug)]
pub struct Excerpt {
    name: String,
    text: String,
    windows: Vec<Window>,
}

#[derive(Debug)]
struct Window {
    range: Range<usize>,
    /// Line number of its first line, from 1.
    first: u32,
}

impl Excerpt {
    /// The lines around `spans` (all of `file`), and where each span is in the excerpt: start and length.
    pub fn new(file: &SourceFile, name: String, spans: &[Span]) -> (Self, Vec<(usize, usize)>) {
        let bytes = &file.bytes;
        let index = file.lines();
        let lines: Vec<u32> = spans.iter().map(|s| index.line(bytes, s.start).0).collect();
        let mut wanted: Vec<u32> =
            lines.iter().flat_map(|l| l.saturating_sub(CONTEXT_LINES).max(1)..=l + CONTEXT_LINES).collect();
        wanted.sort_unstable();
        wanted.dedup();
        let mut excerpt = Self { name, text: String::new(), windows: Vec::new() };
        let mut places = vec![(0, 0); spans.len()];
        let mut previous = None;
        for line in wanted {
            let Some(from) = start_of(line, file, spans, &lines) else { continue };
            let to = line_end(bytes, from);
            if previous != Some(line - 1) {
                let at = excerpt.text.len();
                excerpt.windows.push(Window { range: at..at, first: line });
            }
            previous = Some(line);
            let at = excerpt.text.len();
            let shown =
                if file.is_not_configuration() { ExcerptLine::hidden() } else { ExcerptLine::new(&bytes[from..to]) };
            for (place, (span, _)) in places.iter_mut().zip(spans.iter().zip(&lines)).filter(|(_, (_, l))| **l == line)
            {
                let begin = shown.place(span.start as usize - from);
                let end = shown.end((span.end() as usize).min(to).saturating_sub(from)).max(begin);
                *place = (at + begin, end - begin);
            }
            excerpt.text.push_str(&shown.text);
            excerpt.text.push('\n');
            if let Some(window) = excerpt.windows.last_mut() {
                window.range.end = excerpt.text.len();
            }
        }
        (excerpt, places)
    }
}

/// Where a line begins: counted from the line of the nearest span.
fn start_of(line: u32, file: &SourceFile, spans: &[Span], lines: &[u32]) -> Option<usize> {
    let nearest = lines.iter().zip(spans).min_by_key(|(l, _)| l.abs_diff(line))?;
    let bytes = &file.bytes;
    let (at, start) = file.lines().line(bytes, nearest.1.start);
    let mut from = start as usize;
    for _ in line..at {
        from = line_start(bytes, from.checked_sub(1)?);
    }
    for _ in at..line {
        from += memchr::memchr(b'\n', &bytes[from..])? + 1;
    }
    (from < bytes.len() || line == at).then_some(from)
}

/// A line as it is shown.
struct ExcerptLine {
    text: String,
    /// For each byte of the original, where it is in `text`; one more for the end.
    at: Vec<usize>,
    /// The secrets: where in the original, and where their mask ends in `text`.
    masks: Vec<(Range<usize>, usize)>,
}

impl ExcerptLine {
    fn new(bytes: &[u8]) -> Self {
        // What is cut off may be what tells that the rest is a secret.
        let secrets = secret::of_line(&bytes[..bytes.len().min(MAX_LINE_SCANNED)]);
        let bytes = &bytes[..bytes.len().min(MAX_COLUMNS)];
        let mut line = Self { text: String::new(), at: Vec::with_capacity(bytes.len() + 1), masks: Vec::new() };
        let mut secrets = secrets.into_iter().peekable();
        let mut from = 0;
        for chunk in bytes.utf8_chunks() {
            let valid = chunk.valid().chars().map(|c| (c, c.len_utf8()));
            for (c, len) in valid.chain(chunk.invalid().iter().map(|_| ('\u{fffd}', 1))) {
                while secrets.next_if(|s| s.end <= from).is_some() {}
                line.at.extend(std::iter::repeat_n(line.text.len(), len));
                match secrets.peek().filter(|s| s.start < from + len) {
                    Some(secret) => line.mask(secret, from, len),
                    None if c == '\t' => line.text.push(c),
                    None => line.text.push_str(&crate::printable::printable(c.to_string().as_bytes())),
                }
                from += len;
            }
        }
        line.at.push(line.text.len());
        line
    }

    /// Replaces a line of a file that does not look like a configuration.
    fn hidden() -> Self {
        let text = "(not shown: this file does not look like a configuration)".to_owned();
        Self { at: vec![0, text.len()], text, masks: Vec::new() }
    }

    /// One character of a secret: the first of them becomes the mask, the others nothing.
    fn mask(&mut self, secret: &Range<usize>, from: usize, len: usize) {
        if self.masks.last().is_none_or(|(last, _)| last != secret) {
            self.text.push_str(MASK);
            self.masks.push((secret.clone(), self.text.len()));
            return;
        }
        // All of it is where the mask begins.
        let begin = self.text.len() - MASK.len();
        self.at[from..from + len].fill(begin);
    }

    /// Where the original's byte `offset` is.
    fn place(&self, offset: usize) -> usize {
        self.at[offset.min(self.at.len() - 1)]
    }

    /// Where what ends at the original's byte `offset` ends: a mask is never halved.
    fn end(&self, offset: usize) -> usize {
        let mask = self.masks.iter().find(|(secret, _)| secret.start < offset && offset <= secret.end);
        mask.map_or_else(|| self.place(offset), |(_, end)| *end)
    }
}

impl SourceCode for Excerpt {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        before: usize,
        after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let (start, end) = (span.offset(), span.offset() + span.len());
        let window = self
            .windows
            .iter()
            .find(|w| w.range.start <= start && end <= w.range.end)
            .ok_or(MietteError::OutOfBounds)?;
        let text = &self.text[window.range.clone()];
        let lines: Vec<usize> = std::iter::once(0)
            .chain(text.match_indices('\n').map(|(i, _)| i + 1))
            .filter(|i| *i < text.len())
            .collect();
        let line_of = |offset: usize| lines.partition_point(|l| *l <= offset).saturating_sub(1);
        let first = line_of(start - window.range.start).saturating_sub(before);
        let last = (line_of(end - window.range.start) + after).min(lines.len() - 1);
        let from = window.range.start + lines[first];
        let to = lines.get(last + 1).map_or(window.range.end, |l| window.range.start + l);
        Ok(Box::new(Contents {
            name: &self.name,
            data: &self.text.as_bytes()[from..to],
            span: SourceSpan::new(from.into(), to - from),
            line: window.first as usize - 1 + first,
            lines: last - first + 1,
        }))
    }
}

struct Contents<'a> {
    name: &'a str,
    data: &'a [u8],
    span: SourceSpan,
    line: usize,
    lines: usize,
}

impl<'a> SpanContents<'a> for Contents<'a> {
    fn data(&self) -> &'a [u8] {
        self.data
    }

    fn span(&self) -> &SourceSpan {
        &self.span
    }

    fn line(&self) -> usize {
        self.line
    }

    fn column(&self) -> usize {
        0
    }

    fn line_count(&self) -> usize {
        self.lines
    }

    fn name(&self) -> Option<&str> {
        Some(self.name)
    }
}
