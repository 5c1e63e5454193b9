//! Files that are small, and would be large if every line were taken at its word.

use std::fmt::Write;

use crate::report::fixture::{directory, lint};

#[test]
fn a_base_named_twice_doubles_until_it_is_too_much() {
    let mut text = "[t0](!)\ncontext=x\n".to_owned();
    for level in 1..=60 {
        writeln!(text, "[t{level}](!,t{0},t{0})", level - 1).expect("a String takes everything");
    }
    let linted = lint(directory("limits-double", &[("pjsip.conf", &text)]), "");
    let found: Vec<&str> = linted.findings.iter().map(|f| f.rule.name).collect();
    assert_eq!(found, ["malformed-line"]);
}

#[test]
fn a_value_of_many_lines_is_kept_once() {
    let text = format!("[a]\ntype=endpoint\nset_var=A=1\n{}[b](a)\n", "set_var+=2\n".repeat(20_000));
    let linted = lint(directory("limits-append", &[("pjsip.conf", &text)]), "");
    let doc = &linted.config.pjsip.doc;
    let mut lengths = Vec::new();
    doc.each_setting(1, |s| lengths.push(doc.value(&linted.config.sources, s).len()));
    assert_eq!(lengths, ["endpoint".len(), "A=1".len() + 20_000]);
}

#[test]
fn the_rest_of_many_doubles_is_counted() {
    let text = "[a]\ntype=aor\n".repeat(1000);
    let linted = lint(directory("limits-doubles", &[("pjsip.conf", &text)]), "");
    let counted: u32 = linted.findings.iter().map(|f| f.count).sum();
    assert!(linted.findings.len() < 20 && counted == 999, "{} findings", linted.findings.len());
}

/// The same section is found for `(+filter)` while it is the first that fits, and another one once that changes.
#[test]
fn a_filter_is_asked_again_when_sections_change() {
    let text = "[a]\ntype=endpoint\n[a]\ntype=aor\n[a](+type=aor)\nmax_contacts=1\n[a](+type=aor)\nremove_existing=1\n\
        [a](+type=endpoint)\ntype=aor\n[a](+type=aor)\ncontext=x\n";
    let linted = lint(directory("limits-filter", &[("pjsip.conf", text)]), "");
    let doc = &linted.config.pjsip.doc;
    let mut names = vec![Vec::new(), Vec::new()];
    for (section, names) in (0..).zip(&mut names) {
        doc.each_setting(section, |s| {
            names.push(String::from_utf8_lossy(doc.option(&linted.config.sources, s)).into_owned());
        });
    }
    assert_eq!(names[0], ["type", "type", "context"]);
    assert_eq!(names[1], ["type", "max_contacts", "remove_existing"]);
}
