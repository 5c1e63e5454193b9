//! What pjlint says of a configuration against what a real Asterisk made of it: the recorded fixtures, and, where
//! there is one, a corpus of directories with their truth beside them.

#![allow(clippy::print_stdout, clippy::print_stderr)]

mod chan_sip;
mod claims;
mod compare;
mod expand;
mod neighbours;
mod record;
mod refused;
mod shown;

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::cases::{self, CaseDir};

use record::{Case, Record};

fn cases() -> Vec<(String, CaseDir)> {
    let name = |dir: &CaseDir| dir.file_name().expect("a name").to_string_lossy().into_owned();
    let cases: Vec<(String, CaseDir)> = cases::all().into_iter().map(|dir| (name(&dir), dir)).collect();
    assert!(cases.len() > 300, "only {} cases", cases.len());
    cases
}

/// Every claim that a case makes for its statements holds in what Asterisk did.
#[test]
fn claims_hold_in_the_records() {
    let (mut wrong, mut checked) = (Vec::new(), 0);
    for (name, dir) in cases() {
        let case = Case::read(&dir);
        for version in &case.versions {
            let record = Record::read_case(&dir, version);
            for claim in case.claims_on(version) {
                checked += 1;
                if let Err(why) = claims::check(claim, &record) {
                    wrong.push(format!("{name} on {version}: {why}"));
                }
            }
        }
    }
    assert!(checked > 1000, "only {checked} claims were checked");
    assert!(wrong.is_empty(), "{} of {checked} claims do not hold:\n{}", wrong.len(), wrong.join("\n"));
}

/// pjlint's verdicts and values are those of the records.
#[test]
fn verdicts_and_values_agree_with_the_records() {
    let (mut wrong, mut objects, mut values, mut refused) = (Vec::new(), 0, 0, 0);
    for (name, dir) in cases() {
        let case = Case::read(&dir);
        for version in &case.versions {
            let record = Record::read_case(&dir, version);
            let outcome = compare::directory(&dir, version, &record);
            objects += outcome.objects;
            values += outcome.values;
            refused += outcome.refused;
            wrong.extend(outcome.differences.into_iter().map(|d| format!("{name} on {version}: {d}")));
        }
    }
    assert!(objects > 2000 && values > 50_000, "only {objects} objects and {values} values were compared");
    assert!(refused > 1500, "only {refused} refused objects were compared");
    assert!(wrong.is_empty(), "{} differences:\n{}", wrong.len(), wrong.join("\n"));
}

/// What the files beside pjsip.conf say is what Asterisk showed.
#[test]
fn neighbours_agree_with_the_records() {
    let (mut wrong, mut facts) = (Vec::new(), 0);
    for (name, dir) in cases() {
        let case = Case::read(&dir);
        for version in &case.versions {
            let record = Record::read_case(&dir, version);
            let outcome = neighbours::directory(&name, &dir, version, &record);
            facts += outcome.facts;
            wrong.extend(outcome.differences.into_iter().map(|d| format!("{name} on {version}: {d}")));
        }
    }
    assert!(facts > 200, "only {facts} facts were compared");
    assert!(wrong.is_empty(), "{} of {facts} facts differ:\n{}", wrong.len(), wrong.join("\n"));
}

/// pjlint's findings on each case are those that the case lists.
#[test]
fn findings_are_those_that_the_cases_list() {
    let mut wrong = Vec::new();
    let mut listed = 0;
    let mut all = BTreeMap::new();
    for (name, dir) in cases() {
        let case = Case::read(&dir);
        if std::env::var_os("PJLINT_FINDINGS").is_some() {
            let found = case.versions.iter().map(|v| (v.clone(), compare::findings(&dir, v)));
            all.insert(name.clone(), found.collect::<BTreeMap<_, _>>());
        }
        let Some(expected) = case.findings.clone() else { continue };
        listed += 1;
        for version in &case.versions {
            let found = compare::findings(&dir, version);
            let on_this: Vec<String> = expected.iter().filter_map(|f| record::for_version(f, version)).collect();
            if found != on_this {
                wrong.push(format!("{name} on {version}:\n    lists {on_this:?}\n    found {found:?}"));
            }
        }
    }
    // `PJLINT_FINDINGS=FILE`: what is found in every case, for whoever resolves the lists.
    if let Some(file) = std::env::var_os("PJLINT_FINDINGS") {
        std::fs::write(file, serde_json::to_string(&all).expect("plain maps")).expect("the file can be written");
    }
    assert!(listed > 500, "only {listed} cases list their findings");
    assert!(wrong.is_empty(), "{} cases differ:\n{}", wrong.len(), wrong.join("\n"));
}

