//! A rule as SARIF describes it: its whole page goes along, so that an alert explains itself.

use std::borrow::Cow;

use serde::Serialize;

use crate::catalogue::Rule;
use crate::catalogue::{Confidence, Severity};

use super::Text;
use super::cwe::{self, Relationship};

/// The rule's entry. Its id is the code, which is permanent and of the form that SARIF recommends; its name is the
/// rule's in the spelling that SARIF recommends, and stands among the tags as it is.
pub(super) fn rule(rule: &'static Rule) -> Descriptor {
    Descriptor {
        id: rule.code,
        name: pascal(rule.name),
        short_description: Text::new(rule.summary),
        full_description: Text { text: first_paragraph(rule.text()).unwrap_or_else(|| Text::new(rule.summary).text) },
        help: Help { text: rule.text(), markdown: rule.text() },
        help_uri: rule.url(),
        default_configuration: Configuration { level: level(rule.severity) },
        relationships: rule.cwe.iter().filter_map(|number| cwe::relationship(*number)).collect(),
        properties: Properties {
            tags: tags(rule),
            security_severity: rule.security_severity,
            precision: match rule.confidence {
                Confidence::High => "high",
                Confidence::Medium => "medium",
                Confidence::Low => "low",
            },
            problem_severity: match rule.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Info => "recommendation",
            },
        },
    }
}

fn tags(rule: &'static Rule) -> Vec<Cow<'static, str>> {
    let mut tags: Vec<Cow<'static, str>> = ["asterisk", "pjsip", rule.group, rule.name].map(Cow::Borrowed).into();
    if rule.security_severity.is_some() {
        // By these code scanning knows an alert about security, and its weakness.
        tags.push(Cow::Borrowed("security"));
        tags.extend(rule.cwe.iter().map(|number| Cow::Owned(format!("external/cwe/cwe-{number:03}"))));
    }
    tags
}

/// SARIF's word for a severity.
pub(super) fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

fn pascal(name: &str) -> String {
    let capital = |word: &str| word.get(..1).unwrap_or_default().to_uppercase() + word.get(1..).unwrap_or_default();
    name.split('-').map(capital).collect()
}

/// The first paragraph of a page that is not a heading, on one line.
fn first_paragraph(page: &str) -> Option<String> {
    let paragraph = page.split("\n\n").map(str::trim).find(|p| !p.is_empty() && !p.starts_with(['#', '`']))?;
    Some(super::super::format_util::closed(&paragraph.split_whitespace().collect::<Vec<_>>().join(" ")))
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Descriptor {
    id: &'static str,
    name: String,
    short_description: Text,
    full_description: Text,
    help: Help,
    help_uri: String,
    default_configuration: Configuration,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    relationships: Vec<Relationship>,
    properties: Properties,
}

#[derive(Serialize)]
struct Help {
    text: &'static str,
    markdown: &'static str,
}

#[derive(Serialize)]
struct Configuration {
    level: &'static str,
}

#[derive(Serialize)]
struct Properties {
    tags: Vec<Cow<'static, str>>,
    #[serde(rename = "security-severity", skip_serializing_if = "Option::is_none")]
    security_severity: Option<&'static str>,
    precision: &'static str,
    #[serde(rename = "problem.severity")]
    problem_severity: &'static str,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_descriptions_are_as_sarif_wants_them() {
        assert_eq!(pascal("option-on-wrong-object"), "OptionOnWrongObject");
        assert_eq!(first_paragraph("# a (A01)\n\nOne\nline.\n\nTwo"), Some("One line.".into()));
        assert_eq!(first_paragraph("# a"), None);
    }
}
