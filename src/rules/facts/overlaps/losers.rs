//! Which of several identifies that match the same wins, and what that means for the others.

use crate::finding::Finding;
use crate::rules::context::Identification;
use crate::source::Span;

use super::{Identify, Match, Overlaps};

impl Identification<'_, '_> {
    /// Of identifies that match the same, the one that Asterisk uses (or the first in the file, if unknown), and those
    /// whose requests may be taken for its endpoint's; `None` if there are none.
    pub(crate) fn losers(self, overlaps: &Overlaps<'_>, list: &[Match]) -> Option<(Match, Vec<Match>)> {
        let (winner, rest) = list.split_first()?;
        let first = overlaps.identify(winner);
        let other: Vec<Match> =
            rest.iter().copied().filter(|m| overlaps.identify(m).endpoint != first.endpoint).collect();
        let lost: Vec<Match> = other.iter().copied().filter(|m| !overlaps.identify(m).told_apart).collect();
        // Without a fixed order, the first may be the one that loses.
        let swapped = !self.identifies_are_sorted() && lost.is_empty() && !first.told_apart;
        let losers = if swapped { other } else { lost };
        if losers.is_empty() && rest.iter().any(|m| overlaps.identify(m).endpoint != first.endpoint) {
            let what = || format!("identify `{}` and others", self.cx.plain(first.name));
            self.cx.quiet_about(what, "a line, a header or a request URI tells their requests apart");
        }
        (!losers.is_empty()).then_some((*winner, losers))
    }

    /// A finding at the line of a match.
    pub(crate) fn at_match(self, of: &Match, identify: &Identify<'_>, message: String) -> Finding {
        let judged = &self.cx.config.pjsip;
        self.cx
            .about(judged, identify.section, judged.type_of(identify.section), of.setting, self.span_of(of), message)
            .at(format!("identifies the endpoint `{}`", self.cx.plain(identify.endpoint_name)))
    }

    /// A label at the line of another match; at the identify's name, if a template gives both the same line.
    pub(crate) fn label_match(self, finding: Finding, of: &Match, identify: &Identify<'_>, text: String) -> Finding {
        let span = self.span_of(of);
        let shared = span == finding.primary.span;
        finding.label(if shared { self.cx.config.pjsip.doc.name_span(identify.section) } else { span }, text)
    }

    /// The line of a match.
    pub(crate) fn span_of(self, of: &Match) -> Span {
        self.cx.config.pjsip.doc.setting_span(&self.cx.config.sources, of.setting)
    }

    /// What the line matches, quoted.
    pub(crate) fn what(self, of: &Match) -> String {
        format!("`{}`", self.cx.value(&self.cx.config.pjsip.doc, of.setting))
    }

    /// The same, and how many other networks or names there are.
    pub(crate) fn what_and(self, of: &Match, more: u32) -> String {
        let single = !self.cx.config.pjsip.doc.value(&self.cx.config.sources, of.setting).contains(&b',');
        if more == 0 || !single { self.what(of) } else { format!("{} and {more} more", self.what(of)) }
    }

    /// The element that excludes the match from a wider one, if it is the only one on its line.
    pub(crate) fn exclusion(self, of: &Match) -> Option<String> {
        let value = self.cx.config.pjsip.doc.value(&self.cx.config.sources, of.setting);
        let single = !value.contains(&b',') && !value.contains(&b':');
        let mask = if value.contains(&b'/') { "" } else { "/32" };
        single.then(|| format!("!{}{mask}", self.cx.plain(value)))
    }

    /// What happens to requests that are taken for another endpoint's, as the end of a sentence.
    pub(crate) fn where_to(self, taken: &Identify<'_>, meant: &Identify<'_>) -> String {
        let [to, not] = [taken, meant].map(|i| self.cx.plain(i.context));
        match (taken.auth, meant.auth) {
            _ if taken.context != meant.context => format!(". Calls enter context `{to}` instead of `{not}`"),
            (true, false) => ". They are answered 401, because that endpoint has `auth`".into(),
            (false, true) => ". They need no password, because that endpoint has no `auth`".into(),
            _ => String::new(),
        }
    }
}

impl Identify<'_> {
    /// Whether it makes little difference which of the two endpoints a request is taken for.
    pub(crate) fn is_like(&self, other: &Self) -> bool {
        self.context == other.context && self.auth == other.auth
    }
}
