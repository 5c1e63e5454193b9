//! GitLab's Code Quality report: a list of what was found, each with a fingerprint by which GitLab tells what is new in
//! a merge request.

use std::io::{self, Write};

use crate::hashing::SeededMap;
use serde::Serialize;

use crate::catalogue::Severity;
use crate::finding::Finding;

use super::format_util::{Seq, document, region};
use super::repo_paths::RepoPaths;
use super::sentences::paragraph;
use super::{Run, fingerprints};
use crate::linter::Report;

pub(super) fn write(run: &Run, out: &mut dyn Write) -> io::Result<()> {
    let tree = RepoPaths::new(run, run.location.gitlab_project.as_deref());
    let prints = unique(run);
    let all = || {
        run.reports.iter().zip(&prints).enumerate().flat_map(|(nth, (report, prints))| {
            let tree = &tree;
            report.findings.iter().zip(prints).map(move |(f, print)| issue(report, f, print, tree, nth))
        })
    };
    document(&Seq(all), out)
}

/// The fingerprints, each only once: of two findings with one fingerprint GitLab shows one. They are unlike within a
/// directory, and alike where a directory is linted twice.
fn unique(run: &Run) -> Vec<Vec<String>> {
    let mut seen: SeededMap<String, u32> = SeededMap::default();
    let mut once = |print: String| {
        let times = seen.entry(print.clone()).or_insert(0);
        *times += 1;
        if *times == 1 { print } else { format!("{print}-{times}") }
    };
    run.reports.iter().map(|l| fingerprints(l).into_iter().map(&mut once).collect()).collect()
}

fn issue<'a>(report: &Report, f: &Finding, fingerprint: &'a str, tree: &RepoPaths, nth: usize) -> Issue<'a> {
    let (from, to) = region(report, f.primary.span);
    Issue {
        description: paragraph(f),
        check_name: f.rule.name,
        fingerprint,
        severity: match f.severity {
            Severity::Error => "critical",
            Severity::Warning => "major",
            Severity::Info => "info",
        },
        location: Location {
            path: tree.path(report, nth, f.primary.span).unwrap_or_else(|| "stdin".to_owned()),
            lines: GitlabLines { begin: from.line, end: to.line },
        },
    }
}

#[derive(Serialize)]
struct Issue<'a> {
    description: String,
    check_name: &'static str,
    fingerprint: &'a str,
    severity: &'static str,
    location: Location,
}

#[derive(Serialize)]
struct Location {
    path: String,
    lines: GitlabLines,
}

#[derive(Serialize)]
struct GitlabLines {
    begin: u32,
    end: u32,
}
