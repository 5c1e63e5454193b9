//! The rules' pages: their form, and every example on them through the library.

mod converted;
pub(crate) mod example;
pub(crate) mod page;

use std::collections::BTreeSet;

use pjlint::catalogue::RULES;

use page::Kind;

/// A Bad example yields exactly the rule's findings on the marked lines, a Good one none.
#[test]
fn examples_do_what_they_say() {
    let (mut wrong, mut count) = (Vec::new(), 0);
    for rule in RULES {
        let examples = page::examples(rule.page).unwrap_or_else(|why| panic!("{}: {why}", rule.name));
        for example in &examples {
            count += 1;
            let deviations = example::deviations(rule, example);
            wrong.extend(deviations.into_iter().map(|d| format!("{} `{}` {d}", rule.name, example.title)));
        }
    }
    assert!(wrong.is_empty(), "{} deviations in {count} examples:\n{}", wrong.len(), wrong.join("\n"));
}

/// Each rule has a Bad example and two that are not: one of those is the form that looks like the mistake.
#[test]
fn every_rule_has_its_examples() {
    for rule in RULES {
        let examples = page::examples(rule.page).unwrap_or_else(|why| panic!("{}: {why}", rule.name));
        let bad = examples.iter().filter(|e| e.kind == Kind::Bad).count();
        assert!(bad >= 1, "{} has no Bad example", rule.name);
        assert!(examples.len() - bad >= 2, "{} has fewer than two Good examples", rule.name);
    }
}

/// The pages have their sections, in order, and nothing left to write.
#[test]
fn pages_are_whole() {
    const SECTIONS: [&str; 5] = ["What it flags", "What happens", "Examples", "When not to follow it", "Sources"];
    for rule in RULES {
        assert!(!rule.page.contains("TO BE WRITTEN"), "{} is not written", rule.name);
        let title = format!("# {} ({})\n", rule.name, rule.code);
        assert!(rule.text().starts_with(&title), "{} does not begin with {title}", rule.name);
        let sections: Vec<&str> = rule.text().lines().filter_map(|l| l.strip_prefix("## ")).collect();
        assert_eq!(sections, SECTIONS, "{}", rule.name);
    }
}

/// The fixtures that a page names are there. Where no record is possible, a document takes its place.
#[test]
fn sources_exist() {
    let truth = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/truth");
    for rule in RULES {
        let sources = rule.page.split("## Sources").nth(1).unwrap_or_default();
        let named: Vec<&str> = sources.split('`').skip(1).step_by(2).filter(|n| is_case(n)).collect();
        let is_document = |l: &str| l.strip_prefix("- Document: ").is_some_and(|d| !d.trim().is_empty());
        let sourced = !named.is_empty() || sources.lines().any(is_document);
        assert!(sourced, "{} names no fixture, and no `- Document: ` instead", rule.name);
        for case in named {
            assert!(truth.join(case).join("case.json").is_file(), "{}: there is no fixture {case}", rule.name);
        }
    }
}

/// `S-08-duplicate-loses-type`: a letter, a number of at least two digits, words.
fn is_case(name: &str) -> bool {
    let mut parts = name.splitn(3, '-');
    let letter = parts.next().is_some_and(|p| p.len() == 1 && p.chars().all(|c| c.is_ascii_uppercase()));
    letter
        && parts.next().is_some_and(|p| matches!(p.len(), 2 | 3) && p.chars().all(|c| c.is_ascii_digit()))
        && parts.next().is_some()
}

/// Names are identities and codes are permanent: both have one form and are used once.
#[test]
fn names_and_codes_are_sound() {
    let mut names = BTreeSet::new();
    for rule in RULES {
        let letters = rule.code.trim_end_matches(|c: char| c.is_ascii_digit());
        let formed = !letters.is_empty()
            && letters.chars().all(|c| c.is_ascii_uppercase())
            && rule.code.len() == letters.len() + 2;
        assert!(formed, "{} is no code", rule.code);
        assert!(
            rule.name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'),
            "{} is no name",
            rule.name
        );
        assert!(names.insert(rule.name), "two rules are called {}", rule.name);
        assert!(rule.summary.ends_with('.'), "the summary of {} does not end with a period", rule.name);
    }
}
