//! A section that inherits from one that does not exist at that point.

use crate::finding::Finding;
use crate::rules::Context;
use crate::spelling::nearest;
use crate::text::ProblemKind;

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    for (main, doc) in cx.config.documents().chain(cx.config.other_documents()) {
        for problem in &doc.problems {
            let ProblemKind::NoBase(name) = &problem.kind else { continue };
            let name = cx.plain(name.as_bytes());
            let later = doc.unread.iter().find(|s| cx.plain(cx.config.sources.bytes(**s)).eq_ignore_ascii_case(&name));
            let mut finding = cx
                .sentences()
                .problem(problem)
                .at("not defined above this line")
                .consequence(cx.sentences().skipped_or_lost(main, doc, problem))
                .log(format!("Inheritance requested, but category '{name}' does not exist"));
            let names: Vec<String> = (0..doc.section_count()).map(|s| cx.name(doc, s)).take(10_000).collect();
            finding.help = Some(if let Some(later) = later {
                finding = finding.label(*later, "defined too late");
                "Move the template above its first use: bases are copied when the header is read".into()
            } else if name.trim() != name && names.iter().any(|n| n.eq_ignore_ascii_case(name.trim())) {
                format!(
                    "Remove the space, because the list is split at commas and not trimmed: write `({})`",
                    name.trim()
                )
            } else if let Some(near) = nearest(&name, names.iter().map(String::as_str)) {
                format!("Did you mean `{near}`?")
            } else {
                "Define the template above this line".into()
            });
            out.push(finding);
        }
    }
}
