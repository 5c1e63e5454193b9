//! What `pjlint check` lints: the paths that it is given, with the report limited to the files among them.
//!
//! A configuration is always read as a whole. What pjlint.toml excludes is not reported, also where it was named on the
//! command line, since a hook names whatever was changed.

use std::collections::BTreeSet;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::linter::{FileArg, Linter, Report, limit_to_files};
use crate::objects::{LoadError, Main};
use crate::policy::Policy;
use crate::source::{Overlay, ReadError};

use super::discovery::{LintTarget, targets, targets_of_hook, targets_that_may_include};
use super::fix;
use super::policy::PolicyArgs;
use super::progress::Progress;
use super::watch::Inputs;
use super::{Common, Failure, note};

/// A directory that was linted, with what it takes to lint it again after a fix.
pub(super) struct LintedTarget {
    target: LintTarget,
    pub(super) linter: Linter,
    /// The names of the files that the report is limited to; all if there are none.
    pub(super) files: Vec<String>,
    only: Option<BTreeSet<FileArg>>,
    hook: bool,
    /// What was read from standard input, which can be read once only.
    stdin: Option<Arc<[u8]>>,
}

impl LintedTarget {
    /// Lints the directory, limited to the files of the target. The result says too what it was limited to, and what of
    /// that the configuration reads.
    fn lint(
        mut target: LintTarget,
        linter: Linter,
        hook: bool,
        progress: &Progress,
    ) -> Result<(Report, Self, LimitedTo), Failure> {
        let only = target.only.take();
        let mut report = lint(target.clone(), &linter, progress)?;
        let read = only.as_ref().map(|only| limit_to_files(&mut report, only, hook)).unwrap_or_default();
        let files = read.iter().map(|file| report.config.dir.name_of(file.path())).collect();
        let stdin = fix::stdin(&report);
        let linted = Self { target, linter, files, only: only.clone(), hook, stdin };
        Ok((report, linted, LimitedTo { only, read }))
    }

    /// Lints it again, with files as fixes have left them.
    pub(super) fn lint_again(&self, overlay: &Overlay) -> Result<Report, Failure> {
        let mut overlay = overlay.clone();
        if let Some(text) = &self.stdin {
            overlay.entry(PathBuf::new()).or_insert_with(|| Arc::clone(text));
        }
        let mut report = lint(LintTarget { overlay, ..self.target.clone() }, &self.linter, &Progress::default())?;
        if let Some(only) = &self.only {
            limit_to_files(&mut report, only, self.hook);
        }
        Ok(report)
    }
}

/// Reads, judges and checks one directory.
pub(super) fn lint(target: LintTarget, linter: &Linter, progress: &Progress) -> Result<Report, Failure> {
    let shown = match target.prefix.trim_end_matches('/') {
        _ if target.stdin => "standard input".to_owned(),
        "" if target.prefix.is_empty() => ".".to_owned(),
        prefix => prefix.to_owned(),
    };
    progress.stage("reading", &shown);
    let main = if let Some(text) = fix::edited_stdin(&target.overlay) {
        Main::Text(text)
    } else if target.stdin {
        Main::Text(standard_input()?)
    } else {
        Main::File
    };
    let mut report = linter.lint(target.dir, main, target.overlay)?;
    report.prefix = target.prefix;
    Ok(report)
}

/// What a report was limited to, if it was, and what of that the configuration reads.
struct LimitedTo {
    only: Option<BTreeSet<FileArg>>,
    read: BTreeSet<FileArg>,
}

/// What was found in each directory, and how it was linted.
pub(super) type Linted = (Vec<Report>, Vec<LintedTarget>);

/// How the paths are linted, and who is told of it.
pub(super) struct Session<'a> {
    policy: &'a PolicyArgs,
    common: &'a Common,
    progress: Progress,
    /// What a report depends on, where somebody watches it.
    inputs: Option<&'a mut Inputs>,
}

impl<'a> Session<'a> {
    /// By these arguments.
    pub(super) fn new(policy: &'a PolicyArgs, common: &'a Common, quiet: bool, inputs: Option<&'a mut Inputs>) -> Self {
        Self { policy, common, progress: Progress::new(quiet), inputs }
    }

