//! Reads plain sections, each with the skeleton of the last similar one: most of a large file is compared instead of
//! parsed. Everything else (templates, `(+)`, includes, `+=`, comments that touch a value, text that Asterisk complains
//! about) is left to the reader.

use crate::hashing::{SeededMap, hasher};
use std::hash::Hasher;

use crate::source::FileId;
use crate::trim::Trim;

use super::grammar::{self, ParsedLine};
use super::lines::{LineState, Logical, LogicalLines};
use super::names::{NameId, Names};
use super::skeleton::{Entry, MAX_SETTINGS, MAX_VALUE_LEN, OTHER};

/// A section that was read.
#[derive(Clone, Copy, Debug)]
pub(super) struct ScannedSection {
    pub(super) name: u32,
    pub(super) skeleton: u32,
    pub(super) name_len: u8,
}

/// Plain sections that follow each other.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stretch {
    /// From the `[` of the first to the `[` of what follows, or to the end of the file.
    pub(super) from: usize,
    pub(super) to: usize,
    /// Its sections and their settings, in the columns of [`Scanned`].
    pub(super) section: usize,
    pub(super) setting: usize,
    pub(super) sections: usize,
}

/// What a part of a file has.
#[derive(Debug, Default)]
pub(super) struct Scanned {
    pub(super) sections: Vec<ScannedSection>,
    /// The lengths of the values.
    pub(super) lens: Vec<u8>,
    pub(super) skeletons: Vec<Pattern>,
    pub(super) entries: Vec<Entry>,
    pub(super) names: Names,
    pub(super) stretches: Vec<Stretch>,
}

/// A skeleton, and how the next section is compared with it.
#[derive(Debug)]
pub(super) struct Pattern {
    /// The end of the first section's name.
    pub(super) base: u32,
    /// What stands in the parentheses of the header.
    pub(super) options: Option<(u32, u32)>,
    pub(super) first: u32,
    pub(super) count: u8,
    pub(super) open: u64,
    /// The lengths of the first section's values.
    pub(super) lens: Box<[u8]>,
    /// The text before each value that differs.
    runs: Box<[(u32, u32)]>,
    /// From the last such value to the end of the last value.
    last: (u32, u32),
    /// From there to the next header.
    tail: (u32, u32),
    follower: u32,
}

/// A section as it was parsed.
struct Parsed {
    name: (u32, u32),
    options: Option<(u32, u32)>,
    next: usize,
}

const NONE: u32 = u32::MAX;

/// Reads the plain sections between two headers of a file.
pub(super) fn scan(bytes: &[u8], from: usize, to: usize) -> Scanned {
    // With few headers, a piece may be the whole file.
    let size = (to - from).min(4 << 20);
    let mut scan = Scan {
        bytes,
        to,
        out: Scanned::default(),
        families: SeededMap::default(),
        previous: NONE,
        settings: Vec::new(),
    };
    scan.out.sections.reserve(size / 64);
    scan.out.lens.reserve(size / 16);
    scan.all(from);
    scan.out
}

struct Scan<'a> {
    bytes: &'a [u8],
    to: usize,
    out: Scanned,
    /// Skeletons that differ only in which values differ: the one that the last section had.
    families: SeededMap<u64, u32>,
    previous: u32,
    /// The settings of the section that is parsed: name, and begin and end of the value.
    settings: Vec<(NameId, u32, u32)>,
}

