//! `pjlint expand`.

use std::fs::OpenOptions;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use crate::objects::{self, Configuration, Main};
use crate::report::{Secrets, expand};
use crate::rules::plain;

use super::places::places;
use super::policy::checks;
use super::{Common, Failure, help};

#[derive(Debug, clap::Args)]
#[command(after_help = help::EXPAND)]
pub(super) struct Args {
    /// A configuration directory [default: as for `check`]
    path: Option<PathBuf>,

    /// Write to a file that only its owner can read, passwords included; it must not be there yet
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,

    #[command(flatten)]
    common: Common,
}

pub(super) fn run(args: &Args) -> Result<ExitCode, Failure> {
    let paths: Vec<PathBuf> = args.path.iter().cloned().collect();
    let mut configs: Vec<Configuration> = Vec::new();
    for place in places(&paths)? {
        let policy = args.common.policy(&place.dir.root)?;
        let target = super::target::target(args.common.asterisk, policy.asterisk, place.dir.is_live);
        configs.push(objects::load(place.dir, Main::File, target, checks(&policy))?);
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
            return Err(Failure::Nothing(format!(
                "{} has no pjsip_wizard.conf: there is nothing to expand",
                config.dir.root.display()
            )));
        }
        if shown {
            // For people: names may hold what drives the terminal. A file or a pipe gets them as they are.
            let mut text = Vec::new();
            expand(config, secrets, &mut text)?;
            for line in text.split_inclusive(|b| *b == b'\n') {
                writeln!(out, "{}", plain(line.strip_suffix(b"\n").unwrap_or(line)))?;
            }
        } else {
            expand(config, secrets, &mut out)?;
        }
    }
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}
