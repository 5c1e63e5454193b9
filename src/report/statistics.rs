//! How many findings each rule has, for people and for programs.

use std::io::{self, Write};

use serde_json::json;

use crate::catalogue::Rule;
use crate::catalogue::Severity;

use super::{Run, Style};

struct Row {
    rule: &'static Rule,
    /// The worst of its findings.
    severity: Severity,
    findings: usize,
    objects: u64,
}

/// The rules that found something, those with most findings first.
fn rows(run: &Run) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for finding in run.reports.iter().flat_map(|l| &l.findings) {
        let at = rows.iter().position(|row| row.rule.code == finding.rule.code).unwrap_or_else(|| {
            rows.push(Row { rule: finding.rule, severity: finding.severity, findings: 0, objects: 0 });
            rows.len() - 1
        });
        let row = &mut rows[at];
        row.severity = row.severity.max(finding.severity);
        row.findings += 1;
        row.objects += u64::from(finding.count);
    }
    rows.sort_by(|a, b| b.findings.cmp(&a.findings).then_with(|| a.rule.code.cmp(b.rule.code)));
    rows
}

/// A line a rule: findings, code, name, severity, and how many objects they strike; then the summary.
///
/// # Errors
/// Where `out` cannot be written.
pub(crate) fn statistics_text(run: &Run, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let rows = rows(run);
    let widest = |of: fn(&Row) -> usize| rows.iter().map(of).max().unwrap_or(0);
    let (digits, name) = (widest(|r| r.findings.to_string().len()), widest(|r| r.rule.name.len()));
    let count = widest(|r| r.objects.to_string().len());
    for row in &rows {
        let color = super::concise::color(row.severity, style);
        writeln!(
            out,
            "{:>digits$}  {}  {:<name$}  {color}{:<7}{color:#}  {:>count$} object{}",
            row.findings,
            super::link::linked(row.rule, row.rule.code, style),
            row.rule.name,
            row.severity,
            row.objects,
            if row.objects == 1 { "" } else { "s" },
        )?;
    }
    if !rows.is_empty() && !style.quiet {
        writeln!(out)?;
    }
    super::summary::write(run, style, out)
}

/// One document with the same.
///
/// # Errors
/// Where `out` cannot be written.
pub(crate) fn statistics_json(run: &Run, out: &mut dyn Write) -> io::Result<()> {
    let list: Vec<_> = rows(run)
        .iter()
        .map(|row| {
            json!({
                "rule": row.rule.name, "code": row.rule.code, "group": row.rule.group,
                "severity": row.severity.to_string(), "findings": row.findings, "objects": row.objects,
            })
        })
        .collect();
    let count = |s| run.count(s);
    let document = json!({
        "schema": 1, "pjlint": env!("CARGO_PKG_VERSION"), "statistics": list,
        "summary": {
            "error": count(Severity::Error), "warning": count(Severity::Warning), "info": count(Severity::Info),
        },
    });
    serde_json::to_writer(&mut *out, &document).map_err(io::Error::from)?;
    writeln!(out)
}
