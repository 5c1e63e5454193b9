//! voicemail.conf: the boxes (`app_voicemail`).

use crate::source::{Sources, Span};
use crate::text::Document;

use super::block::Block;

/// What voicemail.conf says.
#[derive(Clone, Copy, Debug)]
pub struct Voicemail<'a> {
    doc: &'a Document,
    sources: &'a Sources,
}

/// A box.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VoicemailBox<'a> {
    /// Its name.
    pub name: &'a [u8],
    /// Its context.
    pub context: &'a [u8],
    /// The line.
    pub span: Span,
}

impl<'a> Voicemail<'a> {
    /// The view of a parsed voicemail.conf.
    pub fn new(doc: &'a Document, sources: &'a Sources) -> Self {
        Self { doc, sources }
    }

    /// Calls `each` with every box. Every section but `[general]` and `[zonemessages]` is a context of boxes; one that
    /// `aliasescontext` names holds other names for boxes, which are found like them.
    pub fn each_box(&self, mut each: impl FnMut(VoicemailBox<'a>)) {
        let all = Block::all(self.doc, self.sources);
        for block in all.filter(|b| !b.is_called("general") && !b.is_called("zonemessages")) {
            block.each(|setting, name, _| {
                each(VoicemailBox { name, context: block.name(), span: block.place(setting) });
            });
        }
    }
}
