//! `pjlint check --statistics` against the findings that it counts.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::terminal::pjlint;

fn output(more: &[&str]) -> (String, i32) {
    let output = pjlint().args(["check", "fixtures/demo", "--asterisk", "22.10"]).args(more).output().unwrap();
    assert!(output.stderr.is_empty() || output.status.code() == Some(2));
    let text = if output.status.code() == Some(2) { output.stderr } else { output.stdout };
    (String::from_utf8(text).unwrap(), output.status.code().unwrap())
}

#[test]
fn counts_are_those_of_the_findings() {
    let (text, status) = output(&["--format", "json"]);
    let report: Value = serde_json::from_str(&text).unwrap();
    let mut counted: BTreeMap<&str, (u64, u64)> = BTreeMap::new();
    for finding in report["runs"][0]["findings"].as_array().unwrap() {
        let (findings, objects) = counted.entry(finding["rule"].as_str().unwrap()).or_default();
        *findings += 1;
        *objects += finding["count"].as_u64().unwrap();
    }
    let (text, same) = output(&["--format", "json", "--statistics"]);
    let statistics: Value = serde_json::from_str(&text).unwrap();
    assert_eq!((status, same), (1, 1));
    assert_eq!(statistics["summary"], report["summary"]);
    let rows = statistics["statistics"].as_array().unwrap();
    let said: BTreeMap<&str, (u64, u64)> = rows
        .iter()
        .map(|r| (r["rule"].as_str().unwrap(), (r["findings"].as_u64().unwrap(), r["objects"].as_u64().unwrap())))
        .collect();
    assert_eq!(said, counted);
    let order: Vec<u64> = rows.iter().map(|r| r["findings"].as_u64().unwrap()).collect();
    assert!(order.is_sorted_by(|a, b| a >= b), "most findings first: {order:?}");
    // For people: a line a rule, in the same order, and the summary.
    for format in ["full", "concise"] {
        let (text, status) = output(&["--format", format, "--statistics"]);
        assert_eq!(status, 1);
        let lines: Vec<Vec<&str>> =
            text.lines().take_while(|l| !l.is_empty()).map(|l| l.split_whitespace().collect()).collect();
        assert_eq!(lines.len(), rows.len());
        for (line, row) in lines.iter().zip(rows) {
            assert_eq!(line[0], row["findings"].to_string());
            assert_eq!((line[1], line[2]), (row["code"].as_str().unwrap(), row["rule"].as_str().unwrap()));
            assert_eq!((line[3], line[4]), (row["severity"].as_str().unwrap(), row["objects"].to_string().as_str()));
        }
        assert!(text.trim_end().lines().rev().take(2).any(|l| l.contains("errors")), "{text}");
    }
}

#[test]
fn other_formats_have_no_counts() {
    let (text, status) = output(&["--format", "sarif", "--statistics"]);
    assert_eq!(status, 2);
    assert!(text.contains("--statistics counts findings"), "{text}");
}
