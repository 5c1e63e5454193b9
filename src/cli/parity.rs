//! `pjlint parity`.

use std::io::{self, BufWriter, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use crate::accounts::Accounts;
use crate::graph::Graph;
use crate::linter::Report;
use crate::objects::Main;
use crate::parity::Parity;
use crate::policy::Classes;
use crate::report::{parity_json, parity_text};
use crate::source::Overlay;

use super::discovery::targets;
use super::{Common, Failure, help, leak};

#[derive(Debug, clap::Args)]
#[command(after_help = help::PARITY)]
pub(super) struct Args {
    /// A configuration directory with sip.conf [default: as for `check`]
    path: Option<PathBuf>,

    /// Output format
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: ParityFormat,

    /// Show only accounts with something left to do
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
    for place in targets(&paths)? {
        let policy = args.common.policy(&place.dir.root)?;
        let mut linter = args.common.linter(policy, place.dir.is_live)?;
        linter.migration = true;
        let config = linter.load(place.dir, Main::File, Overlay::new())?;
        if config.chan_sip.is_none() {
            return Err(Failure::Usage(format!(
                "{} has no sip.conf: there is nothing to compare",
                config.dir.root.display()
            )));
        }
        let graph = Graph::new(&config);
        let accounts = Accounts::new(&config, &graph, &Classes::default());
        let Some(parity) = Parity::new(&config, &graph, &accounts) else {
            return Err(Failure::Usage("chan_sip does not load with this sip.conf: `pjlint check` says why".into()));
        };
        to_do |= parity.is_to_do();
        let report = Report { prefix: place.prefix, ..Report::of(config) };
        match args.format {
            ParityFormat::Text => parity_text(&report, &parity, args.todo, &args.common.style(false), &mut out)?,
            ParityFormat::Json => parity_json(&report, &parity, args.todo, &mut out)?,
        }
        leak((report, parity, graph, accounts));
    }
    out.flush()?;
    Ok(ExitCode::from(u8::from(to_do)))
}
