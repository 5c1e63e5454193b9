//! An example through the library, as `pjlint check` goes.

use std::collections::BTreeSet;

use pjlint::asterisk::Choice;
use pjlint::catalogue::{Rule, Severity};
use pjlint::finding::Finding;
use pjlint::policy::{self, Policy};
use pjlint::suppression::Day;

use crate::rule_pages::page::{Example, Kind};
use crate::site::{RELEASE, Site, target};

/// The example's files, linted for its rule.
pub(crate) fn site(rule: &Rule, example: &Example) -> Site {
    let files: Vec<(&str, &str)> = example.files.iter().map(|f| (&*f.name, &*f.text)).collect();
    let own = example.files.iter().find(|f| f.name == "pjlint.toml");
    let policy =
        own.map_or_else(Policy::default, |f| policy::parse(&f.text, &f.name).expect("a pjlint.toml that can be read"));
    let mut site = Site::temporary(&files).for_rule(rule, policy);
    site.linter.target = match &example.asterisk {
        Some(version) => target(version, Choice::Given),
        None => target(RELEASE, Choice::Default),
    };
    site.linter.check_files = example.check_files;
    site.linter.today = today();
    site
}

/// What is wrong with an example; nothing if it holds.
pub(crate) fn deviations(rule: &Rule, example: &Example) -> Vec<String> {
    let report = site(rule, example).lint();
    let (findings, sources) = (&report.findings, &report.config.sources);
    let mut wrong = Vec::new();
    let mut reported = BTreeSet::new();
    for finding in findings {
        let place = sources.position(finding.primary.span);
        let file = sources.file(finding.primary.span.file).name.clone();
        let said = format!("{file}:{}: {} {}: {}", place.line, finding.severity, finding.rule.name, finding.message);
        match example.kind {
            Kind::Good => wrong.push(format!("says {said}")),
            Kind::Note if finding.severity != Severity::Info => wrong.push(format!("is more than a note: {said}")),
            Kind::Bad if finding.rule.name != rule.name => wrong.push(format!("another rule says {said}")),
            _ => {}
        }
        if finding.rule.name == rule.name {
            reported.insert((file, place.line as usize));
        }
        wrong.extend(blemishes(finding).into_iter().map(|b| format!("{b} in {said}")));
    }
    if example.kind == Kind::Note && findings.is_empty() {
        wrong.push("says nothing".into());
    }
    if example.kind == Kind::Bad || !example.marks.is_empty() {
        wrong.extend(example.marks.difference(&reported).map(|(f, l)| format!("says nothing on {f}:{l}")));
        wrong.extend(
            reported.difference(&example.marks).map(|(f, l)| format!("reports on {f}:{l}, which is not marked")),
        );
    }
    wrong
}

/// The day on which the examples are read.
fn today() -> Day {
    "2026-07-01".parse().expect("a day")
}

/// The rules that have something to say of a directory with these files.
pub(crate) fn rules_on(files: &[(&str, &str)]) -> BTreeSet<&'static str> {
    let mut site = Site::temporary(files);
    site.linter.target = target(RELEASE, Choice::Default);
    site.linter.today = today();
    site.lint().findings.iter().map(|f| f.rule.name).collect()
}

/// What no finding may be without, or have.
fn blemishes(finding: &Finding) -> Vec<&'static str> {
    let mut found = Vec::new();
    if finding.message.is_empty() || finding.primary.text.is_empty() || finding.consequence.is_empty() {
        found.push("no message, label or consequence");
    }
    let texts = [
        Some(&finding.message),
        Some(&finding.primary.text),
        Some(&finding.consequence),
        finding.log.as_ref(),
        finding.help.as_ref(),
    ];
    let labels = finding.labels.iter().map(|l| &l.text);
    if texts.into_iter().flatten().chain(labels).any(|t| t.contains("hush")) {
        found.push("a secret");
    }
    if finding.message.ends_with('.') || finding.consequence.ends_with('.') {
        found.push("a period at the end");
    }
    found
}
