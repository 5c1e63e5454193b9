//! A comment for pjlint whose last day is over.

use crate::finding::Finding;
use crate::rules::Context;

use super::listed;

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let Some(today) = cx.suppressions().map(|s| s.today) else { return };
    for (_, comment, said) in cx.well_formed() {
        let Some(until) = comment.expired(today).filter(|_| comment.scope.is_some()) else { continue };
        let names = listed(said.names.iter().map(|n| n.written.as_str()));
        out.push(
            cx.finding(comment.span, format!("the comment that suppressed {names} held until {until}"))
                .at("its time is over")
                .consequence("It suppresses nothing any more")
                .help("Mend what it was for and remove it, or give it another day"),
        );
    }
}
