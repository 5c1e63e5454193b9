//! `#include` of what is not there.

use crate::finding::Finding;
use crate::rules::Context;
use crate::text::ProblemKind;

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    for (main, doc) in cx.config.documents() {
        for problem in &doc.problems {
            let ProblemKind::MissingInclude(why) = &problem.kind else { continue };
            // One that is too deep counts as missing: include-trap says so.
            if doc.problems.iter().any(|p| p.kind == ProblemKind::TooDeep && p.span == problem.span) {
                continue;
            }
            let name = cx.plain(cx.config.sources.bytes(problem.span));
            let mut finding = cx
                .finding(problem.span, format!("`{name}` cannot be included: {}", cx.plain(why.as_bytes())))
                .at("not found")
                .help("Relative names start at the configuration directory, never at the including file. Where the file may be absent write `#tryinclude`");
            if problem.fatal {
                finding = finding
                    .consequence(cx.skipped_or_lost(main, doc, problem))
                    .log(format!("The file '{name}' was listed as a #include but it does not exist."));
            } else {
                finding =
                    finding
                        .consequence(
                            "Where it is missing on the host of the configuration, Asterisk drops the including file",
                        )
                        .unless_sure(cx.alone().or_else(|| {
                            Some("it lies outside the linted directory, and this may not be its host".into())
                        }));
            }
            out.push(finding);
        }
    }
}
