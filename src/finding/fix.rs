//! A change to the files of a configuration that resolves a finding.

use crate::catalogue::FixSafety;
use crate::source::{Overlay, Sources, Span};

/// A change that resolves a finding. Its edits belong together: all of them are made, or none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What it does, as an order: ``write `rtp_symmetric=yes` ``.
    pub title: String,
    /// Whether it may be applied unasked.
    pub safety: FixSafety,
    /// The edits; they do not overlap.
    pub edits: Vec<Edit>,
}

/// Bytes that take the place of others. An insertion has an empty span.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What goes.
    pub span: Span,
    /// What comes.
    pub text: Vec<u8>,
}

impl Fix {
    /// A fix of these edits.
    pub(crate) fn new(safety: FixSafety, title: impl Into<String>, edits: impl IntoIterator<Item = Edit>) -> Self {
        Self { title: title.into(), safety, edits: edits.into_iter().collect() }
    }

    /// The contents of the files that it changes, after its edits: an overlay to lint again with, or to save.
    pub fn apply(&self, sources: &Sources) -> Overlay {
        let mut edits: Vec<&Edit> = self.edits.iter().collect();
        edits.sort_by_key(|e| std::cmp::Reverse((e.span.file, e.span.start)));
        let mut overlay = Overlay::new();
        for edit in edits {
            let file = sources.file(edit.span.file);
            let mut text = overlay.get(&file.path).map_or_else(|| file.bytes.to_vec(), |text| text.to_vec());
            let range = edit.span.start as usize..(edit.span.end() as usize).min(text.len());
            text.splice(range, edit.text.iter().copied());
            overlay.insert(file.path.clone(), text.into());
        }
        overlay
    }
}

impl Edit {
    /// What stands at `span` becomes `text`.
    pub(crate) fn replace(span: Span, text: impl Into<Vec<u8>>) -> Self {
        Self { span, text: text.into() }
    }

    /// `text` is put before the byte at `at`.
    pub(crate) fn insert(at: Span, text: impl Into<Vec<u8>>) -> Self {
        Self { span: Span { len: 0, ..at }, text: text.into() }
    }
}
