//! A suppression comment that suppresses nothing.

use crate::catalogue::FixSafety;
use crate::finding::{Edit, Finding, Fix};
use crate::rules::Context;
use crate::source::Span;
use crate::suppression::{Comment, Directive, Name};

use super::listed;

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let Some(suppressions) = cx.suppressions() else { return };
    if suppressions.comments.is_empty() {
        return;
    }
    if cx.config.is_cut() {
        return cx.quiet("Asterisk does not read all of a file, and what is lost there may be what a comment is for");
    }
    for (nth, comment, said) in cx.well_formed() {
        if comment.scope.is_none() || comment.expired(suppressions.today).is_some() {
            continue;
        }
        let path = &cx.config.sources.file(comment.span.file).path;
        let has_run = |n: &&Name| n.rule.has_run(cx.config, cx.policy) && !n.rule.is_off_in(path, cx.policy);
        let unused: Vec<&Name> = suppressions.unused(nth).filter(has_run).collect();
        if unused.is_empty() {
            if let Some(name) = suppressions.unused(nth).next() {
                cx.quiet_about(|| format!("a comment for `{}`", name.written), "that rule does not run here");
            }
            continue;
        }
        let names = listed(unused.iter().map(|n| n.written.as_str()));
        let edit = if unused.len() == said.names.len() { without(cx, comment) } else { fewer(said, &unused) };
        let what = if unused.len() == said.names.len() { "the comment".to_owned() } else { names.clone() };
        out.push(
            cx.finding(comment.span, format!("suppression of {names} is unused: there is no such finding here"))
                .at("suppresses nothing")
                .consequence("A later finding here would be suppressed, with a reason that was meant for another one")
                .help(format!("Remove {what}. A finding on a template's line is suppressed at the template"))
                .fix(Some(Fix::new(FixSafety::Safe, format!("remove {what}"), [edit]))),
        );
    }
}

/// Removes the comment, with its line if nothing else is on it.
fn without(cx: &Context<'_>, comment: &Comment) -> Edit {
    let (span, line) = (comment.span, cx.fixes().line(comment.span));
    let bytes = cx.config.sources.bytes(line);
    let (before, behind) = (&bytes[..(span.start - line.start) as usize], &bytes[(span.end() - line.start) as usize..]);
    let spaces = before.iter().rev().take_while(|b| matches!(b, b' ' | b'\t')).count() as u32;
    let is_last = behind.iter().all(|b| *b <= 32);
    if is_last && spaces as usize == before.len() {
        return Edit::replace(line, "");
    }
    // Spaces before it stay if another comment follows.
    let until = behind.iter().take_while(|b| matches!(b, b' ' | b'\t')).count() as u32;
    let (from, until) = if is_last { (span.start - spaces, until) } else { (span.start, until) };
    Edit::replace(Span { start: from, len: span.end() + until - from, ..span }, "")
}

/// Keeps the names that suppress something.
fn fewer(said: &Directive, unused: &[&Name]) -> Edit {
    let stay = said.names.iter().filter(|n| unused.iter().all(|u| u.rule.code != n.rule.code));
    Edit::replace(said.list, stay.map(|n| n.written.as_str()).collect::<Vec<_>>().join(", "))
}
