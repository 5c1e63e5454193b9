//! What must hold whatever the bytes are. The fuzz targets run these on what libFuzzer thinks of, `cargo test` on the
//! corpora that are committed.

pub(crate) mod lone_file;
mod memory_dir;
mod output;
mod reading;

use std::convert::Infallible;
use std::str;

use pjlint::fix::{self, FixSelection};
use pjlint::linter::Report;
use pjlint::policy;
use pjlint::printable::printable_lines;
use pjlint::text::Outcome;

use memory_dir::{MemoryDir, migrating, newest, with};

/// The text of a configuration file: read twice to the same end, every place inside of the file.
pub(crate) fn text(data: &[u8]) {
    for modern in [true, false] {
        let first = lone_file::document(data, modern);
        let second = lone_file::document(data, modern);
        assert_eq!(reading::described(&first), reading::described(&second), "two readings differ");
        reading::lies_within(&first);
    }
}

/// pjsip.conf through every stage, to one of the reports.
pub(crate) fn objects(data: &[u8]) {
    let (choice, text) = chosen(data);
    let linted = MemoryDir::of(&[("pjsip.conf", text)]).lint(memory_dir::chosen(choice));
    output::holds(linted, choice, text);
}

/// pjsip_wizard.conf beside a pjsip.conf.
pub(crate) fn wizard(data: &[u8]) {
    let (choice, text) = chosen(data);
    let dir = MemoryDir::of(&[("pjsip.conf", TRANSPORT), ("pjsip_wizard.conf", text)]);
    let linted = dir.lint(memory_dir::chosen(choice));
    output::holds(linted, choice, text);
}

/// sip.conf, and what the move from it still lacks.
pub(crate) fn sip_conf(data: &[u8]) {
    let (choice, text) = chosen(data);
    let linted = MemoryDir::of(&[("pjsip.conf", ACCOUNT), ("sip.conf", text)]).lint(migrating());
    output::holds(linted, choice, text);
}

/// extensions.conf and queues.conf: what they name stands where it is said to stand.
pub(crate) fn dialplan(data: &[u8]) {
    let (choice, text) = chosen(data);
    let (sources, doc) = lone_file::document(text, true);
    lone_file::named_stands(&sources, &doc);
    let dir = MemoryDir::of(&[("pjsip.conf", ACCOUNT), ("extensions.conf", text), ("queues.conf", text)]);
    output::holds(dir.lint(memory_dir::chosen(choice)), choice, text);
}

/// pjlint.toml: a policy that can be gone by, or an error that can be printed.
pub(crate) fn pjlint_toml(data: &[u8]) {
    let Ok(text) = str::from_utf8(data) else { return };
    match policy::parse(text, "pjlint.toml") {
        Ok(policy) => {
            let linted = MemoryDir::of(&[("pjsip.conf", ACCOUNT)]).lint(&with("22.10", policy));
            output::holds(linted, 0, ACCOUNT);
        }
        Err(error) => {
            let (error, again) = (error.to_string(), policy::parse(text, "pjlint.toml").err().map(|e| e.to_string()));
            assert_eq!(Some(&error), again.as_ref(), "two readings differ");
            // As the command line says it: the error itself holds what is in the file.
            output::is_printable(printable_lines(&error).as_bytes());
        }
    }
}

/// Comments to pjlint: they move findings aside, and neither make nor lose any but their own.
pub(crate) fn suppressions(data: &[u8]) {
    let (choice, text) = chosen(data);
    let without = deaf(text);
    let found = |text: &[u8]| {
        let linted = MemoryDir::of(&[("pjsip.conf", text)]).lint(newest());
        let all = linted.findings.iter().chain(linted.suppressed.iter().map(|a| &a.finding));
        let of_others = all.filter(|f| f.rule.group != "suppression");
        let mut all: Vec<String> = of_others.map(|f| format!("{} {:?}", f.rule.name, f.primary.span)).collect();
        all.sort();
        (linted, all)
    };
    let (linted, with) = found(text);
    assert_eq!(with, found(&without).1, "a comment made or lost a finding");
    output::holds(linted, choice, text);
}

/// All fixes: the result still parses, and nothing is left that a second run would change.
pub(crate) fn fix(data: &[u8]) {
    let (choice, text) = chosen(data);
    let linter = memory_dir::chosen(choice);
    let dir = MemoryDir::of(&[("pjsip.conf", text)]);
    let wanted = FixSelection { unsafe_too: choice & 0x80 != 0, to_be_written: false };
    let fixed = |dir: &MemoryDir| {
        let relint = &mut |_, edited: &_| Ok::<_, Infallible>(dir.relint(linter, edited));
        let Ok(fixed) = fix::apply(vec![dir.lint(linter)], wanted, relint);
        fixed
    };
    let once = fixed(&dir);
    let Some(file) = once.files.first() else { return };
    let after = MemoryDir::of(&[("pjsip.conf", &file.after)]);
    let lost = |report: &Report| report.config.pjsip.doc.outcome == Outcome::Lost;
    let relinted = after.lint(linter);
    assert!(!lost(&relinted) || lost(&dir.lint(linter)), "a fix loses the file");
    if once.left.is_empty() {
        let twice = fixed(&after);
        assert!(twice.files.is_empty(), "a second run changes more: {:?}", twice.made);
    }
    output::holds(relinted, choice, text);
}

/// What stands beside the file that is looked at.
const TRANSPORT: &[u8] = b"[udp]\ntype=transport\nprotocol=udp\nbind=0.0.0.0\n";
const ACCOUNT: &[u8] = b"[udp]\ntype=transport\nprotocol=udp\nbind=0.0.0.0\n[100]\ntype=endpoint\ncontext=phones\n\
    disallow=all\nallow=ulaw\nauth=100\naors=100\n[100]\ntype=auth\nusername=100\npassword=hunter2\n[100]\ntype=aor\n\
    max_contacts=1\n";

fn style() -> pjlint::report::Style {
    pjlint::report::Style { color: false, unicode: true, width: 80, quiet: false, links: false }
}

/// The first byte chooses version and format, so that the file itself begins where a file begins.
fn chosen(data: &[u8]) -> (u8, &[u8]) {
    data.split_first().map_or((0, data), |(first, rest)| (*first, rest))
}

/// The text with every comment to pjlint made one to nobody, byte for byte as long.
fn deaf(text: &[u8]) -> Vec<u8> {
    let mut text = text.to_vec();
    let mut at = 0;
    while let Some(n) = text[at..].windows(6).position(|w| w == b"pjlint") {
        text[at + n..at + n + 6].copy_from_slice(b"nobody");
        at += n + 6;
    }
    text
}
