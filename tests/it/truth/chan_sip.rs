//! What pjlint makes of sip.conf against what chan_sip shows of it, line by line.

mod account;
mod general;
mod mutated;

use std::collections::BTreeSet;
use std::path::Path;

use pjlint::objects::Configuration;

use crate::truth::compare;
use crate::truth::record::{Case, Record};

/// A label of chan_sip's output, and what stands after it.
type Row = (&'static str, String);

/// Lines that say what happens at run time, or what another file than sip.conf decides.
const LEFT_OUT: &[&str] = &[
    "Addr->IP",
    "Expire",
    "LastMsgsSent",
    "Path",
    "Reg. Contact",
    "SIP Options",
    "SIP realtime",
    "Tone zone",
    "Tonezone",
    "Useragent",
];

#[test]
fn sip_conf_agrees_with_the_records() {
    let (mut wrong, mut values) = (Vec::new(), 0);
    for (name, dir) in crate::truth::cases() {
        // users.conf makes devices too, and pjlint does not read it.
        let has_others = dir.join("ABSENT-sip.conf").is_file() || dir.join("users.conf").is_file();
        let is_there = dir.join("sip.conf").is_file() && !has_others;
        if !is_there || !Case::read(&dir).versions.iter().any(|v| v == "16") {
            continue;
        }
        let record = Record::read_case(&dir, "16");
        let differences = case(&dir, &record, &mut values);
        wrong.extend(differences.into_iter().map(|d| format!("{name}: {d}")));
    }
    assert!(values > 2000, "only {values} values were compared");
    assert!(wrong.is_empty(), "{} differences:\n{}", wrong.len(), wrong.join("\n"));
}

fn case(dir: &Path, record: &Record, values: &mut usize) -> Vec<String> {
    let c = compare::load(dir, "16");
    let mut wrong = Vec::new();
    let registers = record.whole["sip"].as_array().is_some_and(|s| !s.is_empty());
    for (command, output) in record.whole["cmd"].as_object().into_iter().flatten() {
        let output = output.as_str().unwrap_or_default();
        let words: Vec<&str> = command.split(' ').collect();
        let rows = match words.as_slice() {
            ["sip", "show", "peer", name, ..] => account::peer(&c, name.as_bytes()),
            ["sip", "show", "user", name, ..] => account::user(&c, name.as_bytes()),
            ["sip", "show", "settings"] => general::settings(&c),
            ["sip", "show", "registry"] => general::registry(&c, output, &mut wrong, values),
            ["sip", "show", "peers"] => account::listed(&c, output, &mut wrong, true),
            ["sip", "show", "users"] => account::listed(&c, output, &mut wrong, false),
            _ => continue,
        };
        compare_rows(command, output, rows, registers, &mut wrong, values);
    }
    log(&c, record, &mut wrong);
    wrong
}

/// Every line of the output has a row, and every row its line.
fn compare_rows(
    command: &str,
    output: &str,
    rows: Option<Vec<Row>>,
    registers: bool,
    wrong: &mut Vec<String>,
    values: &mut usize,
) {
    let absent = output.contains(" not found.");
    let Some(mut rows) = rows else {
        if !absent && command.split(' ').count() > 3 {
            wrong.push(format!("{command}: Asterisk has it"));
        }
        return;
    };
    if absent {
        wrong.push(format!("{command}: Asterisk does not have it"));
        return;
    }
    let lines = output.lines().map(str::trim_start).filter(|l| !l.is_empty() && !l.starts_with("---"));
    for line in lines {
        // A row without a label is a whole line.
        let begins = |label: &str| {
            line.strip_prefix(label).filter(|r| label.is_empty() || !r.starts_with(|c: char| c.is_alphanumeric()))
        };
        let is_left_out = |l: &&str| begins(l).is_some_and(|r| r.trim_start().starts_with(':') || r.is_empty());
        if LEFT_OUT.iter().any(is_left_out) || line.ends_with("Settings:") {
            continue;
        }
        let longest =
            rows.iter().enumerate().filter(|(_, (l, _))| begins(l).is_some()).max_by_key(|(_, (l, _))| l.len());
        let Some((found, _)) = longest else {
            wrong.push(format!("{command}: no value for the line `{line}`"));
            continue;
        };
        // Lines of one label come in order.
        let label = rows[found].0;
        let first = rows.iter().position(|(l, _)| *l == label).unwrap_or(found);
        let (_, mine) = rows.remove(first);
        let theirs = line[label.len()..].trim_start().trim_start_matches(':').trim();
        *values += 1;
        // Whether a device is asked is in the file; what it answers is not.
        let theirs = if label == "Status" && theirs != "Unmonitored" { "asked" } else { theirs };
        // `defaultip=` after another one leaves an address of no kind.
        let theirs = if label == "Defaddr->IP" && theirs.is_empty() { "(null)" } else { theirs };
        // A phone that has registered gives its user name where none is configured.
        let theirs = if label == "Def. Username" && mine.is_empty() && registers { "" } else { theirs };
        // Without a certificate that can be read there is no socket, wanted or not.
        let unread = label == "TLS SIP Bindaddress" && theirs == "(null)" && mine != "Disabled";
        if !unread && mine.trim() != theirs {
            wrong.push(format!("{command}: {label} is `{theirs}`, not `{mine}`"));
        }
    }
    let missing = rows.iter().filter(|(label, _)| !LEFT_OUT.contains(label));
    wrong.extend(missing.map(|(label, mine)| format!("{command}: there is no line `{label}` (`{mine}`)")));
}

/// The sections that chan_sip skips and the devices that it deletes are those of its messages.
fn log(c: &Configuration, record: &Record, wrong: &mut Vec<String>) {
    let sip = c.chan_sip.as_ref().expect("there is a sip.conf");
    let count = |part: &str| record.log.iter().filter(|l| l.contains(part)).count();
    let declined = count("chan_sip declined to load") > 0;
    if declined != sip.declined.is_some() {
        wrong.push(format!("declined: {declined}, not {:?}", sip.declined));
    }
    if declined {
        return;
    }
    // A message that comes twice is recorded once.
    let quoted = |l: &String, nth: usize| l.split('\'').nth(nth).unwrap_or_default().to_owned();
    let theirs: BTreeSet<String> = record
        .log
        .iter()
        .filter_map(|l| match l.as_str() {
            t if t.ends_with(" lacks type") => Some(quoted(l, 1)),
            t if t.starts_with("Unknown type '") => Some(quoted(l, 3)),
            _ => None,
        })
        .collect();
    let mine: BTreeSet<String> = sip.skipped.iter().map(|(s, _)| text(sip.doc.name(&c.sources, *s))).collect();
    if mine != theirs {
        wrong.push(format!("Asterisk skips {theirs:?}, not {mine:?}"));
    }
    let refused = count("Format for registration is");
    let general = sip.general(&c.sources);
    if refused != general.refused_registrations().len() {
        wrong.push(format!("{refused} registrations refused, not {:?}", general.refused_registrations()));
    }
}

fn yes(on: bool) -> String {
    if on { "Yes".into() } else { "No".into() }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn or(text: String, empty: &str) -> String {
    if text.is_empty() { empty.to_owned() } else { text }
}
