//! extconfig.conf: files that Asterisk reads from a database in the place of the disk (G-68).

use crate::source::{Sources, Span};

use super::document::Document;

/// The files that come from a database.
#[derive(Clone, Debug, Default)]
pub struct Databases(Vec<(Box<[u8]>, Span)>);

impl Databases {
    /// Reads a parsed extconfig.conf. Only an engine that is loaded counts: for another one Asterisk reads the file on
    /// the disk silently.
    pub(crate) fn new(doc: &Document, sources: &Sources, is_loaded: impl Fn(&str) -> bool) -> Self {
        let mut files = Vec::new();
        for section in (0..doc.section_count()).filter(|s| doc.name(sources, *s).eq_ignore_ascii_case(b"settings")) {
            doc.each_setting(section, |setting| {
                let value = String::from_utf8_lossy(doc.value(sources, setting)).into_owned();
                if is_loaded(value.split(',').next().unwrap_or_default().trim()) {
                    files.push((doc.option(sources, setting).into(), doc.setting_span(sources, setting)));
                }
            });
        }
        Self(files)
    }

    /// Whether every file is read from the disk.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The line that maps the file, called as an include (or Asterisk itself) calls it. A line for `global` maps every
    /// file that has none of its own.
    pub fn place(&self, file: &[u8]) -> Option<Span> {
        let named = |name: &[u8]| self.0.iter().find(|(n, _)| n.eq_ignore_ascii_case(name)).map(|(_, span)| *span);
        named(file).or_else(|| named(b"global"))
    }
}
