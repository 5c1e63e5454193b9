//! The command line: one file a subcommand.

mod baseline;
mod check;
mod config;
mod expand;
mod explain;
mod fixing;
mod given;
mod init;
mod linted;
mod parity;
mod places;
mod policy;
mod rules;
mod show;
mod target;

use std::io::{self, IsTerminal};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand, ValueEnum};

use crate::asterisk::Version;
use crate::report::Style;

/// Says what Asterisk will make of a PJSIP configuration, before the reload.
#[derive(Debug, Parser)]
#[command(
    name = "pjlint",
    version,
    about,
    max_term_width = 100,
    after_help = "\
Examples:
  pjlint check                      the current directory, else /etc/asterisk
  pjlint check etc/ --asterisk 20   a directory, for Asterisk 20
  pjlint check --format sarif > pjlint.sarif
  pjlint check etc/ --diff          what --fix would change
  pjlint show etc/ endpoint/alice   what Asterisk will have, and from which lines
  pjlint parity etc/                what is left of a move from chan_sip
  pjlint explain SYN04              what a rule is about

Exit status: 0 nothing at the threshold, 1 findings, 2 could not run."
)]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Report what Asterisk will drop, and what will not work
    Check(check::Args),
    /// Print the objects that Asterisk will have, each value with where it is from
    Show(show::Args),
    /// Print the objects of pjsip_wizard.conf as sections of pjsip.conf
    Expand(expand::Args),
    /// Compare sip.conf with PJSIP account by account: what is still to do before chan_sip can go
    Parity(parity::Args),
    /// List the rules
    Rules(rules::Args),
    /// Print a rule's page
    Explain(explain::Args),
    /// Show the settings that are in force, or the JSON schema of pjlint.toml
    Config(config::Args),
    /// Write a commented pjlint.toml
    Init(init::Args),
}

/// What `check` and `show` have in common.
#[derive(Debug, clap::Args)]
struct Common {
    /// The Asterisk that the configuration is for: 22, 20.12, 16.28, certified/20.7-cert3 [default: this host's for
    /// this host's own directory, else 22]
    #[arg(long, value_name = "VERSION", env = "PJLINT_ASTERISK_VERSION", value_parser = |s: &str| s.parse::<Version>())]
    asterisk: Option<Version>,

    /// The pjlint.toml to go by [default: the nearest one from the linted directory upwards, to the root of its git
    /// repository]
    #[arg(long, value_name = "FILE", conflicts_with = "no_config")]
    config: Option<PathBuf>,

    /// Go by no pjlint.toml
    #[arg(long)]
    no_config: bool,

    /// Also judge the certificate and key files on this host
    #[arg(long)]
    check_files: bool,

    /// When to use colours
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    color: Color,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Color {
    /// On a terminal, unless NO_COLOR is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// Why pjlint could not run.
#[derive(Debug, thiserror::Error)]
enum Failure {
    #[error("{0}")]
    Nothing(String),
    #[error(transparent)]
    Load(#[from] crate::objects::LoadError),
    #[error(transparent)]
    Baseline(#[from] crate::baseline::BaselineError),
    #[error(transparent)]
    Policy(#[from] crate::policy::PolicyError),
    #[error("{}: {error}", path.display())]
    Write { path: PathBuf, error: io::Error },
    #[error(transparent)]
    Io(#[from] io::Error),
}

/// Runs the command line; the result is the exit status.
pub fn run() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { 2 } else { 0 });
        }
    };
    let result = match cli.command {
        Command::Check(args) => check::run(&args),
        Command::Show(args) => show::run(&args),
        Command::Expand(args) => expand::run(&args),
        Command::Parity(args) => parity::run(&args),
        Command::Rules(args) => rules::run(&args),
        Command::Explain(args) => explain::run(&args),
        Command::Config(args) => config::run(&args),
        Command::Init(args) => init::run(&args),
    };
    match result {
        Ok(code) => code,
        // Whoever reads has seen enough: `pjlint check | head` ends quietly.
        Err(Failure::Io(error)) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(failure) => {
            use std::io::Write;
            let _ = writeln!(anstream::stderr(), "pjlint: {failure}");
            ExitCode::from(2)
        }
    }
}

/// Tells the one at the terminal what is no part of a report.
fn note(text: &str) {
    use std::io::Write;
    let _ = writeln!(anstream::stderr(), "pjlint: {}", crate::rules::plain(text.as_bytes()));
}

impl Common {
    /// How the report on standard output looks.
    fn style(&self, quiet: bool) -> Style {
        let terminal = io::stdout().is_terminal();
        let color = match self.color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => {
                terminal
                    && std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty())
                    && std::env::var_os("TERM").is_none_or(|t| t != "dumb")
            }
        };
        let utf8 = ["LC_ALL", "LC_CTYPE", "LANG"]
            .iter()
            .filter_map(std::env::var_os)
            .find(|v| !v.is_empty())
            .is_some_and(|v| v.to_string_lossy().to_lowercase().replace('-', "").contains("utf8"));
        let columns = std::env::var("COLUMNS").ok().and_then(|c| c.parse().ok());
        let width = columns.or_else(|| miette_width(terminal)).unwrap_or(100).clamp(40, 160);
        Style { color, unicode: utf8 || !terminal, width, quiet }
    }
}

/// The terminal's width, where there is one.
fn miette_width(terminal: bool) -> Option<usize> {
    terminal.then(|| terminal_size::terminal_size().map(|(w, _)| w.0 as usize)).flatten()
}
