//! Identifies of two endpoints match the same address, network or name.

use crate::hashing::SeededSet;

use crate::catalogue::Severity;
use crate::finding::Finding;
use crate::rules::Context;
use crate::rules::facts::overlaps::{Match, Overlap, Overlaps};

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let overlaps = cx.identification().overlaps();
    for overlap in &overlaps.found {
        match overlap {
            // same-provider-trunks-ambiguous covers accounts at one provider.
            Overlap::Same(list, _) if list.iter().all(|m| overlaps.identify(m).account) => {
                let first = overlaps.identify(&list[0]);
                let what = || format!("identify `{}` and others", cx.plain(first.name));
                cx.quiet_about(what, "they are accounts at one provider: see same-provider-trunks-ambiguous");
            }
            Overlap::Same(list, more) => same(cx, overlaps, list, *more, out),
            Overlap::Inside(outer, list) => inside(cx, overlaps, outer, list, out),
        }
    }
}

fn same(cx: &Context<'_>, overlaps: &Overlaps<'_>, list: &[Match], more: u32, out: &mut Vec<Finding>) {
    let Some((winner, losers)) = cx.identification().losers(overlaps, list) else { return };
    let (first, loser) = (overlaps.identify(&winner), overlaps.identify(&losers[0]));
    let [a, b] = [first, loser].map(|i| cx.plain(i.name));
    let consequence = if cx.identification().identifies_are_sorted() {
        let [taken, meant] = [first, loser].map(|i| cx.plain(i.endpoint_name));
        format!(
            "Asterisk checks identifies in the order of their names, and the first match wins: requests from there are \
             taken for the endpoint `{taken}`, never for `{meant}`"
        )
    } else {
        "Before 22.6, 21.11 and 20.16, Asterisk checks identifies in no fixed order: which endpoint a request is taken \
         for may change with any edit"
            .to_owned()
    };
    let message = format!(
        "the identifies `{a}` and `{b}`{} match {}, but belong to different endpoints",
        others(losers.len()),
        cx.identification().what_and(&losers[0], more),
    );
    let finding = cx.identification().at_match(&losers[0], loser, message);
    let label = format!("also matched by `{a}`, for the endpoint `{}`", cx.plain(first.endpoint_name));
    let finding = cx
        .identification()
        .label_match(finding, &winner, first, label)
        .count(losers.len() as u32)
        .consequence(consequence + &cx.identification().where_to(first, loser))
        .help(
            "Match each address for one endpoint only; or distinguish the requests by source port \
             (`match=ADDRESS:PORT`), or by `match_header` without `match`",
        );
    let alike = losers.iter().all(|l| overlaps.identify(l).is_like(first));
    out.push(if alike { finding.severity(Severity::Info) } else { finding });
}

fn inside(cx: &Context<'_>, overlaps: &Overlaps<'_>, outer: &Match, list: &[Match], out: &mut Vec<Finding>) {
    let wide = overlaps.identify(outer);
    let sorted = cx.identification().identifies_are_sorted();
    // If the narrow one comes first in the order of names, it wins, as it seems to.
    let mut seen = SeededSet::default();
    let (lost, kept): (Vec<&Match>, Vec<&Match>) = list
        .iter()
        .filter(|m| !overlaps.identify(m).told_apart && seen.insert(m.identify))
        .partition(|m| !sorted || wide.name < overlaps.identify(m).name);
    let by_luck = lost.is_empty();
    let struck = if by_luck { kept } else { lost };
    let what = || format!("identify `{}`", cx.plain(wide.name));
    let Some(inner) = struck.first() else {
        return cx.quiet_about(what, "a line, a header or a request URI tells the accounts inside its network apart");
    };
    let narrow = overlaps.identify(inner);
    let alike = struck.iter().all(|m| overlaps.identify(m).is_like(wide));
    if by_luck && (alike || !cx.identification().version_is_guessed()) {
        return cx.quiet_about(what, "narrower networks inside its own come first in the order of names, and win");
    }
    let [a, b] = [wide, narrow].map(|i| cx.plain(i.name));
    let consequence = match (by_luck, sorted) {
        (true, _) => format!(
            "From 22.6, 21.11 and 20.16 on, the order of the names decides, and `{b}` comes before `{a}`. Older \
             releases have no fixed order, and `{a}` may get its requests"
        ),
        (false, true) => format!(
            "The narrower network does not win: Asterisk checks identifies in the order of their names, and `{a}` gets \
             the requests of `{b}`{}",
            cx.identification().where_to(wide, narrow)
        ),
        (false, false) => format!(
            "The narrower network does not win, and before 22.6, 21.11 and 20.16 there is no fixed order: `{a}` may \
             get the requests of `{b}`, and that may change with any edit{}",
            cx.identification().where_to(wide, narrow)
        ),
    };
    let help = match cx.identification().exclusion(inner) {
        Some(exclusion) if struck.len() == 1 => {
            format!("Exclude it from the wider one: add `match={exclusion}` on a line below it")
        }
        _ => "Exclude them from the wider one: add `match=!ADDRESS/MASK` for each, on lines below it".into(),
    };
    let message = format!(
        "{} of the identify `{a}` includes {} of `{b}`{}",
        cx.identification().what(outer),
        cx.identification().what(inner),
        others(struck.len())
    );
    out.push(
        cx.identification()
            .at_match(outer, wide, message)
            .label(
                cx.identification().span_of(inner),
                format!("identifies the endpoint `{}`", cx.plain(narrow.endpoint_name)),
            )
            .count(struck.len() as u32)
            .severity(if by_luck || alike { Severity::Info } else { Severity::Warning })
            .consequence(consequence)
            .help(help),
    );
}

/// ` and 3 others`, if there are more than the one that is named.
fn others(count: usize) -> String {
    match count {
        0 | 1 => String::new(),
        2 => " and 1 other".into(),
        n => format!(" and {} others", n - 1),
    }
}
