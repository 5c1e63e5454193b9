//! The statements in docs/asterisk: each number that is cited is there, and each that was observed has its case.
#![allow(clippy::unwrap_used)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// Observed, and without a recorded case: why. The laboratory of the cases has no database and no name server.
const WITHOUT_CASE: &[(&str, &str)] = &[
    (
        "rows and columns of a database",
        "D-3 D-21 D-22 D-35 D-36 D-37 D-38 D-39 D-40 D-41 D-42 D-43 D-44 D-45 D-46 D-47",
    ),
    ("tables of a database, and contacts in it", "D-47a D-48 D-49 D-50 D-51"),
    ("lines about a database", "D-52 D-53 D-54 D-55 D-56 D-57 D-59 D-60 D-61 D-62 D-63"),
    ("pjlint does not follow these lines of sorcery.conf yet, and a case would not agree", "D-8 D-9"),
    ("needs a REGISTER with another Expires than the test client sends", "M-112"),
    ("needs a name server", "M-127"),
    ("a measurement", "P-11"),
];

const ROOT: &str = env!("CARGO_MANIFEST_DIR");
const CASES: &str = "docs/asterisk/cases.md";
const REFRESH: &str = "`UPDATE=1 cargo test --test it statements` writes this list anew.";
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
    let excused: BTreeSet<&str> = WITHOUT_CASE.iter().flat_map(|(_, numbers)| numbers.split(' ')).collect();
    for (number, mark) in all.iter().filter(|(_, mark)| mark.starts_with("run")) {
        match (shown.contains_key(number), excused.contains(number.as_str())) {
            (false, false) => wrong.push(format!("{number} is marked [{mark}], and no case shows it")),
            (true, true) => wrong.push(format!("{number} has a case: take it out of WITHOUT_CASE")),
            _ => {}
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_list_of_cases_is_fresh() {
    let key = |n: &str| (n.as_bytes()[0], n[2..].trim_end_matches('a').parse::<u32>().unwrap(), n.len());
    let mut rows: Vec<_> = shown().into_iter().collect();
    rows.sort_by_key(|(number, _)| key(number));
    let mut list = format!("# The recorded cases of each statement\n\nThe directories of fixtures/truth. {REFRESH}\n");
    list += "\n| statement | cases |\n|---|---|\n";
    for (number, cases) in rows {
        list.extend(["| ", &number, " | ", &cases.join(", "), " |\n"]);
    }
    list += "\n## Observed, without a recorded case\n\n| why | statements |\n|---|---|\n";
    for (why, numbers) in WITHOUT_CASE {
        list.extend(["| ", why, " | ", &numbers.replace(' ', ", "), " |\n"]);
    }
    if std::env::var_os("UPDATE").is_some() {
        fs::write(Path::new(ROOT).join(CASES), &list).unwrap();
    }
    assert!(fs::read_to_string(Path::new(ROOT).join(CASES)).unwrap_or_default() == list, "{CASES} is stale. {REFRESH}");
}
