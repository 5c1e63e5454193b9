//! Workflow commands of GitHub Actions, which become annotations next to the lines: the most severe first, for GitHub
//! shows ten of each severity and step. A report goes into the job's log, where the runner looks for commands in every
//! line. So no text of a configuration may look like one.

use std::cmp::Reverse;
use std::fmt::Write as _;
use std::io::{self, Write};

use crate::catalogue::Severity;
use crate::finding::Finding;
use crate::printable::is_unprintable;

use super::format_util::region;
use super::repo_paths::RepoPaths;
use super::sentences::{explanation, places};
use super::{Run, Style};
use crate::linter::Report;

/// GitHub shows no more annotations of one severity and step.
const MAX_ANNOTATIONS: usize = 10;

/// The severities with GitHub's names for them.
const LEVELS: [(Severity, &str); 3] =
    [(Severity::Error, "error"), (Severity::Warning, "warning"), (Severity::Info, "notice")];

pub(super) fn write(run: &Run, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let tree = RepoPaths::new(run, run.location.github_workspace.as_deref());
    let mut all: Vec<(&Report, usize, &Finding)> = Vec::new();
    for (nth, report) in run.reports.iter().enumerate() {
        all.extend(report.findings.iter().map(|f| (report, nth, f)));
    }
    all.sort_by_key(|(_, _, f)| Reverse(f.severity));
    for (report, nth, f) in &all {
        writeln!(out, "{}", command(report, f, tree.path(report, *nth, f.primary.span).as_deref()))?;
    }
    if style.quiet {
        return Ok(());
    }
    let left: usize = LEVELS.iter().map(|(severity, _)| run.count(*severity).saturating_sub(MAX_ANNOTATIONS)).sum();
    if left > 0 {
        writeln!(
            out,
            "GitHub shows {MAX_ANNOTATIONS} errors, {MAX_ANNOTATIONS} warnings and {MAX_ANNOTATIONS} notices of a step: {left} of {} findings are only in this log",
            all.len()
        )?;
    }
    let mut summary = Vec::new();
    super::summary::write(run, &Style { color: false, ..style.clone() }, &mut summary)?;
    for line in String::from_utf8_lossy(&summary).lines() {
        writeln!(out, "{}", harmless(line))?;
    }
    Ok(())
}

/// One finding. The log shows nothing of a command but its message, which therefore begins with the place.
fn command(report: &Report, f: &Finding, path: Option<&str>) -> String {
    let (from, to) = region(report, f.primary.span);
    let level = LEVELS.iter().find(|(severity, _)| *severity == f.severity).map_or("error", |(_, name)| name);
    let mut text = format!("::{level} ");
    if let Some(path) = path {
        let _ = write!(text, "file={},", escaped(path, true));
    }
    let _ = write!(text, "line={},endLine={},", from.line, to.line);
    // GitHub takes columns only of what stands on one line.
    if from.line == to.line {
        let _ = write!(text, "col={},endColumn={},", from.column, to.column);
    }
    let _ = write!(text, "title={}", escaped(&format!("{} {}", f.rule.name, f.rule.code), true));
    let mut lines = vec![format!("{}:{}:{}: {}", report.path(f.primary.span), from.line, from.column, f.message)];
    lines.extend(explanation(f));
    lines.extend(places(report, f));
    let _ = write!(text, "::{}", escaped(&lines.join("\n"), false));
    text
}

/// As the toolkit of Actions escapes data and properties. What drives a terminal is taken out beside that.
fn escaped(text: &str, is_property: bool) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '%' => out.push_str("%25"),
            '\r' => out.push_str("%0D"),
            '\n' => out.push_str("%0A"),
            ':' if is_property => out.push_str("%3A"),
            ',' if is_property => out.push_str("%2C"),
            c if is_unprintable(c) => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}

/// A line of the log that the runner takes for no command: one of today begins a line with `::`, one of old has `##[`
/// anywhere in it.
fn harmless(line: &str) -> String {
    let line: String = line.chars().map(|c| if is_unprintable(c) { '\u{fffd}' } else { c }).collect();
    let line = line.replace("##[", "## [");
    if line.trim_start().starts_with("::") { format!("./{}", line.trim_start()) } else { line }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_passes_for_a_command() {
        assert_eq!(escaped("a%0A:b,\r\n\u{1b}", true), "a%250A%3Ab%2C%0D%0A\u{fffd}");
        assert_eq!(escaped("a:b, c", false), "a:b, c");
        assert_eq!(harmless("  ::error::x"), "./::error::x");
        assert_eq!(harmless("a ##[error]\rx"), "a ## [error]\u{fffd}x");
        assert_eq!(harmless("  aor   1 loaded"), "  aor   1 loaded");
    }
}
