//! Rules on suppression comments (SUP). They run after all others, and no comment suppresses them.

pub(super) mod expired_suppression;
pub(super) mod malformed_suppression;
pub(super) mod unattached_suppression;
pub(super) mod unused_suppression;

use crate::suppression::{Comment, Directive, Suppressions};

use super::Context;

impl<'a> Context<'a> {
    /// The comments, once the other rules have run.
    fn suppressions(&self) -> Option<&'a Suppressions> {
        self.cache.suppressions.get()
    }

    /// The well-formed ones, each with its number and what it says.
    fn well_formed(&self) -> impl Iterator<Item = (usize, &'a Comment, &'a Directive)> + use<'a> {
        let comments = self.suppressions().into_iter().flat_map(|s| &s.comments);
        comments.enumerate().filter_map(|(nth, c)| Some((nth, c, c.said.as_ref().ok()?)))
    }
}

/// The rules that a comment names, as it writes them: `` `SYN01` and `nat-sdp` ``.
fn listed<'n>(names: impl IntoIterator<Item = &'n str>) -> String {
    let names: Vec<String> = names.into_iter().map(|n| format!("`{n}`")).collect();
    match names.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        _ => names.concat(),
    }
}
