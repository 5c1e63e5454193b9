//! What is made of the library itself: man pages, completions, the reference of the command line, the list of the rules
//! and the schema of pjlint.toml. `cargo xtask generate` runs it.

use std::env;
use std::fmt::Write as _;
use std::io;
use std::process::ExitCode;

use clap::{Command, ValueEnum};

use pjlint::catalogue::{self, FixSafety, RULES};
use pjlint::cli::{self, Shell};
use pjlint::policy;
use pjlint::report;
use xtask::generated::{Generated, read};
use xtask::{cases, root};

fn main() -> ExitCode {
    let check = env::args().any(|arg| arg == "--check");
    let mut out = Generated::new(&root(), check);
    match generate(&mut out) {
        Ok(()) if out.is_left_stale() => ExitCode::from(1),
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("documents: {why}");
            ExitCode::from(2)
        }
    }
}

fn generate(out: &mut Generated) -> Result<(), String> {
    let scripts: Vec<(String, String)> = Shell::value_variants()
        .iter()
        .map(|shell| {
            let name = match shell {
                Shell::Bash => "pjlint.bash",
                Shell::Zsh => "_pjlint",
                Shell::Fish => "pjlint.fish",
            };
            (name.to_owned(), cli::completions(*shell))
        })
        .collect();
    out.put_all("docs/completions", &scripts)?;
    out.put_all("docs/man", &man_pages().map_err(|e| e.to_string())?)?;
    cases::generate(out)?;
    out.put("docs/cli.md", &reference())?;
    out.put("docs/rules.md", &rules())?;
    out.put("docs/pjlint.schema.json", &policy::schema(catalogue::names_and_codes()))?;
    let listed = "tests/cli/rules.trycmd";
    let text = read(&out.root().join(listed))?;
    out.put(listed, &with_rules(&text).ok_or(format!("{listed}: no block `{LISTING}`"))?)
}

/// The command whose output trycmd compares, with what stands before it.
const LISTING: &str = "```console\n$ pjlint rules\n";

/// The text of a file of trycmd with the list of the rules as it is now.
fn with_rules(text: &str) -> Option<String> {
    let (before, after) = text.split_once(LISTING)?;
    let (_, rest) = after.split_once("```")?;
    let mut list = Vec::new();
    report::rules_text(&mut list).ok()?;
    // The output ends with the end of a line, and so does the block: the line behind it is empty.
    Some(format!("{before}{LISTING}{}\n```{rest}", String::from_utf8_lossy(&list)))
}

/// Every rule in a table, with a link to its page: seen from docs/.
fn rules() -> String {
    let mut text = String::from(
        "# The rules\n\n\
        Each has a page, which `pjlint explain NAME` prints too. A rule runs in the profile that is named here and in \
        every other one if that is `default`; [configuration.md](configuration.md) says how to choose. What may be \
        fixed, [fixes.md](fixes.md) explains.\n",
    );
    let mut group = "";
    for rule in RULES {
        if rule.group != group {
            group = rule.group;
            let _ = write!(
                text,
                "\n## {group}\n\n| code | rule | severity | profile | fix | |\n|---|---|---|---|---|---|\n"
            );
        }
        let fix = match rule.fix {
            FixSafety::Safe => "safe",
            FixSafety::Unsafe => "unsafe",
            FixSafety::None => "",
        };
        let _ = writeln!(
            text,
            "| {} | [{name}](../rules/{group}/{name}.md) | {} | {} | {fix} | {} |",
            rule.code,
            rule.severity,
            rule.profile.word(),
            rule.summary,
            name = rule.name,
        );
    }
    text
}

/// The command with names that man pages and the reference go by.
fn command() -> Command {
    let mut command = cli::command().disable_help_subcommand(true).term_width(100);
    command.build();
    command
}

fn man_pages() -> io::Result<Vec<(String, String)>> {
    let command = command();
    let shown = command.get_subcommands().filter(|sub| !sub.is_hide_set());
    std::iter::once(&command)
        .chain(shown)
        .map(|command| {
            let man = clap_mangen::Man::new(command.clone());
            let mut page = Vec::new();
            man.render(&mut page)?;
            Ok((man.get_filename(), with_examples(&String::from_utf8_lossy(&page))))
        })
        .collect()
}

/// What stands behind the options is a table of commands or of variables: its lines stay lines.
fn with_examples(page: &str) -> String {
    let Some((before, after)) = page.split_once(".SH EXTRA\n") else { return page.to_owned() };
    let (extra, rest) = after.find("\n.SH").map_or((after, ""), |end| after.split_at(end + 1));
    let (title, extra) = match extra.strip_prefix("Examples:\n") {
        Some(examples) => ("EXAMPLES", examples),
        None => ("NOTES", extra),
    };
    format!("{before}.SH {title}\n.nf\n{}\n.fi\n{rest}", extra.trim_end())
}

const HEAD: &str = "\
# The command line

What `pjlint help` and `pjlint COMMAND --help` print. This file, the man pages in [man](man) and the completions in
[completions](completions) are written by `cargo xtask generate`; `cargo xtask generate --check` names those that are not
what the program says any more.

";

fn reference() -> String {
    let mut command = command();
    let mut text = HEAD.to_owned();
    text += &block("pjlint", &mut command);
    let names: Vec<String> =
        command.get_subcommands().filter(|s| !s.is_hide_set()).map(|s| s.get_name().to_owned()).collect();
    for name in names {
        if let Some(sub) = command.find_subcommand_mut(&name) {
            text += &block(&format!("pjlint {name}"), sub);
        }
    }
    text.trim_end().to_owned() + "\n"
}

fn block(title: &str, command: &mut Command) -> String {
    let help = command.render_long_help().to_string();
    let lines: Vec<&str> = help.lines().map(str::trim_end).collect();
    format!("## {title}\n\n```text\n{}\n```\n\n", lines.join("\n").trim_end())
}
