//! A rule's page as an index wants it: its sentences, and the lines that Asterisk logs.

use crate::catalogue::Rule;

use super::log_line;

/// What is looked at of a rule's page.
#[derive(Debug)]
pub(super) struct Page {
    pub(super) rule: &'static Rule,
    /// Sentences of "What it flags" and "What happens", those of the latter first.
    pub(super) sentences: Vec<String>,
    /// Lines of the log.
    pub(super) logs: Vec<String>,
}

impl Page {
    pub(super) fn new(rule: &'static Rule) -> Self {
        let (mut sentences, mut logs) = (Vec::new(), Vec::new());
        let text = rule.text();
        for title in ["What happens", "What it flags"] {
            let (mut paragraph, mut fenced, mut is_log) = (String::new(), false, true);
            for line in section(text, title).lines() {
                let is_fence = line.starts_with("```");
                if is_fence || fenced || line.starts_with("    ") {
                    if is_fence {
                        // Blocks in a language are examples.
                        is_log = fenced || matches!(line, "```" | "```text");
                    } else if is_log {
                        logs.push(log_line::plain(line));
                    }
                    fenced ^= is_fence;
                } else if line.trim().is_empty() || line.starts_with("- ") {
                    split(&paragraph, &mut sentences);
                    paragraph.clear();
                    paragraph.push_str(line.trim_start_matches("- "));
                } else {
                    if !paragraph.is_empty() {
                        paragraph.push(' ');
                    }
                    paragraph.push_str(line.trim());
                }
            }
            split(&paragraph, &mut sentences);
            logs.extend(quoted(section(text, title)));
        }
        logs.retain(|line| !line.is_empty());
        Self { rule, sentences, logs }
    }
}

/// What stands below a heading, up to the next one.
fn section<'a>(text: &'a str, title: &str) -> &'a str {
    let heading = format!("## {title}\n");
    let Some(start) = text.find(&heading).map(|at| at + heading.len()) else { return "" };
    text[start..].split("\n## ").next().unwrap_or_default()
}

/// Lines of the log between backticks: sentences, that is, and no options.
fn quoted(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split('`').skip(1).step_by(2).map(|part| part.split_whitespace().collect::<Vec<_>>().join(" ")).filter(
        |part| {
            part.starts_with(char::is_uppercase)
                && !part.contains(['=', '`', '('])
                && part.split(' ').filter(|word| word.len() > 1 && word.chars().all(char::is_alphabetic)).count() > 1
        },
    )
}

fn split(paragraph: &str, out: &mut Vec<String>) {
    let mut rest = paragraph.trim();
    while let Some(end) = rest.match_indices(". ").map(|(at, _)| at).find(|at| {
        rest[at + 2..].starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || matches!(c, '`' | '*'))
    }) {
        out.push(rest[..=end].to_owned());
        rest = rest[end + 2..].trim_start();
    }
    if !rest.is_empty() {
        out.push(rest.to_owned());
    }
}
