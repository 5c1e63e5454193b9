//! An invalid comment for pjlint.

use crate::finding::Finding;
use crate::rules::Context;

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let comments = cx.suppressions().into_iter().flat_map(|s| &s.comments);
    for malformed in comments.filter_map(|c| c.said.as_ref().err()) {
        out.push(
            cx.finding(malformed.span, format!("invalid pjlint comment: {}", malformed.why))
                .at("not understood")
                .consequence("It suppresses nothing")
                .help(malformed.help.clone()),
        );
    }
}
