//! What the formats for programs have in common: documents that are written as they are made, and places.

use std::io::{self, BufWriter, Write};

use serde::{Serialize, Serializer};
use serde_json::ser::Formatter;

use crate::printable::is_unprintable;
use crate::source::{Position, Span};

use crate::linter::Report;

/// Writes one JSON document on one line. Nothing of it is held but what is being written.
pub(super) fn document(value: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    let mut out = BufWriter::with_capacity(1 << 16, out);
    value.serialize(&mut serde_json::Serializer::with_formatter(&mut out, Visible))?;
    out.write_all(b"\n")?;
    out.flush()
}

/// A text as a string of JSON, in which no character is hidden.
#[cfg(feature = "cli")]
pub(crate) fn quoted(text: &str) -> String {
    let mut out = Vec::with_capacity(text.len() + 2);
    match text.serialize(&mut serde_json::Serializer::with_formatter(&mut out, Visible)) {
        Ok(()) => String::from_utf8_lossy(&out).into_owned(),
        // Nothing refuses bytes in memory.
        Err(_) => String::new(),
    }
}

/// A list of which each element is made when it is written.
pub(super) struct Seq<F>(pub(super) F);

impl<F, I> Serialize for Seq<F>
where
    F: Fn() -> I,
    I: Iterator<Item: Serialize>,
{
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq((self.0)())
    }
}

/// JSON in which no character is hidden or drives a terminal: such are escaped, so that names are still exact.
struct Visible;

impl Formatter for Visible {
    fn write_string_fragment<W: ?Sized + Write>(&mut self, out: &mut W, fragment: &str) -> io::Result<()> {
        if fragment.bytes().all(|b| matches!(b, b' '..=b'~')) {
            return out.write_all(fragment.as_bytes());
        }
        let mut rest = fragment;
        while let Some(at) = rest.find(is_unprintable) {
            let (before, after) = rest.split_at(at);
            let mut chars = after.chars();
            out.write_all(before.as_bytes())?;
            if let Some(c) = chars.next() {
                write!(out, "\\u{:04x}", u32::from(c))?;
            }
            rest = chars.as_str();
        }
        out.write_all(rest.as_bytes())
    }
}

/// A place in a file.
#[derive(Clone, Serialize)]
pub(super) struct FilePosition {
    pub(super) file: String,
    pub(super) line: u32,
    pub(super) column: u32,
}

impl FilePosition {
    /// Where the span begins.
    pub(super) fn new(report: &Report, span: Span) -> Self {
        let at = report.config.sources.position(span);
        Self { file: path(report, span), line: at.line, column: at.column }
    }
}

/// Where a span begins, and where the character after it stands.
pub(super) fn region(report: &Report, span: Span) -> (Position, Position) {
    let sources = &report.config.sources;
    (sources.position(span), sources.position(Span { start: span.end(), len: 0, ..span }))
}

/// The name of a file as it is; control characters are the format's business.
pub(super) fn path(report: &Report, span: Span) -> String {
    let name = &report.config.sources.file(span.file).name;
    if name.starts_with('/') || name.starts_with('<') { name.clone() } else { format!("{}{name}", report.prefix) }
}

/// What a linted directory is called.
pub(super) fn directory(report: &Report) -> &str {
    match report.prefix.trim_end_matches('/') {
        "" if report.prefix.starts_with('/') => "/",
        "" => ".",
        name => name,
    }
}

/// The sentence, closed by a full stop.
pub(super) fn closed(sentence: &str) -> String {
    let text = sentence.trim_end();
    if text.is_empty() || text.ends_with(['.', '?', '!']) { text.to_owned() } else { format!("{text}.") }
}
