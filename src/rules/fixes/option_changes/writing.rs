//! The edits that write a change into one section, as the section is written.

use crate::finding::Edit;
use crate::rules::Context;
use crate::rules::context::Fixes;
use crate::rules::fixes::inheritors::{WriteTarget, wizards_prefix};
use crate::source::{FileId, Span};
use crate::text::{Document, SectionId, SettingId};

use super::{OptionChange, ReportSite, written};

impl Fixes<'_, '_> {
    /// The edits that make the change in this section: beside a line, if that is one of its own. `None` if the
    /// section's text is not its own (a file that several include) or not known.
    pub(super) fn edits(
        self,
        write_target: &WriteTarget<'_>,
        beside: Option<SettingId>,
        change: &OptionChange,
    ) -> Option<Vec<Edit>> {
        let WriteTarget { doc, section, prefix } = *write_target;
        let (OptionChange::Set(option, _) | OptionChange::Unset(option)) = change;
        let lines = self.lines_of(write_target, section, option);
        let mut own = lines.iter().copied().filter(|s| doc.origin(section, *s).templates.is_empty());
        let OptionChange::Set(option, value) = change else {
            let own: Vec<SettingId> = own.collect();
            let gone = own.iter().map(|s| self.without(doc, *s).filter(|_| is_own_text(doc, section, *s)));
            return gone.collect::<Option<Vec<Edit>>>().filter(|edits| !edits.is_empty());
        };
        if let Some(line) = own.next_back() {
            let edit = self.with_value(doc, line, value).or_else(|| self.with_escaped(doc, line, value))?;
            return is_own_text(doc, section, line).then(|| vec![edit]);
        }
        let name = format!("{prefix}{option}");
        let sources = &self.cx.config.sources;
        let span = beside.map(|s| self.cx.config.pjsip.doc.value_span(s));
        let beside = doc.own_settings(section).find(|s| Some(doc.value_span(*s)) == span);
        let header = doc.name_span(section);
        let anchor = beside
            .filter(|s| is_own_text(doc, section, *s))
            .or_else(|| doc.own_settings(section).rev().find(|s| doc.value_span(*s).file == header.file));
        let place = anchor.map_or(header, |s| doc.setting_span(sources, s));
        if !self.ends_a_line(place) || is_read_twice(doc, place.file) {
            return None;
        }
        let edit = match anchor {
            Some(anchor) => self.behind(doc, anchor, &name, value),
            None => self.added(doc, section, &name, value),
        };
        Some(vec![edit?])
    }

    /// Replaces a value that differs from its text by `\;` only.
    fn with_escaped(self, doc: &Document, line: SettingId, value: &str) -> Option<Edit> {
        let (sources, span) = (&self.cx.config.sources, doc.value_span(line));
        let now = written(doc.value(sources, line))?;
        (sources.bytes(span) == now.as_bytes()).then(|| Edit::replace(span, value))
    }

    /// Whether the text after a line is outside a comment: `;--` continues past the end of a line.
    fn ends_a_line(self, place: Span) -> bool {
        let line = self.line(place);
        let behind = Span { start: place.end(), len: line.end().saturating_sub(place.end()), ..line };
        memchr::memmem::find(self.cx.config.sources.bytes(behind), b";--").is_none()
    }
}

/// Whether a line of the section is below one of its headers, in the same file, which is read only once.
fn is_own_text(doc: &Document, section: SectionId, line: SettingId) -> bool {
    let header = doc.origin(section, line).append.unwrap_or_else(|| doc.name_span(section));
    let file = doc.value_span(line).file;
    file == header.file && !is_read_twice(doc, file)
}

/// Whether several lines include the file: a change in it applies to all of them.
fn is_read_twice(doc: &Document, file: FileId) -> bool {
    doc.includes.iter().flat_map(|i| &i.files).filter(|f| **f == file).count() > 1
}

/// Joins adjacent edits, so that their order is defined; `None` if edits overlap.
pub(super) fn joined(mut edits: Vec<Edit>) -> Option<Vec<Edit>> {
    edits.sort_by_key(|e| (e.span.file.0, e.span.start, e.span.len));
    let mut all: Vec<Edit> = Vec::new();
    for edit in edits {
        match all.last_mut().filter(|last| last.span.file == edit.span.file) {
            // Several objects of one wizard need the same change of it.
            Some(last) if last.span == edit.span && last.text == edit.text => {}
            Some(last) if edit.span.start < last.span.end() => return None,
            Some(last) if edit.span.start == last.span.end() => {
                last.span.len += edit.span.len;
                last.text.extend_from_slice(&edit.text);
            }
            _ => all.push(edit),
        }
    }
    Some(all)
}

/// The changes as an imperative: `remove ... and write ...`.
pub(super) fn title(cx: &Context<'_>, changes: &[(ReportSite, OptionChange)]) -> String {
    let (mut write, mut remove) = (Vec::new(), Vec::new());
    let judged = &cx.config.pjsip;
    for (place, change) in changes {
        let of = judged.type_of(place.section).filter(|_| judged.generated.is_generated(place.section));
        let prefix = of.and_then(|of| wizards_prefix(of.facts().name)).unwrap_or_default();
        let (list, text) = match change {
            OptionChange::Set(option, value) => (&mut write, format!("`{prefix}{option}={value}`")),
            OptionChange::Unset(option) => (&mut remove, format!("`{prefix}{option}`")),
        };
        if !list.contains(&text) {
            list.push(text);
        }
    }
    let orders = [("remove", remove), ("write", write)].into_iter().filter(|(_, list)| !list.is_empty());
    let orders: Vec<String> = orders.map(|(verb, list)| format!("{verb} {}", enumerated(&list))).collect();
    orders.join(" and ")
}

/// `a`, `a and b`, `a, b and c`.
fn enumerated(list: &[String]) -> String {
    match list.split_last() {
        Some((last, before)) if !before.is_empty() => format!("{} and {last}", before.join(", ")),
        _ => list.concat(),
    }
}
