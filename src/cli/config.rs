//! `pjlint config`.

mod show;

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use super::discovery::targets;
use super::policy::PolicyArgs;
use super::{Common, Failure};

/// What `cargo xtask generate` has made of the types that read pjlint.toml.
const SCHEMA: &str = include_str!("../../docs/pjlint.schema.json");

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    /// Print the settings in effect for a directory, each with its source
    Show(ShowArgs),
    /// Print the JSON schema of pjlint.toml, for editors
    Schema,
}

#[derive(Debug, clap::Args)]
struct ShowArgs {
    /// Configuration directories; as for `pjlint check`
    paths: Vec<PathBuf>,

    /// Also list every rule with its level
    #[arg(long)]
    rules: bool,

    #[command(flatten)]
    policy: PolicyArgs,

    #[command(flatten)]
    common: Common,
}

pub(super) fn run(args: &Args) -> Result<ExitCode, Failure> {
    let mut out = io::stdout().lock();
    match &args.command {
        Command::Schema => out.write_all(SCHEMA.as_bytes())?,
        Command::Show(args) => {
            for (nth, place) in targets(&args.paths)?.iter().enumerate() {
                if nth > 0 {
                    writeln!(out)?;
                }
                let policy = args.policy.of(&args.common, &place.dir.root)?;
                let target = super::target::target(args.common.asterisk, policy.asterisk, place.dir.is_live);
                let shown = show::Shown { place, policy: &policy, target: &target, told: &args.policy };
                shown.settings(&mut out)?;
                if args.rules {
                    show::rules(&policy, &mut out)?;
                }
            }
        }
    }
    Ok(ExitCode::SUCCESS)
}
