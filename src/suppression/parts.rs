//! The parts of a comment that speak to pjlint.

use std::ops::Range;

use memchr::memmem;

use super::grammar;

/// What is looked for before anything else: a file without it costs one search.
pub(super) const SIGN: &[u8] = b"pjlint";

/// What may stand between a comment's `;` and what it says.
pub(super) fn is_lead(b: u8) -> bool {
    b <= 32 || b == b';' || b == b'-'
}

/// The parts of a comment that speak to pjlint, each from its `;` to the next one's, and where what it says stands.
pub(super) fn parts(text: &[u8]) -> Vec<(Range<usize>, Range<usize>)> {
    let mut found: Vec<(usize, usize)> = Vec::new();
    for sign in memmem::find_iter(text, SIGN).filter(|at| grammar::is_meant(&text[*at..])) {
        let lead = text[..sign].iter().rev().take_while(|b| is_lead(**b)).count();
        if let Some(semicolon) = memchr::memchr(b';', &text[sign - lead..sign]) {
            found.push((sign - lead + semicolon, sign));
        }
    }
    let ends: Vec<usize> = found.iter().skip(1).map(|f| f.0).chain([text.len()]).collect();
    let trimmed = |from: usize, to: usize| from..to - text[from..to].iter().rev().take_while(|b| **b <= 32).count();
    found.iter().zip(ends).map(|(&(from, said), to)| (trimmed(from, to), trimmed(said, to))).collect()
}
