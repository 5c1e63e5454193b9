//! For programs; described in docs/json.md, which says what may change: keep both in step.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Serialize;

use crate::asterisk::Choice;
use crate::baseline::Entry;
use crate::catalogue::{Confidence, Severity};
use crate::finding::{Finding, Fix, Label, SuppressionReason};

use super::format_util::{FilePosition, Seq, directory, document, region};
use super::{Run, aside_fingerprints, fingerprints, fixes};
use crate::linter::{Count, Report};

/// Raised when a field goes or changes its meaning; a new field raises nothing.
const SCHEMA: u32 = 1;

pub(super) fn write(run: &Run, out: &mut dyn Write) -> io::Result<()> {
    let summary = Totals {
        error: run.count(Severity::Error),
        warning: run.count(Severity::Warning),
        info: run.count(Severity::Info),
    };
    let prints: Vec<_> = run.reports.iter().map(|l| (fingerprints(l), aside_fingerprints(l))).collect();
    let runs = Seq(|| run.reports.iter().zip(&prints).map(|(report, prints)| one(report, prints)));
    document(&Document { schema: SCHEMA, pjlint: env!("CARGO_PKG_VERSION"), runs, summary }, out)
}

fn one<'a>(report: &'a Report, (prints, aside): &'a (Vec<String>, Vec<String>)) -> impl Serialize + 'a {
    let findings = move || report.findings.iter().zip(prints).map(|(f, print)| found(report, f, print));
    let suppressed = move || {
        report.suppressed.iter().zip(aside).map(|(a, print)| {
            let (suppressed_by, reason, until) = match &a.reason {
                SuppressionReason::Comment { reason, until } => ("comment", Some(reason.as_str()), until.as_deref()),
                SuppressionReason::Baseline => ("baseline", None, None),
            };
            SuppressedFinding { finding: found(report, &a.finding, print), suppressed_by, reason, until }
        })
    };
    JsonReport {
        directory: directory(report),
        asterisk: report.config.target.version.to_string(),
        asterisk_because: match report.config.target.choice {
            Choice::Given => "given",
            Choice::Configured => "configured",
            Choice::Host(_) => "host",
            Choice::Default => "default",
        },
        findings: Seq(findings),
        suppressed: Seq(suppressed),
        baseline_gone: report.resolved.as_ref().map(|gone| gone.iter().map(Gone::from).collect()),
        objects: report.summary.types.iter().map(|(name, count)| (*name, Objects::from(*count))).collect(),
    }
}

fn found<'a>(report: &'a Report, f: &'a Finding, fingerprint: &'a str) -> JsonFinding<'a> {
    let (at, (_, to)) = (FilePosition::new(report, f.primary.span), region(report, f.primary.span));
    JsonFinding {
        rule: f.rule.name,
        code: f.rule.code,
        group: f.rule.group,
        severity: f.severity.to_string(),
        confidence: match f.rule.confidence {
            Confidence::High => "high",
            Confidence::Medium => "medium",
            Confidence::Low => "low",
        },
        message: &f.message,
        file: at.file,
        line: at.line,
        column: at.column,
        end_line: to.line,
        end_column: to.column,
        label: &f.primary.text,
        object: f.object.as_ref().map(|o| JsonObject { kind: &o.kind, id: &o.id }),
        option: f.option.as_deref(),
        consequence: &f.consequence,
        log: f.log.as_deref(),
        help: f.help.as_deref(),
        doubt: f.doubt.as_deref(),
        count: f.count,
        related: f.labels.iter().map(|l| related(report, l)).collect(),
        fix: fixes::fix_of(report, f).map(|fix| fixing(report, fix)),
        fingerprint,
    }
}

fn related<'a>(report: &Report, label: &'a Label) -> Related<'a> {
    let FilePosition { file, line, column } = FilePosition::new(report, label.span);
    Related { file, line, column, message: &label.text }
}

fn fixing<'a>(report: &Report, fix: &'a Fix) -> Fixing<'a> {
    let edit = |(span, text)| {
        let (at, (_, to)) = (FilePosition::new(report, span), region(report, span));
        Edit { file: at.file, line: at.line, column: at.column, end_line: to.line, end_column: to.column, text }
    };
    let edits = fixes::edits(report, fix).map(|edits| edits.into_iter().map(edit).collect());
    Fixing { title: &fix.title, safety: fixes::safety(fix), edits }
}

#[derive(Serialize)]
struct Document<R> {
    schema: u32,
    pjlint: &'static str,
    runs: R,
    summary: Totals,
}

#[derive(Serialize)]
struct Totals {
    error: usize,
    warning: usize,
    info: usize,
}

#[derive(Serialize)]
struct JsonReport<'a, F, S> {
    directory: &'a str,
    asterisk: String,
    asterisk_because: &'static str,
    findings: F,
    suppressed: S,
    baseline_gone: Option<Vec<Gone<'a>>>,
    objects: BTreeMap<&'static str, Objects>,
}

#[derive(Serialize)]
struct Objects {
    loaded: u64,
    rejected: u64,
    ignored: u64,
}

impl From<Count> for Objects {
    fn from(count: Count) -> Self {
        Self { loaded: count.loaded, rejected: count.rejected, ignored: count.ignored }
    }
}

#[derive(Serialize)]
struct JsonFinding<'a> {
    rule: &'static str,
    code: &'static str,
    group: &'static str,
    severity: String,
    confidence: &'static str,
    message: &'a str,
    file: String,
    line: u32,
    column: u32,
    end_line: u32,
    end_column: u32,
    label: &'a str,
    object: Option<JsonObject<'a>>,
    option: Option<&'a str>,
    consequence: &'a str,
    log: Option<&'a str>,
    help: Option<&'a str>,
    doubt: Option<&'a str>,
    count: u32,
    related: Vec<Related<'a>>,
    fix: Option<Fixing<'a>>,
    fingerprint: &'a str,
}

#[derive(Serialize)]
struct SuppressedFinding<'a> {
    #[serde(flatten)]
    finding: JsonFinding<'a>,
    suppressed_by: &'static str,
    reason: Option<&'a str>,
    until: Option<&'a str>,
}

#[derive(Serialize)]
struct Gone<'a> {
    file: &'a str,
    rule: &'a str,
    section: &'a str,
    option: Option<&'a str>,
    count: u32,
}

impl<'a> From<&'a Entry> for Gone<'a> {
    fn from(entry: &'a Entry) -> Self {
        Self {
            file: &entry.file,
            rule: &entry.rule,
            section: &entry.section,
            option: entry.option.as_deref(),
            count: entry.count,
        }
    }
}

#[derive(Serialize)]
struct Fixing<'a> {
    title: &'a str,
    safety: &'static str,
    edits: Option<Vec<Edit<'a>>>,
}

#[derive(Serialize)]
struct Edit<'a> {
    file: String,
    line: u32,
    column: u32,
    end_line: u32,
    end_column: u32,
    text: &'a str,
}

#[derive(Serialize)]
struct JsonObject<'a> {
    #[serde(rename = "type")]
    kind: &'a str,
    id: &'a str,
}

#[derive(Serialize)]
struct Related<'a> {
    file: String,
    line: u32,
    column: u32,
    message: &'a str,
}
