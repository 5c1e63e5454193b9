//! Applies the fixes of findings: in memory, round after round, until nothing changes. What then differs is shown as a
//! diff, or written. Knows sources and findings, not the rules.

mod diff;
mod edits;
mod regression_guard;
mod writable;
mod write;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;

use crate::catalogue::FixSafety;
use crate::finding::{Edit, Finding, Fix, ObjectName};
use crate::linter::Report;
use crate::source::Overlay;

use edits::{Change, Round};

pub(crate) use diff::{Diff, diff};
pub use write::{WriteError, write};

/// Fixes that make room for others come to an end sooner; those that undo each other never would.
const MAX_ROUNDS: usize = 20;

/// Which fixes are wanted.
#[derive(Clone, Copy, Debug, Default)]
pub struct FixSelection {
    /// Also those that change what Asterisk does.
    pub unsafe_too: bool,
    /// They are to be written: a file that cannot be written is skipped from the start.
    pub to_be_written: bool,
}

impl FixSelection {
    fn takes(self, fix: &Fix) -> bool {
        match fix.safety {
            FixSafety::Safe => true,
            FixSafety::Unsafe => self.unsafe_too,
            FixSafety::None => false,
        }
    }
}

/// A file and what became of it.
#[derive(Clone, Debug)]
pub struct Changed {
    /// How reports name it.
    pub name: String,
    /// Its canonical path; empty for standard input.
    pub path: PathBuf,
    /// What was read.
    pub before: Arc<[u8]>,
    /// What it is to be.
    pub after: Arc<[u8]>,
}

