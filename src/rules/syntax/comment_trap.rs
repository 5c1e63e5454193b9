//! Block comments that swallow more than they should.

use crate::finding::Finding;
use crate::rules::Context;
use crate::text::ProblemKind;

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    for (_, doc) in cx.config.documents() {
        // From the 129th level on every comment is nested too deeply: one mistake, however many follow.
        let mut deep: Option<usize> = None;
        for problem in &doc.problems {
            if problem.kind == ProblemKind::CommentTooDeep {
                if let Some(first) = deep {
                    let first: &mut Finding = &mut out[first];
                    first.count += 1;
                    continue;
                }
                deep = Some(out.len());
            }
            let finding = match problem.kind {
                ProblemKind::UnterminatedComment => cx
                    .sentences()
                    .problem(problem)
                    .at("`;--` begins a block comment")
                    .consequence("Everything below this line is commented out, to the end of the file")
                    .log("Unterminated comment detected beginning on line")
                    .help("Close it with `--;`. A divider is written with three dashes or more (`;---`), or with a space after the `;`"),
                ProblemKind::StrayCommentEnd => cx
                    .sentences()
                    .problem(problem)
                    .at("ends a comment that was never started")
                    .consequence("Asterisk counts comments below zero and drops every later line of the file, up to the next `;--`")
                    .log("Unterminated comment detected beginning on line")
                    .help("Write `--\\;` if it is data, or put a space before the `;` of a comment"),
                ProblemKind::CommentTooDeep => cx
                    .sentences()
                    .problem(problem)
                    .at("the 129th")
                    .consequence("Asterisk never starts: it logs the same message forever")
                    .log("Maximum nest limit of 128 reached.")
                    .help("Close the comments with `--;`"),
                _ => continue,
            };
            out.push(finding);
        }
    }
}
