//! What the reading of a file gives.

use pjlint::source::{Sources, Span};
use pjlint::text::Document;

/// Everything that later stages see of it.
pub(super) fn described((sources, doc): &(Sources, Document)) -> String {
    use std::fmt::Write as _;
    let mut text = format!("{:?} {:?} {:?}", doc.outcome, doc.problems, doc.includes);
    for section in 0..doc.section_count() {
        let name = String::from_utf8_lossy(doc.name(sources, section));
        let _ = write!(text, "\n[{name}] {} {:?}", doc.is_template(section), doc.parents(section));
        let mut count = 0;
        doc.each_setting(section, |s| {
            count += 1;
            if count < 1000 {
                let _ = write!(text, "\n{:?}={:?}", doc.option(sources, s), doc.value(sources, s));
            }
        });
    }
    text
}

/// Every place is one of the file.
pub(super) fn lies_within((sources, doc): &(Sources, Document)) {
    let inside = |span: Span| assert!(span.end() as usize <= sources.file(span.file).bytes.len(), "{span:?}");
    for section in 0..doc.section_count() {
        inside(doc.name_span(section));
        doc.own_settings(section).take(1000).for_each(|s| {
            inside(doc.value_span(s));
            inside(doc.setting_span(sources, s));
        });
    }
    doc.includes.iter().for_each(|i| inside(i.span));
    doc.unread.iter().for_each(|s| inside(*s));
}
