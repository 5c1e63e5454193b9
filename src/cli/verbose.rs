//! `-v`: why there is no finding.

use std::io::Write;

use log::{LevelFilter, Log, Metadata, Record};

use crate::printable::printable;

/// Writes what the rules note to standard error.
struct Notes;

impl Log for Notes {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target().starts_with("pjlint")
    }

    fn log(&self, record: &Record<'_>) {
        if self.enabled(record.metadata()) {
            let text = record.args().to_string();
            let _ = writeln!(anstream::stderr(), "pjlint: {}", printable(text.as_bytes()));
        }
    }

    fn flush(&self) {}
}

/// Turns the notes on.
pub(super) fn prepare(verbose: bool) {
    if verbose && log::set_logger(&Notes).is_ok() {
        log::set_max_level(LevelFilter::Debug);
    }
}
