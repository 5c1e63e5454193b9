//! `pjlint parity`.

use std::io::{self, BufWriter, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use crate::accounts::Accounts;
use crate::graph::Graph;
use crate::objects::{self, Checks, Main};
use crate::parity::Parity;
use crate::policy::Classes;
use crate::report::{Linted, Summary, parity_json, parity_text};

use super::places::places;
use super::policy::checks;
use super::{Common, Failure, help};

#[derive(Debug, clap::Args)]
#[command(after_help = help::PARITY)]
pub(super) struct Args {
    /// A configuration directory with sip.conf [default: as for `check`]
    path: Option<PathBuf>,

    /// How to print
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: ParityFormat,

    /// Leave out the accounts that are the same
    #[arg(long)]
    todo: bool,

    #[command(flatten)]
    common: Common,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum ParityFormat {
    /// For people
    Text,
    /// For programs
    Json,
}

pub(super) fn run(args: &Args) -> Result<ExitCode, Failure> {
    let paths: Vec<PathBuf> = args.path.iter().cloned().collect();
    let mut to_do = false;
    let mut out = BufWriter::with_capacity(1 << 16, io::stdout().lock());
    for place in places(&paths)? {
        let policy = args.common.policy(&place.dir.root)?;
        let target = super::target::target(args.common.asterisk, policy.asterisk, place.dir.is_live);
        let checks = Checks { migration: true, ..checks(&policy) };
        let prefix = place.prefix.clone();
        let config = objects::load(place.dir, Main::File, target, checks)?;
        if config.chan_sip.is_none() {
            return Err(Failure::Nothing(format!(
                "{} has no sip.conf: there is nothing to compare",
                config.dir.root.display()
            )));
        }
        let graph = Graph::new(&config);
        let accounts = Accounts::new(&config, &graph, &Classes::default());
        let Some(parity) = Parity::new(&config, &graph, &accounts) else {
            return Err(Failure::Nothing("chan_sip does not load with this sip.conf: `pjlint check` says why".into()));
        };
        to_do |= parity.is_to_do();
        let summary = Summary::new(&config);
        let linted = Linted { config, findings: Vec::new(), aside: Vec::new(), gone: None, summary, prefix };
        match args.format {
            ParityFormat::Text => parity_text(&linted, &parity, args.todo, &args.common.style(false), &mut out)?,
            ParityFormat::Json => parity_json(&linted, &parity, args.todo, &mut out)?,
        }
        // Memory of this size is given back faster by the end of the process than piece by piece.
        std::mem::forget((linted, parity, graph, accounts));
    }
    out.flush()?;
    Ok(ExitCode::from(u8::from(to_do)))
}
