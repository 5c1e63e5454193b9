//! What became of sip.conf in PJSIP: a table, account by account, and what is still to do. The JSON is described in
//! docs/json.md.

mod json;
mod text;

use std::io::{self, Write};

use crate::asterisk::secret;
use crate::parity::{Compared, Counterpart, Parity, Standing};
use crate::rules::plain;
use crate::text::SectionId;

use super::{Linted, Style};

/// As JSON: one document for each directory, on a line of its own.
///
/// # Errors
/// Where `out` cannot be written.
pub fn parity_json(linted: &Linted, parity: &Parity, only_todo: bool, out: &mut dyn Write) -> io::Result<()> {
    json::write(linted, parity, only_todo, out)
}

/// As a table for people.
///
/// # Errors
/// Where `out` cannot be written.
pub fn parity_text(
    linted: &Linted,
    parity: &Parity,
    only_todo: bool,
    style: &Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    text::write(linted, parity, only_todo, style, out)
}

/// A sentence of the comparison without what could drive a terminal, and without what may be a secret in it.
fn clean(text: &str) -> String {
    secret::sentence(plain(text.as_bytes()))
}

fn device_name(linted: &Linted, section: SectionId) -> String {
    let Some(sip) = &linted.config.chan_sip else { return String::new() };
    secret::name(&plain(sip.doc.name(&linted.config.sources, section)))
}

fn endpoint_name(linted: &Linted, section: SectionId) -> String {
    secret::name(&plain(linted.config.pjsip.doc.name(&linted.config.sources, section)))
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
