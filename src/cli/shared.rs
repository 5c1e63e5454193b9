//! Files that several directories of one run include: a comment in one of them has done something if it has for any.

use std::path::{Path, PathBuf};

use crate::hashing::KeyedMap;

use crate::finding::Finding;
use crate::report::Linted;

/// The rule that says of a comment that it keeps nothing quiet.
const UNUSED: &str = "unused-suppression";

/// How many directories read each file that more than one of them reads.
pub(super) fn shared(all: &[Linted]) -> KeyedMap<PathBuf, usize> {
    let mut readers: KeyedMap<PathBuf, usize> = KeyedMap::default();
    for path in all.iter().flat_map(|l| l.config.sources.iter().map(|(_, f)| &f.path)) {
        if !path.as_os_str().is_empty() {
            *readers.entry(whole(path)).or_default() += 1;
        }
    }
    readers.retain(|_, count| *count > 1);
    readers
}

/// Leaves of what is said of comments in shared files only what every directory says.
pub(super) fn agree(all: &mut [Linted], shared: &KeyedMap<PathBuf, usize>) {
    let mut said: KeyedMap<(PathBuf, u32), usize> = KeyedMap::default();
    for linted in &*all {
        for finding in linted.findings.iter().filter(|f| f.rule.name == UNUSED) {
            *said.entry((place(linted, finding), finding.primary.span.start)).or_default() += 1;
        }
    }
    for linted in all {
        keep(linted, |path, start| {
            shared.get(path).is_none_or(|readers| said.get(&(path.to_owned(), start)) == Some(readers))
        });
    }
}

/// The same where the other directories are not at hand: nothing is said of comments in shared files.
pub(super) fn leave_out(linted: &mut Linted, shared: &KeyedMap<PathBuf, usize>) {
    if !shared.is_empty() {
        keep(linted, |path, _| !shared.contains_key(path));
    }
}

fn keep(linted: &mut Linted, wanted: impl Fn(&Path, u32) -> bool) {
    let findings = std::mem::take(&mut linted.findings);
    let is_wanted = |f: &Finding| f.rule.name != UNUSED || wanted(&place(linted, f), f.primary.span.start);
    linted.findings = findings.into_iter().filter(is_wanted).collect();
}

fn place(linted: &Linted, finding: &Finding) -> PathBuf {
    whole(&linted.config.sources.file(finding.primary.span.file).path)
}

fn whole(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_owned())
}
