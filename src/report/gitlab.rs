//! GitLab's Code Quality report: a list of what was found, each with a fingerprint by which GitLab tells what is new in
//! a merge request.

use std::io::{self, Write};

use crate::hashing::KeyedMap;
use serde::Serialize;

use crate::finding::{Finding, Severity};

use super::machine::{Seq, document, region};
use super::prose::paragraph;
use super::tree::Tree;
use super::{Linted, Run, fingerprints};

pub(super) fn write(run: &Run, out: &mut dyn Write) -> io::Result<()> {
    let tree = Tree::of(run, Some("CI_PROJECT_DIR"));
    let prints = unique(run);
    let all = || {
        run.linted.iter().zip(&prints).enumerate().flat_map(|(nth, (linted, prints))| {
            let tree = &tree;
            linted.findings.iter().zip(prints).map(move |(f, print)| issue(linted, f, print, tree, nth))
        })
    };
    document(&Seq(all), out)
}

/// The fingerprints, each only once: of two findings with one fingerprint GitLab shows one. They are unlike within a
/// directory, and alike where a directory is linted twice.
fn unique(run: &Run) -> Vec<Vec<String>> {
    let mut seen: KeyedMap<String, u32> = KeyedMap::default();
    let mut once = |print: String| {
        let times = seen.entry(print.clone()).or_insert(0);
        *times += 1;
        if *times == 1 { print } else { format!("{print}-{times}") }
    };
    run.linted.iter().map(|l| fingerprints(l).into_iter().map(&mut once).collect()).collect()
}

fn issue<'a>(linted: &Linted, f: &Finding, fingerprint: &'a str, tree: &Tree, nth: usize) -> Issue<'a> {
    let (from, to) = region(linted, f.primary.span);
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
            path: tree.path(linted, nth, f.primary.span).unwrap_or_else(|| "stdin".to_owned()),
            lines: Lines { begin: from.line, end: to.line },
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
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: u32,
    end: u32,
}
