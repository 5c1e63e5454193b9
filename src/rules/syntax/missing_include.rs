//! `#include` of a file that does not exist.

use crate::catalogue::FixSafety;
use crate::finding::{Edit, Finding, Fix};
use crate::rules::Context;
use crate::source::Span;
use crate::text::ProblemKind;

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    for (main, doc) in cx.config.documents().chain(cx.config.other_documents()) {
        for problem in &doc.problems {
            let ProblemKind::MissingInclude(_) = &problem.kind else { continue };
            // One that is nested too deeply counts as missing: include-trap reports it.
            if doc.problems.iter().any(|p| p.kind == ProblemKind::TooDeep && p.span == problem.span) {
                continue;
            }
            let name = cx.plain(cx.config.sources.bytes(problem.span));
            let mut finding = cx
                .sentences()
                .problem(problem)
                .at("not found")
                .help("Relative names are resolved from the configuration directory, never from the including file. If the file may be absent, write `#tryinclude`");
            if problem.fatal {
                finding = finding
                    .consequence(cx.sentences().skipped_or_lost(main, doc, problem))
                    .fix(fix(cx, problem.span))
                    .log(format!("The file '{name}' was listed as a #include but it does not exist."));
            } else {
                finding = finding
                    .consequence("If it is missing on the target host, Asterisk drops the including file")
                    .unless_sure(cx.references().alone().or_else(|| {
                        Some("it is outside the linted directory, and this may not be the target host".into())
                    }));
            }
            out.push(finding);
        }
    }
}

/// The name from the configuration directory, if the file is beside the including one; else `#tryinclude`.
fn fix(cx: &Context<'_>, span: Span) -> Option<Fix> {
    let sources = &cx.config.sources;
    let argument = std::str::from_utf8(sources.bytes(span)).ok()?;
    let dir = sources.file(span.file).path.parent()?;
    let below = dir.strip_prefix(&cx.config.dir.root).ok().and_then(|d| d.to_str()).filter(|d| !d.is_empty());
    let is_plain = !argument.starts_with('/') && !argument.contains(['*', '?', '[', '{']);
    if let Some(below) = below.filter(|_| is_plain && dir.join(argument).is_file()) {
        let name = format!("{below}/{argument}");
        return Some(Fix::new(FixSafety::Unsafe, format!("write `{name}`"), [Edit::replace(span, name)]));
    }
    let line = cx.fixes().line(span);
    let text = &sources.bytes(line)[..(span.start - line.start) as usize];
    let hash = memchr::memchr(b'#', text)?;
    let word = text[hash + 1..].iter().take_while(|b| b.is_ascii_alphabetic()).count();
    if !text[hash + 1..hash + 1 + word].eq_ignore_ascii_case(b"include") {
        return None;
    }
    let edit = Edit::insert(Span { start: line.start + hash as u32 + 1, ..span }, "try");
    Some(Fix::new(FixSafety::Unsafe, "write `#tryinclude`", [edit]))
}
