//! The answer of `pjlint explain`: rules, with the matching excerpts of their pages.

use std::io::{self, Write};

use serde_json::{Value, json};

use crate::catalogue::Rule;
use crate::symptoms::{Answer, MatchedBy};

const WIDTH: usize = 100;

pub(super) fn text(answer: &Answer, out: &mut dyn Write) -> io::Result<()> {
    let logged = answer.hits.iter().any(|hit| hit.because == MatchedBy::Log);
    if let Some(symptom) = &answer.symptom {
        writeln!(out, "{}", symptom.name)?;
        filled(out, "  ", &symptom.about)?;
        writeln!(out)?;
    }
    if logged {
        writeln!(out, "Asterisk logs this line, or one like it, when one of these rules applies:")?;
    } else {
        writeln!(out, "Rules that cover it, the likeliest first:")?;
    }
    for hit in &answer.hits {
        writeln!(out)?;
        rule_text(hit.rule, out)?;
        if hit.excerpt.is_empty() {
            continue;
        }
        if hit.because == MatchedBy::Log {
            filled(out, "         Asterisk logs: ", &hit.excerpt)?;
        } else {
            filled(out, "         ", &hit.excerpt)?;
        }
    }
    how_to_go_on(answer.hits[0].rule, out)
}

pub(super) fn group_text(group: &str, rules: &[&Rule], out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "The rules of group {group}:")?;
    for rule in rules {
        writeln!(out)?;
        rule_text(rule, out)?;
    }
    how_to_go_on(rules[0], out)
}

fn rule_text(rule: &Rule, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "  {}  {} ({})", rule.code, rule.name, rule.severity)?;
    filled(out, "         ", rule.summary)
}

fn how_to_go_on(first: &Rule, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "\n`pjlint explain {}` prints a rule's page, with examples.", first.code)?;
    writeln!(out, "`pjlint check --select {}` looks for it in a configuration.", first.code)
}

/// A paragraph; the lines after the first one are indented as deep as its text.
fn filled(out: &mut dyn Write, lead: &str, text: &str) -> io::Result<()> {
    let further = " ".repeat(lead.len().min(9));
    let options = textwrap::Options::new(WIDTH).initial_indent(lead).subsequent_indent(&further).break_words(false);
    writeln!(out, "{}", textwrap::fill(text, options))
}

pub(super) fn json(asked: &str, answer: &Answer, out: &mut dyn Write) -> io::Result<()> {
    let rules = answer.hits.iter().map(|hit| {
        let because = match hit.because {
            MatchedBy::Log => "log",
            MatchedBy::Symptom => "symptom",
            MatchedBy::Text => "text",
        };
        with(hit.rule, &[("because", because.into()), ("excerpt", hit.excerpt.as_str().into())])
    });
    let symptom = answer.symptom.as_ref().map(|s| json!({ "name": s.name, "about": s.about }));
    document(asked, &symptom.unwrap_or_default(), &rules.collect::<Vec<_>>(), out)
}

pub(super) fn group_json(asked: &str, rules: &[&Rule], out: &mut dyn Write) -> io::Result<()> {
    let rules = rules.iter().map(|rule| with(rule, &[("because", "group".into())])).collect::<Vec<_>>();
    document(asked, &Value::Null, &rules, out)
}

pub(super) fn page_json(asked: &str, rule: &Rule, out: &mut dyn Write) -> io::Result<()> {
    let rule = with(rule, &[("because", "name".into()), ("page", rule.text().into())]);
    document(asked, &Value::Null, &[rule], out)
}

fn with(rule: &Rule, more: &[(&str, Value)]) -> Value {
    let mut value = json!({
        "name": rule.name, "code": rule.code, "group": rule.group, "severity": rule.severity.to_string(),
        "asterisk": rule.asterisk, "summary": rule.summary, "url": rule.url(),
    });
    for (key, more) in more {
        value[*key] = more.clone();
    }
    value
}

fn document(asked: &str, symptom: &Value, rules: &[Value], out: &mut dyn Write) -> io::Result<()> {
    let document = json!({
        "schema": 1, "pjlint": env!("CARGO_PKG_VERSION"), "asked": asked, "symptom": symptom, "rules": rules,
    });
    serde_json::to_writer(&mut *out, &document).map_err(io::Error::from)?;
    writeln!(out)
}
