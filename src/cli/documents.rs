//! What is made of the command line itself: man pages, completions, the reference. A hidden subcommand writes them, for
//! this repository and for who packages pjlint.

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Command, CommandFactory, ValueEnum};

use crate::catalogue::FixSafety;
use crate::catalogue::RULES;

use super::completions::{Shell, script};
use super::{Cli, Failure};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The directory to write to: man/, completions/, cli.md and rules.md
    dir: PathBuf,
}

pub(super) fn run(args: &Args) -> Result<ExitCode, Failure> {
    let write = |name: &str, text: &[u8]| {
        let path = args.dir.join(name);
        write(&path, text).map_err(|error| Failure::Write { path, error })
    };
    for shell in Shell::value_variants() {
        let name = match shell {
            Shell::Bash => "completions/pjlint.bash",
            Shell::Zsh => "completions/_pjlint",
            Shell::Fish => "completions/pjlint.fish",
        };
        write(name, script(*shell).as_bytes())?;
    }
    for (name, page) in man_pages()? {
        write(&format!("man/{name}"), &page)?;
    }
    write("cli.md", reference().as_bytes())?;
    write("rules.md", rules().as_bytes())?;
    Ok(ExitCode::SUCCESS)
}

fn write(path: &Path, text: &[u8]) -> io::Result<()> {
    if let Some(dir) = path.parent() {
        fs::create_dir_all(dir)?;
    }
    fs::write(path, text)
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
    let mut command = Cli::command().disable_help_subcommand(true).term_width(100);
    command.build();
    command
}

fn man_pages() -> io::Result<Vec<(String, Vec<u8>)>> {
    let command = command();
    let shown = command.get_subcommands().filter(|sub| !sub.is_hide_set());
    std::iter::once(&command)
        .chain(shown)
        .map(|command| {
            let man = clap_mangen::Man::new(command.clone());
            let mut page = Vec::new();
            man.render(&mut page)?;
            Ok((man.get_filename(), with_examples(&String::from_utf8_lossy(&page)).into_bytes()))
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
[completions](completions) are written by `cargo run -- documents docs`; `cargo test --test it documents` says when
they are not those of the program any more.

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
