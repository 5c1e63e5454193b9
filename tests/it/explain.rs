//! `pjlint explain` with what people see: lines that the real Asterisk logged, and complaints.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;
use std::fs;
use std::process::Command;

use pjlint::catalogue::{RULES, find};
use pjlint::symptoms::{Hit, MatchedBy, log_lines, look_up, nearest};
use serde_json::Value;

use crate::sample;

/// The first rules of the answer.
fn first(question: &str, most: usize) -> Vec<&'static str> {
    look_up(question).map_or_else(Vec::new, |a| a.hits.iter().take(most).map(|h| h.rule.name).collect())
}

/// A recorded case, what its line has in it, and the rule that must be among the first three.
const LOGGED: &[(&str, &str, &str)] = &[
    ("S-10-rejected-endpoint-at-run-time", "Error parsing dtmf_mode", "invalid-value"),
    ("G-64-cycle-self", "contains a duplicate object", "duplicate-object"),
    ("G-54-include-arrow", "was listed as a #include", "missing-include"),
    ("G-64-cycle-self", "Same File included", "include-trap"),
    ("G-63-broken-includes-leave-less-depth", "Maximum Include level", "include-trap"),
    ("F-06-lost", "Category addition requested", "append-to-missing"),
    ("G-20-long-base", "Inheritance requested", "undefined-template"),
    ("G-12-divider", "Unterminated comment", "comment-trap"),
    ("F-02-lost", "no closing ']'", "malformed-line"),
    ("R-28-acl-option-names-section", "will be marked as undefined", "dangling-acl"),
    ("R-35-absent-acl-conf", "Attempted to find named ACL", "dangling-acl"),
    ("S-62-rejected-at-the-end", "Address already in use", "transport-bind-duplicate"),
    ("I-11-trunk-with-aors", "not found for endpoint", "aor-name-mismatch"),
    ("I-09-anonymous-register", "has no configured AORs", "orphan-object"),
    ("G-18-blanks-in-name", "Couldn't find auth", "dangling-auth"),
    ("R-23-missing-transport-falls-back", "Unable to retrieve PJSIP transport", "dangling-transport"),
    ("I-03-anonymous-not-loaded-name", "No matching endpoint found", "trunk-not-identifiable"),
    ("G-09-password-cut", "Failed to authenticate", "auth-username-problem"),
    ("M-109-all-modules", "did not pass ACL test", "pjsip-acl-is-global"),
    ("R-10-new-port", "will exceed max contacts", "max-contacts-lockout"),
    ("R-09-max-contacts-zero", "has no configured max_contacts", "aor-unreachable"),
    ("R-58-no-retries", "Maximum retries reached", "registration-gives-up"),
    ("R-20-registration-no-auth", "Fatal response '401'", "registration-without-auth"),
    ("R-20-auth-is-not-outbound-auth", "There were no auth ids available", "registration-without-auth"),
    ("R-53-geolocation-conf-absent", "doesn't exist", "dangling-profile"),
    ("R-38-hostname-port", "failed when adding resolution", "identify-hostname"),
    ("R-37-identify-by-template-and-glob", "endpoint could not be found", "dangling-identify-endpoint"),
    ("G-09-password-cut", "extension not found in context", "undefined-context"),
    ("M-98-dialplan-without-chan-sip", "No channel type registered", "dialplan-sip-channel"),
    ("M-98-dialplan-without-chan-sip", "No application 'SIPAddHeader'", "dialplan-sip-function"),
    ("S-62-bad-cert", "is either missing or not readable", "cert-file-missing"),
    ("R-02-reference-to-rejected", "No authentication username", "rejected-object"),
    ("T-11-handshake-fails", "no shared cipher", "tls-without-cert-or-key"),
    ("S-06-empty-sections", "At most one", "global-object-rejected"),
    ("T-04-websocket", "TOS and COS values ignored", "websocket-option-ignored"),
    ("R-20-call-wrong-realm", "No auth objects matching", "realm-mismatch-outbound"),
    ("M-109-no-rtp-engine", "Unable to create RTP instance", "rtp-bound-to-external-address"),
    ("V-06-endpoint-call-group", "Ignoring invalid group", "ignored-value"),
    ("S-38-stir-shaken-word", "is no longer supported", "deprecated-option"),
    ("M-109-no-authenticator", "No SIP authenticator registered", "required-module-noload"),
    ("P-01-initial-above-maximum", "less than the initial size", "pool-too-small"),
    ("R-12-dial-without-contact", "No URI available", "orphan-object"),
    ("R-51-aor-proxy-not-for-calls", "Unable to apply outbound proxy", "outbound-proxy-not-uri"),
    ("R-12-dial-without-contact", "as outbound proxy URI", "outbound-proxy-not-uri"),
    ("F-05-unknown-option", "Could not find option suitable", "unknown-option"),
    ("W-17-no-remote-hosts", "must have 'remote_hosts'", "wizard-remote-hosts"),
    ("S-53-reload", "is not fully reloadable", "transport-bind-duplicate"),
    ("S-20-transport-protocols", "binding not specified", "rejected-object"),
];

