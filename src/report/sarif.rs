//! SARIF 2.1.0, within what code scanning takes: relative URIs, every rule with its page, fingerprints that do not
//! move with the lines, at most 5,000 results. No snippets: lines of a configuration hold passwords.

mod cwe;
mod known;
mod result;
mod rule;
mod uri;

use std::collections::BTreeMap;
use std::io::{self, Write};

use crate::hashing::SeededMap;
use serde::Serialize;

use crate::catalogue::RULES;
use crate::finding::{Finding, SuppressionReason};

use super::format_util::{Seq, document};
use super::{Run, aside_fingerprints, fingerprints};
use crate::linter::Report;

use cwe::{Supported, Taxonomy};
use known::{ResultState, gone};
use result::finding;
use rule::rule;
use uri::{HOST_ROOT, SOURCE_ROOT, Uris};

/// What the standard calls itself.
const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
/// Where people read about pjlint.
const HOME: &str = "https://github.com/pjlint/pjlint";
/// Code scanning shows no more.
const MAX_RESULTS: usize = 5000;

pub(super) fn write(run: &Run, out: &mut dyn Write) -> io::Result<()> {
    let prints: Vec<_> = run.reports.iter().map(|l| (fingerprints(l), aside_fingerprints(l))).collect();
    let mut all: Vec<Shown<'_>> = Vec::new();
    for (nth, (report, (prints, aside))) in run.reports.iter().zip(&prints).enumerate() {
        let shown = |finding, fingerprint, because| Shown { report, nth, finding, fingerprint, because };
        all.extend(report.findings.iter().zip(prints).map(|(f, print)| shown(f, print.as_str(), None)));
        all.extend(report.suppressed.iter().zip(aside).map(|(a, print)| shown(&a.finding, print, Some(&a.reason))));
    }
    all.sort_by_key(|s| (s.because.is_some(), std::cmp::Reverse(s.finding.severity)));
    let left_out = all.split_off(all.len().min(MAX_RESULTS));
    let uris = Uris::new(run);
    let index: SeededMap<&str, usize> = RULES.iter().enumerate().map(|(i, r)| (r.name, i)).collect();
    let present = || {
        all.iter().map(|shown| {
            let place = |span| uris.location(shown.report, shown.nth, span);
            let known = ResultState::new(shown.report, shown.because);
            finding(
                shown.report,
                shown.finding,
                shown.fingerprint,
                index.get(shown.finding.rule.name).copied(),
                known,
                &place,
            )
        })
    };
    let absent = gone(run);
    let left = MAX_RESULTS - all.len();
    let results = || {
        let absent =
            absent.iter().take(left).map(|g| result::absent(g, index.get(g.entry.rule.as_str()).copied(), &uris));
        present().map(Either::Present).chain(absent.map(Either::Absent))
    };
    let log = Log {
        schema: SCHEMA,
        version: "2.1.0",
        runs: [Sarif {
            tool: Tool {
                driver: Driver {
                    name: "pjlint",
                    full_name: concat!("pjlint ", env!("CARGO_PKG_VERSION")),
                    version: env!("CARGO_PKG_VERSION"),
                    semantic_version: env!("CARGO_PKG_VERSION"),
                    information_uri: HOME,
                    short_description: Text::new(env!("CARGO_PKG_DESCRIPTION")),
                    notifications: [Notified {
                        id: LEFT_OUT,
                        name: "ResultsLeftOut",
                        short_description: Text::new("There are more results than code scanning shows"),
                        full_description: Text::new(
                            "Code scanning shows the 5,000 most severe results of a run, so no more are written",
                        ),
                        help: Text::new("Fix these first, or list all with `pjlint check --format json`"),
                    }],
                    rules: Seq(|| RULES.iter().map(rule)),
                    supported_taxonomies: [cwe::supported()],
                },
            },
            taxonomies: [cwe::taxonomy()],
            automation_details: Automation { id: "pjlint/default/" },
            column_kind: "unicodeCodePoints",
            original_uri_base_ids: bases(),
            invocations: [Invocation {
                execution_successful: true,
                tool_execution_notifications: summary(&left_out).into_iter().collect(),
            }],
            results: Seq(results),
            properties: Properties {
                asterisk: run.reports.iter().map(|l| l.config.target.version.to_string()).collect(),
            },
        }],
    };
    document(&log, out)
}

