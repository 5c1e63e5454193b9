//! Characters in names that are invisible, or look like others.

use crate::hashing::SeededMap;

use crate::catalogue::{FixSafety, Severity};
use crate::finding::{Edit, Finding, Fix};
use crate::objects::{LoadedFile, RejectReason, Rejection};
use crate::rules::Context;
use crate::source::Span;
use crate::text::{Document, ProblemKind, SettingId};

const HELP: &str = "Retype it with plain characters; save the file as UTF-8 without a byte order mark";

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    for (_, doc) in cx.config.documents() {
        let sources = &cx.config.sources;
        for section in 0..doc.section_count() {
            let Some(what) = odd(doc.name(sources, section)) else { continue };
            out.push(
                cx.finding(doc.name_span(section), format!("{what} in the name of a section"))
                    .at("not what it looks like")
                    .consequence("Asterisk compares bytes: a reference that is typed with plain characters does not find the section")
                    .help(HELP),
            );
        }
        for problem in &doc.problems {
            if !matches!(problem.kind, ProblemKind::NoEquals | ProblemKind::UnknownDirective(_)) {
                continue;
            }
            let Some(what) = odd(sources.bytes(problem.span)) else { continue };
            out.push(
                cx.finding(problem.span, format!("{what} in a line that Asterisk cannot parse"))
                    .at("not what it looks like")
                    .consequence("Asterisk skips the line; below a header that is lost like this, the settings go to the section above it")
                    .log("No '=' (equal sign) in line")
                    .help(HELP)
                    .fix(header(cx, problem.span)),
            );
        }
        option_names(cx, doc, out);
    }
}

fn option_names(cx: &Context<'_>, doc: &Document, out: &mut Vec<Finding>) {
    let sources = &cx.config.sources;
    // Each option name is stored once, so all of them are checked quickly.
    let odd_names: Vec<bool> = doc.option_names().map(|n| odd(n).is_some()).collect();
    if !odd_names.contains(&true) {
        return;
    }
    let judged = cx.loaded_files().find(|j| std::ptr::eq(&raw const j.doc, doc));
    let refused: SeededMap<SettingId, &Rejection> = judged.map(unknown_options).unwrap_or_default();
    for setting in doc.settings_where(|id| odd_names.get(id.0 as usize).copied().unwrap_or(true)) {
        let Some(what) = odd(doc.option(sources, setting)) else { continue };
        let mut finding = cx
            .finding(doc.option_span(sources, setting), format!("{what} in the name of an option"))
            .at("not what it looks like")
            .consequence("Asterisk compares bytes: the option is not the one that it looks like, and is not found")
            .help(HELP);
        if let Some(rejection) = refused.get(&setting) {
            // The object is rejected because of this name, so no loaded object depends on it.
            let inheritors = if doc.inherits(rejection.section) { 2 } else { 1 };
            let fix = cleaned(doc.option(sources, setting)).filter(|name| {
                let option = cx.fixes().known(rejection.of, &name.to_ascii_lowercase());
                let judged = judged.filter(|_| !name.is_empty());
                judged
                    .zip(option)
                    .is_some_and(|(j, o)| cx.fixes().may_be_called(j, setting, rejection.section, inheritors, o))
            });
            finding = finding
                .fix(fix.map(|name| {
                    Fix::new(FixSafety::Safe, format!("write `{name}`"), [cx.fixes().with_option(doc, setting, &name)])
                }))
                .object(rejection.of.facts().name, cx.name(doc, rejection.section))
                .severity(Severity::Error)
                .consequence(cx.sentences().rejected(rejection.of, 1))
                .log(format!("Could not find option suitable for category '{}'", cx.name(doc, rejection.section)));
        }
        out.push(finding);
    }
}

/// The settings for which an object is rejected because its type has no such option.
fn unknown_options(judged: &LoadedFile) -> SeededMap<SettingId, &Rejection> {
    judged
        .rejections
        .iter()
        .filter(|r| r.why == RejectReason::UnknownOption)
        .filter_map(|r| Some((r.setting?, r)))
        .collect()
}

/// The name without invisible characters and with plain dashes; `None` if that does not make it plain.
fn cleaned(name: &[u8]) -> Option<String> {
    let unseen = |c: char| matches!(c, '\u{feff}' | '\u{a0}' | '\u{2007}' | '\u{202f}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}');
    let text = std::str::from_utf8(name).ok()?;
    let plain: String = text
        .chars()
        .filter(|c| !unseen(*c))
        .map(|c| if matches!(c, '\u{2010}'..='\u{2015}') { '-' } else { c })
        .collect();
    plain.is_ascii().then_some(plain)
}

/// Removes what is before a header. The lines below it then no longer belong to the section above.
fn header(cx: &Context<'_>, span: Span) -> Option<Fix> {
    let bytes = cx.config.sources.bytes(span);
    let bracket = bytes.iter().position(|b| *b == b'[')?;
    let before = cleaned(&bytes[..bracket])?;
    (bracket > 0 && before.trim().is_empty()).then(|| {
        let edit = Edit::replace(span.part(0, bracket), "");
        Fix::new(FixSafety::Unsafe, "remove what is before the header", [edit])
    })
}

/// What is odd about a name, if anything is. Other rules do not report such names.
pub(super) fn odd(name: &[u8]) -> Option<&'static str> {
    if name.is_ascii() {
        return None;
    }
    let Ok(text) = std::str::from_utf8(name) else { return Some("bytes that are not UTF-8") };
    text.chars().find_map(|c| match c {
        '\u{feff}' => Some("a byte order mark"),
        '\u{a0}' | '\u{2007}' | '\u{202f}' => Some("a no-break space"),
        '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}' => Some("an invisible character"),
        '\u{2018}'..='\u{201f}' => Some("a typographic quote"),
        '\u{2010}'..='\u{2015}' => Some("a typographic dash"),
        _ => None,
    })
}
