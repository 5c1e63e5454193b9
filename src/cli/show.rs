//! `pjlint show`.

use std::ffi::OsString;
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use crate::asterisk::{TYPES, secret};
use crate::linter::Report;
use crate::report::{ids_of, show_json, show_text};
use crate::spelling::nearest;

use super::discovery::targets;
use super::progress::Progress;
use super::{Common, Failure, help};

#[derive(Debug, clap::Args)]
#[command(after_help = help::SHOW)]
pub(super) struct Args {
    /// A configuration directory [default: as for `check`], then TYPE or TYPE/ID to show only these
    #[arg(value_name = "PATH] [TYPE[/ID]")]
    words: Vec<OsString>,

    /// Output format
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: ShowFormat,

    /// Include default values
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
    let mut progress = Progress::new(false);
    let places = targets(&paths)?;
    progress.of(places.len());
    for place in places {
        progress.next();
        let (policy, is_live) = (args.common.policy(&place.dir.root)?, place.dir.is_live);
        linted.push(super::session::lint(place, &args.common.linter(policy, is_live)?, &progress)?);
    }
    drop(progress);
    if let Some((kind, Some(id))) = &wanted
        && !linted.iter().any(|l| ids_of(l, kind).any(|known| known == id.as_bytes()))
    {
        return Err(Failure::Usage(missing(&linted, kind, id)));
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

type Filter = Option<(String, Option<String>)>;

/// The words are a path, a type with or without an id, or both in this order. `endpoint/alice` may also be a path,
/// and is one if it is there.
fn split(words: &[OsString]) -> Result<(Vec<PathBuf>, Filter), Failure> {
    let kind = |word: &OsString| -> Filter {
        let word = word.to_str()?;
        let (kind, id) = word.split_once('/').map_or((word, None), |(k, i)| (k, Some(i.to_owned())));
        let known = kind == "template" || TYPES.iter().any(|t| t.name == kind);
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
            None => Err(Failure::Usage(format!(
                "`{}` is not an object type: write a type, or TYPE/ID",
                word.to_string_lossy()
            ))),
        },
        _ => Err(Failure::Usage("`show` takes a path, and a type or TYPE/ID".into())),
    }
}

/// That there is no such object, and which one may be meant: of that type with nearly that id, or of another type.
fn missing(linted: &[Report], kind: &str, id: &str) -> String {
    let said = format!("there is no {kind} `{}`", secret::name(id));
    let ids: Vec<String> =
        linted.iter().flat_map(|l| ids_of(l, kind)).map(|i| String::from_utf8_lossy(i).into_owned()).collect();
    let near = nearest(id, ids.iter().map(String::as_str)).map(|near| format!("{kind}/{}", secret::name(near)));
    let is_there = |kind: &&str| linted.iter().any(|l| ids_of(l, kind).any(|known| known == id.as_bytes()));
    let other = || TYPES.iter().map(|t| t.name).find(is_there).map(|kind| format!("{kind}/{}", secret::name(id)));
    match near.or_else(other) {
        Some(meant) => format!("{said}: did you mean `{meant}`?"),
        None if ids.is_empty() => format!("{said}, nor any other {kind}"),
        None => said,
    }
}
