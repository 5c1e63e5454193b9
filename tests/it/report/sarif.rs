//! `--format sarif`: the standard's schema, and what code scanning asks for beyond it.

use pjlint::catalogue::{RULES, Severity};
use pjlint::report::Format;
use serde_json::{Value, json};

use crate::json_schema::assert_valid;
use crate::report::fixture::{ODD, clean, directory, findings, lint, parsed, run};

const SCHEMA: &str = include_str!("../../../fixtures/schemas/sarif-2.1.0.json");

/// Holds the log against the schema, and leaves it where `tests/sarif-validate` can be pointed at.
pub(crate) fn valid(name: &str, log: &Value) {
    let kept = concat!(env!("CARGO_TARGET_TMPDIR"), "/sarif");
    std::fs::create_dir_all(kept).expect("a directory for the test");
    std::fs::write(format!("{kept}/{name}.sarif"), log.to_string()).expect("a file for the test");
    assert_valid(SCHEMA, log);
}

fn results(log: &Value) -> &Vec<Value> {
    log["runs"][0]["results"].as_array().expect("a list of results")
}

#[test]
fn is_valid_with_and_without_results() {
    for (name, run) in [
        ("findings", run(vec![findings("sarif")])),
        ("clean", run(vec![clean("sarif-clean")])),
        ("nothing", run(Vec::new())),
        ("two", run(vec![findings("sarif-two"), clean("sarif-two-clean")])),
    ] {
        let log = parsed(&run, Format::Sarif);
        valid(name, &log);
        let wanted: usize = run.reports.iter().map(|l| l.findings.len()).sum();
        assert_eq!(results(&log).len(), wanted, "{name}");
        assert_eq!(log["runs"].as_array().map(Vec::len), Some(1), "{name}");
        assert_eq!(log["runs"][0]["invocations"][0]["executionSuccessful"], true, "{name}");
        let rules = log["runs"][0]["tool"]["driver"]["rules"].as_array().expect("rules");
        assert_eq!(rules.len(), RULES.len(), "all rules, whether or not they fired");
    }
}

#[test]
fn results_point_at_their_rules_and_places() {
    let linted = findings("sarif-places");
    let run = run(vec![linted]);
    let log = parsed(&run, Format::Sarif);
    let rules = &log["runs"][0]["tool"]["driver"]["rules"];
    let mut levels = Vec::new();
    for result in results(&log) {
        let index = result["ruleIndex"].as_u64().expect("an index") as usize;
        assert_eq!(rules[index]["id"], result["ruleId"]);
        let place = &result["locations"][0]["physicalLocation"];
        let uri = place["artifactLocation"]["uri"].as_str().expect("a URI");
        let safe = |c: char| c.is_ascii_alphanumeric() || "-._~/%".contains(c);
        assert!(uri.starts_with("conf/") && uri.chars().all(safe), "{uri}");
        assert!(place["region"]["endColumn"].is_u64() && place["region"].get("snippet").is_none());
        assert!(result["partialFingerprints"]["pjlint/v1"].is_string());
        assert!(result["message"]["text"].as_str().is_some_and(|t| t.ends_with(['.', '?', '!'])));
        levels.push(["error", "warning", "note"].iter().position(|l| result["level"] == *l).expect("a level"));
    }
    assert!(levels.is_sorted(), "the most severe come first");
    let odd = "conf/b%C3%BCro%20%231%20100%25%20%5Bx%5D.conf";
    let is_odd = |r: &&Value| r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == odd;
    assert!(results(&log).iter().any(|r| is_odd(&r)), "no result in {ODD}");
    let duplicate = results(&log).iter().find(|r| r["properties"]["rule"] == "duplicate-object").expect("bob");
    assert_eq!(duplicate["locations"][0]["logicalLocations"][0]["fullyQualifiedName"], "aor/bob");
    assert_eq!(duplicate["relatedLocations"][0]["id"], 1);
    assert!(duplicate["message"]["text"].as_str().is_some_and(|t| t.contains("](1)")));
}