    /// Lints the paths; for a hook, the configurations that the changed files concern.
    ///
    /// # Errors
    /// Where a path is nothing that can be linted, or cannot be read.
    pub(super) fn lint(&mut self, paths: &[PathBuf], hook: bool) -> Result<Linted, Failure> {
        if hook { self.changed(paths) } else { self.named(paths) }
    }

    /// Lints what the paths stand for.
    fn named(&mut self, paths: &[PathBuf]) -> Result<Linted, Failure> {
        let (mut all, mut linted) = (Vec::new(), Vec::new());
        let targets = self.begin(targets(paths)?);
        for target in targets {
            let Some((report, one, LimitedTo { only, read })) = self.lint_one(target, false)? else { continue };
            only.iter().flat_map(|only| only.difference(&read)).for_each(|file| not_read(&file.shown));
            all.push(report);
            linted.push(one);
        }
        Ok((all, linted))
    }

    /// Lints what a change concerns, where the paths are the files of the change.
    fn changed(&mut self, paths: &[PathBuf]) -> Result<Linted, Failure> {
        let (targets, mut homeless) = targets_of_hook(paths)?;
        let (mut all, mut linted, mut done) = (Vec::new(), Vec::new(), Vec::new());
        for target in self.begin(targets) {
            done.push(target.dir.root.clone());
            let Some((report, one, LimitedTo { only, read })) = self.lint_one(target, true)? else { continue };
            if let Some(only) = only {
                homeless.extend(only.difference(&read).filter(|file| file.is_there()).cloned());
                if read.is_empty() && only.iter().all(FileArg::is_there) {
                    continue;
                }
            }
            all.push(report);
            linted.push(one);
        }
        let others = if homeless.is_empty() { Vec::new() } else { targets_that_may_include(&homeless, &done) };
        let mut found = BTreeSet::new();
        for mut target in self.begin(others) {
            // The user did not name these: an error in one has nothing to do with the change.
            target.only = Some(homeless.clone());
            let Ok(Some((report, one, LimitedTo { read, .. }))) = self.lint_one(target, true) else { continue };
            if !read.is_empty() {
                found.extend(read);
                all.push(report);
                linted.push(one);
            }
        }
        homeless.difference(&found).for_each(|file| not_read(&file.shown));
        if all.is_empty() {
            note("note: nothing was checked: every FILE is excluded, or belongs to no configuration");
        }
        Ok((all, linted))
    }

    fn begin(&mut self, targets: Vec<LintTarget>) -> Vec<LintTarget> {
        self.progress.of(targets.len());
        targets
    }

    /// Lints one directory, unless the site wants nothing of it.
    fn lint_one(
        &mut self,
        mut target: LintTarget,
        hook: bool,
    ) -> Result<Option<(Report, LintedTarget, LimitedTo)>, Failure> {
        self.progress.next();
        if let Some(inputs) = &mut self.inputs {
            inputs.add_place(&target.dir.root, self.common.policy_file(&target.dir.root));
        }
        let policy = self.policy.of(self.common, &target.dir.root)?;
        if !leave_out(&mut target, &policy) {
            return Ok(None);
        }
        let linter = self.common.linter(policy, target.dir.is_live)?;
        LintedTarget::lint(target, linter, hook, &self.progress).map(Some)
    }
}

/// Takes out what the site does not want to be looked at, and says so; false if nothing is left.
fn leave_out(target: &mut LintTarget, policy: &Policy) -> bool {
    let say = |what: &Path| note(&format!("note: {}: excluded by pjlint.toml", what.display()));
    if policy.excludes(&target.dir.root) {
        say(&target.dir.root);
        return false;
    }
    let Some(only) = &mut target.only else { return true };
    let excluded: Vec<FileArg> = only.iter().filter(|g| policy.excludes(g.path())).cloned().collect();
    for given in &excluded {
        say(&given.shown);
        only.remove(given);
    }
    !only.is_empty()
}

/// Says that nothing can be said of a file.
fn not_read(file: &Path) {
    note(&format!("note: {}: no configuration reads it, so it was not checked", file.display()));
}

/// All of standard input, unless it has no end.
fn standard_input() -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    io::stdin().lock().take(u64::from(u32::MAX)).read_to_end(&mut bytes)?;
    if bytes.len() == u32::MAX as usize {
        return Err(LoadError::Read { path: "standard input".into(), error: ReadError::TooLarge }.into());
    }
    Ok(bytes)
}
