//! extconfig.conf: the families of realtime data (D-15 to D-20).

use crate::asterisk::value::strip;
use crate::source::{Sources, Span};
use crate::text::{Document, Outcome};

use super::first_block;

/// What extconfig.conf says.
#[derive(Clone, Debug, Default)]
pub struct Families {
    lines: Vec<Family>,
    /// The file does not parse: Asterisk does not start (D-16).
    pub(crate) is_lost: bool,
    /// Not all of the file is in view.
    pub(crate) is_incomplete: bool,
}

/// A `family => driver,database,table,priority` line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Family {
    /// Its name, compared without case (D-18).
    pub(crate) name: Box<str>,
    /// The engine: `odbc`, `pgsql`, `sqlite3`, ...; compared without case.
    pub(crate) driver: Box<str>,
    /// The line.
    pub(crate) span: Span,
}

impl Families {
    /// Reads a parsed extconfig.conf. A value without a comma is ignored with a warning (D-15).
    pub fn new(doc: &Document, sources: &Sources) -> Self {
        let mut lines = Vec::new();
        if let Some(block) = first_block(doc, sources, "settings") {
            block.each(|setting, name, value| {
                if let Some(comma) = memchr::memchr(b',', value) {
                    let text = |bytes: &[u8]| String::from_utf8_lossy(strip(bytes)).into();
                    let (name, driver) = (text(name), text(&value[..comma]));
                    lines.push(Family { name, driver, span: block.place(setting) });
                }
            });
        }
        Self { lines, is_lost: doc.outcome == Outcome::Lost, is_incomplete: doc.is_incomplete() }
    }

    /// The lines for a family, in order.
    pub fn find<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Family> {
        self.lines.iter().filter(move |f| f.name.eq_ignore_ascii_case(name))
    }
}
