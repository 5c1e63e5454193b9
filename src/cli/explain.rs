//! `pjlint explain`.

mod answer;

use std::io::{self, BufWriter, Write};
use std::process::ExitCode;

use crate::asterisk::secret;
use crate::catalogue::{self, RULES, Rule};
use crate::printable::printable;
use crate::spelling::nearest;
use crate::symptoms;

use super::{Failure, help};

#[derive(Debug, clap::Args)]
#[command(after_help = help::EXPLAIN)]
pub(super) struct Args {
    /// A rule or a group by name or code, a line of Asterisk's log, or what goes wrong in your own words
    #[arg(required = true, value_name = "RULE|LOG LINE|SYMPTOM")]
    words: Vec<String>,

    /// Output format
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: ExplainFormat,
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum ExplainFormat {
    /// For people
    Text,
    /// For programs
    Json,
}

pub(super) fn run(args: &Args) -> Result<ExitCode, Failure> {
    let asked = args.words.join(" ");
    let asked = asked.trim();
    // The question that is printed back may be a log line, with any bytes in it.
    let shown = secret::sentence(printable(asked.as_bytes()));
    let mut out = BufWriter::new(io::stdout().lock());
    if let Some(rule) = named(asked) {
        match args.format {
            ExplainFormat::Text => page(rule, &mut out)?,
            ExplainFormat::Json => answer::page_json(&shown, rule, &mut out)?,
        }
    } else if RULES.iter().any(|rule| rule.group == asked) {
        let rules: Vec<&Rule> = RULES.iter().filter(|rule| rule.group == asked).collect();
        match args.format {
            ExplainFormat::Text => answer::group_text(asked, &rules, &mut out)?,
            ExplainFormat::Json => answer::group_json(&shown, &rules, &mut out)?,
        }
    } else {
        // A misspelt rule name is a typo, not a symptom.
        let slip = (!asked.contains(char::is_whitespace)).then(|| near(asked)).flatten();
        let answer = if slip.is_some() { None } else { symptoms::look_up(asked) };
        let Some(answer) = answer else { return Err(Failure::Usage(nothing(asked, &shown, slip))) };
        match args.format {
            ExplainFormat::Text => answer::text(&answer, &mut out)?,
            ExplainFormat::Json => answer::json(&shown, &answer, &mut out)?,
        }
    }
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

/// The rule of that name or code; a name may be written with spaces.
fn named(asked: &str) -> Option<&'static Rule> {
    catalogue::find(asked).or_else(|| catalogue::find(&asked.to_lowercase().replace([' ', '_'], "-")))
}

fn page(rule: &Rule, out: &mut dyn Write) -> io::Result<()> {
    writeln!(
        out,
        "{} ({}), {} of group {}, Asterisk {}\n",
        rule.name, rule.code, rule.severity, rule.group, rule.asterisk
    )?;
    out.write_all(rule.text().as_bytes())
}

fn near(word: &str) -> Option<&'static str> {
    nearest(word, RULES.iter().flat_map(|r| [r.name, r.code, r.group]))
}

/// The error that nothing matches, with suggestions.
fn nothing(asked: &str, shown: &str, slip: Option<&str>) -> String {
    if asked.contains(char::is_whitespace) {
        let near: Vec<String> = symptoms::nearest(asked).iter().map(|name| format!("`{name}`")).collect();
        if !near.is_empty() {
            return format!(
                "no rule covers `{shown}`: did you mean {}? `pjlint rules` lists the rules.",
                near.join(" or ")
            );
        }
        return format!(
            "no rule speaks of `{shown}`: give fewer words, a line of Asterisk's log without what another program \
             put before it, or a SIP status. `pjlint rules` lists the rules."
        );
    }
    let meant = slip.map(str::to_owned).or_else(|| by_part(asked));
    let meant = meant.map_or_else(|| ".".to_owned(), |m| format!(": did you mean {m}?"));
    format!("there is no rule `{shown}`{meant} `pjlint rules` lists them.")
}

/// Up to three rules whose names contain the word or a part of it.
fn by_part(word: &str) -> Option<String> {
    let lower = word.to_lowercase().replace('_', "-");
    let has = |part: &str| part.len() > 2 && RULES.iter().any(|r| r.name.contains(part));
    let part = std::iter::once(lower.as_str()).chain(lower.split('-')).find(|p| has(p))?;
    let names: Vec<&str> = RULES.iter().map(|r| r.name).filter(|n| n.contains(part)).take(3).collect();
    Some(names.join(" or "))
}
