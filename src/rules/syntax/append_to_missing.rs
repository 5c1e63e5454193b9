//! `(+)` on a section that does not exist at that point.

use crate::finding::Finding;
use crate::rules::Context;
use crate::spelling::nearest;
use crate::text::{Problem, ProblemKind};

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    for (main, doc) in cx.config.documents().chain(cx.config.other_documents()) {
        for problem in &doc.problems {
            match &problem.kind {
                // A filter that is not a regular expression matches nothing: reported below.
                ProblemKind::NoAppendTarget(_) if doc.problems.iter().any(|p| is_bad_filter(p) && p.span == problem.span) => {}
                ProblemKind::NoAppendTarget(name) => {
                    let name = cx.plain(name.as_bytes());
                    let same: Vec<u32> = (0..doc.section_count()).filter(|s| cx.name(doc, *s).eq_ignore_ascii_case(&name)).collect();
                    let mut finding = cx
                        .sentences()
                        .problem(problem)
                        .at("no such section above this line")
                        .consequence(cx.sentences().skipped_or_lost(main, doc, problem))
                        .log(format!("Category addition requested, but category '{name}' does not exist"));
                    finding.help = Some(match same[..] {
                        [only] if doc.is_template(only) => {
                            finding = finding.label(doc.name_span(only), "only a template has this name");
                            format!("To append to a template write `[{name}](+TEMPLATES=include)`")
                        }
                        [_, ..] => "No section of that name matches the filter".into(),
                        [] => {
                            let names: Vec<String> = (0..doc.section_count().min(10_000)).map(|s| cx.name(doc, s)).collect();
                            nearest(&name, names.iter().map(String::as_str)).map_or_else(|| "Define the section above this line, or remove the `(+)`".into(), |n| format!("Did you mean `{n}`?"))
                        }
                    });
                    out.push(finding);
                }
                ProblemKind::BadFilter(pattern) => out.push(
                    cx.sentences().problem(problem)
                        .at("not a regular expression")
                        .consequence(format!("The filter matches no section. {}", cx.sentences().skipped_or_lost(main, doc, &Problem { fatal: true, ..problem.clone() })))
                        .log(format!("Regular expression '{}' failed to compile", cx.plain(pattern.as_bytes())))
                        .help("Both sides of a filter's `=` are POSIX extended regular expressions; the list ends at the first `)`"),
                ),
                _ => {}
            }
        }
    }
}

fn is_bad_filter(problem: &Problem) -> bool {
    matches!(problem.kind, ProblemKind::BadFilter(_))
}
