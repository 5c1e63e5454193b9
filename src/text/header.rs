//! What a section header does: begins a section, hides it, inherits, appends (G-18 to G-40).

use crate::hashing::SeededMap;

use crate::source::{Sources, Span};

use super::document::{Document, SectionId, TEMPLATE};
use super::filter::{Filter, Finder};
use super::posix::Answer;
use super::problem::{Problem, ProblemKind};

/// Looks bases up; remembers the lists that were written before, since a base that was found once stays.
#[derive(Default)]
pub(super) struct Headers {
    finder: Finder,
    known: SeededMap<Box<[u8]>, u32>,
    /// The sections that `(+filter)` meant, by name and filter, each with the moment of looking.
    targets: SeededMap<Target, (SectionId, usize)>,
    /// The list that the header before had: generated files repeat it.
    previous: Option<(Box<[u8]>, u32)>,
    /// Whether a filter's `name=` means an empty value, as from 18 on (it means nothing in 16).
    empty_filter_value: bool,
}

/// A name in lower case, and the filter of a `(+filter)` on it.
type Target = (Box<[u8]>, Box<[u8]>);

/// A header as the grammar sees it.
pub(super) struct Header<'a> {
    pub(super) name: &'a [u8],
    /// Where the name stands.
    pub(super) span: Span,
    /// The name's text where it is not as in the file.
    pub(super) text: Option<Box<[u8]>>,
    /// What stands in the parentheses.
    pub(super) options: Option<&'a [u8]>,
    /// Where that stands.
    pub(super) options_span: Span,
}

/// Whether a line of a file, whatever is around it, begins a section: the name, and whether it says that it is a
/// template. For what is asked of a place in a text; the reader itself goes by its grammar.
pub(crate) fn header_line(line: &[u8]) -> Option<(&[u8], bool)> {
    let line = line.trim_ascii();
    let header = line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(line).strip_prefix(b"[")?;
    let close = memchr::memchr(b']', header)?;
    let options = header[close + 1..].split(|b| *b == b';').next().unwrap_or_default();
    Some((&header[..close], options.contains(&b'!')))
}

impl Headers {
    pub(super) fn new(empty_filter_value: bool) -> Self {
        Self { empty_filter_value, ..Self::default() }
    }

    /// The section that the lines after this header belong to.
    ///
    /// # Errors
    /// The problem for which the reader stops: a base or a `(+)` target that does not exist.
    pub(super) fn read(
        &mut self,
        doc: &mut Document,
        sources: &Sources,
        header: Header<'_>,
    ) -> Result<SectionId, Problem> {
        let Some(options) = header.options else {
            return Ok(begin(doc, header, 0));
        };
        if let Some(parents) = self.seen(options) {
            let section = begin(doc, header, 0);
            doc.inherit(section, parents);
            return Ok(section);
        }
        // A filter looks at the lines of the sections so far, those of the one just above included.
        doc.close();
        let at = |from: usize, len: usize| header.options_span.part(from, len);
        let (mut flags, mut target, mut bases, mut from) = (0, None, Vec::new(), 0);
        for word in options.split(|b| *b == b',') {
            let span = at(from, word.len());
            from += word.len() + 1;
            match word {
                b"!" => flags |= TEMPLATE,
                [b'+', filter @ ..] => target = Some(self.target(doc, sources, &header, filter, span)?),
                name => {
                    let base = self.base(doc, sources, name, span)?;
                    // In the other order the section is its own base before anything is appended, which does no harm.
                    if target == Some(base) {
                        return Err(Problem::fatal(ProblemKind::InheritsItself, span));
                    }
                    bases.push(base);
                }
            }
        }
        if let Some(section) = target {
            doc.append_to(section, header.span, flags);
            for base in bases {
                doc.append_parent(section, base);
            }
            Ok(section)
        } else {
            let section = begin(doc, header, flags);
            if !bases.is_empty() {
                let parents = doc.list_of_parents(&bases);
                doc.inherit(section, parents);
                if flags == 0 {
                    self.known.insert(options.into(), parents);
                    self.previous = Some((options.into(), parents));
                }
            }
            Ok(section)
        }
    }

    /// The list of bases that the text in parentheses names, if all are there; there is no `!` and no `+` in it.
    pub(super) fn bases(&mut self, doc: &mut Document, sources: &Sources, options: Span) -> Option<u32> {
        let text = sources.bytes(options);
        if let Some(parents) = self.seen(text) {
            return Some(parents);
        }
        let bases: Option<Vec<SectionId>> =
            text.split(|b| *b == b',').map(|name| self.finder.find(doc, sources, name, |_| true)).collect();
        let parents = doc.list_of_parents(&bases?);
        self.known.insert(text.into(), parents);
        self.previous = Some((text.into(), parents));
        Some(parents)
    }

    fn seen(&mut self, options: &[u8]) -> Option<u32> {
        if let Some((text, parents)) = &self.previous
            && **text == *options
        {
            return Some(*parents);
        }
        let parents = *self.known.get(options)?;
        self.previous = Some((options.into(), parents));
        Some(parents)
    }

    fn base(&mut self, doc: &Document, sources: &Sources, name: &[u8], span: Span) -> Result<SectionId, Problem> {
        self.finder
            .find(doc, sources, name, |_| true)
            .ok_or_else(|| Problem::fatal(ProblemKind::NoBase(String::from_utf8_lossy(name).into_owned()), span))
    }

    fn target(
        &mut self,
        doc: &mut Document,
        sources: &Sources,
        header: &Header<'_>,
        filter: &[u8],
        span: Span,
    ) -> Result<SectionId, Problem> {
        let lost =
            || Problem::fatal(ProblemKind::NoAppendTarget(String::from_utf8_lossy(header.name).into_owned()), span);
        let text = filter;
        let (key, moment) = if text.is_empty() {
            // The first section of the name is found without looking at its lines.
            (None, 0)
        } else {
            let key: Target = (header.name.to_ascii_lowercase().into(), text.into());
            if let Some((section, moment)) = self.targets.get_mut(&key)
                && doc.is_still_first(*section, *moment)
            {
                *moment = doc.moment();
                return Ok(*section);
            }
            (Some(key), doc.moment())
        };
        let (filter, bad) = Filter::new(text, self.empty_filter_value);
        let key = key.filter(|_| bad.is_none());
        if let Some(pattern) = bad {
            doc.problems.push(Problem::new(ProblemKind::BadFilter(pattern), span));
        }
        // If it is unknown whether a section matches, it is assumed to match: a file is not reported as lost by a
        // guess.
        let mut sure = true;
        let fits = |s| {
            let answer = filter.matches(doc, sources, s);
            sure = sure && answer != Answer::CannotTell;
            answer != Answer::No
        };
        let found = self.finder.find(doc, sources, header.name, fits);
        if !sure {
            doc.doubtful.push(span);
        }
        let found = found.ok_or_else(lost)?;
        if let Some(key) = key {
            self.targets.insert(key, (found, moment));
        }
        Ok(found)
    }
}

fn begin(doc: &mut Document, header: Header<'_>, flags: u8) -> SectionId {
    // Names are cut at 79 bytes (G-20).
    let text = header.text.map(|t| t[..t.len().min(79)].into());
    doc.begin(header.span, text, flags)
}
