//! What became of sip.conf in PJSIP: a table, account by account, and what is still to do. The JSON is described in
//! docs/json.md.

mod json;
mod text;

use std::io::{self, Write};

use crate::asterisk::secret;
use crate::parity::{Compared, Counterpart, Parity, Standing};
use crate::printable::printable;
use crate::text::SectionId;

use super::Style;
use crate::linter::Report;

/// As JSON: one document for each directory, on a line of its own.
///
/// # Errors
/// Where `out` cannot be written.
pub fn parity_json(report: &Report, parity: &Parity, only_todo: bool, out: &mut dyn Write) -> io::Result<()> {
    json::write(report, parity, only_todo, out)
}

/// As a table for people.
///
/// # Errors
/// Where `out` cannot be written.
pub fn parity_text(
    report: &Report,
    parity: &Parity,
    only_todo: bool,
    style: &Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    text::write(report, parity, only_todo, style, out)
}

/// A sentence of the comparison without what could drive a terminal, and without what may be a secret in it.
fn clean(text: &str) -> String {
    secret::sentence(printable(text.as_bytes()))
}

fn device_name(report: &Report, section: SectionId) -> String {
    let Some(sip) = &report.config.chan_sip else { return String::new() };
    secret::name(&printable(sip.doc.name(&report.config.sources, section)))
}

fn endpoint_name(report: &Report, section: SectionId) -> String {
    secret::name(&printable(report.config.pjsip.doc.name(&report.config.sources, section)))
}

/// The endpoint that stands for a device, loaded or not.
fn endpoint(of: &Compared) -> Option<SectionId> {
    match of.counterpart {
        Counterpart::Endpoint(section) | Counterpart::Renamed(section) | Counterpart::NotLoaded(section) => {
            Some(section)
        }
        Counterpart::Missing(_) => None,
    }
}

fn word(standing: Standing) -> &'static str {
    match standing {
        Standing::Same => "same",
        Standing::Changed(_) => "changed",
        Standing::Missing => "missing",
        Standing::NotLoaded => "not loaded",
    }
}
