//! What a finding's fix is, as reports show it: never with a secret in it.

use crate::asterisk::secret;
use crate::catalogue::FixSafety;
use crate::finding::{Edit, Finding, Fix};
use crate::source::Span;

use super::Run;
use crate::linter::Report;

/// The fix of a finding, if it may be made.
pub(super) fn fix_of<'a>(report: &Report, finding: &'a Finding) -> Option<&'a Fix> {
    let is_inside = |f: &&Fix| f.edits.iter().all(|e| report.config.is_inside(e.span.file));
    finding.fix.as_ref().filter(|f| f.safety != FixSafety::None).filter(is_inside)
}

/// How the safety is written.
pub(super) fn safety(fix: &Fix) -> &'static str {
    match fix.safety {
        FixSafety::Safe => "safe",
        FixSafety::Unsafe => "unsafe",
        FixSafety::None => "none",
    }
}

/// What to give to `pjlint check` for it.
#[cfg(feature = "cli")]
pub(super) fn command(fix: &Fix) -> &'static str {
    if fix.safety == FixSafety::Unsafe { "--fix --unsafe-fixes" } else { "--fix" }
}

/// The edits with their texts; `None` if one of them removes or adds a secret, or is not text.
pub(super) fn edits<'a>(report: &Report, fix: &'a Fix) -> Option<Vec<(Span, &'a str)>> {
    fix.edits.iter().map(|e| Some((e.span, shown(report, e)?))).collect()
}

fn shown<'a>(report: &Report, edit: &'a Edit) -> Option<&'a str> {
    let text = std::str::from_utf8(&edit.text).ok()?;
    let file = report.config.sources.file(edit.span.file);
    let bytes = &file.bytes;
    let (start, end) = (edit.span.start as usize, edit.span.end() as usize);
    let lines = file.line_around(edit.span);
    let (from, to) = (lines.start as usize, lines.end() as usize);
    let after = [&bytes[from..start], &edit.text, &bytes[end..to]].concat();
    let begin = start - from;
    let hides = has_secret(&bytes[from..to], begin, begin + edit.span.len as usize)
        || has_secret(&after, begin, begin + edit.text.len());
    (!hides).then_some(text)
}

/// Whether a part of these lines is in a secret, or holds one.
fn has_secret(lines: &[u8], from: usize, to: usize) -> bool {
    let mut begin = 0;
    for line in lines.split_inclusive(|b| *b == b'\n') {
        let secrets = secret::of_line(line.strip_suffix(b"\n").unwrap_or(line));
        if secrets.iter().any(|s| begin + s.start < to && from < begin + s.end) {
            return true;
        }
        begin += line.len();
    }
    false
}

/// How many findings `--fix` would fix, and how many more `--unsafe-fixes`.
pub(super) fn count(run: &Run) -> (usize, usize) {
    let all = run.reports.iter().flat_map(|l| l.findings.iter().filter_map(|f| fix_of(l, f)));
    all.fold((0, 0), |(safe, more), fix| match fix.safety {
        FixSafety::Safe => (safe + 1, more),
        _ => (safe, more + 1),
    })
}

/// `12 can be fixed with --fix, 3 more with --unsafe-fixes`; nothing where there is nothing to fix.
pub(super) fn summary(run: &Run) -> Option<String> {
    match count(run) {
        (0, 0) => None,
        (safe, 0) => Some(format!("{safe} can be fixed with --fix")),
        (0, more) => Some(format!("{more} can be fixed with --fix --unsafe-fixes")),
        (safe, more) => Some(format!("{safe} can be fixed with --fix, {more} more with --unsafe-fixes")),
    }
}
