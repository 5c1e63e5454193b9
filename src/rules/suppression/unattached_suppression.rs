//! A comment for pjlint with nothing below it.

use crate::finding::Finding;
use crate::rules::Context;

use super::listed;

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    for (_, comment, said) in cx.well_formed().filter(|(_, c, _)| c.scope.is_none()) {
        let names = listed(said.names.iter().map(|n| n.written.as_str()));
        out.push(
            cx.finding(comment.span, format!("a comment that is to suppress {names}, and no line follows it"))
                .at("nothing below")
                .consequence("It suppresses nothing")
                .help("Write it behind the line or above it, or `ignore-file` for all of the file, or remove it"),
        );
    }
}
