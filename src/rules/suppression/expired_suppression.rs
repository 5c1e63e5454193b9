//! A suppression comment that has expired.

use crate::finding::Finding;
use crate::rules::Context;

use super::listed;

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let Some(today) = cx.suppressions().map(|s| s.today) else { return };
    for (_, comment, said) in cx.well_formed() {
        let Some(until) = comment.expired(today).filter(|_| comment.scope.is_some()) else { continue };
        let names = listed(said.names.iter().map(|n| n.written.as_str()));
        out.push(
            cx.finding(comment.span, format!("suppression of {names} expired on {until}"))
                .at("expired")
                .consequence("It no longer suppresses anything")
                .help("Fix the finding it was for and remove it, or give it a later date"),
        );
    }
}
