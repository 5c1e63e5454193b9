//! `--format json`, as docs/json.md describes it.

use std::collections::BTreeSet;

use pjlint::report::Format;
use serde_json::{Value, json};

use crate::report::fixture::{self, ODD, PJSIP, clean, directory, findings, lint, parsed, run};

#[test]
fn holds_every_finding_with_every_field() {
    let linted = findings("json");
    let count = linted.findings.len();
    let log = parsed(&run(vec![linted]), Format::Json);
    assert_eq!(log["schema"], 1);
    assert_eq!(log["pjlint"], env!("CARGO_PKG_VERSION"));
    let run = &log["runs"][0];
    assert_eq!(
        (&run["directory"], &run["asterisk"], &run["asterisk_because"]),
        (&json!("conf"), &json!("22.10"), &json!("given"))
    );
    let found = run["findings"].as_array().expect("a list");
    assert_eq!(found.len(), count);
    let rules: BTreeSet<&str> = found.iter().filter_map(|f| f["rule"].as_str()).collect();
    for rule in ["unknown-option", "invalid-value", "duplicate-object", "dangling-aor", "missing-type"] {
        assert!(rules.contains(rule), "{rule} is not among {rules:?}");
    }
    let total: u64 = ["error", "warning", "info"].iter().filter_map(|s| log["summary"][s].as_u64()).sum();
    assert_eq!(total, count as u64);
    assert_eq!(run["objects"]["aor"], json!({"loaded": 0, "rejected": 3, "ignored": 0}));
}

#[test]
fn is_what_the_reference_says() {
    let reference = include_str!("../../../docs/json.md");
    let log = parsed(&run(vec![findings("json-reference")]), Format::Json);
    let mut fields = BTreeSet::new();
    collect(&log, &mut fields);
    for field in fields {
        assert!(reference.contains(&format!("`{field}`")), "docs/json.md does not describe `{field}`");
    }
}

/// The names of all fields, but for those of `objects`, which are types.
fn collect(value: &Value, fields: &mut BTreeSet<String>) {
    match value {
        Value::Object(map) => {
            for (name, value) in map {
                fields.insert(name.clone());
                if name == "objects" {
                    value.as_object().into_iter().flatten().for_each(|(_, v)| collect(v, fields));
                } else {
                    collect(value, fields);
                }
            }
        }
        Value::Array(list) => list.iter().for_each(|v| collect(v, fields)),
        _ => {}
    }
}

#[test]
fn places_are_exact() {
    let log = parsed(&run(vec![findings("json-places")]), Format::Json);
    let found = log["runs"][0]["findings"].as_array().expect("a list");
    let codec = found.iter().find(|f| f["rule"] == "invalid-value" && f["option"] == "allow").expect("the codec");
    let line = 1 + PJSIP.lines().position(|l| l.starts_with("allow")).expect("the line");
    assert_eq!((&codec["file"], &codec["line"]), (&json!("conf/pjsip.conf"), &json!(line)));
    assert_eq!((&codec["column"], &codec["end_line"], &codec["end_column"]), (&json!(7), &json!(line), &json!(20)));
    assert_eq!(codec["object"], json!({"type": "endpoint", "id": "alice"}));
    let odd = found.iter().filter(|f| f["file"] == format!("conf/{ODD}")).count();
    assert!(odd > 0, "no finding in the file with the odd name");
}

#[test]
fn an_empty_result_is_one_too() {
    let log = parsed(&run(vec![clean("json-clean")]), Format::Json);
    assert_eq!(log["runs"][0]["findings"], json!([]));
    assert_eq!(log["summary"], json!({"error": 0, "warning": 0, "info": 0}));
    assert_eq!(parsed(&run(Vec::new()), Format::Json)["runs"], json!([]));
}

#[test]
fn nothing_hidden_stands_in_the_text() {
    let dir = directory(
        "json-hidden",
        &[("a\u{202e}b.conf", "[x]\ntype=aor\nno_such=1\n"), ("pjsip.conf", "#include *b.conf\n")],
    );
    let run = run(vec![lint(dir, "")]);
    let text = fixture::text(&run, Format::Json);
    assert!(!text.contains('\u{202e}') && text.contains("a\\u202eb.conf"), "{text}");
    assert_eq!(parsed(&run, Format::Json)["runs"][0]["findings"][0]["file"], "a\u{202e}b.conf");
}

/// Lines that come or go elsewhere in the file change no fingerprint; nor are two findings known by the same.
#[test]
fn fingerprints_survive_inserted_lines() {
    let prints = |log: &Value| -> Vec<String> {
        let found = log["runs"][0]["findings"].as_array().expect("a list");
        found.iter().filter_map(|f| f["fingerprint"].as_str().map(str::to_owned)).collect()
    };
    let before = findings("json-prints");
    let root = before.config.dir.root.clone();
    let before = parsed(&run(vec![before]), Format::Json);
    std::fs::write(root.join("pjsip.conf"), format!("; one line\n\n;-- and\nthree more --;\n{PJSIP}")).expect("a file");
    let after = parsed(&run(vec![lint(root, "conf/")]), Format::Json);
    assert_ne!(before["runs"][0]["findings"][0]["line"], after["runs"][0]["findings"][0]["line"]);
    assert_eq!(prints(&before), prints(&after));
    let distinct: BTreeSet<String> = prints(&before).into_iter().collect();
    assert_eq!(distinct.len(), prints(&before).len());
}
