//! `pjlint show`.

use std::io::{self, BufWriter, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use crate::policy::Policy;
use crate::report::{show_json, show_text};

use super::places::places;
use super::{Common, Failure};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// A configuration directory [default: as for `check`], then TYPE or TYPE/ID to show only those
    #[arg(value_name = "PATH] [TYPE[/ID]")]
    words: Vec<String>,

    /// How to print
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: ShowFormat,

    /// Also print what is not set
    #[arg(long)]
    defaults: bool,

    #[command(flatten)]
    common: Common,
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum ShowFormat {
    /// For people
    Text,
    /// For programs
    Json,
}

pub(super) fn run(args: &Args) -> Result<ExitCode, Failure> {
    let (paths, wanted) = split(&args.words)?;
    let mut linted = Vec::new();
    for place in places(&paths)? {
        linted.push(super::check::lint(place, &args.common, &Policy::default())?);
    }
    let filter = wanted.as_ref().map(|(kind, id)| (kind.as_str(), id.as_deref()));
    let mut out = BufWriter::with_capacity(1 << 16, io::stdout().lock());
    match args.format {
        ShowFormat::Text => show_text(&linted, filter, args.defaults, &args.common.style(false), &mut out)?,
        ShowFormat::Json => show_json(&linted, filter, args.defaults, &mut out)?,
    }
    out.flush()?;
    std::mem::forget(linted);
    Ok(ExitCode::SUCCESS)
}

type Wanted = Option<(String, Option<String>)>;

/// The words are a path, a type with or without an id, or both in this order. `endpoint/alice` may also be a path,
/// and is one if it is there.
fn split(words: &[String]) -> Result<(Vec<PathBuf>, Wanted), Failure> {
    let kind = |word: &str| -> Wanted {
        let (kind, id) = word.split_once('/').map_or((word, None), |(k, i)| (k, Some(i.to_owned())));
        let known = kind == "template" || crate::asterisk::TYPES.iter().any(|t| t.name == kind);
        known.then(|| (kind.to_owned(), id))
    };
    match words {
        [] => Ok((Vec::new(), None)),
        [only] => match kind(only) {
            Some(wanted) if !PathBuf::from(only).exists() => Ok((Vec::new(), Some(wanted))),
            _ => Ok((vec![only.into()], None)),
        },
        [path, word] => match kind(word) {
            Some(wanted) => Ok((vec![path.into()], Some(wanted))),
            None => Err(Failure::Nothing(format!("`{word}` is no object type: write a type, or TYPE/ID"))),
        },
        _ => Err(Failure::Nothing("`show` takes a path, and a type or TYPE/ID".into())),
    }
}
