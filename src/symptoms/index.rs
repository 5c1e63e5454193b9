//! All pages, the words in them, and how rare each is.

// What is counted is words and lines: a few thousand.
#![allow(clippy::cast_precision_loss)]

use std::collections::{BTreeMap, BTreeSet};

use crate::catalogue::RULES;

use super::log_line;
use super::page::Page;
use super::table::{Symptom, Table};
use super::words::Words;

/// A line of the log on a page that is like the one that was asked for.
pub(super) struct Logged {
    /// As it stands on the page.
    pub(super) line: String,
    /// From 0 to 1.
    pub(super) score: f64,
    /// Nearly all of it was asked for.
    pub(super) is_sure: bool,
}

/// A symptom that was asked for.
pub(super) struct Match {
    pub(super) symptom: Symptom,
    /// How much of the question it answers, and whether a better one does too: from 0 to 1.
    weight: f64,
}

impl Match {
    /// What it adds to a rule's score.
    pub(super) fn place_of(&self, rule: &str) -> Option<f64> {
        let at = self.symptom.rules.iter().position(|name| name == rule)?;
        Some(self.weight * (1.0 - 0.03 * at as f64))
    }
}

/// What can be asked.
pub(super) struct Index {
    table: Table,
    words: Words,
    pages: Vec<Page>,
    /// By page: its words with their weights.
    bags: Vec<BTreeMap<String, f64>>,
    /// By word: on how many pages it is.
    on: BTreeMap<String, usize>,
    /// By page and line of the log: its words.
    logs: Vec<Vec<Vec<String>>>,
    /// By word of the log: in how many different lines it is.
    in_logs: BTreeMap<String, usize>,
}

impl Index {
    pub(super) fn new() -> Self {
        let table = Table::new();
        let words = Words::new(&table.words);
        let pages: Vec<Page> = RULES.iter().map(Page::new).collect();
        let mut bags = Vec::new();
        let mut on: BTreeMap<String, usize> = BTreeMap::default();
        for page in &pages {
            let mut bag: BTreeMap<String, f64> = BTreeMap::default();
            let named = [(page.rule.name, 3.0), (page.rule.summary, 2.0), (page.rule.group, 1.0)];
            let said = page.sentences.iter().chain(&page.logs).map(|s| (s.as_str(), 1.0));
            for (text, weight) in named.into_iter().chain(said) {
                for word in words.of(text) {
                    *bag.entry(word).or_default() += weight;
                }
            }
            for word in bag.keys() {
                *on.entry(word.clone()).or_default() += 1;
            }
            bags.push(bag);
        }
        let logs: Vec<Vec<Vec<String>>> =
            pages.iter().map(|p| p.logs.iter().map(|line| log_line::words(line)).collect()).collect();
        let different: BTreeSet<&Vec<String>> = logs.iter().flatten().collect();
        let mut in_logs: BTreeMap<String, usize> = BTreeMap::default();
        for line in different {
            let once: BTreeSet<&String> = line.iter().collect();
            for word in once {
                *in_logs.entry(word.clone()).or_default() += 1;
            }
        }
        Self { table, words, pages, bags, on, logs, in_logs }
    }

    pub(super) fn pages(&self) -> &[Page] {
        &self.pages
    }

    /// By page: the line of the log that is most like the text, if one is.
    pub(super) fn logged(&self, text: &str) -> Vec<Option<Logged>> {
        let asked = log_line::words(text);
        let best = |number: usize| {
            let lines = self.logs[number].iter().zip(&self.pages[number].logs).enumerate();
            lines
                .filter_map(|(at, (words, line))| {
                    let (score, is_sure) = self.alike(words, &asked)?;
                    // What a page is about stands first on it.
                    Some(Logged { line: line.clone(), score: score - 0.02 * at.min(5) as f64, is_sure })
                })
                .max_by(|a, b| a.score.total_cmp(&b.score))
        };
        (0..self.pages.len()).map(best).collect()
    }

    /// How much a line of the log and one that was asked for have in common, and whether they are the same for sure;
    /// `None` where they are different ones.
    fn alike(&self, line: &[String], asked: &[String]) -> Option<(f64, bool)> {
        let rarity = |word: &String| rarity(self.in_logs.get(word).copied(), 100.0);
        let all = |words: &[String]| words.iter().map(rarity).sum::<f64>();
        let (weight, count) = common(line, asked, &rarity);
        let (of_line, of_asked) = (weight / all(line), weight / all(asked));
        let is_whole = of_line >= 0.75 && count > 1;
        // A name that is neither quoted nor a number, on either side.
        let is_sure = is_whole || count > 2 && of_line.min(of_asked) >= 0.55;
        let is_part = of_asked >= 0.9 && count > 1 && weight > 5.0;
        (is_sure || is_part).then(|| (f64::midpoint(of_line, of_asked), is_sure))
    }

    /// The words of the question. Of a line of the log only those that some page has: the others are names.
    pub(super) fn asked(&self, text: &str, is_log: bool) -> Vec<String> {
        let text = if is_log { log_line::plain(text) } else { text.to_owned() };
        let mut words: Vec<String> = Vec::new();
        for word in self.words.of(&text) {
            let is_name = is_log && !self.on.contains_key(&word);
            if !is_name && !words.contains(&word) {
                words.push(word);
            }
        }
        words
    }

