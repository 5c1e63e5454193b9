//! From what people see to the rules that cover it: a line of Asterisk's log, a SIP status, a symptom.
//!
//! The pages of the rules are the index: what they flag, what happens, and the lines that Asterisk logs. How people say
//! it is in `rules/symptoms.toml`. Nothing of this is made before it is asked for.

mod index;
mod log_line;
mod page;
mod table;
mod words;

use std::cmp::Ordering;
use std::sync::LazyLock;

use crate::catalogue::Profile;
use crate::catalogue::Rule;

use index::Index;
pub(crate) use table::Symptom;

/// Why a rule is in an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MatchedBy {
    /// Its page has that line of the log, or one like it.
    Log,
    /// It belongs to the symptom.
    Symptom,
    /// Its page has the words.
    Text,
}

/// A rule that covers the question.
#[derive(Debug)]
pub struct Hit {
    /// The rule.
    pub rule: &'static Rule,
    /// Why it is here.
    pub because: MatchedBy,
    /// What its page says of it: the line of the log, or a sentence.
    pub(crate) excerpt: String,
    score: f64,
}

/// What is known of something that people see.
#[derive(Debug)]
pub struct Answer {
    /// The symptom that it is.
    pub(crate) symptom: Option<Symptom>,
    /// The rules, the likeliest first; never empty.
    pub hits: Vec<Hit>,
}

/// Rules that are not of that line of the log: more of them are no help.
const MAX_ANSWERS: usize = 8;

static INDEX: LazyLock<Index> = LazyLock::new(Index::new);

/// The answer to a log line or a symptom in the user's own words; `None` if nothing matches.
pub fn look_up(text: &str) -> Option<Answer> {
    let index = &*INDEX;
    let logged = index.logged(text);
    let is_log = log_line::has_head(text) || logged.iter().flatten().any(|match_| match_.is_sure);
    let asked = index.asked(text, is_log);
    let symptoms = index.symptoms(&asked, text);
    let mut hits = Vec::new();
    for (number, page) in index.pages().iter().enumerate() {
        let log = logged[number].as_ref();
        let place = symptoms.iter().filter_map(|s| s.place_of(page.rule.name)).max_by(f64::total_cmp);
        let words = index.interner(number, &asked);
        let because = match (log, place) {
            (Some(_), _) => MatchedBy::Log,
            (None, Some(_)) => MatchedBy::Symptom,
            (None, None) if words >= 0.6 && !is_log => MatchedBy::Text,
            (None, None) => continue,
        };
        // A rule that only a review or a move runs is asked for less often.
        let special = if page.rule.profile == Profile::Default { 0.0 } else { 0.05 };
        let score = log.map_or(0.0, |l| 3.0 * l.score) + place.unwrap_or(0.0) + 0.5 * words - special;
        let excerpt = log.map_or_else(|| index.sentence(number, &asked, symptoms.first()), |l| l.line.clone());
        hits.push(Hit { rule: page.rule, because, excerpt, score });
    }
    hits.sort_by(|a, b| match b.score.total_cmp(&a.score) {
        Ordering::Equal => a.rule.code.cmp(b.rule.code),
        other => other,
    });
    let mut others = 0;
    hits.retain(|hit| {
        others += usize::from(hit.because != MatchedBy::Log);
        hit.because == MatchedBy::Log || others <= MAX_ANSWERS
    });
    let symptom = symptoms.into_iter().next().map(|met| met.symptom);
    (!hits.is_empty()).then_some(Answer { symptom, hits })
}

/// Up to three symptoms that have a word of the text, those with the rarest one first: for a text that has no answer.
pub fn nearest(text: &str) -> Vec<String> {
    INDEX.nearest(&INDEX.asked(text, false)).into_iter().take(3).collect()
}

/// The lines of the log that a rule's page has.
pub fn log_lines(rule: &'static Rule) -> Vec<String> {
    page::Page::new(rule).logs
}