impl Scan<'_> {
    fn all(&mut self, from: usize) {
        let mut at = from;
        while at < self.to {
            let (section, setting) = (self.out.sections.len(), self.out.lens.len());
            let begin = at;
            while at < self.to
                && let Some(next) = self.like_the_last(at).or_else(|| self.section(at))
            {
                at = next;
            }
            let sections = self.out.sections.len() - section;
            if sections > 0 {
                self.out.stretches.push(Stretch { from: begin, to: at, section, setting, sections });
            }
            if at < self.to {
                self.previous = NONE;
                let next = memchr::memmem::find(&self.bytes[at..self.to], b"\n[");
                at = next.map_or(self.to, |n| at + n + 1);
            }
        }
    }

    /// The section at this `[`, if it is like the one that followed the same kind of section last time.
    fn like_the_last(&mut self, at: usize) -> Option<usize> {
        let pattern = self.out.skeletons.get(self.previous as usize)?;
        let guess = pattern.follower;
        let pattern = self.out.skeletons.get(guess as usize)?;
        let bytes = self.bytes;
        let name_len = name_len(&bytes[at + 1..])?;
        let mut p = at + 1 + name_len;
        let setting = self.out.lens.len();
        self.out.lens.extend_from_slice(&pattern.lens);
        let mut open = pattern.open;
        let fits = pattern.runs.iter().all(|&(from, to)| {
            let run = &bytes[from as usize..to as usize];
            if !bytes[p..].starts_with(run) {
                return false;
            }
            p += run.len();
            let Some(len) = value_len(&bytes[p..]) else { return false };
            self.out.lens[setting + open.trailing_zeros() as usize] = len;
            open &= open - 1;
            p += usize::from(len);
            true
        });
        let last = &bytes[pattern.last.0 as usize..pattern.last.1 as usize];
        let end = p + last.len();
        let next = (fits && bytes[p..].starts_with(last)).then(|| {
            let tail = &bytes[pattern.tail.0 as usize..pattern.tail.1 as usize];
            if !tail.is_empty() && bytes[end..].starts_with(tail) {
                Some(end + tail.len() - 1)
            } else {
                next_header(bytes, end)
            }
        });
        let Some(next) = next.flatten() else {
            self.out.lens.truncate(setting);
            return None;
        };
        self.out.sections.push(ScannedSection { name: at as u32 + 1, skeleton: guess, name_len: name_len as u8 });
        self.previous = guess;
        Some(next)
    }

    /// The section at this `[`, line by line.
    fn section(&mut self, at: usize) -> Option<usize> {
        let parsed = self.parse(at)?;
        let base = parsed.name.1;
        let skeleton = self.skeleton(base, parsed.options, parsed.next);
        if let Some(previous) = self.out.skeletons.get_mut(self.previous as usize) {
            previous.follower = skeleton;
        }
        self.previous = skeleton;
        let name_len = (base - parsed.name.0) as u8;
        self.out.sections.push(ScannedSection { name: parsed.name.0, skeleton, name_len });
        self.out.lens.extend(self.settings.iter().map(|(_, from, to)| (to - from) as u8));
        Some(parsed.next)
    }

    fn parse(&mut self, at: usize) -> Option<Parsed> {
        self.settings.clear();
        let mut lines = LogicalLines::starting(FileId(0), &self.bytes[..self.to], at);
        let (mut state, mut problems) = (LineState::inside(), Vec::new());
        let Logical::Plain(start, text) = lines.next(&mut state, &mut problems)? else { return None };
        let ParsedLine::Header { name, options } = grammar::parse(text) else { return None };
        let is_plain = |word: &[u8]| word != b"!" && !word.starts_with(b"+");
        let written = name.len() + 2 + options.map_or(0, |o| o.len() + 2);
        if start as usize != at
            || name.is_empty()
            || name.len() > 79
            || name.trim_ascii_blanks().len() != name.len()
            || text.len() != written
            || !options.is_none_or(|o| o.split(|b| *b == b',').all(is_plain))
        {
            return None;
        }
        let name = (start + 1, start + 1 + name.len() as u32);
        let options = options.map(|o| (name.1 + 2, name.1 + 2 + o.len() as u32));
        let mut end = name.1;
        let next = loop {
            let Some(line) = lines.next(&mut state, &mut problems) else { break self.to };
            let Logical::Plain(start, text) = line else { return None };
            if text.first() == Some(&b'[') {
                // With spaces before it, the line's length is not that of the text.
                if self.bytes[start as usize - 1] != b'\n' {
                    return None;
                }
                break start as usize;
            }
            let ParsedLine::Assign { name, value } = grammar::parse(text) else { return None };
            if name.is_empty() || state.cut || self.settings.len() == MAX_SETTINGS {
                return None;
            }
            let from = start + (value.as_ptr() as usize - text.as_ptr() as usize) as u32;
            let to = from + value.len() as u32;
            let id = self.out.names.intern(name);
            if from - end > MAX_VALUE_LEN || to - from > MAX_VALUE_LEN || id == NameId::OVERFLOW {
                return None;
            }
            self.settings.push((id, from, to));
            end = to;
        };
        (state.is_outside() && problems.is_empty()).then_some(Parsed { name, options, next })
    }

    /// The skeleton of the section that was parsed: one that it fits, or a new one.
    fn skeleton(&mut self, base: u32, options: Option<(u32, u32)>, next: usize) -> u32 {
        let family = self.family(base, options);
        let mut open = 0;
        if let Some(&known) = self.families.get(&family) {
            let pattern = &self.out.skeletons[known as usize];
            if let Some(differs) = self.compared(pattern, base, options) {
                if differs == 0 {
                    return known;
                }
                open = pattern.open | differs;
            }
        }
        let tail = if next < self.bytes.len() { next as u32 + 1 } else { NONE };
        let pattern = self.pattern(base, options, open, tail);
        let id = self.out.skeletons.len() as u32;
        self.out.skeletons.push(pattern);
        self.families.insert(family, id);
        id
    }

    /// A hash of what all sections of a family share.
    fn family(&self, base: u32, options: Option<(u32, u32)>) -> u64 {
        let mut hasher = hasher();
        let text = |(from, to): (u32, u32)| &self.bytes[from as usize..to as usize];
        hasher.write(options.map_or(&[], text));
        let mut end = base;
        for &(name, from, to) in &self.settings {
            hasher.write_u16(name.0);
            hasher.write(text((end, from)));
            hasher.write_u8(u8::from(from == to));
            if is_type(self.out.names.text(name)) {
                hasher.write(text((from, to)));
            }
            end = to;
        }
        hasher.finish()
    }

    /// The values in which the section differs from a skeleton, a bit each; none if it differs in more than those.
    fn compared(&self, pattern: &Pattern, base: u32, options: Option<(u32, u32)>) -> Option<u64> {
        let text = |from: u32, to: u32| &self.bytes[from as usize..to as usize];
        let written = |options: Option<(u32, u32)>| options.map(|(from, to)| text(from, to));
        if self.settings.len() != usize::from(pattern.count) || written(options) != written(pattern.options) {
            return None;
        }
        let (mut end, mut theirs, mut differs) = (base, pattern.base, 0);
        for (nth, &(name, from, to)) in self.settings.iter().enumerate() {
            let entry = self.out.entries[pattern.first as usize + nth];
            let gap = from - end;
            let its = theirs + gap;
            let len = u32::from(pattern.lens[nth]);
            if entry.name != name || text(end, from) != text(theirs, its) || (from == to) != (len == 0) {
                return None;
            }
            if entry.len != OTHER && text(from, to) != text(its, its + len) {
                if is_type(self.out.names.text(name)) {
                    return None;
                }
                differs |= 1 << nth;
            }
            (end, theirs) = (to, its + len);
        }
        Some(differs)
    }

    fn pattern(&mut self, base: u32, options: Option<(u32, u32)>, open: u64, tail: u32) -> Pattern {
        let first = self.out.entries.len() as u32;
        let (mut fixed, mut end, mut run, mut runs) = (0, base, base, Vec::new());
        for (nth, &(name, from, to)) in self.settings.iter().enumerate() {
            fixed += from - end;
            let is_open = open & 1 << nth != 0;
            let len = if is_open { OTHER } else { (to - from) as u8 };
            self.out.entries.push(Entry { name, fixed: fixed as u16, len, sample: (to - from) as u8 });
            if is_open {
                runs.push((run, from));
                run = to;
            } else {
                fixed += to - from;
            }
            end = to;
        }
        Pattern {
            base,
            options,
            first,
            count: self.settings.len() as u8,
            open,
            lens: self.settings.iter().map(|(_, from, to)| (to - from) as u8).collect(),
            runs: runs.into(),
            last: (run, end),
            tail: if tail == NONE { (0, 0) } else { (end, tail) },
            follower: NONE,
        }
    }
}