/// What the fixes came to.
#[derive(Debug)]
pub struct Fixed {
    /// The directories as they are after it.
    pub reports: Vec<Report>,
    /// The files that differ, by path.
    pub files: Vec<Changed>,
    /// How many findings were fixed, by file and rule.
    pub made: BTreeMap<(String, &'static str), usize>,
    /// What was not done, and why: a sentence each.
    pub left: Vec<String>,
}

/// Applies what is wanted. `relint` reads, judges and checks a directory (by its place in `reports`) again, with the
/// files as they are given.
///
/// # Errors
/// Those of `relint`.
pub fn apply<E>(
    reports: Vec<Report>,
    wanted: FixSelection,
    relint: &mut dyn FnMut(usize, &Overlay) -> Result<Report, E>,
) -> Result<Fixed, E> {
    let mut run = Run {
        reports,
        wanted,
        relint,
        edited: Overlay::new(),
        originals: BTreeMap::new(),
        given_up: BTreeSet::new(),
        made: BTreeMap::new(),
        left: Vec::new(),
    };
    for _ in 0..MAX_ROUNDS {
        if !run.round()? {
            break;
        }
    }
    let Run { reports, edited, originals, made, left, .. } = run;
    let changed = originals.into_iter().filter_map(|(path, (name, before))| {
        let after = edited.get(&path).filter(|after| **after != before)?;
        Some(Changed { name, after: Arc::clone(after), path, before })
    });
    Ok(Fixed { files: changed.collect(), reports, made, left })
}

/// A finding to be fixed in this round.
#[derive(Debug)]
struct Candidate {
    key: Key,
    /// The file that it is reported in.
    name: String,
    /// Where, for people.
    place: String,
    rule: &'static str,
    object: Option<ObjectName>,
    /// The header of a section is changed: the object may have another name afterwards.
    renames: bool,
    changes: Vec<Change>,
}

/// What a finding is known by from round to round: places move.
type Key = (usize, &'static str, String, String, Option<(String, String)>);

/// A state that a round may end in: the directories that were read again, and the files.
struct State {
    reread: BTreeMap<usize, Report>,
    files: Overlay,
}

struct Run<'r, E> {
    reports: Vec<Report>,
    wanted: FixSelection,
    relint: &'r mut dyn FnMut(usize, &Overlay) -> Result<Report, E>,
    edited: Overlay,
    /// What was read, by path, with the name of the file.
    originals: BTreeMap<PathBuf, (String, Arc<[u8]>)>,
    given_up: BTreeSet<Key>,
    made: BTreeMap<(String, &'static str), usize>,
    left: Vec<String>,
}

impl<E> Run<'_, E> {
    /// One round; false if it changed nothing.
    fn round(&mut self) -> Result<bool, E> {
        let mut taken = Vec::new();
        let mut round = Round::default();
        let mut refused = BTreeSet::new();
        for nth in 0..self.reports.len() {
            let files = writable::of(&self.reports[nth], self.wanted);
            for finding in &self.reports[nth].findings {
                if let Some(candidate) = self.candidate(nth, finding, &files, &mut refused)
                    && round.take(&candidate.changes)
                {
                    taken.push(candidate);
                }
            }
        }
        for sentence in refused {
            if !self.left.contains(&sentence) {
                self.left.push(sentence);
            }
        }
        if taken.is_empty() {
            return Ok(false);
        }
        let mut good = Vec::new();
        let mut state = None;
        let all: Vec<usize> = (0..taken.len()).collect();
        self.grow(&taken, &mut good, &all, &mut state)?;
        let Some(state) = state else { return Ok(true) };
        for (nth, reports) in state.reread {
            self.reports[nth] = reports;
        }
        self.edited = state.files;
        for n in good {
            *self.made.entry((taken[n].name.clone(), taken[n].rule)).or_default() += 1;
        }
        Ok(true)
    }

    /// The fix of a finding, if it is wanted and may be made; else the reason goes to `refused`.
    fn candidate(
        &self,
        nth: usize,
        finding: &Finding,
        files: &[Result<PathBuf, String>],
        refused: &mut BTreeSet<String>,
    ) -> Option<Candidate> {
        let reports = &self.reports[nth];
        let fix = finding.fix.as_ref().filter(|f| self.wanted.takes(f) && !f.edits.is_empty())?;
        let key = key(nth, finding, fix);
        if self.given_up.contains(&key) {
            return None;
        }
        let mut changes = Vec::new();
        for edit in &fix.edits {
            let file = match files.get(edit.span.file.0 as usize)? {
                Ok(file) => file.clone(),
                Err(why) => {
                    refused.insert(why.clone());
                    return None;
                }
            };
            if reports.config.sources.bytes(edit.span) == edit.text {
                continue;
            }
            changes.push(Change {
                file,
                range: edit.span.start as usize..edit.span.end() as usize,
                text: edit.text.clone(),
            });
        }
        if changes.is_empty() {
            return None;
        }
        let name = reports.path(finding.primary.span);
        let place = format!("{name}:{}", reports.config.sources.position(finding.primary.span).line);
        let object = finding.object.clone();
        let sources = &reports.config.sources;
        let is_header = |edit: &Edit| {
            let line = sources.file(edit.span.file).line_around(edit.span);
            sources.bytes(line).trim_ascii_start().first() == Some(&b'[')
        };
        let renames = fix.edits.iter().any(is_header);
        Some(Candidate { key, name, place, rule: finding.rule.name, object, renames, changes })
    }

    /// Adds to `good` the fixes of `set` that do no harm: all of them, or else what a search by halves leaves.
    fn grow(
        &mut self,
        taken: &[Candidate],
        good: &mut Vec<usize>,
        set: &[usize],
        state: &mut Option<State>,
    ) -> Result<(), E> {
        let mut together = good.clone();
        together.extend_from_slice(set);
        let (tried, harm) = self.attempt(taken, &together)?;
        let Some(harm) = harm else {
            *good = together;
            *state = Some(tried);
            return Ok(());
        };
        if let [alone] = set {
            let it = &taken[*alone];
            self.left.push(format!("fix of {} at {} skipped: {harm}", it.rule, it.place));
            self.given_up.insert(it.key.clone());
            return Ok(());
        }
        let (first, second) = set.split_at(set.len() / 2);
        self.grow(taken, good, first, state)?;
        self.grow(taken, good, second, state)
    }

    /// The state with these fixes made, and what is harmed by them.
    fn attempt(&mut self, taken: &[Candidate], which: &[usize]) -> Result<(State, Option<String>), E> {
        let fixes = which.iter().map(|n| taken[*n].changes.as_slice());
        let mut files = self.edited.clone();
        let mut touched = BTreeSet::new();
        for (path, changes) in edits::by_file(fixes) {
            let Some(text) = self.text(path) else { continue };
            files.insert(path.to_owned(), edits::edited(&text, &changes).into());
            touched.insert(path.to_owned());
        }
        let renamed = which.iter().map(|n| &taken[*n]).filter(|t| t.renames);
        let renamed: Vec<&ObjectName> = renamed.filter_map(|t| t.object.as_ref()).collect();
        let mut reread = BTreeMap::new();
        let mut harm = None;
        for nth in 0..self.reports.len() {
            let config = &self.reports[nth].config;
            let reads = config.sources.iter().filter_map(|(id, _)| writable::identity(config, id));
            if !reads.into_iter().any(|p| touched.contains(&p)) {
                continue;
            }
            let after = (self.relint)(nth, &files)?;
            harm = harm.or_else(|| regression_guard::regression(&self.reports[nth], &after, &renamed));
            harm = harm.or_else(|| in_vain(nth, &self.reports[nth], &after, which.iter().map(|n| &taken[*n])));
            reread.insert(nth, after);
            if harm.is_some() {
                break;
            }
        }
        Ok((State { reread, files }, harm))
    }

    /// A file's text as it is now; what was read is kept, to compare with before it is written.
    fn text(&mut self, path: &std::path::Path) -> Option<Arc<[u8]>> {
        if let Some(text) = self.edited.get(path) {
            return Some(Arc::clone(text));
        }
        if let Some((_, text)) = self.originals.get(path) {
            return Some(Arc::clone(text));
        }
        for reports in &self.reports {
            let config = &reports.config;
            let found =
                config.sources.iter().find(|(id, _)| writable::identity(config, *id).is_some_and(|p| p == path));
            if let Some((file, source)) = found {
                let text: Arc<[u8]> = Arc::from(&**source.bytes);
                let name = reports.path(crate::source::Span { file, start: 0, len: 0 });
                self.originals.insert(path.to_owned(), (name, Arc::clone(&text)));
                return Some(text);
            }
        }
        None
    }
}

/// What a finding is known by.
fn key(nth: usize, finding: &Finding, fix: &Fix) -> Key {
    let object = finding.object.as_ref().map(|o| (o.kind.clone(), o.id.clone()));
    (nth, finding.rule.name, finding.message.clone(), fix.title.clone(), object)
}

/// A fix that was made and has fixed nothing: it would be made again in every round.
fn in_vain<'t>(
    nth: usize,
    before: &Report,
    after: &Report,
    made: impl Iterator<Item = &'t Candidate>,
) -> Option<String> {
    let count = |reports: &Report| {
        let mut counts: BTreeMap<Key, usize> = BTreeMap::new();
        for (finding, fix) in reports.findings.iter().filter_map(|f| Some((f, f.fix.as_ref()?))) {
            *counts.entry(key(nth, finding, fix)).or_default() += 1;
        }
        counts
    };
    let (then, now) = (count(before), count(after));
    let mut wanted: BTreeMap<&Key, usize> = BTreeMap::new();
    for candidate in made.filter(|c| c.key.0 == nth) {
        *wanted.entry(&candidate.key).or_default() += 1;
    }
    let left = |k: &Key| now.get(k).copied().unwrap_or_default();
    let vain = wanted.into_iter().find(|(k, n)| left(k) + n > then.get(*k).copied().unwrap_or_default());
    vain.map(|_| "the finding would remain".to_owned())
}
