//! Applies the site's policy to findings: other levels, for all files or for some, no findings in excluded files, and
//! none about values that are still placeholders.

use std::path::Path;

use crate::hashing::SeededMap;

use crate::asterisk::value::placeholder::is_placeholder;
use crate::catalogue::Basis;
use crate::finding::Finding;
use crate::objects::Configuration;
use crate::policy::{Level, Policy};
use crate::source::{FileId, Sources, Span, line_end, line_start};
use crate::text::header_line;

/// Drops the findings that are off, and gives the others the severity that the policy sets.
pub(crate) fn apply_policy(findings: &mut Vec<Finding>, config: &Configuration, policy: &Policy) {
    let sources = &config.sources;
    let is_plain = policy.pin.is_none() && policy.exclude.is_none() && policy.overrides.is_empty();
    if is_plain && policy.levels.names().next().is_none() && !policy.placeholders {
        return;
    }
    // The rules have run once for all files; for 100,000 findings in one file the globs are matched once.
    let mut excluded: SeededMap<FileId, bool> = SeededMap::default();
    let mut levels: SeededMap<(FileId, &str), Option<Level>> = SeededMap::default();
    findings.retain_mut(|f| {
        let file = f.primary.span.file;
        let path = sources.file(file).path.as_path();
        let drop = |why: &str| {
            log::debug!("{} at {} is dropped: {why}", f.rule.name, sources.cite(f.primary.span));
            false
        };
        if *excluded.entry(file).or_insert_with(|| policy.excludes(path)) {
            return drop("`exclude` in pjlint.toml has the file");
        }
        if policy.placeholders && is_unfilled(f, sources) {
            return drop("a value there is a placeholder");
        }
        pin(f, policy);
        let level = *levels.entry((file, f.rule.code)).or_insert_with(|| level(f, policy, path));
        let severity = level.map_or(Some(f.severity), |l| l.apply(f.severity, f.rule.severity_for(policy)));
        f.severity = severity.unwrap_or(f.severity);
        // A fix must not change files where the rule is off.
        let elsewhere = f.fix.as_ref().map_or(&[][..], |fix| &fix.edits).iter().map(|e| e.span.file);
        let is_unwanted = |file: FileId| {
            let path = sources.file(file).path.as_path();
            policy.excludes(path) || f.rule.is_off_in(path, policy)
        };
        if elsewhere.into_iter().any(|other| other != file && is_unwanted(other)) {
            f.fix = None;
        }
        if severity.is_none() {
            log::debug!(
                "{} at {} is dropped: pjlint.toml turns it off there",
                f.rule.name,
                sources.cite(f.primary.span)
            );
        }
        severity.is_some()
    });
}

/// The level of the finding's rule in that file; off if it is on in other files only.
fn level(f: &Finding, policy: &Policy, path: &Path) -> Option<Level> {
    if f.rule.is_off_in(path, policy) {
        return Some(Level::Off);
    }
    policy.level(f.rule.name, f.rule.code, f.rule.group, path)
}

/// The severity that it had in the release that the profile is pinned to; a note stays one.
fn pin(f: &mut Finding, policy: &Policy) {
    let was = f.rule.severity_for(policy);
    if was != f.rule.severity && f.severity == f.rule.severity {
        f.severity = was;
    }
}

/// Whether the finding depends on a placeholder: at its places, or in any line of the section if the rule depends on
/// values.
fn is_unfilled(f: &Finding, sources: &Sources) -> bool {
    let spans = std::iter::once(f.primary.span).chain(f.labels.iter().map(|l| l.span));
    if spans.into_iter().any(|s| is_placeholder(sources.bytes(s))) {
        return true;
    }
    // The text shows what an object has and names, but not what follows from its values.
    let by_text = f.rule.basis != Basis::Values;
    !by_text && is_placeholder(section_around(f.primary.span, sources))
}

/// The lines from the header above a place to the next one.
fn section_around(span: Span, sources: &Sources) -> &[u8] {
    let bytes: &[u8] = &sources.file(span.file).bytes;
    let at = (span.start as usize).min(bytes.len());
    let is_header = |start: usize, end: usize| header_line(&bytes[start..end]).is_some();
    // The line of the place may itself be the header.
    let (mut start, mut end) = (line_start(bytes, at), line_end(bytes, at));
    let mut start_end = end;
    while start > 0 && !is_header(start, start_end) {
        start_end = start - 1;
        start = line_start(bytes, start_end);
    }
    while end < bytes.len() {
        let next = line_end(bytes, end + 1);
        if is_header(end + 1, next) {
            break;
        }
        end = next;
    }
    &bytes[start..end]
}
