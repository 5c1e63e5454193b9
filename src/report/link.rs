//! Text that leads to a rule's page, on terminals that can (OSC 8).

use crate::catalogue::Rule;

use super::Style;

/// The text, as a link to the rule's page where the style has links.
pub(super) fn linked(rule: &Rule, text: &str, style: &Style) -> String {
    if style.links { format!("\u{1b}]8;;{}\u{1b}\\{text}\u{1b}]8;;\u{1b}\\", rule.url()) } else { text.to_owned() }
}
