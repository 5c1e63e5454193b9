//! The statements in docs/asterisk: each number that is cited is there, and each that was observed has its case.
#![allow(clippy::unwrap_used)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");
const CASES: &str = "docs/asterisk/cases.md";
/// The parts, and V: a letter that only names of cases begin with.
const PARTS: &str = "DFGIMNPRSTWV";

/// The files below `dir` whose names end so.
fn files(dir: &str, ends: &[&str]) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut open = vec![Path::new(ROOT).join(dir)];
    while let Some(at) = open.pop() {
        for entry in fs::read_dir(&at).unwrap().map(|e| e.unwrap().path()) {
            if entry.is_dir() {
                open.push(entry);
            } else if ends.iter().any(|e| entry.to_string_lossy().ends_with(e)) {
                let name = entry.strip_prefix(Path::new(ROOT)).unwrap().to_string_lossy().replace('\\', "/");
                found.push((name, fs::read_to_string(&entry).unwrap()));
            }
        }
    }
    found.sort();
    found
}

/// Words such as `S-62`, and names of cases such as `S-62-bad-bind`.
fn numbers(text: &str) -> (BTreeSet<String>, BTreeSet<String>) {
    let (mut cited, mut cases) = (BTreeSet::new(), BTreeSet::new());
    for word in text.split(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '_' | '.')) {
        let word = word.trim_end_matches('.');
        let Some((part, rest)) = word.split_once('-') else { continue };
        let number = rest.split('-').next().unwrap();
        let digits = number.strip_suffix('a').unwrap_or(number);
        let is_number = matches!(digits.len(), 1..=3) && digits.bytes().all(|b| b.is_ascii_digit());
        if part.len() == 1 && PARTS.contains(part) && is_number {
            if rest.contains('-') { &mut cases } else { &mut cited }.insert(word.to_owned());
        }
    }
    (cited, cases)
}

/// Each statement with its mark, and what is wrong with them.
fn statements() -> (BTreeMap<String, String>, Vec<String>) {
    let (mut all, mut wrong) = (BTreeMap::new(), Vec::new());
    for (file, text) in files("docs/asterisk", &[".md"]) {
        for line in text.lines().filter_map(|l| l.strip_prefix("- **")) {
            let Some((number, rest)) = line.split_once("**") else { continue };
            let mark = rest.strip_prefix(" [").and_then(|r| r.split_once(']')).map_or("", |(m, _)| m);
            if !["run", "run 16", "run 22", "code", "doc", "script", "map"].contains(&mark) {
                wrong.push(format!("{file}: {number} has no mark"));
            }
            if all.insert(number.to_owned(), mark.to_owned()).is_some() {
                wrong.push(format!("{file}: {number} is there twice"));
            }
        }
    }
    assert!(all.len() > 400, "only {} statements", all.len());
    (all, wrong)
}

/// The cases that show each statement.
fn shown() -> BTreeMap<String, Vec<String>> {
    let mut shown: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (file, text) in files("fixtures/truth", &["/case.json"]) {
        let case: serde_json::Value = serde_json::from_str(&text).unwrap();
        for statement in case["statements"].as_array().unwrap() {
            let name = file.split('/').nth(2).unwrap().to_owned();
            shown.entry(statement.as_str().unwrap().to_owned()).or_default().push(name);
        }
    }
    shown
}

#[test]
fn what_is_cited_is_there() {
    let (all, mut wrong) = statements();
    let mut texts = files("src", &[".rs"]);
    texts.extend(files("rules", &[".md", ".toml"]));
    texts.extend(files("docs", &[".md"]).into_iter().filter(|(file, _)| file != CASES));
    texts.extend(files("tests", &[".rs", ".py"]));
    texts.push(("CONTRIBUTING.md".to_owned(), fs::read_to_string(Path::new(ROOT).join("CONTRIBUTING.md")).unwrap()));
    for (file, text) in &texts {
        let (cited, cases) = numbers(text);
        wrong.extend(cited.iter().filter(|n| !all.contains_key(*n)).map(|n| format!("{file}: there is no {n}")));
        let is_missing = |case: &&String| !Path::new(ROOT).join("fixtures/truth").join(case).is_dir();
        if file.starts_with("docs/asterisk") || file.starts_with("rules/") {
            wrong.extend(cases.iter().filter(is_missing).map(|c| format!("{file}: there is no case {c}")));
        }
    }
    let cited = shown();
    let unknown = cited.iter().filter(|(number, _)| !all.contains_key(*number));
    wrong.extend(unknown.map(|(number, cases)| format!("{}: there is no {number}", cases[0])));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_was_observed_has_its_case() {
    let ((all, _), shown) = (statements(), shown());
    let mut wrong = Vec::new();
    let list = fs::read_to_string(Path::new(ROOT).join(CASES)).unwrap();
    let (_, without) = list.split_once("\n## Observed, without a recorded case\n").expect("the second table");
    let (excused, _) = numbers(without);
    let unknown = excused.iter().filter(|number| !all.contains_key(*number));
    wrong.extend(unknown.map(|number| format!("{CASES}: there is no {number}")));
    for (number, mark) in all.iter().filter(|(_, mark)| mark.starts_with("run")) {
        match (shown.contains_key(number), excused.contains(number)) {
            (false, false) => {
                wrong.push(format!("{number} is marked [{mark}], and neither does a case show it nor {CASES} say why"));
            }
            (true, true) => wrong.push(format!("{number} has a case: take it out of the second table of {CASES}")),
            _ => {}
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
