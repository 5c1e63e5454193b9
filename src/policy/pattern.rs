//! Globs over names and values: `*`, `?`, `[abc]`; case does not matter.

use regex::bytes::{Regex, RegexBuilder};

/// Bytes for the states of a search. With less than a long list of globs needs, the time per byte of text grows with
/// the number of globs.
const MAX_AUTOMATON_SIZE: usize = 32 << 20;

/// One or more globs, of which one must match the whole text.
#[derive(Clone, Debug)]
pub(crate) struct Pattern {
    regex: Regex,
    written: Vec<String>,
}

impl Pattern {
    /// A pattern of globs; `None` if one of them has an unclosed `[`.
    pub(crate) fn new(globs: &[String]) -> Option<Self> {
        let all: Option<Vec<String>> = globs.iter().map(|g| translated(g)).collect();
        let text = format!("^(?:{})$", all?.join("|"));
        let mut builder = RegexBuilder::new(&text);
        builder.case_insensitive(true).unicode(false).dot_matches_new_line(true).dfa_size_limit(MAX_AUTOMATON_SIZE);
        let regex = builder.build().ok()?;
        Some(Self { regex, written: globs.to_vec() })
    }

    /// Whether one of the globs matches.
    pub(crate) fn fits(&self, text: &[u8]) -> bool {
        self.regex.is_match(text)
    }

    /// The globs as they were written.
    pub(crate) fn written(&self) -> &[String] {
        &self.written
    }
}

fn translated(glob: &str) -> Option<String> {
    let mut out = String::new();
    let mut rest = glob.chars();
    while let Some(c) = rest.next() {
        match c {
            '*' => out.push_str(".*"),
            '?' => out.push('.'),
            '[' => {
                let mut set = String::new();
                loop {
                    match rest.next()? {
                        ']' if !set.is_empty() => break,
                        c => set.push(c),
                    }
                }
                let (negated, set) = set.strip_prefix('!').map_or(("", set.as_str()), |s| ("^", s));
                let set: String = set
                    .chars()
                    .map(|c| if c == '-' { "-".to_owned() } else { regex::escape(&c.to_string()) })
                    .collect();
                out.extend(["[", negated, &set, "]"]);
            }
            c => out.push_str(&regex::escape(&c.to_string())),
        }
    }
    Some(out)
}
