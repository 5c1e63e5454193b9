//! The rules themselves, as lists.

use std::collections::BTreeSet;
use std::io::{self, Write};

use serde_json::json;

use crate::catalogue::RULES;

/// Every rule in a line, group by group.
///
/// # Errors
/// Where `out` cannot be written.
pub fn rules_text(out: &mut dyn Write) -> io::Result<()> {
    let width = RULES.iter().map(|r| r.name.len()).max().unwrap_or(0);
    let mut group = "";
    for rule in RULES {
        if rule.group != group {
            writeln!(out, "{}{}:", if group.is_empty() { "" } else { "\n" }, rule.group)?;
            group = rule.group;
        }
        writeln!(out, "  {}  {:<width$}  {:<7}  {}", rule.code, rule.name, rule.severity, rule.summary)?;
    }
    Ok(())
}

/// Every rule, for programs.
///
/// # Errors
/// Where `out` cannot be written.
pub(crate) fn rules_json(out: &mut dyn Write) -> io::Result<()> {
    let list: Vec<_> = RULES.iter().map(|r| json!({
        "name": r.name, "code": r.code, "group": r.group, "severity": r.severity.to_string(), "asterisk": r.asterisk,
        "cwe": r.cwe, "security_severity": r.security_severity, "summary": r.summary, "url": r.url(),
    })).collect();
    serde_json::to_writer_pretty(&mut *out, &list).map_err(io::Error::from)?;
    writeln!(out)
}

/// Everything that rules are called by, each with a tab and what it stands for: what the completions of the shells
/// read. Groups come first, then names and codes, and `all` last.
///
/// # Errors
/// Where `out` cannot be written.
pub fn rules_names(out: &mut dyn Write) -> io::Result<()> {
    for group in RULES.iter().map(|r| r.group).collect::<BTreeSet<_>>() {
        writeln!(out, "{group}\tthe rules of group {group}")?;
    }
    for rule in RULES {
        for name in [rule.name, rule.code] {
            writeln!(out, "{name}\t{}", rule.summary)?;
        }
    }
    writeln!(out, "all\tevery rule")
}