/// A line of a record as Asterisk writes it into its log.
fn recorded(case: &str, part: &str) -> String {
    let file = format!("{}/fixtures/truth/{case}/asterisk-22.json", env!("CARGO_MANIFEST_DIR"));
    let record: Value = serde_json::from_str(&fs::read_to_string(&file).expect(&file)).expect(&file);
    let mut open = vec![&record];
    while let Some(value) = open.pop() {
        match value {
            Value::Array(list) => open.extend(list.iter().rev()),
            Value::Object(map) => {
                if let (Some(text), Some(file), Some(level)) =
                    (map.get("text").and_then(Value::as_str), map.get("file"), map.get("level"))
                    && text.contains(part)
                {
                    let (file, level) = (file.as_str().unwrap(), level.as_str().unwrap());
                    return format!("[2026-11-20 10:00:00.123] {level}[4711][C-0000002a]: {file}: {text}");
                }
                open.extend(map.values());
            }
            _ => {}
        }
    }
    panic!("{case} has no line with `{part}`");
}

#[test]
fn lines_of_the_real_asterisk_lead_to_their_rules() {
    let mut wrong = Vec::new();
    for (case, part, rule) in LOGGED {
        let line = recorded(case, part);
        let answer = first(&line, 3);
        if !answer.contains(rule) {
            wrong.push(format!("{line}\n    {rule} is not in {answer:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_line_of_a_page_leads_to_its_rule() {
    let mut wrong = Vec::new();
    for rule in RULES {
        for line in log_lines(rule) {
            let found = look_up(&line)
                .is_some_and(|a| a.hits.iter().any(|hit| hit.rule.name == rule.name && hit.because == MatchedBy::Log));
            if !found {
                wrong.push(format!("{}: {line}", rule.name));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What the rules say that Asterisk logs, of all recorded configurations. A quarter of the lines is looked up in each run.
#[test]
fn every_line_of_a_finding_leads_to_its_rule() {
    let output = Command::new(env!("CARGO_BIN_EXE_pjlint"))
        .args(["check", "--format", "json", "--select", "all", "--profile", "audit", "fixtures/truth"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    let findings = report["runs"].as_array().unwrap().iter().flat_map(|run| run["findings"].as_array().unwrap());
    let logged: BTreeSet<(&str, &str)> =
        findings.filter_map(|f| Some((f["rule"].as_str()?, f["log"].as_str()?))).collect();
    let rules: BTreeSet<&str> = logged.iter().map(|(rule, _)| *rule).collect();
    assert!(rules.len() > 45, "{rules:?}");
    sample::tell();
    let mut wrong = Vec::new();
    for (rule, line) in logged.into_iter().filter(|(_, line)| sample::is_drawn(line)) {
        let is_found = |hit: &Hit| hit.rule.name == rule && hit.because == MatchedBy::Log;
        if !look_up(line).is_some_and(|answer| answer.hits.iter().any(is_found)) {
            wrong.push(format!("{rule}: {line}"));
        }
    }
    assert!(wrong.is_empty(), "put these lines on the pages of their rules:\n{}", wrong.join("\n"));
}

#[test]
fn names_and_numbers_of_a_line_do_not_matter() {
    let line = |name: &str, place: &str| {
        format!(
            "[Nov 20 10:00:00] WARNING[1]: res_pjsip_registrar.c:1 f: AOR '{name}' not found for endpoint '{name}' ({place})"
        )
    };
    let answer = first(&line("alice", "10.0.0.7:5060"), 5);
    assert!(answer.contains(&"dangling-aor"), "{answer:?}");
    assert_eq!(answer, first(&line("trunk-7", "[2001:db8::1]:40000"), 5));
    assert_eq!(answer, first(&line("no audio", "192.0.2.1:5060"), 5));
}

#[test]
fn complaints_lead_to_rules() {
    let expected = [
        ("one-way audio", "direct-media-behind-nat"),
        ("one way audio", "partial-nat-flags"),
        ("no audio", "external-address-without-local-net"),
        ("I can't hear the caller", "direct-media-behind-nat"),
        ("no sound in the browser", "webrtc-nat-without-ice-mapping"),
        ("calls drop after 32 seconds", "external-media-without-signaling"),
        ("registration lost", "registration-gives-up"),
        ("phone does not register", "dangling-aor"),
        ("401", "trunk-not-identifiable"),
        ("403 Forbidden", "max-contacts-lockout"),
        ("404", "aor-name-mismatch"),
        ("488", "endpoint-without-codecs"),
        ("SIP/2.0 488 Not Acceptable Here", "endpoint-without-codecs"),
        ("503", "qualify-storm"),
        ("Transport is not reloadable", "transport-bind-duplicate"),
        ("incoming calls are rejected", "trunk-not-identifiable"),
        ("only one phone rings", "multi-device-dial"),
        ("toll fraud", "anonymous-endpoint-exposed"),
        ("tls handshake", "tls-without-cert-or-key"),
        ("homer is empty", "hep-incomplete"),
        ("websocket connection fails", "webrtc-http-server"),
        ("option has no effect", "non-boolean-boolean"),
        ("endpoint missing after restart", "unknown-option"),
    ];
    let mut wrong = Vec::new();
    for (question, rule) in expected {
        let answer = first(question, 4);
        if !answer.contains(&rule) {
            wrong.push(format!("{question}: {rule} is not in {answer:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_way_to_say_a_symptom_is_understood() {
    let text = include_str!("../../rules/symptoms.toml");
    let table: toml::Table = text.parse().unwrap();
    for symptom in table["symptom"].as_array().unwrap() {
        let rules: Vec<&str> = symptom["rules"].as_array().unwrap().iter().filter_map(|r| r.as_str()).collect();
        let says = symptom["says"].as_array().unwrap().iter().chain([&symptom["name"]]);
        for question in says.filter_map(|s| s.as_str()) {
            let answer = first(question, 8);
            assert!(answer.iter().any(|rule| rules.contains(rule)), "{question}: {answer:?}");
        }
    }
}

#[test]
fn what_nothing_speaks_of_has_no_answer() {
    for question in
        ["", "   ", "weather forecast tomorrow", "'", "qqqq", "[2026-11-20 10:00:00] VERBOSE[1] x.c: zzz yyy"]
    {
        assert!(look_up(question).is_none(), "{question}");
    }
    assert!(look_up(&"no audio \u{1b}\0 ".repeat(5000)).is_some());
    assert!(find("qqqq").is_none());
    // But what is near.
    assert!(look_up("strange crackling lamp qqqq").is_none());
    assert!(nearest("strange crackling lamp qqqq").contains(&"BLF and message waiting".to_owned()));
    assert!(nearest("weather forecast tomorrow").is_empty());
}
