//! Edits that rules offer: a value, an option's name, a line that goes, a line that comes. Each keeps what it does not
//! mean: comments, blanks around the `=`, the way in which lines end.
//!
//! Each gives nothing where the file's text is not what Asterisk reads there (a comment inside the value, `+=`): no
//! edit is better than a wrong one.

use crate::finding::Edit;
use crate::source::Span;
use crate::text::{Document, SectionId, SettingId};

use super::Context;

impl Context<'_> {
    /// Another value for a setting.
    pub(crate) fn with_value(&self, doc: &Document, setting: SettingId, value: &str) -> Option<Edit> {
        doc.is_verbatim(setting).then(|| Edit::replace(doc.value_span(setting), value))
    }

    /// Another option's name for a setting.
    pub(crate) fn with_option(&self, doc: &Document, setting: SettingId, option: &str) -> Edit {
        Edit::replace(doc.option_span(&self.config.sources, setting), option)
    }

    /// A setting's line goes. A comment behind it stays, on a line of its own.
    pub(crate) fn without(&self, doc: &Document, setting: SettingId) -> Option<Edit> {
        if !doc.is_verbatim(setting) {
            return None;
        }
        let span = doc.setting_span(&self.config.sources, setting);
        let line = self.line(span);
        let bytes = self.config.sources.bytes(line);
        let behind = &bytes[(span.end() - line.start) as usize..];
        let is_blank = |text: &[u8]| text.iter().all(|b| *b <= 32);
        if !is_blank(&bytes[..(span.start - line.start) as usize]) {
            return None;
        }
        if is_blank(behind) {
            return Some(Edit::replace(line, ""));
        }
        let comment = behind.iter().position(|b| *b > 32).filter(|c| behind[*c] == b';')?;
        Some(Edit::replace(Span { len: span.len + comment as u32, ..span }, ""))
    }

    /// A line `option=value` behind a setting, written as that one is.
    pub(crate) fn behind(&self, doc: &Document, setting: SettingId, option: &str, value: &str) -> Option<Edit> {
        let sources = &self.config.sources;
        let (name, of_value) = (doc.option_span(sources, setting), doc.value_span(setting));
        let line = self.line(name);
        let bytes = sources.bytes(line);
        let indent = bytes.iter().take_while(|b| matches!(b, b' ' | b'\t')).count();
        let between = &bytes[(name.end() - line.start) as usize..(of_value.start - line.start) as usize];
        // `+=` adds to a value, and a comment in between is that line's own.
        let sign = if doc.is_verbatim(setting) && !between.contains(&b'+') && !between.contains(&b';') {
            between
        } else {
            b"="
        };
        let mut text = bytes[..indent].to_vec();
        text.extend_from_slice(option.as_bytes());
        text.extend_from_slice(sign);
        text.extend_from_slice(value.as_bytes());
        Some(self.new_line(line, text))
    }

    /// A line `option=value` in a section of a file: behind its last line there, else below its header. Nothing for a
    /// section that a wizard makes.
    pub(crate) fn added(&self, doc: &Document, section: SectionId, option: &str, value: &str) -> Option<Edit> {
        let header = doc.name_span(section);
        let lines = doc.own_settings(section);
        // The lines of an included file are not the section's own to add to.
        if let Some(last) = lines.rev().find(|s| doc.value_span(*s).file == header.file) {
            return self.behind(doc, last, option, value);
        }
        Some(self.new_line(self.line(header), format!("{option}={value}").into_bytes()))
    }

    /// The lines that a span touches, with their ends.
    pub(crate) fn line(&self, span: Span) -> Span {
        let bytes = &self.config.sources.file(span.file).bytes;
        let start = memchr::memrchr(b'\n', &bytes[..span.start as usize]).map_or(0, |n| n + 1);
        let last = (span.start + span.len.saturating_sub(1)) as usize;
        let last = last.min(bytes.len());
        let end = memchr::memchr(b'\n', &bytes[last..]).map_or(bytes.len(), |n| last + n + 1);
        Span { file: span.file, start: start as u32, len: (end - start) as u32 }
    }

    /// A new line behind another, with the end that that one has.
    fn new_line(&self, line: Span, mut text: Vec<u8>) -> Edit {
        let bytes = self.config.sources.bytes(line);
        let end: &[u8] = if bytes.ends_with(b"\r\n") { b"\r\n" } else { b"\n" };
        if bytes.ends_with(b"\n") {
            text.extend_from_slice(end);
        } else {
            text.splice(..0, end.iter().copied());
        }
        Edit::insert(Span { start: line.end(), ..line }, text)
    }
}