    fn rarity(&self, word: &str) -> f64 {
        rarity(self.on.get(word).copied(), self.pages.len() as f64)
    }

    /// How much of the question is on the page, from 0 to 1.
    pub(super) fn interner(&self, page: usize, asked: &[String]) -> f64 {
        let all: f64 = asked.iter().map(|w| self.rarity(w)).sum();
        let bag = &self.bags[page];
        let on_it = asked.iter().filter_map(|w| bag.get(w).map(|n| self.rarity(w) * (0.6 + 0.4 * n / (n + 2.0))));
        if all > 0.0 { on_it.sum::<f64>() / all } else { 0.0 }
    }

    /// The symptoms that the question has all words of, the fullest first.
    /// One whose line of the log it is answers all of it.
    pub(super) fn symptoms(&self, asked: &[String], text: &str) -> Vec<Match> {
        let line = log_line::words(text);
        let is_its = |log: &String| self.alike(&log_line::words(log), &line).is_some_and(|(_, is_sure)| is_sure);
        let weight = |words: &[String]| words.iter().map(|w| self.rarity(w)).sum::<f64>();
        let all = weight(asked);
        let mut met: Vec<Match> = Vec::new();
        for symptom in &self.table.symptoms {
            let phrases = symptom.says.iter().chain(std::iter::once(&symptom.name));
            let full = phrases
                .map(|phrase| self.words.of(phrase))
                .filter(|words| !words.is_empty() && words.iter().all(|w| asked.contains(w)))
                .map(|words| weight(&words) / all)
                .max_by(f64::total_cmp);
            let logged = symptom.logs.iter().any(is_its).then_some(1.0);
            if let Some(weight) = logged.or(full.filter(|w| *w >= 0.3)) {
                met.push(Match { symptom: symptom.clone(), weight });
            }
        }
        met.sort_by(|a, b| b.weight.total_cmp(&a.weight));
        for second in met.iter_mut().skip(1) {
            second.weight *= 0.6;
        }
        met
    }

    /// The symptoms that have a word of the question, those with the rarest one first.
    pub(super) fn nearest(&self, asked: &[String]) -> Vec<String> {
        let mut near: Vec<(f64, &str)> = Vec::new();
        for symptom in &self.table.symptoms {
            let words = symptom.says.iter().chain([&symptom.name]).flat_map(|phrase| self.words.of(phrase));
            let shared = words.filter(|w| w != "not" && asked.contains(w)).map(|w| self.rarity(&w));
            near.extend(shared.max_by(f64::total_cmp).map(|rarity| (rarity, symptom.name.as_str())));
        }
        near.sort_by(|a, b| b.0.total_cmp(&a.0));
        near.into_iter().map(|(_, name)| name.to_owned()).collect()
    }

    /// The sentence of the page that says most of what was asked, or of the symptom.
    pub(super) fn sentence(&self, page: usize, asked: &[String], met: Option<&Match>) -> String {
        let of_symptom: BTreeSet<String> = met
            .map(|m| {
                m.symptom
                    .says
                    .iter()
                    .chain([&m.symptom.name, &m.symptom.about])
                    .flat_map(|s| self.words.of(s))
                    .collect()
            })
            .unwrap_or_default();
        let worth = |sentence: &String| {
            let words: BTreeSet<String> = self.words.of(sentence).into_iter().collect();
            let own: f64 = words.iter().filter(|w| asked.contains(w)).map(|w| self.rarity(w)).sum();
            let kin: f64 = words.iter().filter(|w| of_symptom.contains(*w)).map(|w| self.rarity(w)).sum();
            // A long sentence has more of everything, and one that introduces a line of the log needs that line.
            let whole = if sentence.ends_with(':') { 0.6 } else { 1.0 };
            whole * (own + 0.3 * kin) / (8.0 + words.len() as f64)
        };
        let mut best: Option<(f64, &String)> = None;
        for sentence in &self.pages[page].sentences {
            let worth = worth(sentence);
            if best.is_none_or(|(most, _)| worth > most) {
                best = Some((worth, sentence));
            }
        }
        best.map(|(_, sentence)| sentence.clone()).unwrap_or_default()
    }
}

/// A word on few pages says more than one on many; one that is on none counts as one on half of them, for it is
/// asked for all the same.
fn rarity(on: Option<usize>, of: f64) -> f64 {
    (1.0 + of / on.unwrap_or(2) as f64).ln()
}

/// The words that two lines have in common, in the same order: their weight and their number.
fn common(a: &[String], b: &[String], weight: &dyn Fn(&String) -> f64) -> (f64, usize) {
    let mut last = vec![(0.0, 0); b.len() + 1];
    for word in a {
        let mut row = vec![(0.0, 0); b.len() + 1];
        for (at, other) in b.iter().enumerate() {
            row[at + 1] = if word == other {
                (last[at].0 + weight(word), last[at].1 + 1)
            } else if row[at].0 >= last[at + 1].0 {
                row[at]
            } else {
                last[at + 1]
            };
        }
        last = row;
    }
    last.last().copied().unwrap_or_default()
}
