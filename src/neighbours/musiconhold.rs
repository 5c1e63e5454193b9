//! musiconhold.conf: the classes (`res_musiconhold`).

use crate::source::Sources;
use crate::text::Document;

use super::block::Block;

/// What musiconhold.conf says.
#[derive(Clone, Copy, Debug)]
pub struct MusicOnHold<'a> {
    doc: &'a Document,
    sources: &'a Sources,
}

impl<'a> MusicOnHold<'a> {
    /// The view of a parsed musiconhold.conf.
    pub fn new(doc: &'a Document, sources: &'a Sources) -> Self {
        Self { doc, sources }
    }

    /// The sections that are classes: all but templates and `[general]`. One without a `mode` is refused; so is one
    /// whose directory is empty, which cannot be seen from here.
    pub fn classes(&self) -> impl Iterator<Item = Block<'a>> + use<'a> {
        Block::all(self.doc, self.sources).filter(|b| !b.is_called("general"))
    }

    /// Whether there is a class of that name, its case set aside.
    pub fn has_class(&self, name: &[u8]) -> bool {
        self.classes().any(|b| b.name().eq_ignore_ascii_case(name))
    }

    /// Whether classes may be where this file does not show them: not all of it is in view.
    pub fn is_incomplete(&self) -> bool {
        self.doc.is_incomplete()
    }
}
