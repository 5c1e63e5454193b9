//! One finding as a SARIF result.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde::Serialize;

use crate::baseline::Entry;
use crate::finding::Finding;
use crate::source::{FileId, Span};

use super::super::fixes;
use super::super::format_util::closed;
use super::known::{Gone, ResultState};
use super::rule::level;
use super::uri::{Artifact, Physical, Region, Somewhere, Uris};
use crate::linter::Report;

/// Code scanning takes no more locations of one result.
const MAX_LOCATIONS: usize = 1000;

/// The result; `place` knows where a span is.
pub(super) fn finding<'a>(
    report: &Report,
    f: &'a Finding,
    fingerprint: &'a str,
    rule_index: Option<usize>,
    known: ResultState<'a>,
    place: &dyn Fn(Span) -> Physical,
) -> Outcome<'a> {
    let labels = &f.labels[..f.labels.len().min(MAX_LOCATIONS - 1)];
    let related: Vec<Related> = labels
        .iter()
        .zip(1..)
        .map(|(label, id)| Related {
            id,
            physical_location: place(label.span),
            message: Message { text: unlinked(&label.text) },
        })
        .collect();
    Outcome {
        rule_id: f.rule.code,
        rule_index,
        level: level(f.severity),
        message: Message { text: sentences(report, f) },
        locations: [Location { physical_location: place(f.primary.span), logical_locations: logical(f) }],
        related_locations: related,
        fixes: fixes(report, f, place),
        partial_fingerprints: [("pjlint/v1", fingerprint)].into(),
        known,
        properties: Properties {
            count: f.count,
            rule: f.rule.name,
            label: (!f.primary.text.is_empty()).then_some(f.primary.text.as_str()),
            doubt: f.doubt.as_deref(),
        },
    }
}

/// The fix, with the replacements of each file together; none where a secret is in it.
fn fixes<'a>(report: &Report, f: &'a Finding, place: &dyn Fn(Span) -> Physical) -> Vec<SarifFix<'a>> {
    let Some(fix) = fixes::fix_of(report, f) else { return Vec::new() };
    let Some(edits) = fixes::edits(report, fix) else { return Vec::new() };
    let mut changes: Vec<(FileId, ArtifactChange<'a>)> = Vec::new();
    for (span, text) in edits {
        let (artifact_location, deleted_region) = place(span).parts();
        let replacement = Replacement { deleted_region, inserted_content: Content { text } };
        match changes.iter_mut().find(|(file, _)| *file == span.file) {
            Some((_, change)) => change.replacements.push(replacement),
            None => changes.push((span.file, ArtifactChange { artifact_location, replacements: vec![replacement] })),
        }
    }
    let artifact_changes: Vec<_> = changes.into_iter().map(|(_, change)| change).collect();
    if artifact_changes.is_empty() {
        return Vec::new();
    }
    vec![SarifFix { description: Message { text: unlinked(&fix.title) }, artifact_changes }]
}

/// The finding as a paragraph that stands by itself, with a link to each other place.
fn sentences(report: &Report, f: &Finding) -> String {
    let mut text = unlinked(&capital(&closed(&f.message)));
    let mut add = |sentence: String| {
        if !sentence.is_empty() {
            text.push(' ');
            text.push_str(&unlinked(&sentence));
        }
    };
    add(closed(&f.consequence));
    if let Some(doubt) = &f.doubt {
        add(closed(&format!("Only a note, because {doubt}")));
    }
    if let Some(log) = &f.log {
        add(closed(&format!("Asterisk logs: {log}")));
    }
    if let Some(help) = &f.help {
        add(closed(help));
    }
    for (label, id) in f.labels.iter().zip(1..MAX_LOCATIONS).take(10) {
        let at = report.config.sources.position(label.span);
        let name = crate::printable::printable(report.config.sources.file(label.span.file).name.as_bytes());
        let shown: String = format!("{name}:{}", at.line).replace(['[', ']', '\\'], "_");
        let _ = write!(text, " See [{shown}]({id}){}", closed(&format!(": {}", unlinked(&label.text))));
    }
    text
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|c| c.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

/// `[alice](phone)` in a message is a header of the configuration, and no link.
fn unlinked(text: &str) -> String {
    text.replace("](", "\\](")
}

/// `endpoint/alice/auth`.
fn logical(f: &Finding) -> Vec<Logical> {
    let Some(object) = &f.object else { return Vec::new() };
    let kind = if object.kind.is_empty() { "section" } else { &object.kind };
    let mut name = format!("{kind}/{}", object.id);
    match &f.option {
        Some(option) => {
            let _ = write!(name, "/{option}");
            vec![Logical { name: option.clone(), fully_qualified_name: name, kind: "property" }]
        }
        None => vec![Logical { name: object.id.clone(), fully_qualified_name: name, kind: "object" }],
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Outcome<'a> {
    rule_id: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule_index: Option<usize>,
    level: &'static str,
    message: Message,
    locations: [Location; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Related>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fixes: Vec<SarifFix<'a>>,
    partial_fingerprints: BTreeMap<&'static str, &'a str>,
    #[serde(flatten)]
    known: ResultState<'a>,
    properties: Properties<'a>,
}

/// What the baseline has and the run has not.
pub(super) fn absent<'a>(gone: &'a Gone<'a>, rule_index: Option<usize>, uris: &Uris) -> Absent<'a> {
    let Entry { rule, section, option, .. } = gone.entry;
    let what = option.as_ref().map_or_else(String::new, |o| format!(", option `{o}`"));
    Absent {
        rule_id: crate::catalogue::find(rule).map_or(rule, |r| r.code),
        rule_index,
        kind: "pass",
        level: "none",
        message: Message { text: unlinked(&format!("No longer there: {rule} in `[{section}]`{what}.")) },
        locations: [Whole { physical_location: uris.file(gone.nth, &gone.entry.file) }],
        partial_fingerprints: [("pjlint/v1", gone.fingerprint.as_str())].into(),
        baseline_state: "absent",
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Absent<'a> {
    rule_id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule_index: Option<usize>,
    kind: &'static str,
    level: &'static str,
    message: Message,
    locations: [Whole; 1],
    partial_fingerprints: BTreeMap<&'static str, &'a str>,
    baseline_state: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Whole {
    physical_location: Somewhere,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SarifFix<'a> {
    description: Message,
    artifact_changes: Vec<ArtifactChange<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ArtifactChange<'a> {
    artifact_location: Artifact,
    replacements: Vec<Replacement<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Replacement<'a> {
    deleted_region: Region,
    inserted_content: Content<'a>,
}

#[derive(Serialize)]
struct Content<'a> {
    text: &'a str,
}

#[derive(Serialize)]
struct Message {
    text: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    physical_location: Physical,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    logical_locations: Vec<Logical>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Related {
    id: usize,
    physical_location: Physical,
    message: Message,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Logical {
    name: String,
    fully_qualified_name: String,
    kind: &'static str,
}

#[derive(Serialize)]
struct Properties<'a> {
    count: u32,
    rule: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    label: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    doubt: Option<&'a str>,
}
