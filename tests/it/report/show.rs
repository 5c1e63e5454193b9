//! `pjlint show`: verdicts, values and where they are from.

use std::path::Path;

use pjlint::linter::Report;
use pjlint::objects::State;
use pjlint::report::{show_json, show_text};
use serde_json::{Value, json};

use crate::report::fixture::{clean, directory, findings, lint, style};
use crate::{cases, sample};

fn shown(linted: &Report, filter: Option<(&str, Option<&str>)>, defaults: bool) -> Value {
    let mut out = Vec::new();
    show_json(std::slice::from_ref(linted), filter, defaults, &mut out).expect("memory can be written");
    serde_json::from_slice(&out).expect("one document")
}

fn text(linted: &Report, filter: Option<(&str, Option<&str>)>) -> String {
    let mut out = Vec::new();
    show_text(std::slice::from_ref(linted), filter, false, &style(false), &mut out).expect("memory can be written");
    String::from_utf8(out).expect("UTF-8")
}

const INHERITED: &str = "\
[base](!)
type=endpoint
context=phones
[phone](!,base)
allow=!all,ulaw
webrtc=yes
[alice](phone)
aors=alice
allow=alaw
[alice](+)
callerid=Alice <100>
";

#[test]
fn values_say_where_they_are_from() {
    let linted = lint(directory("show", &[("pjsip.conf", INHERITED)]), "conf/");
    let log = shown(&linted, Some(("endpoint", Some("alice"))), false);
    assert_eq!(log["asterisk"], "22.10");
    let alice = &log["objects"][0];
    assert_eq!(
        (&alice["type"], &alice["id"], &alice["source"], &alice["verdict"], &alice["line"], &alice["because"]),
        (&json!("endpoint"), &json!("alice"), &json!("pjsip.conf"), &json!("loaded"), &json!(7), &json!([]))
    );
    let values = &alice["values"];
    let template = |section, line| json!({"section": section, "file": "conf/pjsip.conf", "line": line});
    assert_eq!(
        values["context"],
        json!({
            "value": "phones", "file": "conf/pjsip.conf", "line": 3, "column": 1,
            "via": [template("phone", 4), template("base", 1)],
        })
    );
    assert_eq!(values["callerid"]["via"], json!([{"append": true, "file": "conf/pjsip.conf", "line": 10}]));
    assert_eq!(values["allow"]["value"], json!(["ulaw", "alaw"]));
    assert_eq!((&values["allow"]["line"], &values["allow"]["via"]), (&json!(9), &json!([])));
    let from: Vec<&Value> = values["allow"]["from"].as_array().expect("a list").iter().map(|l| &l["line"]).collect();
    assert_eq!(from, [5, 9]);
    assert_eq!((&values["rtcp_mux"]["value"], &values["rtcp_mux"]["by"]), (&json!("yes"), &json!("webrtc")));
    assert_eq!(values.get("direct_media"), None);
    let all = shown(&linted, Some(("endpoint", Some("alice"))), true);
    assert_eq!(all["objects"][0]["values"]["direct_media"], json!({"value": "yes", "default": true}));
}

#[test]
fn templates_are_shown_where_they_are_asked_for() {
    let linted = lint(directory("show-templates", &[("pjsip.conf", INHERITED)]), "");
    assert_eq!(shown(&linted, None, false)["objects"].as_array().map(Vec::len), Some(1));
    let templates = shown(&linted, Some(("template", None)), false);
    assert_eq!(templates["objects"].as_array().map(Vec::len), Some(2));
    assert_eq!(templates["objects"][1]["values"]["context"]["line"], 3);
}

/// Every object that the summary counts is shown, with its verdict; what is not loaded says why.
#[test]
fn objects_are_those_of_the_summary() {
    let linted = findings("show-summary");
    let log = shown(&linted, None, false);
    let objects = log["objects"].as_array().expect("a list");
    let count = |verdict: &str| objects.iter().filter(|o| o["verdict"] == verdict).count() as u64;
    let total = linted.summary.total();
    assert_eq!((count("loaded"), count("rejected"), count("ignored")), (total.loaded, total.rejected, total.ignored));
    for object in objects {
        assert_eq!(object["verdict"] == "loaded", object["because"] == json!([]), "{object}");
        for reason in object["because"].as_array().expect("a list") {
            let rule = reason["rule"].as_str().expect("a rule");
            assert!(pjlint::catalogue::find(rule).is_some(), "there is no rule `{rule}`");
        }
    }
    let because = |kind: &str, id: &str| {
        let object = objects.iter().find(|o| o["type"] == kind && o["id"] == id).expect("the object");
        object["because"][0]["rule"].clone()
    };
    assert_eq!(because("endpoint", "alice"), "invalid-value");
    assert_eq!(because("auth", "trunk"), "unknown-option");
    assert_eq!(because("aor", "alice"), "unknown-option");
    assert_eq!(because("aor", "bob"), "duplicate-object");
    assert_eq!(because("", "nothing"), "missing-type");
}

/// The reasons do not depend on the findings: every name of a rule that they give is one. Each run looks at another
/// quarter of the recorded cases.
#[test]
fn reasons_hold_without_findings() {
    let mut named = std::collections::BTreeSet::new();
    sample::tell();
    let is_drawn = |case: &Path| sample::is_drawn(&case.file_name().expect("a name").to_string_lossy());
    for case in cases::all().iter().filter(|c| c.join("pjsip.conf").is_file() && is_drawn(c)) {
        let mut linted = lint(case.to_path_buf(), "");
        linted.findings.clear();
        let log = shown(&linted, None, true);
        for object in log["objects"].as_array().expect("a list") {
            assert_eq!(object["verdict"] == "loaded", object["because"] == json!([]), "{object}");
            named.extend(object["because"][0]["rule"].as_str().filter(|r| !r.is_empty()).map(str::to_owned));
        }
        assert!(!text(&linted, None).is_empty());
    }
    for rule in &named {
        assert!(pjlint::catalogue::find(rule).is_some(), "there is no rule `{rule}`");
    }
    assert!(named.len() >= 8, "{named:?}");
}

#[test]
fn text_is_in_blocks() {
    let linted = lint(directory("show-text", &[("pjsip.conf", INHERITED)]), "");
    let text = text(&linted, None);
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines[0], "endpoint alice                        loaded   pjsip.conf:7");
    assert!(lines.iter().any(|l| l.ends_with("  phones         pjsip.conf:3 via phone, base")), "{text}");
    assert!(
        lines.iter().any(|l| l.trim_start().starts_with("callerid ") && l.ends_with(" via (+) at pjsip.conf:10")),
        "{text}"
    );
}

#[test]
fn each_directory_has_its_own_line() {
    let mut out = Vec::new();
    let two = vec![clean("show-1"), clean("show-2")];
    show_json(&two, None, false, &mut out).expect("memory can be written");
    let documents: Vec<Value> =
        String::from_utf8_lossy(&out).lines().map(|l| serde_json::from_str(l).expect("a document")).collect();
    assert_eq!(documents.len(), 2);
    assert_eq!(shown(&clean("show-3"), Some(("endpoint", None)), false)["objects"], json!([]));
    assert_eq!(clean("show-4").config.pjsip.state(0), State::Loaded);
    assert_eq!(text(&clean("show-5"), Some(("endpoint", None))), "no objects\n");
}
