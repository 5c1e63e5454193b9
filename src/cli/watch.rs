//! `pjlint check --watch`: lints again whenever a file of the configuration changes.

mod inputs;
mod watcher;

use std::io::{self, IsTerminal, Write};
use std::path::Path;
use std::process::ExitCode;
use std::time::SystemTime;

use crate::report::Format;

use super::Failure;
pub(super) use inputs::Inputs;
use watcher::Watcher;

#[derive(Debug, clap::Args)]
pub(super) struct WatchArgs {
    /// Lint again whenever a file of the configuration changes, until Ctrl-C
    #[arg(short, long, conflicts_with_all = ["fix", "diff"], help_heading = "Output")]
    pub(super) watch: bool,
}

impl WatchArgs {
    /// Whether to watch.
    ///
    /// # Errors
    /// Where that makes no sense with the rest of the command line.
    pub(super) fn wanted(&self, format: Format, from_stdin: bool, to_files: bool) -> Result<bool, Failure> {
        if !self.watch {
            return Ok(false);
        }
        let why = if from_stdin {
            "standard input does not change: name a file or a directory"
        } else if to_files {
            "--output would write its file over and over: leave one of the two out"
        } else if !matches!(format, Format::Full | Format::Concise | Format::Json) {
            "the formats are full, concise, and json (a document each time): the others are for one report"
        } else {
            return Ok(true);
        };
        Err(Failure::Usage(format!("--watch: {why}")))
    }
}

/// Lints, waits for a change, and lints again, until the process is stopped or its output is closed. `once` writes a
/// report and records what it read; if it fails, the error is printed and a change is awaited.
pub(super) fn run(
    format: Format,
    quiet: bool,
    mut once: impl FnMut(&mut Inputs) -> Result<ExitCode, Failure>,
) -> Result<ExitCode, Failure> {
    let mut watcher = Watcher::new()?;
    let terminal = io::stdout().is_terminal();
    let mut known: Option<Inputs> = None;
    loop {
        if terminal && known.is_some() {
            let mut out = io::stdout().lock();
            // The screen, what has scrolled off it, and the cursor back to its corner.
            out.write_all(b"\x1b[2J\x1b[3J\x1b[H")?;
            out.flush()?;
        }
        let started = SystemTime::now();
        let before = known.as_ref().map(Inputs::state);
        let mut inputs = Inputs::default();
        match once(&mut inputs) {
            Ok(_) => {}
            // The output was closed: the same as for one report.
            Err(Failure::Io(error)) if error.kind() == io::ErrorKind::BrokenPipe => return Err(Failure::Io(error)),
            Err(failure) => {
                // Nothing to wait for: a directory that never was there, a misspelt name.
                let Some(last) = &known else { return Err(failure) };
                super::complain(&failure);
                inputs.join(last);
            }
        }
        watcher.watch(&inputs)?;
        // Once if old lines stay, again if the screen was cleared.
        if !quiet && (terminal || known.is_none()) {
            let places = watcher.len();
            let directories = if places == 1 { "directory" } else { "directories" };
            let _ = writeln!(anstream::stderr(), "pjlint: watching {places} {directories}; Ctrl-C ends it");
        }
        // A change between the reading and the watching would be missed.
        let now = known.as_ref().map(Inputs::state);
        let meanwhile = before.zip(now).and_then(|(before, now)| before.difference(&now));
        let changed = match inputs.changed_since(started).or(meanwhile) {
            Some(path) => Some(path),
            None => watcher.wait(&inputs)?,
        };
        if !terminal && format != Format::Json {
            separate(changed.as_deref())?;
        }
        known = Some(inputs);
    }
}

/// A line between two reports where the screen is not cleared.
fn separate(changed: Option<&Path>) -> io::Result<()> {
    let mut out = io::stdout().lock();
    let name =
        changed.and_then(Path::file_name).map(|name| crate::printable::printable(name.to_string_lossy().as_bytes()));
    writeln!(out, "\n==== {} ====\n", name.map_or_else(|| "changed".to_owned(), |name| format!("{name} changed")))?;
    out.flush()
}