/// A finding of a run.
struct Shown<'a> {
    report: &'a Report,
    nth: usize,
    finding: &'a Finding,
    fingerprint: &'a str,
    because: Option<&'a SuppressionReason>,
}

/// A result of either kind.
#[derive(Serialize)]
#[serde(untagged)]
enum Either<P, A> {
    Present(P),
    Absent(A),
}

/// The base of most paths has no URI: its location on this host should not be revealed.
fn bases() -> BTreeMap<&'static str, Base> {
    let source = "The directory that pjlint was run in, or the linted directory if it is outside that directory";
    let host = "The root of the file system that Asterisk runs on";
    [
        (SOURCE_ROOT, Base { uri: None, description: Text::new(source) }),
        (HOST_ROOT, Base { uri: Some("file:///"), description: Text::new(host) }),
    ]
    .into()
}

const LEFT_OUT: &str = "PJLINT0001";

/// What was left out, by rule.
fn summary(left_out: &[Shown<'_>]) -> Option<Notification> {
    if left_out.is_empty() {
        return None;
    }
    let mut by_rule: BTreeMap<&str, (&str, usize)> = BTreeMap::new();
    for Shown { finding, .. } in left_out {
        by_rule.entry(finding.rule.code).or_insert((finding.rule.name, 0)).1 += 1;
    }
    let list: Vec<String> = by_rule.iter().map(|(code, (name, n))| format!("{n} of {name} ({code})")).collect();
    let text = format!(
        "{} results are not in this file, which holds the {MAX_RESULTS} most severe: {}. `pjlint check --format json` lists all.",
        left_out.len(),
        list.join(", ")
    );
    Some(Notification { descriptor: Descriptor { id: LEFT_OUT, index: 0 }, level: "warning", message: Text { text } })
}

#[derive(Serialize)]
struct Log<R> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [R; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Sarif<D, R> {
    tool: Tool<D>,
    taxonomies: [Taxonomy; 1],
    automation_details: Automation,
    column_kind: &'static str,
    original_uri_base_ids: BTreeMap<&'static str, Base>,
    invocations: [Invocation; 1],
    results: R,
    properties: Properties,
}

#[derive(Serialize)]
struct Tool<D> {
    driver: D,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver<R> {
    name: &'static str,
    full_name: &'static str,
    version: &'static str,
    semantic_version: &'static str,
    information_uri: &'static str,
    short_description: Text,
    notifications: [Notified; 1],
    rules: R,
    supported_taxonomies: [Supported; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Notified {
    id: &'static str,
    name: &'static str,
    short_description: Text,
    full_description: Text,
    help: Text,
}

#[derive(Serialize)]
struct Automation {
    id: &'static str,
}

#[derive(Serialize)]
struct Base {
    #[serde(skip_serializing_if = "Option::is_none")]
    uri: Option<&'static str>,
    description: Text,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Invocation {
    execution_successful: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tool_execution_notifications: Vec<Notification>,
}

#[derive(Serialize)]
struct Notification {
    descriptor: Descriptor,
    level: &'static str,
    message: Text,
}

#[derive(Serialize)]
struct Descriptor {
    id: &'static str,
    index: usize,
}

#[derive(Serialize)]
struct Properties {
    asterisk: Vec<String>,
}

#[derive(Serialize)]
struct Text {
    text: String,
}

impl Text {
    fn new(text: &str) -> Self {
        Self { text: super::format_util::closed(text) }
    }
}
