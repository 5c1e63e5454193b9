//! Lists whose separators may be quoted or escaped.

use std::ops::Range;

/// Where `ast_strsep` finds the parts of a list: between separators that are neither inside of quotes nor behind a
/// backslash. An unbalanced quote protects all that follows.
pub(crate) fn parts(text: &[u8], separator: u8) -> Vec<Range<usize>> {
    let (mut parts, mut quotes) = (Vec::new(), Vec::new());
    let (mut start, mut at) = (0, 0);
    while at <= text.len() {
        if text.get(at) == Some(&b'\\') {
            // What is escaped is stepped over, and what follows it is looked at without another look for an escape.
            at += 2;
        }
        match text.get(at) {
            Some(quote @ (b'"' | b'\'')) if quotes.last() == Some(quote) => drop(quotes.pop()),
            Some(quote @ (b'"' | b'\'')) => quotes.push(*quote),
            Some(b) if *b != separator || !quotes.is_empty() => {}
            _ => {
                parts.push(start..at.min(text.len()));
                start = at + 1;
            }
        }
        at += 1;
    }
    parts
}
