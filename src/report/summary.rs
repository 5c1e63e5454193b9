//! How a report for people looks, and the summary that closes it.

use std::io::{self, Write};

use crate::asterisk::Choice;
use crate::catalogue::Severity;

use super::{Run, fixes};

/// How a report for people looks.
#[derive(Clone, Debug)]
// Each is one thing that a terminal can or cannot do.
#[allow(clippy::struct_excessive_bools)]
pub struct Style {
    /// With colours.
    pub color: bool,
    /// With line-drawing characters; else plain ASCII.
    pub unicode: bool,
    /// Columns.
    pub width: usize,
    /// Only findings, no summary.
    pub quiet: bool,
    /// Rules are links to their pages.
    pub links: bool,
}

/// The summary: what Asterisk will have, for which version, and how much was found.
pub(super) fn write(run: &Run, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    if style.quiet {
        return Ok(());
    }
    for report in &run.reports {
        let first = report.config.sources.iter().next();
        let place = match first.filter(|(_, f)| f.path.as_os_str().is_empty()) {
            Some((_, stdin)) => stdin.name.clone(),
            None if report.prefix.is_empty() => ".".to_owned(),
            None => crate::printable::printable(report.prefix.as_bytes()),
        };
        let target = &report.config.target;
        let why = match &target.choice {
            Choice::Given => "as given".to_owned(),
            Choice::Configured => "set in pjlint.toml".to_owned(),
            Choice::Host(text) => format!("this host: {text}"),
            Choice::Default => "default; set --asterisk".to_owned(),
        };
        let tables = target.version.beyond_tables().map_or_else(String::new, |t| format!(", {t}"));
        writeln!(out, "Checked {} for Asterisk {} ({why}){tables}", place.trim_end_matches('/'), target.version)?;
        let total = report.summary.total();
        if report.summary.types.is_empty() {
            writeln!(out, "  no objects")?;
        }
        for (name, count) in &report.summary.types {
            let mut parts = Vec::new();
            for (n, word) in [(count.loaded, "loaded"), (count.rejected, "rejected"), (count.ignored, "ignored")] {
                if n > 0 {
                    parts.push(format!("{n} {word}"));
                }
            }
            writeln!(out, "  {name:<22} {}", parts.join(", "))?;
        }
        writeln!(
            out,
            "  {:<22} {} loaded, {} rejected, {} ignored",
            "total", total.loaded, total.rejected, total.ignored
        )?;
    }
    let count = |s| run.count(s);
    let (errors, warnings, infos) = (count(Severity::Error), count(Severity::Warning), count(Severity::Info));
    let plural = |n: usize, word: &str| format!("{n} {word}{}", if n == 1 { "" } else { "s" });
    if errors + warnings + infos == 0 {
        writeln!(out, "{}", if run.suppressed() == (0, 0) { "nothing found" } else { "no new findings" })?;
    } else {
        writeln!(out, "{}, {}, {}", plural(errors, "error"), plural(warnings, "warning"), plural(infos, "note"))?;
    }
    if let Some(fixes) = fixes::summary(run) {
        writeln!(out, "{fixes}")?;
    }
    write_aside(run, out)
}

/// What does not count, and what of the baseline is no longer there.
fn write_aside(run: &Run, out: &mut dyn Write) -> io::Result<()> {
    let (by_comment, in_baseline) = run.suppressed();
    let mut parts = Vec::new();
    if by_comment > 0 {
        parts.push(format!("{by_comment} suppressed by {}", if by_comment == 1 { "a comment" } else { "comments" }));
    }
    if in_baseline > 0 {
        parts.push(format!("{in_baseline} in the baseline"));
    }
    if !parts.is_empty() {
        writeln!(out, "{}", parts.join(", "))?;
    }
    match run.resolved() {
        0 => Ok(()),
        1 => writeln!(out, "1 finding of the baseline is gone: `--write-baseline` drops it"),
        n => writeln!(out, "{n} findings of the baseline are gone: `--write-baseline` drops them"),
    }
}
