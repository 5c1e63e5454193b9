//! Files that several directories of one run include: a comment in one of them has done something if it has for any.

use std::path::{Path, PathBuf};

use crate::finding::Finding;
use crate::hashing::SeededMap;

use super::Report;

/// How many directories read each file that more than one of them reads.
pub(crate) struct SharedIncludes(SeededMap<PathBuf, usize>);

impl SharedIncludes {
    /// Those of a run.
    pub(crate) fn of(reports: &[Report]) -> Self {
        let mut readers: SeededMap<PathBuf, usize> = SeededMap::default();
        if reports.len() > 1 {
            for path in reports.iter().flat_map(|r| r.config.sources.iter().map(|(_, f)| &f.path)) {
                if !path.as_os_str().is_empty() {
                    *readers.entry(canonical(path)).or_default() += 1;
                }
            }
            readers.retain(|_, count| *count > 1);
        }
        Self(readers)
    }

    /// Leaves of what is said of comments in shared files only what every directory says.
    pub(crate) fn keep_agreed(&self, reports: &mut [Report]) {
        if self.0.is_empty() {
            return;
        }
        let mut said: SeededMap<(PathBuf, u32), usize> = SeededMap::default();
        for report in &*reports {
            for finding in report.findings.iter().filter(|f| f.rule.needs_all_readers) {
                *said.entry((place(report, finding), finding.primary.span.start)).or_default() += 1;
            }
        }
        for report in reports {
            keep(report, |path, start| {
                self.0.get(path).is_none_or(|readers| said.get(&(path.to_owned(), start)) == Some(readers))
            });
        }
    }

    /// The same where the other directories are not at hand: nothing is said of comments in shared files.
    pub(crate) fn leave_out(&self, report: &mut Report) {
        if !self.0.is_empty() {
            keep(report, |path, _| !self.0.contains_key(path));
        }
    }
}

fn keep(report: &mut Report, wanted: impl Fn(&Path, u32) -> bool) {
    let findings = std::mem::take(&mut report.findings);
    let is_wanted = |f: &Finding| !f.rule.needs_all_readers || wanted(&place(report, f), f.primary.span.start);
    report.findings = findings.into_iter().filter(is_wanted).collect();
}

fn place(report: &Report, finding: &Finding) -> PathBuf {
    canonical(&report.config.sources.file(finding.primary.span.file).path)
}

fn canonical(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_owned())
}
