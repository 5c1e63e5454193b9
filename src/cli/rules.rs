//! `pjlint rules`.

use std::io::{self, Write};
use std::process::ExitCode;

use crate::report::{rules_json, rules_names, rules_text};

use super::{Failure, help};

#[derive(Debug, clap::Args)]
#[command(after_help = help::RULES)]
pub(super) struct Args {
    /// Output format
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: RulesFormat,

    /// Print only the words that select rules (names, codes, groups, `all`), one a line with its meaning
    #[arg(long, conflicts_with = "format")]
    names: bool,
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum RulesFormat {
    /// For people
    Text,
    /// For programs
    Json,
}

pub(super) fn run(args: &Args) -> Result<ExitCode, Failure> {
    let mut out = io::stdout().lock();
    match args.format {
        _ if args.names => rules_names(&mut out)?,
        RulesFormat::Text => rules_text(&mut out)?,
        RulesFormat::Json => rules_json(&mut out)?,
    }
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}
