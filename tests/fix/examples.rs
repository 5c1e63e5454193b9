//! Every Bad example on every page, and what the pages say of their fixes.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU32, Ordering};

use pjlint::asterisk::Choice;
use pjlint::finding::FixSafety;
use pjlint::policy::{self, Policy, Profile};
use pjlint::rules::{RULES, Rule};

use crate::page::{self, Example, Kind};
use crate::proof::prove;
use crate::site::{Site, empty, put, target};

/// Every test has directories of its own: they run at the same time.
fn site(rule: &Rule, example: &Example, nth: usize) -> Site {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let root = empty(&format!("examples/{}-{nth}-{}", rule.name, NEXT.fetch_add(1, Ordering::Relaxed)));
    for file in &example.files {
        put(&root.join(&file.name), file.text.as_bytes());
    }
    let own = example.files.iter().find(|f| f.name == "pjlint.toml");
    let policy =
        own.map_or_else(Policy::default, |f| policy::parse(&f.text, &f.name).expect("a pjlint.toml that can be read"));
    let others = RULES.iter().filter(|r| r.profile == rule.profile && r.profile != Profile::Default);
    let ignore = others.filter(|r| r.name != rule.name).map(|r| r.name.to_owned()).collect();
    let (version, choice) = match &example.asterisk {
        Some(version) => (version.as_str(), Choice::Given),
        None => ("22.10", Choice::Default),
    };
    Site {
        target: target(version, choice),
        policy: Policy { profile: rule.profile, ignore, ..policy },
        check_files: example.check_files,
        migration: rule.profile == Profile::Migration,
        ..Site::new(root, version)
    }
}

fn bad_examples() -> impl Iterator<Item = (&'static Rule, String, Site)> {
    RULES.iter().flat_map(|rule| {
        let examples = page::examples(rule.page).unwrap_or_else(|why| panic!("{}: {why}", rule.name));
        let bad = examples.into_iter().enumerate().filter(|(_, e)| e.kind == Kind::Bad);
        bad.map(move |(nth, e)| (rule, e.title.clone(), site(rule, &e, nth)))
    })
}

#[test]
fn fixes_of_examples_are_right() {
    let (mut wrong, mut count, mut left_out) = (Vec::new(), 0, 0);
    for (rule, title, site) in bad_examples() {
        let found = prove(&site, &format!("{} `{title}`", rule.name), &mut wrong);
        count += found.made;
        left_out += found.left_out;
    }
    println!("{count} fixes in the examples");
    assert!(wrong.is_empty(), "{} of {count} fixes are wrong:\n{}", wrong.len(), wrong.join("\n"));
    assert_eq!(left_out, 0, "a fix of an example does harm");
    assert!(count >= 20, "only {count} fixes");
}

/// `safe`, `unsafe` and `none` in the front matter are what the examples show.
#[test]
fn pages_say_what_fixes_there_are() {
    let mut wrong = Vec::new();
    let mut all: BTreeMap<&str, Vec<FixSafety>> = BTreeMap::new();
    for (rule, _, site) in bad_examples() {
        let linted = site.lint();
        let own = linted.findings.iter().filter(|f| f.rule.name == rule.name);
        all.entry(rule.name).or_default().extend(own.filter_map(|f| f.fix.as_ref().map(|f| f.safety)));
    }
    for rule in RULES {
        let found = all.remove(rule.name).unwrap_or_default();
        let holds = match rule.fix {
            FixSafety::None => found.is_empty(),
            wanted => found.contains(&wanted),
        };
        if !holds {
            wrong.push(format!("{} says {:?}, and its Bad examples have {found:?}", rule.name, rule.fix));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What a fix is called is a sentence of its own, without a secret.
#[test]
fn titles_are_orders() {
    for (rule, title, site) in bad_examples() {
        for fix in site.lint().findings.iter().filter_map(|f| f.fix.as_ref()) {
            assert!(!fix.title.is_empty() && !fix.title.ends_with('.'), "{} `{title}`: {}", rule.name, fix.title);
            assert!(!fix.title.contains("hush"), "{} `{title}`: a secret", rule.name);
            assert!(!fix.edits.is_empty(), "{} `{title}`: no edits", rule.name);
        }
    }
}
