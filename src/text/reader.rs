//! Reads a configuration file with its includes, as `config_text_file_load` does.

use std::path::{Path, PathBuf};

use crate::hashing::{SeededMap, SeededSet};

use crate::source::{Bytes, FileId, ReadError, Sources, Span};
use crate::trim::Trim;

use super::document::join::Joined;
use super::document::{Document, SectionId, SettingId};
use super::extconfig::Databases;
use super::glob::is_pattern;
use super::grammar::{self, ParsedLine};
use super::header::{Header, Headers};
use super::include::{ConfigDir, Include, Outcome, unquoted};
use super::line_map::LineSpans;
use super::lines::{LineState, LogicalLines};
use super::parallel_scan::ParallelScan;
use super::placeholder::is_line;
use super::prefetch::Prefetch;
use super::problem::{Problem, ProblemKind};
use super::scan::Scanned;

/// Includes below the main file (G-63).
const MAX_LEVEL: u32 = 10;
/// No configuration includes this often; a cycle inside a glob would otherwise grow tenfold ten times.
const MAX_INCLUDES: usize = 2_000_000;
/// Maximum number of bytes of repeated includes: no real configuration has more, and each repetition creates sections.
const MAX_REPEATED_BYTES: u64 = 256 << 20;
/// A cycle that a glob closes is followed as long as there are fewer includes than this.
const MAX_CYCLED: usize = 100_000;

/// How a file is read.
#[derive(Clone, Copy, Debug, Default)]
pub struct Reading {
    /// The target is 18 or newer, where a filter's empty value means an empty value.
    pub modern: bool,
    /// The files are templates: lines for the program that fills them in are not meant for Asterisk.
    pub placeholders: bool,
    /// Each line is parsed, also where sections are written like others: what comes out is the same, and later.
    pub line_by_line: bool,
}

/// Reads the file `main` with everything that it includes.
pub fn read(sources: &mut Sources, dir: &ConfigDir, main: FileId, how: Reading) -> Document {
    read_beside(sources, dir, &Databases::default(), main, how)
}

/// As [`read`], where some of the includes come from a database.
pub fn read_beside(
    sources: &mut Sources,
    dir: &ConfigDir,
    databases: &Databases,
    main: FileId,
    how: Reading,
) -> Document {
    let mut doc = Document::default();
    doc.reserve(sources.file(main).bytes.len());
    let headers = Headers::new(how.modern);
    // An editor buffer or a database is not a file.
    let plain = !how.placeholders && !sources.has_overlay() && databases.is_empty();
    let prefetch = if plain { Prefetch::of(&sources.file(main).bytes, dir) } else { Prefetch::default() };
    let mut reader = FileReader {
        sources,
        dir,
        databases,
        doc,
        headers,
        level: 0,
        current: None,
        trail: Vec::new(),
        included: SeededSet::default(),
        known: SeededSet::default(),
        again: 0,
        touched: None,
        placeholders: how.placeholders,
        line_by_line: how.placeholders || how.line_by_line,
        prefetch: &prefetch,
        scanned: SeededMap::default(),
    };
    let read = prefetch.during(|| reader.files(&[main]));
    let mut doc = reader.doc;
    doc.outcome = if read { Outcome::Read } else { Outcome::Lost };
    doc.note_unsteady();
    doc.shrink();
    doc
}

struct FileReader<'s> {
    sources: &'s mut Sources,
    dir: &'s ConfigDir,
    databases: &'s Databases,
    doc: Document,
    headers: Headers,
    /// Include levels in use. One that belongs to a file that failed is never given back, as in Asterisk.
    level: u32,
    /// The section of the last header anywhere: where an included file starts (G-62).
    current: Option<SectionId>,
    /// The files being read, outermost first. A circle of includes is found on the way and not in a graph of them: where
    /// Asterisk comes to it, it goes on or not, and what is read below depends on that.
    trail: Vec<FileId>,
    included: SeededSet<FileId>,
    /// The contents that were included, by whatever path.
    known: SeededSet<FileId>,
    /// Bytes of includes whose content was read before.
    again: u64,
    /// The setting that the last line made or changed.
    touched: Option<SettingId>,
    placeholders: bool,
    line_by_line: bool,
    prefetch: &'s Prefetch,
    /// The plain sections of files that were read ahead.
    scanned: SeededMap<FileId, Vec<Scanned>>,
}

