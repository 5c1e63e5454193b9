//! An example through the library, as `pjlint check` goes.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

use pjlint::asterisk::{Choice, Target, Version};
use pjlint::finding::{Finding, Severity};
use pjlint::graph::Graph;
use pjlint::objects::{self, Configuration, LoadOptions, Main};
use pjlint::policy::{self, Policy, Profile};
use pjlint::rules::{self, Rule};
use pjlint::suppression::Day;
use pjlint::text::ConfigDir;

use crate::page::{Example, Kind};

const DEFAULT: &str = "22.10";

/// What is wrong with an example; nothing if it holds.
pub(crate) fn deviations(rule: &Rule, example: &Example) -> Vec<String> {
    let dir = TempDir::new();
    for file in &example.files {
        let path = dir.0.join(&file.name);
        fs::create_dir_all(path.parent().expect("a file is in a directory")).expect("a writable directory");
        fs::write(path, &file.text).expect("a writable directory");
    }
    let config = load(&dir.0, example, rule.profile == Profile::Migration);
    let own = example.files.iter().find(|f| f.name == "pjlint.toml");
    let policy =
        own.map_or_else(Policy::default, |f| policy::parse(&f.text, &f.name).expect("a pjlint.toml that can be read"));
    // Of the rules that are off by default only the page's own: an example is no review of everything.
    let others = rules::RULES.iter().filter(|r| r.profile == rule.profile && r.profile != Profile::Default);
    let ignore = others.filter(|r| r.name != rule.name).map(|r| r.name.to_owned()).collect();
    let policy = Policy { profile: rule.profile, ignore, ..policy };
    let findings = rules::check(&config, &Graph::new(&config), &policy, today()).findings;
    let mut wrong = Vec::new();
    let mut reported = BTreeSet::new();
    for finding in &findings {
        let place = config.sources.position(finding.primary.span);
        let file = config.sources.file(finding.primary.span.file).name.clone();
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

fn load(root: &Path, example: &Example, migration: bool) -> Configuration {
    let (text, choice) = match &example.asterisk {
        Some(version) => (version.as_str(), Choice::Given),
        None => (DEFAULT, Choice::Default),
    };
    let target = Target::new(text.parse::<Version>().expect("a version of Asterisk"), choice);
    let dir = ConfigDir { root: root.to_owned(), known_as: "/etc/asterisk".into(), is_live: false };
    let checks = LoadOptions { files: example.check_files.then(|| dir.clone()), migration, ..LoadOptions::default() };
    objects::load(dir, Main::File, target, checks).expect("a readable directory")
}

/// The rules that have something to say of a directory with these files.
pub(crate) fn rules_on(files: &[(&str, &str)]) -> BTreeSet<&'static str> {
    let dir = TempDir::new();
    for (name, text) in files {
        fs::write(dir.0.join(name), text).expect("a writable directory");
    }
    let target = Target::new(DEFAULT.parse().expect("a version of Asterisk"), Choice::Default);
    let root = ConfigDir { root: dir.0.clone(), known_as: "/etc/asterisk".into(), is_live: false };
    let config = objects::load(root, Main::File, target, LoadOptions::default()).expect("a readable directory");
    let findings = rules::check(&config, &Graph::new(&config), &Policy::default(), today()).findings;
    findings.iter().map(|f| f.rule.name).collect()
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

/// A directory that goes away with its owner.
struct TempDir(PathBuf);

impl TempDir {
    fn new() -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let name = format!("pjlint-rules-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        let dir = std::env::temp_dir().join(name);
        fs::create_dir_all(&dir).expect("a writable temporary directory");
        Self(dir)
    }
}

impl Drop for TempDir {
    fn drop(&mut self) {
        // A directory that stays behind in the temporary directory does no harm.
        let _ = fs::remove_dir_all(&self.0);
    }
}
