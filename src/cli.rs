//! The command line: one file a subcommand.

mod baseline;
mod check;
mod clock;
mod completions;
mod config;
mod discovery;
mod expand;
mod explain;
mod fix;
mod help;
mod init;
mod parity;
mod policy;
mod progress;
mod rule_arg;
mod rules;
mod session;
mod show;
mod statistics;
mod target;
mod terminal;
mod verbose;
mod watch;

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{CommandFactory, Parser, Subcommand};

use crate::asterisk::Version;
use crate::linter::Linter;
use crate::policy::Policy;
use crate::report::Style;

pub use completions::{Shell, script as completions};

/// Check Asterisk PJSIP configuration before you reload it.
#[derive(Debug, Parser)]
#[command(
    name = "pjlint",
    version,
    about,
    max_term_width = 100,
    arg_required_else_help = true,
    after_help = help::ROOT,
    after_long_help = help::LONG
)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Report what Asterisk will drop, and what will not work
    Check(check::Args),
    /// Print the objects that Asterisk will load, with the source line of each value
    Show(show::Args),
    /// Print the objects of pjsip_wizard.conf as sections of pjsip.conf
    Expand(expand::Args),
    /// Compare sip.conf with PJSIP, account by account, and list what is left to migrate
    Parity(parity::Args),
    /// List the rules
    Rules(rules::Args),
    /// Print a rule's page, or the rules that cover a log line or a symptom
    Explain(explain::Args),
    /// Show the settings in effect, or the JSON schema of pjlint.toml
    Config(config::Args),
    /// Write a commented pjlint.toml
    Init(init::Args),
    /// Print a shell completion script
    Completions(completions::Args),
}

impl Command {
    /// Whether it reads files again and again while somebody edits them: such a run must not end because of one.
    fn lives_on(&self) -> bool {
        matches!(self, Self::Check(args) if args.watches())
    }
}

/// What `check` and `show` have in common.
#[derive(Debug, clap::Args)]
struct Common {
    /// The Asterisk that the configuration is for: 22, 20.12, 16.28, certified/20.7-cert3 [default: this host's for
    /// this host's own directory, else 22]
    #[arg(long, value_name = "VERSION", env = "PJLINT_ASTERISK_VERSION", hide_env_values = true, help_heading = "Asterisk", value_parser = target::Versions, hide_possible_values = true)]
    asterisk: Option<Version>,

    /// pjlint.toml to use [default: the nearest one from the linted directory up to the root of its git repository]
    #[arg(long, value_name = "FILE", conflicts_with = "no_config", help_heading = "Rules")]
    config: Option<PathBuf>,

    /// Ignore pjlint.toml
    #[arg(long, help_heading = "Rules")]
    no_config: bool,

    /// Also check the certificate and key files on this host
    #[arg(long, help_heading = "Asterisk")]
    check_files: bool,

    /// Say which rules do not run or deliberately report nothing, and why
    #[arg(short, long, help_heading = "Output")]
    verbose: bool,

    /// When to use colours
    #[arg(long, value_name = "WHEN", default_value = "auto", help_heading = "Output")]
    color: terminal::Color,
}

/// Why pjlint could not run.
#[derive(Debug, thiserror::Error)]
enum Failure {
    #[error("{0}")]
    Usage(String),
    #[error(transparent)]
    Load(#[from] crate::objects::LoadError),
    #[error(transparent)]
    Lint(#[from] crate::linter::LintError),
    #[error(transparent)]
    Baseline(#[from] crate::baseline::BaselineError),
    #[error(transparent)]
    Policy(#[from] crate::policy::PolicyError),
    #[error("{}: {error}", path.display())]
    Write { path: PathBuf, error: io::Error },
    #[error(transparent)]
    Io(#[from] io::Error),
}

/// The definition of the command line, from which man pages and the reference are generated.
pub fn command() -> clap::Command {
    Cli::command()
}

/// Runs the command line; the result is the exit status.
pub fn run() -> ExitCode {
    terminal::prepare();
    quiet_panics();
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { 2 } else { 0 });
        }
    };
    if !cli.command.lives_on() {
        crate::source::map_large_files();
    }
    let result = match cli.command {
        Command::Check(args) => check::run(&args),
        Command::Show(args) => show::run(&args),
        Command::Expand(args) => expand::run(&args),
        Command::Parity(args) => parity::run(&args),
        Command::Rules(args) => rules::run(&args),
        Command::Explain(args) => explain::run(&args),
        Command::Config(args) => config::run(&args),
        Command::Init(args) => init::run(&args),
        Command::Completions(args) => completions::run(&args),
    };
    match result {
        Ok(code) => code,
        // A closed pipe is not a failure: `pjlint check | head` ends quietly.
        Err(Failure::Io(error)) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(failure) => {
            complain(&failure);
            ExitCode::from(2)
        }
    }
}

/// A panic in a rule is caught and reported as an internal error. Its message may quote the configuration, secrets
/// included, so only its location is printed.
fn quiet_panics() {
    std::panic::set_hook(Box::new(|info| {
        let place = info.location().map_or_else(String::new, |l| format!(" at {}:{}", l.file(), l.line()));
        let _ = writeln!(anstream::stderr(), "pjlint: internal error{place}");
    }));
}

/// Writes to standard error what is not part of the report.
fn note(text: &str) {
    use std::io::Write;
    let _ = writeln!(anstream::stderr(), "pjlint: {}", crate::printable::printable(text.as_bytes()));
}

/// Leaks the value: the end of the process frees memory faster than piece by piece.
fn leak<T>(large: T) {
    std::mem::forget(large);
}

impl Common {
    /// The linter for a directory with that policy; `is_live` says that it is this host's own.
    fn linter(&self, policy: Policy, is_live: bool) -> Result<Linter, Failure> {
        verbose::prepare(self.verbose);
        Ok(Linter {
            target: target::target(self.asterisk, policy.asterisk, is_live),
            policy,
            today: clock::today()?,
            check_files: self.check_files,
            ..Linter::default()
        })
    }

    /// How the report on standard output looks.
    fn style(&self, quiet: bool) -> Style {
        terminal::choose(self.color);
        terminal::style(quiet)
    }
}

/// Says why something could not be done.
fn complain(failure: &Failure) {
    // A path or a key in it may contain terminal control characters; a TOML error has several lines.
    let _ = writeln!(anstream::stderr(), "pjlint: {}", crate::printable::printable_lines(&failure.to_string()));
}
