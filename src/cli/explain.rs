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
        let names = RULES.iter().flat_map(|r| [r.name, r.code]);
        let near = rules::nearest(&args.rule, names).map(|n| format!(": did you mean {n}?")).unwrap_or_default();
        return Err(Failure::Nothing(format!("there is no rule `{}`{near} `pjlint rules` lists them", args.rule)));
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
