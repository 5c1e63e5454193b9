//! No input makes pjlint panic: thousands of mutations of configurations that are known to be tricky, through the whole
//! way from bytes to every report.

use std::path::{Path, PathBuf};
use std::sync::{LazyLock, OnceLock};

use clap::ValueEnum;
use pjlint::linter::Linter;
use pjlint::report::{Format, Location, Run, Style, write};
use proptest::prelude::*;

use crate::sample;
use crate::site::{cases, config_dir, linter, whole};

/// The pjsip.conf of every recorded case, small ones only: a mutation of a small text hits something.
fn texts() -> &'static [Vec<u8>] {
    static TEXTS: OnceLock<Vec<Vec<u8>>> = OnceLock::new();
    TEXTS.get_or_init(|| {
        let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/truth");
        let mut cases: Vec<PathBuf> =
            std::fs::read_dir(dir).expect("fixtures").map(|e| e.expect("entry").path()).collect();
        cases.sort();
        let read = |c: &PathBuf| std::fs::read(c.join("pjsip.conf")).ok();
        let texts: Vec<Vec<u8>> = cases.iter().filter_map(read).filter(|t| t.len() < 3000).collect();
        assert!(texts.len() > 200, "only {} texts", texts.len());
        texts
    })
}

/// Pieces that mean something to a reader, a handler or a terminal.
const PIECES: &[&[u8]] = &[
    b"[",
    b"]",
    b"(",
    b")",
    b"(!)",
    b"(+)",
    b"(+type=endpoint)",
    b"(+TEMPLATES=include)",
    b"=",
    b"=>",
    b" += ",
    b";",
    b"\\;",
    b";--",
    b"--;",
    b"\n",
    b"\r\n",
    b"\0",
    b"\xEF\xBB\xBF",
    b"\xff",
    b"\\",
    b"#include pjsip.conf\n",
    b"#exec x\n",
    b"#",
    b"type=endpoint\n",
    b"type=aor\n",
    b"[global]\n",
    b"[system]\n",
    b"allow=!all,ulaw:20\n",
    b"contact=sip:a:b@h\n",
    b"callerid=\"A\" <1>\n",
    b"match=1.2.3.4/0\n",
    b"/",
    b",",
    b"0x",
    b"-1",
    b"99999999999999999999",
    b"\x1b[31m",
    b"\xe2\x80\xae",
    b"password=x\n",
    b"bind=[::]:5060\n",
    b"set_var=A=1\n",
    b"call_group=0-99\n",
];

#[derive(Clone, Debug)]
enum Mutation {
    Set(usize, u8),
    Insert(usize, usize),
    Remove(usize, usize),
    Repeat(usize, usize),
    Splice(usize, usize, usize),
}

fn mutation() -> impl Strategy<Value = Mutation> {
    prop_oneof![
        (any::<usize>(), any::<u8>()).prop_map(|(a, b)| Mutation::Set(a, b)),
        (any::<usize>(), 0..PIECES.len()).prop_map(|(a, p)| Mutation::Insert(a, p)),
        (any::<usize>(), 1..40usize).prop_map(|(a, n)| Mutation::Remove(a, n)),
        (any::<usize>(), 1..60usize).prop_map(|(a, n)| Mutation::Repeat(a, n)),
        (any::<usize>(), any::<usize>(), any::<usize>()).prop_map(|(a, t, f)| Mutation::Splice(a, t, f)),
    ]
}

fn mutated(base: usize, mutations: &[Mutation]) -> Vec<u8> {
    let texts = texts();
    let mut text = texts[base % texts.len()].clone();
    for m in mutations {
        let len = text.len() + 1;
        match *m {
            Mutation::Set(at, b) => {
                if let Some(byte) = text.get_mut(at % len) {
                    *byte = b;
                }
            }
            Mutation::Insert(at, p) => {
                let at = at % len;
                text.splice(at..at, PIECES[p].iter().copied());
            }
            Mutation::Remove(at, n) => {
                let at = at % len;
                text.drain(at..(at + n).min(text.len()));
            }
            Mutation::Repeat(at, n) => {
                let at = at % len;
                let part = text[at..(at + n).min(text.len())].to_vec();
                text.splice(at..at, part);
            }
            Mutation::Splice(at, other, from) => {
                let other = &texts[other % texts.len()];
                let from = from % (other.len() + 1);
                let at = at % len;
                text.splice(at..at, other[from..(from + 200).min(other.len())].iter().copied());
            }
        }
    }
    text
}

/// Made once: the patterns of a policy's classes take longer than a case.
static RELEASES: LazyLock<[Linter; 2]> = LazyLock::new(|| [linter("22.10"), linter("16.28")]);

/// Runs everything, and checks what must hold of any report.
fn run(text: Vec<u8>, linter: &Linter, format: Format) {
    let report = whole(linter.lint_text(&config_dir("/nonexistent"), text).expect("text is readable"));
    let all = report.findings.iter().chain(report.suppressed.iter().map(|s| &s.finding));
    for finding in all {
        for span in std::iter::once(finding.primary.span).chain(finding.labels.iter().map(|l| l.span)) {
            let len = report.config.sources.file(span.file).bytes.len();
            assert!(
                span.end() as usize <= len.max(span.start as usize + 1) + 32,
                "{finding:?} lies outside of {len} bytes"
            );
        }
        assert!(!format!("{finding:?}").contains("\\u{1b}"), "{finding:?} drives the terminal");
        assert!(!finding.message.contains(['\u{1b}', '\u{202e}']), "{:?} drives the terminal", finding.message);
    }
    let run = Run { reports: vec![report], location: Location::default() };
    let style = Style { color: false, unicode: true, width: 80, quiet: false, links: false };
    let mut out = Vec::new();
    write(&run, format, &style, &mut out).expect("a Vec takes everything");
    assert!(!out.is_empty());
    assert!(!out.contains(&0x1b), "an escape reached the report");
}

// Two halves, which run beside each other: 2000 cases in all, others in each run, and 5000 with `PJLINT_ALL=1`.
// `tests/fuzz` looks for longer, with an optimised build; `PROPTEST_CASES=50000` does it here.
proptest! {
    #![proptest_config(cases(sample::size(2500, 1000) as u32))]

    #[test]
    fn nothing_panics_in_22(base in any::<usize>(), mutations in proptest::collection::vec(mutation(), 1..8), format in 0..40u8) {
        run(mutated(base, &mutations), &RELEASES[0], drawn(format));
    }

    #[test]
    fn nothing_panics_in_16(base in any::<usize>(), mutations in proptest::collection::vec(mutation(), 1..8), format in 0..40u8) {
        run(mutated(base, &mutations), &RELEASES[1], drawn(format));
    }
}

/// Each format is drawn, and the short one mostly: the long reports take ten times as long as all the rest.
fn drawn(number: u8) -> Format {
    Format::value_variants().get(usize::from(number)).copied().unwrap_or(Format::Concise)
}
