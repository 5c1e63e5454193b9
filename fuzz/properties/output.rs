//! What no report may do.

use pjlint::linter::Report;
use pjlint::report::{Format, Location, Run, write};

/// Formats by choice: the short one is a fifth of the work of the long ones.
const FORMATS: [Format; 8] = [
    Format::Concise,
    Format::Full,
    Format::Json,
    Format::Sarif,
    Format::Github,
    Format::Gitlab,
    Format::Junit,
    Format::Checkstyle,
];

/// Stands for every password.
const SECRET: &[u8] = b"hunter2";

/// Every place that a finding names is in its file; the report of the chosen format drives no terminal and holds no
/// secret.
pub(super) fn holds(linted: Report, choice: u8, text: &[u8]) {
    for finding in linted.findings.iter().chain(linted.suppressed.iter().map(|a| &a.finding)) {
        for span in std::iter::once(finding.primary.span).chain(finding.labels.iter().map(|l| l.span)) {
            let len = linted.config.sources.file(span.file).bytes.len();
            assert!(span.start as usize <= len, "{finding:?} lies outside of {len} bytes");
        }
        for edit in finding.fix.iter().flat_map(|f| &f.edits) {
            let len = linted.config.sources.file(edit.span.file).bytes.len();
            assert!(edit.span.end() as usize <= len, "an edit of {finding:?} lies outside of {len} bytes");
        }
    }
    let run = Run { reports: vec![linted], location: Location::default() };
    let mut out = Vec::new();
    write(&run, FORMATS[usize::from(choice / 4) % FORMATS.len()], &super::style(), &mut out).expect("a Vec takes all");
    is_printable(&out);
    assert!(!is_kept_secret(text) || !out.windows(SECRET.len()).any(|w| w == SECRET), "a secret is printed");
}

/// UTF-8 without characters that drive a terminal or turn what follows.
pub(super) fn is_printable(out: &[u8]) {
    let text = std::str::from_utf8(out).expect("reports are UTF-8");
    let bad = |c: char| {
        c.is_control() && !matches!(c, '\n' | '\t')
            || matches!(c, '\u{200e}' | '\u{200f}' | '\u{061c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    assert!(!text.contains(bad), "the report drives a terminal: {:?}", text.chars().find(|c| bad(*c)));
}

/// Whether the secret stands in the text only where everybody knows it for one: as the value of `password`.
fn is_kept_secret(text: &[u8]) -> bool {
    let is_held = |line: &[u8]| {
        let count = line.windows(SECRET.len()).filter(|w| *w == SECRET).count();
        count == 0 || count == 1 && line.strip_prefix(b"password=").is_some_and(|v| v.starts_with(SECRET))
    };
    text.split(|b| *b == b'\n').all(is_held)
}
