//! `pjlint expand`.

use std::fs::OpenOptions;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use crate::objects::{Configuration, Main};
use crate::printable::printable;
use crate::report::{Secrets, expand};
use crate::source::Overlay;

use super::discovery::targets;
use super::{Common, Failure, help};

#[derive(Debug, clap::Args)]
#[command(after_help = help::EXPAND)]
pub(super) struct Args {
    /// A configuration directory [default: as for `check`]
    path: Option<PathBuf>,

    /// Write to a new file that only its owner can read, passwords included; it must not exist yet
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,

    #[command(flatten)]
    common: Common,
}

pub(super) fn run(args: &Args) -> Result<ExitCode, Failure> {
    let paths: Vec<PathBuf> = args.path.iter().cloned().collect();
    let mut configs: Vec<Configuration> = Vec::new();
    for place in targets(&paths)? {
        let policy = args.common.policy(&place.dir.root)?;
        let linter = args.common.linter(policy, place.dir.is_live)?;
        configs.push(linter.load(place.dir, Main::File, Overlay::new())?);
    }
    let shown = args.output.is_none() && io::stdout().is_terminal();
    let (secrets, mut out): (Secrets, Box<dyn Write>) = match &args.output {
        None => (Secrets::Masked, Box::new(io::stdout().lock())),
        Some(path) => {
            let mut options = OpenOptions::new();
            options.write(true).create_new(true);
            #[cfg(unix)]
            std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
            let file = options.open(path).map_err(|error| Failure::Write { path: path.clone(), error })?;
            (Secrets::Written, Box::new(file))
        }
    };
    let mut out = BufWriter::with_capacity(1 << 16, &mut out);
    for config in &configs {
        if config.wizard.is_none() {
            return Err(Failure::Usage(format!(
                "{} has no pjsip_wizard.conf: there is nothing to expand",
                config.dir.root.display()
            )));
        }
        if shown {
            // For people: names may contain terminal control characters. A file or a pipe gets them unchanged.
            let mut text = Vec::new();
            expand(config, secrets, &mut text)?;
            for line in text.split_inclusive(|b| *b == b'\n') {
                writeln!(out, "{}", printable(line.strip_suffix(b"\n").unwrap_or(line)))?;
            }
        } else {
            expand(config, secrets, &mut out)?;
        }
    }
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}
