//! Words as they are compared: lower case, without endings, one for all synonyms.

use crate::hashing::SeededMap;
use rust_stemmers::{Algorithm, Stemmer};

/// Words that say nothing by themselves. `no` and `not` stay: "no audio" is not "audio".
const EMPTY: &[&str] = &[
    "a", "after", "all", "an", "and", "any", "are", "as", "at", "be", "been", "but", "by", "do", "does", "for", "from",
    "get", "gets", "getting", "got", "has", "have", "how", "i", "if", "in", "is", "it", "its", "just", "me", "my",
    "of", "on", "or", "our", "pjsip", "asterisk", "same", "so", "some", "than", "that", "the", "their", "them", "then",
    "there", "they", "this", "to", "was", "we", "were", "what", "when", "which", "while", "who", "why", "will", "with",
    "you", "your",
];

/// Turns text into words.
pub(super) struct Words {
    stemmer: Stemmer,
    /// From a word's stem to the one that stands for it.
    same: SeededMap<String, String>,
}

impl Words {
    pub(super) fn new(alike: &[Vec<String>]) -> Self {
        let stemmer = Stemmer::create(Algorithm::English);
        let mut same = SeededMap::default();
        for group in alike {
            let Some(first) = group.first() else { continue };
            let first = stemmer.stem(first).into_owned();
            for word in group {
                same.insert(stemmer.stem(word).into_owned(), first.clone());
            }
        }
        Self { stemmer, same }
    }

    /// The words of a text, in order, without those that say nothing.
    pub(super) fn of(&self, text: &str) -> Vec<String> {
        let lower = text.to_lowercase().replace('\u{2019}', "'");
        lower
            .split(|c: char| !(c.is_alphanumeric() || c == '_' || c == '\''))
            .map(|word| word.trim_matches(['\'', '_']))
            .filter(|word| !word.is_empty() && !EMPTY.contains(word))
            .flat_map(negation)
            .filter(|word| !word.is_empty())
            .map(|word| self.one(&word))
            .collect()
    }

    fn one(&self, word: &str) -> String {
        // The stemmer is for words; names of options and statuses stay as they are.
        let stem = if word.bytes().all(|b| b.is_ascii_alphabetic()) {
            self.stemmer.stem(word).into_owned()
        } else {
            word.to_owned()
        };
        self.same.get(&stem).cloned().unwrap_or(stem)
    }
}

/// `can't` and `cannot` are `not`, `doesn't` too: what counts is that something is not so.
fn negation(word: &str) -> [String; 1] {
    [match word {
        "cannot" | "never" | "nothing" | "without" | "no" | "nobody" | "can" => {
            if word == "can" {
                String::new()
            } else {
                "not".to_owned()
            }
        }
        _ if word.ends_with("n't") => "not".to_owned(),
        _ => word.strip_suffix("'s").unwrap_or(word).to_owned(),
    }]
}
