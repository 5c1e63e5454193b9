//! `--format gitlab`: a Code Quality report.

use std::collections::BTreeSet;

use pjlint::catalogue::Severity;
use pjlint::report::{Format, Run};
use serde_json::{Value, json};

use crate::json_schema::assert_valid;
use crate::report::fixture::{ODD, clean, findings, parsed, run};

fn valid(run: &Run) -> Vec<Value> {
    let report = parsed(run, Format::Gitlab);
    assert_valid(include_str!("../../../fixtures/schemas/gitlab-code-quality.json"), &report);
    let list = report.as_array().expect("a list").clone();
    let prints: BTreeSet<&str> = list.iter().filter_map(|i| i["fingerprint"].as_str()).collect();
    assert_eq!(prints.len(), list.len(), "of two findings with one fingerprint GitLab shows one");
    list
}

#[test]
fn holds_every_finding() {
    let run = run(vec![findings("gitlab")]);
    let list = valid(&run);
    let linted = &run.reports[0];
    assert_eq!(list.len(), linted.findings.len());
    for (issue, f) in list.iter().zip(&linted.findings) {
        assert_eq!(issue["check_name"], f.rule.name);
        assert!(issue["description"].as_str().is_some_and(|d| d.starts_with(&f.message) && d.contains(&f.consequence)));
        let severity = match f.severity {
            Severity::Error => "critical",
            Severity::Warning => "major",
            Severity::Info => "info",
        };
        assert_eq!(issue["severity"], severity);
        assert_eq!(issue["location"]["lines"]["begin"], linted.config.sources.position(f.primary.span).line);
    }
    assert!(list.iter().any(|i| i["location"]["path"] == format!("conf/{ODD}")));
}

#[test]
fn nothing_found_is_an_empty_list() {
    assert_eq!(parsed(&run(vec![clean("gitlab-clean")]), Format::Gitlab), json!([]));
    assert_eq!(parsed(&run(Vec::new()), Format::Gitlab), json!([]));
}

#[test]
fn fingerprints_are_unique_and_stay() {
    let twice = run(vec![findings("gitlab-1"), findings("gitlab-2")]);
    let list = valid(&twice);
    let mut many = findings("gitlab-many");
    many.findings = vec![many.findings[0].clone(); 10_000];
    assert_eq!(valid(&run(vec![many])).len(), 10_000);
    // The second of two equal directories changes nothing of the first.
    let once = valid(&run(vec![findings("gitlab-3")]));
    assert_eq!(once.len() * 2, list.len());
    assert_eq!(once[..], list[..once.len()]);
}

#[cfg(unix)]
#[test]
fn odd_names_are_whole() {
    let list = valid(&run(vec![crate::report::fixture::odd("gitlab-odd")]));
    let paths: BTreeSet<&str> = list.iter().filter_map(|i| i["location"]["path"].as_str()).collect();
    assert!(paths.contains("::error file=x::/odd/<&\"'>.conf"), "{paths:?}");
    assert!(paths.contains("::error file=x::/odd/a\n::error::pwned\r##[error]pwned\n.conf"), "{paths:?}");
}
