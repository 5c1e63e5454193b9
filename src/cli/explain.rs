//! `pjlint explain`.

use std::io::{self, Write};
use std::process::ExitCode;

use crate::rules::{self, RULES};

use super::Failure;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// A rule, by name or code
    rule: String,
}

pub(super) fn run(args: &Args) -> Result<ExitCode, Failure> {
    let Some(rule) = rules::find(&args.rule) else {
        let near = suggestions(&args.rule).map_or_else(|| ".".to_owned(), |n| format!(": did you mean {n}?"));
        return Err(Failure::Nothing(format!("there is no rule `{}`{near} `pjlint rules` lists them.", args.rule)));
    };
    let mut out = io::stdout().lock();
    writeln!(
        out,
        "{} ({}), {} of group {}, Asterisk {}\n",
        rule.name, rule.code, rule.severity, rule.group, rule.asterisk
    )?;
    out.write_all(rule.text().as_bytes())?;
    Ok(ExitCode::SUCCESS)
}

/// The rule that is nearly called so, else up to three whose names have the word, or a part of it, in them.
fn suggestions(word: &str) -> Option<String> {
    if let Some(near) = rules::nearest(word, RULES.iter().flat_map(|r| [r.name, r.code])) {
        return Some(near.to_owned());
    }
    let lower = word.to_lowercase().replace(['_', ' '], "-");
    let has = |part: &str| part.len() > 2 && RULES.iter().any(|r| r.name.contains(part));
    let part = std::iter::once(lower.as_str()).chain(lower.split('-')).find(|p| has(p))?;
    let names: Vec<&str> = RULES.iter().map(|r| r.name).filter(|n| n.contains(part)).take(3).collect();
    Some(names.join(" or "))
}
