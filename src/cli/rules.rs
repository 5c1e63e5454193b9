//! `pjlint rules`.

use std::io::{self, Write};
use std::process::ExitCode;

use crate::catalogue::RULES;

use super::{Failure, help};

#[derive(Debug, clap::Args)]
#[command(after_help = help::RULES)]
pub(super) struct Args {
    /// How to print
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: RulesFormat,
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
        RulesFormat::Text => {
            let width = RULES.iter().map(|r| r.name.len()).max().unwrap_or(0);
            let mut group = "";
            for rule in RULES {
                if rule.group != group {
                    writeln!(out, "{}{}:", if group.is_empty() { "" } else { "\n" }, rule.group)?;
                    group = rule.group;
                }
                writeln!(out, "  {}  {:<width$}  {:<7}  {}", rule.code, rule.name, rule.severity, rule.summary)?;
            }
        }
        RulesFormat::Json => {
            let list: Vec<_> = RULES.iter().map(|r| serde_json::json!({
                "name": r.name, "code": r.code, "group": r.group, "severity": r.severity.to_string(), "asterisk": r.asterisk,
                "cwe": r.cwe, "security_severity": r.security_severity, "summary": r.summary, "url": r.url(),
            })).collect();
            serde_json::to_writer_pretty(&mut out, &list).map_err(io::Error::from)?;
            writeln!(out)?;
        }
    }
    Ok(ExitCode::SUCCESS)
}
