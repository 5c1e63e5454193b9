//! `[name] (template)`: the space before the parenthesis makes Asterisk silently ignore the template (G-22).

use crate::hashing::SeededMap;

use crate::source::{FileId, Sources, Span, line_start};
use crate::text::{Document, ProblemKind, SectionId};

/// Where the section's name begins, for each header whose list of templates does not follow the `]` directly.
pub(crate) fn detached_template_headers(doc: &Document, sources: &Sources) -> Vec<(FileId, u32)> {
    let behind = doc.problems.iter().filter(|p| p.kind == ProblemKind::TextAfterBracket);
    behind
        .filter(|p| is_base_list(sources, p.span))
        .filter_map(|p| Some((p.span.file, name_start(sources, p.span)?)))
        .collect()
}

/// The sections of those headers.
pub(crate) fn sections_with_detached_template(
    doc: &Document,
    sources: &Sources,
) -> SeededMap<(FileId, u32), SectionId> {
    let loose = detached_template_headers(doc, sources);
    if loose.is_empty() {
        return SeededMap::default();
    }
    let place = |s: SectionId| (doc.name_span(s).file, doc.name_span(s).start);
    let all: SeededMap<(FileId, u32), SectionId> = (0..doc.section_count()).map(|s| (place(s), s)).collect();
    loose.into_iter().filter_map(|at| Some((at, *all.get(&at)?))).collect()
}

/// Whether the text after a `]` was meant as a list of templates.
pub(crate) fn is_base_list(sources: &Sources, text: Span) -> bool {
    sources.bytes(text).first() == Some(&b'(')
}

/// Where the name begins in the header that ends in `text`.
pub(crate) fn name_start(sources: &Sources, text: Span) -> Option<u32> {
    let before = &sources.file(text.file).bytes[..text.start as usize];
    let line = line_start(before, before.len());
    let bracket = memchr::memchr(b'[', &before[line..])?;
    Some((line + bracket + 1) as u32)
}