/// A statement, its cases, and whether they agree on 16 and on 22.
type Row = (String, Vec<String>, [Option<bool>; 2]);

/// `PJLINT_TABLE=FILE`: writes which statement is shown by which cases, and whether pjlint agrees with both Asterisks.
#[test]
fn table_of_statements() {
    let Ok(file) = std::env::var("PJLINT_TABLE") else { return };
    let mut rows: BTreeMap<(char, u32), Row> = BTreeMap::new();
    for (name, dir) in cases() {
        let case = Case::read(&dir);
        for statement in &case.statements {
            let number = statement[2..].parse().expect("a statement is a letter, a dash and a number");
            let row = rows.entry((statement.chars().next().expect("a letter"), number)).or_default();
            row.0.clone_from(statement);
            row.1.push(name.clone());
            for (i, version) in
                ["16", "22"].into_iter().enumerate().filter(|(_, v)| case.versions.iter().any(|c| c == v))
            {
                let record = Record::read_case(&dir, version);
                let agrees = case.claims_on(version).all(|c| claims::check(c, &record).is_ok())
                    && compare::directory(&dir, version, &record).differences.is_empty();
                row.2[i] = Some(row.2[i].unwrap_or(true) && agrees);
            }
        }
    }
    let word = |agrees: Option<bool>| agrees.map_or("-", |a| if a { "yes" } else { "NO" });
    let mut text = String::from("| statement | cases | 16 | 22 |\n|---|---|---|---|\n");
    for (statement, cases, agrees) in rows.values() {
        let row = [statement.clone(), cases.join(", "), word(agrees[0]).into(), word(agrees[1]).into()];
        text.extend(["| ", &row.join(" | "), " |\n"]);
    }
    std::fs::write(file, text).expect("the file can be written");
}

/// The corpus: `PJLINT_CORPUS`, a directory with `conf/` and `asterisk-16.json`, `asterisk-22.json`.
#[test]
fn agrees_with_the_corpus() {
    let Ok(corpus) = std::env::var("PJLINT_CORPUS") else {
        eprintln!("skipped: PJLINT_CORPUS is not set");
        return;
    };
    let corpus = PathBuf::from(corpus);
    let mut wrong = Vec::new();
    for version in ["16", "22"] {
        let truth = record::corpus(&corpus, version);
        let mut totals = compare::Outcome::default();
        let mut agreeing = 0;
        for (name, record) in &truth {
            let outcome = compare::directory(&corpus.join("conf").join(name), version, record);
            agreeing += usize::from(outcome.differences.is_empty());
            let errors = compare::errors_on_loaded(&corpus.join("conf").join(name), version, record);
            wrong.extend(errors.into_iter().map(|e| format!("{name} on {version}: {e}")));
            totals.objects += outcome.objects;
            totals.values += outcome.values;
            totals.left_out.extend(outcome.left_out.into_iter().map(|l| format!("{name}: {l}")));
            wrong.extend(outcome.differences.into_iter().map(|d| format!("{name} on {version}: {d}")));
        }
        println!(
            "corpus on {version}: {agreeing} of {} directories agree; {} objects, {} values compared; left out: {}",
            truth.len(),
            totals.objects,
            totals.values,
            totals.left_out.len()
        );
        for left in &totals.left_out {
            println!("  left out on {version}: {left}");
        }
        assert!(truth.len() >= 400, "the corpus has {} directories", truth.len());
    }
    assert!(wrong.is_empty(), "{} differences:\n{}", wrong.len(), wrong.join("\n"));
}