/// Where the directory lies on this host is nobody's business.
#[test]
fn paths_of_the_host_are_left_out() {
    let mut linted = findings("sarif-outside");
    let root = linted.config.dir.root.clone();
    linted.prefix = "/srv/customers/acme/asterisk/".into();
    let run = run(vec![linted]);
    let log = parsed(&run, Format::Sarif);
    valid("outside", &log);
    let text = log["runs"][0]["results"].to_string() + &log["runs"][0]["originalUriBaseIds"].to_string();
    assert!(!text.contains("customers") && !text.contains(&*root.to_string_lossy()));
    assert_eq!(results(&log)[0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"], "pjsip.conf");
    // Two of them are still told apart.
    let mut both = run;
    both.reports.push(findings("sarif-outside-2"));
    both.reports[1].prefix = "/srv/customers/zenith/asterisk/".into();
    let log = parsed(&both, Format::Sarif).to_string();
    assert!(log.contains("\"acme/asterisk/pjsip.conf\"") && log.contains("\"zenith/asterisk/pjsip.conf\""));
}

#[test]
fn at_most_5000_results_and_1000_places() {
    let mut linted = findings("sarif-caps");
    let least = linted.findings.iter().position(|f| f.severity < Severity::Error).expect("a warning");
    let least = linted.findings.remove(least);
    let mut worst = linted.findings[0].clone();
    worst.labels = vec![worst.primary.clone(); 2000];
    linted.findings = vec![least.clone(); 6000];
    linted.findings.push(worst);
    let log = parsed(&run(vec![linted]), Format::Sarif);
    valid("caps", &log);
    assert_eq!(results(&log).len(), 5000);
    assert_eq!(results(&log)[0]["level"], "error");
    assert_eq!(results(&log)[0]["relatedLocations"].as_array().map(Vec::len), Some(999));
    let note = &log["runs"][0]["invocations"][0]["toolExecutionNotifications"][0];
    let text = note["message"]["text"].as_str().expect("a text");
    assert!(text.starts_with("1001 results") && text.contains(&format!("1001 of {}", least.rule.name)), "{text}");
}

/// A header of the configuration that is quoted in a message looks like a link of SARIF, and must not be one.
#[test]
fn quoted_headers_are_no_links() {
    let mut linted = findings("sarif-links");
    linted.findings.truncate(1);
    linted.findings[0].message = "`[alice](1)` is a header".into();
    linted.findings[0].labels.clear();
    let log = parsed(&run(vec![linted]), Format::Sarif);
    assert!(results(&log)[0]["message"]["text"].as_str().is_some_and(|t| t.starts_with("`[alice\\](1)` is a header.")));
}

#[test]
fn standard_input_and_files_elsewhere_have_places() {
    let dir = directory("sarif-elsewhere/conf", &[("pjsip.conf", "#include ../shared.conf\n")]);
    std::fs::write(dir.join("../shared.conf"), "[x]\ntype=aor\nno_such=1\n").expect("a file");
    let log = parsed(&run(vec![lint(dir, "site/conf/")]), Format::Sarif);
    valid("elsewhere", &log);
    assert_eq!(
        results(&log)[0]["locations"][0]["physicalLocation"]["artifactLocation"],
        json!({"uri": "site/shared.conf", "uriBaseId": "%SRCROOT%"})
    );
}

/// Rules about security have what code scanning shows them by, and the others have nothing of it.
#[test]
fn security_rules_name_their_weaknesses() {
    let log = parsed(&run(Vec::new()), Format::Sarif);
    valid("security", &log);
    let (run, driver) = (&log["runs"][0], &log["runs"][0]["tool"]["driver"]);
    let taxonomy = &run["taxonomies"][0];
    assert_eq!(taxonomy["name"], "CWE");
    assert_eq!(driver["supportedTaxonomies"], json!([{"name": "CWE", "guid": taxonomy["guid"].clone(), "index": 0}]));
    let taxa = taxonomy["taxa"].as_array().expect("taxa");
    let mut used = std::collections::BTreeSet::new();
    for (rule, entry) in RULES.iter().zip(driver["rules"].as_array().expect("rules")) {
        let tags: Vec<&str> =
            entry["properties"]["tags"].as_array().expect("tags").iter().filter_map(Value::as_str).collect();
        let severity = entry["properties"]["security-severity"].as_str();
        assert_eq!(severity, rule.security_severity, "{}", rule.name);
        assert_eq!(severity.is_some(), tags.contains(&"security"), "{}", rule.name);
        assert_eq!(severity.is_some(), !rule.cwe.is_empty(), "{}", rule.name);
        let related = entry["relationships"].as_array().map_or(&[][..], Vec::as_slice);
        assert_eq!(related.len(), rule.cwe.len(), "{}", rule.name);
        for (number, related) in rule.cwe.iter().zip(related) {
            assert!(tags.contains(&format!("external/cwe/cwe-{number}").as_str()), "{tags:?}");
            let index = related["target"]["index"].as_u64().expect("an index") as usize;
            assert_eq!(related["target"]["id"], number.to_string());
            assert_eq!(related["target"]["toolComponent"]["guid"], taxonomy["guid"]);
            assert_eq!(taxa[index]["id"], number.to_string());
            used.insert(index);
            let name = taxa[index]["name"].as_str().expect("a name");
            let page = rule.text().split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(page.contains(&format!("CWE-{number}, {name}")), "{}: the page does not name it", rule.name);
            let number = rule.security_severity.expect("a number");
            assert!(page.contains(&format!("security finding of {number} out of 10")), "{}: nor the number", rule.name);
        }
    }
    assert_eq!(used.len(), taxa.len(), "no weakness that no rule is about");
    assert!(used.len() >= 8);
}
