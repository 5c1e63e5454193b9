//! A `;` that was meant as part of the value.

use crate::asterisk::secret;
use crate::catalogue::FixSafety;
use crate::finding::{Edit, Finding, Fix};
use crate::rules::Context;
use crate::source::Span;

/// What a URI parameter after the `;` begins with.
const PARAMETERS: [&str; 9] = ["transport=", "lr", "ob", "user=", "maddr=", "ttl=", "method=", "line=", "x-ast-"];

/// A backslash before each `;` of what would be the value. `None` if more than a comment follows it.
fn escaped(cx: &Context<'_>, value: Span) -> Option<Vec<Edit>> {
    let bytes = &cx.config.sources.file(value.file).bytes;
    let end = value.end() as usize;
    let line = memchr::memchr(b'\n', &bytes[end..]).map_or(bytes.len(), |n| end + n);
    let rest = &bytes[end..line];
    let run = rest.iter().position(|b| *b <= 32).unwrap_or(rest.len());
    let behind = rest[run..].iter().find(|b| **b > 32);
    let run = &rest[..run];
    if behind.is_some_and(|b| *b != b';') || memchr::memmem::find(rest, b";--").is_some() || run.contains(&b'\\') {
        return None;
    }
    let place = |at: usize| Span { start: (end + at) as u32, ..value };
    Some(memchr::memchr_iter(b';', run).map(|at| Edit::insert(place(at), "\\")).collect())
}

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let (doc, sources) = (&cx.config.pjsip.doc, &cx.config.sources);
    for &setting in &doc.cut {
        let span = doc.value_span(setting);
        let bytes = &sources.file(span.file).bytes;
        let end = span.end() as usize;
        let line = memchr::memchr(b'\n', &bytes[end..]).map_or(bytes.len(), |n| end + n);
        let rest = String::from_utf8_lossy(&bytes[end + 1..line.min(end + 80).max(end + 1)]).into_owned();
        let (option, value) = (doc.option(sources, setting), doc.value(sources, setting));
        let lower = value.to_ascii_lowercase();
        let uri = lower.starts_with(b"sip:") || lower.starts_with(b"sips:") || lower.starts_with(b"<sip");
        let word: String = rest.chars().take_while(|c| c.is_ascii_alphanumeric() || "-_=".contains(*c)).collect();
        let parameter = PARAMETERS.iter().any(|p| {
            word.eq_ignore_ascii_case(p) || p.ends_with(['=', '-']) && word.to_ascii_lowercase().starts_with(p)
        });
        let is_secret =
            secret::is_secret(option, value) && !rest.starts_with([' ', '\t', ';', '-']) && !rest.is_empty();
        if !(uri && parameter || is_secret) {
            continue;
        }
        let name = cx.option(doc, setting);
        let finding = cx
            .finding(span.part(span.len as usize, 1), format!("the `;` in `{name}` begins a comment"))
            .at("what follows is not read")
            .option(&name);
        out.push(if is_secret {
            finding
                .fix(escaped(cx, span).map(|e| Fix::new(FixSafety::Unsafe, "write `\\;`", e)))
                .consequence("The secret ends before the `;`: a login with the full secret is answered 401")
                .help("Write `\\;` for a semicolon that belongs to the value")
        } else {
            finding
                .fix(escaped(cx, span).map(|e| Fix::new(FixSafety::Unsafe, "write `\\;`", e)))
                .consequence(format!("The URI ends before the `;`: `{}` is not part of it", cx.plain(word.as_bytes())))
                .help(format!("Write `\\;{}`", cx.plain(word.as_bytes())))
        });
    }
}