impl FileReader<'_> {
    /// Reads files one after the other, as for a glob: comments, the current section and the line count go on from
    /// one to the next (G-3, G-15, G-62). False if one failed: those after it are not read (G-60).
    fn files(&mut self, files: &[FileId]) -> bool {
        let mut lines = LineState::default();
        let mut section = self.current;
        for &file in files {
            self.trail.push(file);
            let read = self.file(file, &mut lines, &mut section);
            self.trail.pop();
            if !read {
                return false;
            }
        }
        self.doc.problems.extend(lines.unterminated());
        true
    }

    fn file(&mut self, file: FileId, state: &mut LineState, section: &mut Option<SectionId>) -> bool {
        let source = self.sources.shared(file);
        let mut lines = LogicalLines::new(file, &source.bytes);
        let mut read = true;
        if !self.line_by_line {
            let mut take = |reader: &mut Self, scanned: Scanned| {
                read = reader.take(file, &source.bytes, &scanned, &mut lines, state, section);
                read
            };
            match self.scanned.remove(&file) {
                Some(pieces) => drop(pieces.into_iter().all(|piece| take(self, piece))),
                None => ParallelScan::pieces(&source.bytes, |piece| take(self, piece)),
            }
        }
        read = read && self.lines(&mut lines, usize::MAX, &source.bytes, state, section);
        if read {
            state.end_of_file(&source.bytes);
        }
        read
    }

    /// Takes the plain sections of a piece, and reads what stands between them. False if the file fails.
    fn take(
        &mut self,
        file: FileId,
        bytes: &[u8],
        scanned: &Scanned,
        lines: &mut LogicalLines<'_>,
        state: &mut LineState,
        section: &mut Option<SectionId>,
    ) -> bool {
        let mut joined = Joined::new(file, scanned);
        for stretch in &scanned.stretches {
            if !self.lines(lines, stretch.from, bytes, state, section) {
                return false;
            }
            // A comment may have begun above, and go on to here or beyond.
            if lines.offset() != stretch.from || !state.is_outside() {
                continue;
            }
            let count = self.doc.join(&mut self.headers, self.sources, scanned, stretch, &mut joined);
            if count > 0 {
                *section = Some(self.doc.section_count() - 1);
                self.current = *section;
                state.skip();
            }
            let next = scanned.sections.get(stretch.section + count).filter(|_| count < stretch.sections);
            lines.go_on(next.map_or(stretch.to, |found| found.name as usize - 1));
        }
        true
    }

    /// Reads the lines that begin before that offset, one by one. False if the file fails.
    fn lines(
        &mut self,
        lines: &mut LogicalLines<'_>,
        to: usize,
        bytes: &[u8],
        state: &mut LineState,
        section: &mut Option<SectionId>,
    ) -> bool {
        let file = lines.file();
        while let Some(line) = lines.before(to, state, &mut self.doc.problems) {
            let place = LineSpans { file, line: &line };
            if self.placeholders && is_line(place.text()) {
                continue;
            }
            self.touched = None;
            if let Err(problem) = self.line(&place, section) {
                self.doc.problems.push(problem);
                self.note_unread(file, bytes, lines.offset());
                return false;
            }
            if let Some(setting) = self.touched.filter(|_| state.cut) {
                self.doc.cut.push(setting);
            }
        }
        true
    }

    fn line(&mut self, place: &LineSpans<'_>, section: &mut Option<SectionId>) -> Result<(), Problem> {
        let fatal = |kind| Err(Problem::fatal(kind, place.whole()));
        match grammar::parse(place.text()) {
            ParsedLine::Assign { name, value } if !name.is_empty() => {
                let Some(section) = *section else { return fatal(ProblemKind::NoSection) };
                let (span, text) = place.part(value);
                self.touched = Some(self.doc.push(section, name, span, text));
            }
            ParsedLine::Append { name, text } => {
                let Some(section) = *section else { return fatal(ProblemKind::NoSection) };
                let (span, _) = place.part(text.trim_ascii_blanks());
                self.touched = self.doc.extend(self.sources, section, name, span, text);
                if self.touched.is_none() {
                    if name.is_empty() {
                        self.doc.problems.push(Problem::new(ProblemKind::NoName, place.whole()));
                    } else {
                        let (span, text) = place.part(text.trim_ascii_blanks());
                        self.touched = Some(self.doc.push(section, name, span, text));
                    }
                }
            }
            ParsedLine::Header { name, options } => {
                let (span, text) = place.part(name);
                let options_span = options.map_or(span, |o| place.part(o).0);
                self.note_header(place, name, options, span);
                let header = Header { name, span, text, options, options_span };
                let read = self.headers.read(&mut self.doc, self.sources, header)?;
                if self.doc.is_too_heavy() {
                    return Err(Problem::fatal(ProblemKind::TooMuchInherited, options_span));
                }
                *section = Some(read);
                self.current = Some(read);
            }
            ParsedLine::Directive { word, argument } => self.directive(place, word, argument)?,
            ParsedLine::Assign { .. } | ParsedLine::NoEquals | ParsedLine::BadEscape if section.is_none() => {
                return fatal(ProblemKind::NoSection);
            }
            ParsedLine::Assign { .. } => self.doc.problems.push(Problem::new(ProblemKind::NoName, place.whole())),
            ParsedLine::NoEquals => self.doc.problems.push(Problem::new(ProblemKind::NoEquals, place.whole())),
            ParsedLine::NoBracket => return fatal(ProblemKind::NoBracket),
            ParsedLine::NoParenthesis => return fatal(ProblemKind::NoParenthesis),
            ParsedLine::BadEscape => return fatal(ProblemKind::BadEscape),
        }
        Ok(())
    }

    /// Header text that Asterisk accepts silently, but that was surely not intended.
    fn note_header(&mut self, place: &LineSpans<'_>, name: &[u8], options: Option<&[u8]>, span: Span) {
        let mut note = |kind, span| self.doc.problems.push(Problem::new(kind, span));
        if name.trim_ascii_blanks().len() != name.len() {
            note(ProblemKind::BlankInName, span);
        }
        if name.len() > 79 {
            note(ProblemKind::NameTooLong, span);
        }
        let text = place.text();
        let after = &text[(name.len() + 2).min(text.len())..];
        if options.is_none() && !after.is_empty() {
            note(ProblemKind::TextAfterBracket, place.part(after.trim_ascii_blanks()).0);
        }
    }

    fn directive(&mut self, place: &LineSpans<'_>, word: &[u8], argument: Option<&[u8]>) -> Result<(), Problem> {
        let is = |name: &str| word.eq_ignore_ascii_case(name.as_bytes());
        let optional = is("tryinclude");
        let mut note = |kind, span| self.doc.problems.push(Problem::new(kind, span));
        if !optional && !is("include") && !is("exec") {
            note(ProblemKind::UnknownDirective(String::from_utf8_lossy(word).into_owned()), place.whole());
            return Ok(());
        }
        let Some(argument) = argument.map(unquoted) else {
            note(ProblemKind::NoArgument, place.whole());
            return Ok(());
        };
        let span = place.part(argument).0;
        let text = String::from_utf8_lossy(argument).into_owned();
        let mut include = Include { argument: text, span, files: Vec::new(), optional, unresolved: false };
        if is("exec") {
            note(ProblemKind::Exec, span);
        }
        if is("exec") || self.databases.place(argument).is_some() {
            // The output of a program or the content of a table is unknown here.
            include.unresolved = true;
            self.doc.includes.push(include);
            return Ok(());
        }
        self.include(include, argument)
    }

    fn include(&mut self, mut include: Include, argument: &[u8]) -> Result<(), Problem> {
        let span = include.span;
        if self.level >= MAX_LEVEL || self.doc.includes.len() >= MAX_INCLUDES {
            self.doc.problems.push(Problem::new(ProblemKind::TooDeep, span));
            return self.missing(include, "includes are nested more than 10 deep".into());
        }
        let (files, why) = self.open(&self.dir.expand(argument, self.sources.unsaved()));
        if files.is_empty() {
            // Text from standard input may belong next to files that are not on this host.
            let elsewhere = self.trail.first().is_some_and(|f| self.sources.file(*f).path.as_os_str().is_empty());
            include.unresolved = elsewhere || !self.dir.knows(&include.argument);
            return self.missing(include, why);
        }
        let followed = is_pattern(argument) && self.doc.includes.len() < MAX_CYCLED;
        for file in &files {
            self.sources.file(*file).note_included();
            if self.trail.contains(file) && !followed {
                // Following it to the depth limit, as Asterisk does before it crashes, adds nothing (G-64).
                // A cycle that a glob closes does not crash; it expands to the limit and leaves only duplicates.
                return Err(Problem::fatal(ProblemKind::Cycle, span));
            }
            if !self.included.insert(*file) {
                self.doc.problems.push(Problem::new(ProblemKind::IncludedTwice, span));
            }
            let source = self.sources.file(*file);
            if !self.known.insert(source.first) {
                self.again += source.bytes.len() as u64;
            }
            if self.again > MAX_REPEATED_BYTES {
                return Err(Problem::fatal(ProblemKind::TooMuchAgain, span));
            }
        }
        include.files.clone_from(&files);
        self.doc.includes.push(include);
        self.level += 1;
        if self.files(&files) {
            self.level -= 1;
        }
        Ok(())
    }

    /// An include of a missing file: ignored for `#tryinclude` (G-59), the end of the including file for `#include`
    /// (G-58), and no verdict if this machine cannot know.
    fn missing(&mut self, include: Include, why: String) -> Result<(), Problem> {
        let (span, optional, unresolved) = (include.span, include.optional, include.unresolved);
        self.doc.includes.push(include);
        let kind = ProblemKind::MissingInclude(why);
        match (optional, unresolved) {
            (true, _) => Ok(()),
            (false, true) => {
                self.doc.problems.push(Problem::new(kind, span));
                Ok(())
            }
            (false, false) => Err(Problem::fatal(kind, span)),
        }
    }

    fn open(&mut self, paths: &[PathBuf]) -> (Vec<FileId>, String) {
        let mut why = "nothing matches it".to_owned();
        let mut files = Vec::new();
        for path in paths {
            match self.read_file(path) {
                Ok(file) => files.push(file),
                Err(error) => why = error.to_string(),
            }
        }
        (files, why)
    }

    fn read_file(&mut self, path: &Path) -> Result<FileId, ReadError> {
        let dir = self.dir;
        let mut pieces = None;
        let file = self.sources.read_by(
            path,
            || dir.name_of(path),
            || {
                let Some(read) = self.prefetch.take(path) else { return Bytes::read(path) };
                pieces = Some(read.pieces);
                read.bytes
            },
        )?;
        if let Some(pieces) = pieces {
            self.scanned.insert(file, pieces);
        }
        Ok(file)
    }

    /// The sections below the line at which a file is cut, so that reports can say what went with it.
    fn note_unread(&mut self, file: FileId, bytes: &[u8], from: usize) {
        let from = from.min(bytes.len());
        let mut start = from;
        for line in bytes[from..].split(|b| *b == b'\n') {
            let text = line.trim_ascii_blanks();
            if let [b'[', rest @ ..] = text
                && let Some(len) = rest.iter().position(|b| *b == b']')
            {
                let at = start + line.iter().take_while(|b| **b <= 32).count() + 1;
                self.doc.unread.push(Span { file, start: at as u32, len: len as u32 });
            }
            start += line.len() + 1;
        }
    }
}
