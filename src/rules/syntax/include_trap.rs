//! Includes that do something else than bring a file in.

use crate::finding::{Finding, Severity};
use crate::rules::Context;
use crate::text::{Document, Include, Problem, ProblemKind};

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    for (main, doc) in cx.config.documents() {
        for problem in &doc.problems {
            let name = || cx.plain(cx.config.sources.bytes(problem.span));
            let finding = match &problem.kind {
                ProblemKind::Cycle => cx
                    .finding(problem.span, format!("`{}` includes itself", name()))
                    .at("a circle")
                    .consequence("Asterisk follows the circle to its depth limit and was seen to crash at the start")
                    .log("Same File included more than once")
                    .help("Remove this include"),
                ProblemKind::TooDeep => cx
                    .finding(problem.span, format!("`{}` is not read: Asterisk has used up its 10 levels of includes", name()))
                    .at("too deep")
                    .consequence(too_deep(cx, main, doc, problem))
                    .log("Maximum Include level (10) exceeded")
                    .help("Include from fewer levels, and mend the files that fail: such a file never gives its level back"),
                ProblemKind::IncludedTwice => twice(cx, doc, problem),
                ProblemKind::Exec => cx
                    .finding(problem.span, "what `#exec` brings is not looked at")
                    .at("never run by pjlint")
                    .severity(Severity::Info)
                    .consequence("Asterisk runs the command only with `execincludes=yes` in asterisk.conf; else it skips the line with a warning")
                    .help("Findings on names that are not found are only notes because of it"),
                _ => continue,
            };
            out.push(finding);
        }
    }
}

/// An include that is one too deep counts as missing (G-63).
fn too_deep(cx: &Context<'_>, main: &str, doc: &Document, problem: &Problem) -> String {
    let missing = |p: &&Problem| matches!(p.kind, ProblemKind::MissingInclude(_)) && p.span == problem.span;
    match doc.problems.iter().find(missing) {
        Some(missing) => format!("Asterisk takes it for missing. {}", cx.skipped_or_lost(main, doc, missing)),
        None => "Asterisk takes it for missing".into(),
    }
}

/// A second include of a file: harmless only where no object in it is lost to its own double (G-65).
fn twice(cx: &Context<'_>, doc: &Document, problem: &Problem) -> Finding {
    let name = cx.plain(cx.config.sources.bytes(problem.span));
    let finding = cx.finding(problem.span, format!("`{name}` is included a second time")).at("read before").help("Include it once");
    let mut lost: Vec<&str> = Vec::new();
    for judged in cx.judged().filter(|j| std::ptr::eq(&raw const j.doc, doc)) {
        let doubled = judged.lost.iter().filter(|l| judged.name_span(l.first) == judged.name_span(l.second));
        lost.extend(doubled.map(|l| l.of.facts().name));
    }
    // Only the same name is noticed: `./a.conf` and `a.conf` differ to Asterisk.
    let again = |i: &&Include| i.argument.as_bytes() == cx.config.sources.bytes(problem.span);
    let finding = if doc.includes.iter().filter(again).count() > 1 { finding.log("Same File included more than once!") } else { finding };
    if lost.is_empty() {
        return finding.severity(Severity::Warning).consequence("Its lines are read twice: of a setting that accumulates there are two");
    }
    finding.consequence(format!(
        "Its sections are there twice, and a duplicate loses the whole type: there is no object of type {} at all, from whatever file. A reload keeps the old ones, so the loss shows at the next restart",
        lost.join(", ")
    ))
}
