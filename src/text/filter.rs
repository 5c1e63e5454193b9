//! Which section a `(base)` or a `(+filter)` means (`category_get_sep` and `does_category_match` of `main/config.c`).

use regex::bytes::Regex;

use crate::source::Sources;

use super::document::{Document, SectionId};
use super::lines::Trim;

/// The filter of a `(+filter)` header (G-36).
pub(super) struct Filter {
    terms: Vec<Term>,
    /// A term was cut short (no `=`): nothing matches.
    broken: bool,
}

enum Term {
    IncludeTemplates,
    OnlyTemplates,
    /// Counted, and never satisfied: an unknown word for TEMPLATES, or what is no regular expression.
    Never,
    Pair(Regex, Regex),
}

impl Filter {
    /// Parses the text after the `+`. `empty_value` says whether `name=` means an empty value (it does from 18 on)
    /// or is cut short. The second result is a pattern that is no regular expression.
    pub(super) fn new(text: &[u8], empty_value: bool) -> (Self, Option<String>) {
        let (mut terms, mut broken, mut bad) = (Vec::new(), false, None);
        if text.is_empty() {
            return (Self { terms, broken }, bad);
        }
        let mut parts = split(text, b'&');
        if !empty_value && parts.len() > 1 && parts.last().is_some_and(|p| p.is_empty()) {
            parts.pop();
        }
        for part in parts {
            let pair = split(&part, b'=');
            let (name, value) = (&pair[0], pair.get(1));
            let Some(value) = value.filter(|v| empty_value || pair.len() > 2 || !v.is_empty()) else {
                broken = true;
                break;
            };
            terms.push(if name == b"TEMPLATES" {
                match value {
                    v if v.eq_ignore_ascii_case(b"include") => Term::IncludeTemplates,
                    v if v.eq_ignore_ascii_case(b"restrict") => Term::OnlyTemplates,
                    _ => Term::Never,
                }
            } else {
                let compiled =
                    [name, value].map(|p| Regex::new(&format!("(?s-u){}", String::from_utf8_lossy(p))).map_err(|_| p));
                match compiled {
                    [Ok(name), Ok(value)] => Term::Pair(name, value),
                    [Err(p), _] | [_, Err(p)] => {
                        bad = Some(String::from_utf8_lossy(p).into_owned());
                        Term::Never
                    }
                }
            });
        }
        (Self { terms, broken }, bad)
    }

    /// Whether the section satisfies every term.
    pub(super) fn matches(&self, doc: &Document, sources: &Sources, section: SectionId) -> bool {
        let template = doc.is_template(section);
        if self.broken {
            return false;
        }
        let mut admitted = !template;
        for term in &self.terms {
            match term {
                Term::IncludeTemplates => admitted = true,
                Term::OnlyTemplates if template => admitted = true,
                Term::OnlyTemplates | Term::Never => return false,
                Term::Pair(name, value) => {
                    let mut found = false;
                    doc.each_setting(section, |s| {
                        found = found || name.is_match(doc.option(sources, s)) && value.is_match(doc.value(sources, s));
                    });
                    if !found {
                        return false;
                    }
                }
            }
        }
        admitted
    }
}

/// `ast_strsep`: splits at `separator` outside quotes and escapes, then strips blanks, quotes and escapes.
fn split(text: &[u8], separator: u8) -> Vec<Vec<u8>> {
    let (mut parts, mut part, mut quote, mut escaped) = (Vec::new(), Vec::new(), None, false);
    for &b in text {
        if escaped {
            part.push(b);
            escaped = false;
        } else if b == b'\\' {
            escaped = true;
        } else if quote == Some(b) {
            quote = None;
        } else if quote.is_none() && (b == b'"' || b == b'\'') {
            quote = Some(b);
        } else if quote.is_none() && b == separator {
            parts.push(std::mem::take(&mut part));
        } else {
            part.push(b);
        }
    }
    parts.push(part);
    parts.into_iter().map(|p: Vec<u8>| p.trim_ascii_blanks().to_vec()).collect()
}

/// Finds sections by name, case aside (G-25). Plain scanning wins while few names are asked for; an index of
/// 3,000,000 names costs more than the few templates that a real file has.
#[derive(Default)]
pub(super) struct Finder {
    scans: u32,
    indexed: u32,
    index: rustc_hash::FxHashMap<Box<[u8]>, Vec<SectionId>>,
}

const SCANS: u32 = 64;

impl Finder {
    /// The first section in file order with this name that satisfies `accept`. An empty name fits every section.
    pub(super) fn find(
        &mut self,
        doc: &Document,
        sources: &Sources,
        name: &[u8],
        accept: impl Fn(SectionId) -> bool,
    ) -> Option<SectionId> {
        if name.is_empty() {
            return (0..doc.len()).find(|&s| accept(s));
        }
        if self.scans < SCANS {
            self.scans += 1;
            return (0..doc.len()).find(|&s| doc.name(sources, s).eq_ignore_ascii_case(name) && accept(s));
        }
        while self.indexed < doc.len() {
            let key = doc.name(sources, self.indexed).to_ascii_lowercase();
            self.index.entry(key.into()).or_default().push(self.indexed);
            self.indexed += 1;
        }
        self.index.get(&*name.to_ascii_lowercase())?.iter().copied().find(|&s| accept(s))
    }
}
