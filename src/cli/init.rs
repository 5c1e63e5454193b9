//! `pjlint init`.

use std::fs::OpenOptions;
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use crate::printable::printable;

use super::Failure;

/// A `pjlint.toml` that says nothing, and shows all that it could say.
const TEMPLATE: &str = include_str!("../../rules/pjlint.toml");

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The directory to write it to: the root of the repository, or the configuration directory
    #[arg(default_value = ".")]
    dir: PathBuf,

    /// Overwrite an existing file
    #[arg(long)]
    force: bool,
}

pub(super) fn run(args: &Args) -> Result<ExitCode, Failure> {
    let path = args.dir.join("pjlint.toml");
    let mut options = OpenOptions::new();
    options.write(true);
    if args.force {
        options.create(true).truncate(true);
    } else {
        options.create_new(true);
    }
    let mut file = options.open(&path).map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => {
            Failure::Usage(format!("{} exists already: `--force` overwrites it", path.display()))
        }
        _ => Failure::Write { path: path.clone(), error },
    })?;
    file.write_all(TEMPLATE.as_bytes()).map_err(|error| Failure::Write { path: path.clone(), error })?;
    let shown = printable(path.display().to_string().as_bytes());
    writeln!(io::stdout(), "wrote {shown}: `pjlint config show` prints the settings in effect")?;
    Ok(ExitCode::SUCCESS)
}
