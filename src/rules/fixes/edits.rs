//! Edits that rules offer: another value, another option's name, a removed line, a new line. Each keeps everything
//! else: comments, spaces around the `=`, line endings, and a wizard's prefix.
//!
//! Each returns `None` where the file's text is not what Asterisk reads there (a comment inside the value, `+=`): no
//! edit is better than a wrong one.

use crate::finding::Edit;
use crate::source::{FileId, Span};
use crate::text::{Document, SectionId, SettingId};

use crate::rules::context::Fixes;

impl<'c> Fixes<'c, '_> {
    /// Another value for a setting.
    pub(crate) fn with_value(self, doc: &Document, setting: SettingId, value: &str) -> Option<Edit> {
        let is_own = doc.is_verbatim(setting) && self.is_written(doc, setting);
        is_own.then(|| self.in_column(doc.value_span(setting), value, b';'))
    }

    /// Another option's name for a setting; a wizard's prefix stays. A line that only a wizard turns into the setting
    /// is not changed.
    pub(crate) fn with_option(self, doc: &Document, setting: SettingId, option: &str) -> Edit {
        let span = doc.option_span(&self.cx.config.sources, setting);
        if !self.is_written(doc, setting) {
            return Edit::replace(span, self.cx.config.sources.bytes(span));
        }
        let prefix = self.prefix(doc, setting).map_or(0, <[u8]>::len);
        self.in_column(span.part(prefix, span.len as usize - prefix), option, b'=')
    }

    /// Replaces text that is followed by spaces and then `next`. If the spaces align a column, it stays aligned.
    fn in_column(self, span: Span, text: &str, next: u8) -> Edit {
        let behind = &self.cx.config.sources.file(span.file).bytes[span.end() as usize..];
        let spaces = behind.iter().take_while(|b| **b == b' ').count();
        let (old, new) = (span.len as usize, text.len());
        if spaces < 2 || behind.get(spaces) != Some(&next) {
            return Edit::replace(span, text);
        }
        let taken = new.saturating_sub(old).min(spaces - 1);
        let given = " ".repeat(old.saturating_sub(new));
        Edit::replace(Span { len: span.len + taken as u32, ..span }, format!("{text}{given}"))
    }

    /// Removes a setting's line. A comment after it stays, on its own line.
    pub(crate) fn without(self, doc: &Document, setting: SettingId) -> Option<Edit> {
        if !doc.is_verbatim(setting) || !self.is_written(doc, setting) {
            return None;
        }
        let span = doc.setting_span(&self.cx.config.sources, setting);
        let line = self.line(span);
        let bytes = self.cx.config.sources.bytes(line);
        let behind = &bytes[(span.end() - line.start) as usize..];
        let is_blank = |text: &[u8]| text.iter().all(|b| *b <= 32);
        if !is_blank(&bytes[..(span.start - line.start) as usize]) {
            return None;
        }
        if is_blank(behind) {
            return Some(Edit::replace(line, ""));
        }
        let comment = behind.iter().position(|b| *b > 32).filter(|c| behind[*c] == b';')?;
        // A comment for pjlint is about the line that would be removed. If it names this rule, the code that handles
        // comments keeps the line.
        let said = &behind[comment..].to_ascii_lowercase();
        let says = |what: &str| memchr::memmem::find(said, what.to_ascii_lowercase().as_bytes()).is_some();
        if says("pjlint:") && !says(self.cx.rule.name) && !says(self.cx.rule.code) {
            return None;
        }
        Some(Edit::replace(Span { len: span.len + comment as u32, ..span }, ""))
    }

    /// A line `option=value` after a setting, in the same style.
    pub(crate) fn behind(self, doc: &Document, setting: SettingId, option: &str, value: &str) -> Option<Edit> {
        if !self.is_written(doc, setting) {
            return None;
        }
        let prefix = self.prefix(doc, setting);
        if self.is_generated(doc, setting) && prefix.is_none() {
            // The wizard's own option does not tell which object the new one is for.
            return None;
        }
        let option = [prefix.unwrap_or_default(), option.as_bytes()].concat();
        self.as_written(doc, setting, &option, value)
    }

    /// A line `option=value` in a section of a file: after its last line there, else below its header. For a section
    /// that a wizard generates, a line with the object's prefix in the wizard's section.
    pub(crate) fn added(self, doc: &Document, section: SectionId, option: &str, value: &str) -> Option<Edit> {
        let judged = &self.cx.config.pjsip;
        if std::ptr::eq(doc, &raw const judged.doc)
            && let Some(wizard) = judged.generated.wizard_of(section)
        {
            let prefix = match judged.type_of(section)?.facts().name {
                "auth" if doc.name(&self.cx.config.sources, section).ends_with(b"-iauth") => "inbound_auth",
                "auth" => "outbound_auth",
                kind => kind,
            };
            return self.below(self.cx.config.wizard.as_ref()?, wizard, format!("{prefix}/{option}").as_bytes(), value);
        }
        self.below(doc, section, option.as_bytes(), value)
    }

    fn below(self, doc: &Document, section: SectionId, option: &[u8], value: &str) -> Option<Edit> {
        let header = doc.name_span(section);
        // Nothing is added to the lines of an included file.
        if let Some(last) = doc.own_settings(section).rev().find(|s| doc.value_span(*s).file == header.file) {
            return self.as_written(doc, last, option, value);
        }
        self.new_line(self.line(header), [option, b"=", value.as_bytes()].concat())
    }

    fn as_written(self, doc: &Document, setting: SettingId, option: &[u8], value: &str) -> Option<Edit> {
        let sources = &self.cx.config.sources;
        let (name, of_value) = (doc.option_span(sources, setting), doc.value_span(setting));
        let line = self.line(name);
        let bytes = sources.bytes(line);
        let indent = bytes.iter().take_while(|b| matches!(b, b' ' | b'\t')).count();
        let (from, to) = (name.end() - line.start, of_value.start.saturating_sub(line.start));
        let between = bytes.get(from as usize..to as usize).unwrap_or(b"=");
        // `+=` adds to a value, and a comment in between is that line's own.
        let sign = if doc.is_verbatim(setting) && !between.contains(&b'+') && !between.contains(&b';') {
            between
        } else {
            b"="
        };
        // An empty value leaves nothing after the `=` to follow.
        let sign = if sign.contains(&b'=') { sign } else { b"=" };
        // Names of different length keep their `=` in one column, if this one is in a column.
        let spaces = sign.iter().take_while(|b| **b == b' ').count();
        let column = name.len as usize + spaces;
        let wanted = if spaces < 2 { spaces } else { column.saturating_sub(option.len()).max(1) };
        let gap = b" ".repeat(wanted);
        self.new_line(line, [&bytes[..indent], option, &gap, &sign[spaces..], value.as_bytes()].concat())
    }

    /// The lines that a span touches, with their ends.
    pub(crate) fn line(self, span: Span) -> Span {
        let file = self.cx.config.sources.file(span.file);
        // A span that ends with a line does not touch the next one.
        let line = file.line_around(Span { len: span.len.saturating_sub(1), ..span });
        let has_end = (line.end() as usize) < file.bytes.len();
        Span { len: line.len + u32::from(has_end), ..line }
    }

    /// A new line after another, with the file's line ending. `None` after a line on which a block comment begins that
    /// does not end there.
    fn new_line(self, line: Span, mut text: Vec<u8>) -> Option<Edit> {
        let bytes = self.cx.config.sources.bytes(line);
        if memchr::memmem::rfind(bytes, b";--").is_some_and(|c| memchr::memmem::find(&bytes[c + 3..], b"--;").is_none())
        {
            return None;
        }
        let end = self.end_of_lines(line.file);
        if bytes.ends_with(b"\n") {
            text.extend_from_slice(end);
        } else {
            text.splice(..0, end.iter().copied());
        }
        Some(Edit::insert(Span { start: line.end(), ..line }, text))
    }

    fn end_of_lines(self, file: FileId) -> &'static [u8] {
        let bytes = &self.cx.config.sources.file(file).bytes;
        match memchr::memchr(b'\n', bytes) {
            Some(n) if n > 0 && bytes[n - 1] == b'\r' => b"\r\n",
            _ => b"\n",
        }
    }

    /// Whether a setting is generated from pjsip_wizard.conf.
    fn is_generated(self, doc: &Document, setting: SettingId) -> bool {
        let judged = &self.cx.config.pjsip;
        let first = judged.generated.first().filter(|_| std::ptr::eq(doc, &raw const judged.doc));
        first.is_some_and(|first| setting >= doc.own_settings(first).start)
    }

    /// Whether the setting is in the file as it is, and not generated by a wizard from its name or from another option.
    fn is_written(self, doc: &Document, setting: SettingId) -> bool {
        if !self.is_generated(doc, setting) {
            return true;
        }
        let sources = &self.cx.config.sources;
        let (name, value) = (doc.option_span(sources, setting), doc.value_span(setting));
        let line = self.line(name);
        let between = (name.end() <= value.start)
            .then(|| &sources.file(name.file).bytes[name.end() as usize..value.start as usize]);
        let is_setting = between.is_some_and(|b| b.contains(&b'=')) && value.end() <= line.end();
        let written = sources.bytes(name);
        let bare = written.rsplit(|b| *b == b'/').next().unwrap_or(written);
        is_setting && bare.eq_ignore_ascii_case(doc.option(sources, setting))
    }

    /// A wizard's prefix in front of the option, with its slash.
    fn prefix(self, doc: &Document, setting: SettingId) -> Option<&'c [u8]> {
        if !self.is_generated(doc, setting) {
            return None;
        }
        let written = self.cx.config.sources.bytes(doc.option_span(&self.cx.config.sources, setting));
        memchr::memrchr(b'/', written).map(|slash| &written[..=slash])
    }
}
