//! Every Bad example on every page, and what the pages say of their fixes.

use std::collections::BTreeMap;

use pjlint::catalogue::{FixSafety, RULES, Rule};

use crate::fix::proof::prove;
use crate::rule_pages::example::site;
use crate::rule_pages::page::{self, Kind};
use crate::site::Site;

fn bad_examples() -> impl Iterator<Item = (&'static Rule, String, Site)> {
    RULES.iter().flat_map(|rule| {
        let examples = page::examples(rule.page).unwrap_or_else(|why| panic!("{}: {why}", rule.name));
        let bad = examples.into_iter().filter(|e| e.kind == Kind::Bad);
        bad.map(move |e| (rule, e.title.clone(), site(rule, &e)))
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
