//! Which section a `(base)` or a `(+filter)` means (`category_get_sep` and `does_category_match` of `main/config.c`).

use crate::source::Sources;
use crate::trim::Trim;

use super::document::{Document, SectionId};
use super::posix::{Answer, Expression};

/// The filter of a `(+filter)` header (G-36).
pub(super) struct Filter {
    terms: Vec<Term>,
    /// A term was cut short (no `=`): nothing matches.
    broken: bool,
}

enum Term {
    IncludeTemplates,
    OnlyTemplates,
    /// Counted, and never satisfied: an unknown word for TEMPLATES, or what is not a regular expression (G-40).
    Never,
    /// For the name and for the value.
    Pair(Box<[Expression; 2]>),
}

impl Filter {
    /// Parses the text after the `+`. `empty_value` says whether `name=` means an empty value (it does from 18 on)
    /// or is cut short, and with that whether the locale may be UTF-8. The second result is a pattern that is not a regular expression.
    pub(super) fn new(text: &[u8], empty_value: bool) -> (Self, Option<String>) {
        let (mut terms, mut broken, mut bad) = (Vec::new(), false, None);
        if text.is_empty() {
            return (Self { terms, broken }, bad);
        }
        let mut rest = Some(text);
        while let Some(mut part) = separate(&mut rest, b'&', empty_value).map(Some) {
            let name: &[u8] = separate(&mut part, b'=', empty_value).unwrap_or_default();
            let Some(value) = separate(&mut part, b'=', empty_value) else {
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
                match [name, value].map(|p| Expression::new(p, empty_value).ok_or(p)) {
                    [Ok(name), Ok(value)] => Term::Pair(Box::new([name, value])),
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
    pub(super) fn matches(&self, doc: &Document, sources: &Sources, section: SectionId) -> Answer {
        let template = doc.is_template(section);
        if self.broken {
            return Answer::No;
        }
        let (mut admitted, mut all) = (!template, Answer::Yes);
        for term in &self.terms {
            match term {
                Term::IncludeTemplates => admitted = true,
                Term::OnlyTemplates if template => admitted = true,
                Term::OnlyTemplates | Term::Never => return Answer::No,
                Term::Pair(pair) => {
                    let [name, value] = &**pair;
                    let mut any = Answer::No;
                    doc.each_setting(section, |s| {
                        if any < Answer::Yes {
                            let both = name.matches(doc.option(sources, s));
                            if both > Answer::No {
                                any = any.max(both.min(value.matches(doc.value(sources, s))));
                            }
                        }
                    });
                    all = all.min(any);
                    if all == Answer::No {
                        return all;
                    }
                }
            }
        }
        if admitted { all } else { Answer::No }
    }
}

/// `ast_strsep` with `AST_STRSEP_STRIP`: what stands before the next `separator` that is outside quotes and not
/// escaped, without blanks and one pair of quotes around it; quotes and escapes inside stay. A quote that does not
/// close hides every separator behind it. Older releases take an empty rest for the end (`empty` false).
fn separate<'t>(rest: &mut Option<&'t [u8]>, separator: u8, empty: bool) -> Option<&'t [u8]> {
    let text = rest.take().filter(|t| empty || !t.is_empty())?;
    let (mut quotes, mut at) = (Vec::new(), 0);
    while at < text.len() {
        if text[at] == b'\\' {
            // What is escaped is stepped over, and what follows it is looked at without another look for an escape.
            at += 2;
        }
        match text.get(at) {
            Some(quote @ (b'"' | b'\'')) if quotes.last() == Some(quote) => drop(quotes.pop()),
            Some(quote @ (b'"' | b'\'')) => quotes.push(*quote),
            Some(b) if *b == separator && quotes.is_empty() => {
                *rest = Some(&text[at + 1..]);
                break;
            }
            _ => {}
        }
        at += 1;
    }
    let part = text[..at.min(text.len())].trim_ascii_blanks();
    Some(match part {
        [b'"', inner @ .., b'"'] | [b'\'', inner @ .., b'\''] => inner,
        [b'"' | b'\''] => b"",
        _ => part,
    })
}

/// Finds sections by name, case aside (G-25). Plain scanning wins while few names are asked for; an index of
/// 3,000,000 names costs more than the few templates that a real file has.
#[derive(Default)]
pub(super) struct Finder {
    scans: u32,
    indexed: u32,
    index: crate::hashing::SeededMap<Box<[u8]>, Vec<SectionId>>,
}

/// So many names are looked for section by section; after that an index is made.
const MAX_SCANS: u32 = 64;

impl Finder {
    /// The first section in file order with this name that satisfies `accept`. An empty name fits every section.
    pub(super) fn find(
        &mut self,
        doc: &Document,
        sources: &Sources,
        name: &[u8],
        mut accept: impl FnMut(SectionId) -> bool,
    ) -> Option<SectionId> {
        if name.is_empty() {
            return (0..doc.section_count()).find(|&s| accept(s));
        }
        if self.scans < MAX_SCANS {
            self.scans += 1;
            return (0..doc.section_count()).find(|&s| doc.name(sources, s).eq_ignore_ascii_case(name) && accept(s));
        }
        while self.indexed < doc.section_count() {
            let key = doc.name(sources, self.indexed).to_ascii_lowercase();
            self.index.entry(key.into()).or_default().push(self.indexed);
            self.indexed += 1;
        }
        self.index.get(&*name.to_ascii_lowercase())?.iter().copied().find(|&s| accept(s))
    }
}

#[cfg(test)]
mod tests {
    use super::separate;

    #[test]
    fn separates_as_asterisk_does() {
        let parts = |text: &str, empty| -> Vec<String> {
            let mut rest = Some(text.as_bytes());
            std::iter::from_fn(|| separate(&mut rest, b'&', empty).map(|p| String::from_utf8_lossy(p).into_owned()))
                .collect()
        };
        assert_eq!(parts("a & 'b' ", true), ["a", "b"]);
        assert_eq!(parts("a='x&y'&b", true), ["a='x&y'", "b"]);
        assert_eq!(parts("a='x&y", true), ["a='x&y"]);
        assert_eq!(parts("a\\&b", true), ["a\\&b"]);
        assert_eq!(parts("a&", true), ["a", ""]);
        assert_eq!(parts("a&", false), ["a"]);
        assert_eq!(parts("&a", false), ["", "a"]);
        assert_eq!(parts("a\\", true), ["a\\"]);
    }
}