/// What an object is decides over all its lines: sections of two types are never alike.
pub(super) fn is_type(name: &[u8]) -> bool {
    name.eq_ignore_ascii_case(b"type")
}

/// The length of a name that ends at a `]` and has nothing in it that would need a second look.
fn name_len(text: &[u8]) -> Option<usize> {
    for (at, byte) in text.iter().enumerate().take(80) {
        match byte {
            b']' => return (at > 0).then_some(at),
            0..=32 | b';' => return None,
            _ => {}
        }
    }
    None
}

/// The length of the value that begins here and ends with its line.
fn value_len(text: &[u8]) -> Option<u8> {
    if matches!(text.first(), None | Some(0..=32 | b'>')) {
        return None;
    }
    let end = memchr::memchr3(b'\n', b';', 0, text)?;
    if text[end] != b'\n' {
        return None;
    }
    let len = text[..end].trim_ascii_blanks_end().len();
    (len <= MAX_VALUE_LEN as usize && end - len <= MAX_VALUE_LEN as usize).then_some(len as u8)
}

/// The next header, where only empty lines and comments to the line's end stand between.
fn next_header(bytes: &[u8], from: usize) -> Option<usize> {
    let rest = &bytes[from..];
    let mut at = from + memchr::memchr(b'\n', rest).unwrap_or(rest.len());
    if !bytes[from..at].trim_ascii_blanks_end().is_empty() || at - from > MAX_VALUE_LEN as usize {
        return None;
    }
    loop {
        at += 1;
        let Some(line) = bytes.get(at..).filter(|l| !l.is_empty()) else { return Some(bytes.len()) };
        let len = memchr::memchr(b'\n', line).unwrap_or(line.len());
        let line = &line[..len];
        match line.first() {
            Some(b'[') => return Some(at),
            None | Some(b'\r') if line.len() <= 1 => {}
            Some(b';') if !line.starts_with(b";--") && len < 8000 => {}
            _ => return None,
        }
        at += len;
    }
}
