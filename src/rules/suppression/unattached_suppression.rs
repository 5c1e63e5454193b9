//! A suppression comment with no line below it.

use crate::finding::Finding;
use crate::rules::Context;

use super::listed;

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    for (_, comment, said) in cx.well_formed().filter(|(_, c, _)| c.scope.is_none()) {
        let names = listed(said.names.iter().map(|n| n.written.as_str()));
        out.push(
            cx.finding(comment.span, format!("suppression of {names} has no line to apply to"))
                .at("no line follows")
                .consequence("It suppresses nothing")
                .help("Put it after the line or above it, use `ignore-file` for the whole file, or remove it"),
        );
    }
}
