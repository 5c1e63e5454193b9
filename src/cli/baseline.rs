//! `--baseline`, and which day it is.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use crate::baseline::{self, Baseline, BaselineError, Scope};
use crate::report::{Linted, Run};
use crate::suppression::Day;

use super::Failure;
use super::linted::Look;

#[derive(Debug, clap::Args)]
pub(super) struct BaselineArgs {
    /// Findings that are known and do not count; those that are not in this file are reported
    #[arg(long, value_name = "FILE", help_heading = "Known findings")]
    baseline: Option<PathBuf>,

    /// Write what is found to the file of `--baseline`: from then on it is known
    #[arg(long, conflicts_with_all = ["fix", "diff", "watch"], help_heading = "Known findings")]
    write_baseline: bool,

    /// Leave out of every report what a comment or the baseline keeps quiet, and what of the baseline is gone: code
    /// scanning that does not know such results takes them for open ones
    #[arg(long, help_heading = "Known findings")]
    hide_suppressed: bool,
}

/// The baseline of a run.
pub(super) struct Known {
    file: PathBuf,
    /// The directory that names in it are seen from.
    dir: PathBuf,
    baseline: Baseline,
    is_written: bool,
}

impl BaselineArgs {
    /// Leaves out of the run what is not to be reported.
    pub(super) fn hide(&self, run: &mut Run) {
        for linted in run.linted.iter_mut().filter(|_| self.hide_suppressed) {
            linted.aside.clear();
            linted.gone = None;
        }
    }

    /// The baseline's file: that of the command line, else the one that `pjlint.toml` names.
    pub(super) fn file(&self, configured: Option<&Path>) -> Option<PathBuf> {
        self.baseline.clone().or_else(|| configured.map(Path::to_owned))
    }

    /// The baseline, if there is to be one.
    pub(super) fn open(&self, configured: Option<&Path>) -> Result<Option<Known>, Failure> {
        let Some(file) = self.file(configured) else {
            if self.write_baseline {
                return Err(Failure::Nothing(
                    "`--write-baseline` writes the file of `--baseline FILE`: name one".into(),
                ));
            }
            return Ok(None);
        };
        let baseline = match Baseline::read(&file) {
            Err(BaselineError::Missing(_)) if self.write_baseline => Baseline::default(),
            other => other?,
        };
        let parent = file.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let dir = parent.canonicalize().map_err(|error| Failure::Write { path: file.clone(), error })?;
        Ok(Some(Known { file, dir, baseline, is_written: self.write_baseline }))
    }
}

impl Known {
    /// What was looked at in a directory.
    pub(super) fn scope(&self, linted: &Linted, look: &Look) -> Scope {
        let name = baseline::relative(&linted.config.dir.root, &self.dir);
        Scope::new(name, &linted.config, &look.policy, look.files.clone())
    }

    /// Sets aside what is known of a directory.
    pub(super) fn set_aside(&self, linted: &mut Linted, scope: &Scope) {
        let sources = &linted.config.sources;
        linted.gone = Some(self.baseline.apply(scope, sources, &mut linted.findings, &mut linted.aside));
    }

    /// Sets aside what is known of the run, of which each directory was looked at as the scope of that place says.
    /// Where the file is to be written, all that is found is known afterwards.
    pub(super) fn apply(&mut self, run: &mut Run, scopes: &[Scope]) -> Result<(), Failure> {
        if self.is_written {
            self.write(run, scopes)?;
        }
        for (linted, scope) in run.linted.iter_mut().zip(scopes) {
            self.set_aside(linted, scope);
        }
        Ok(())
    }

    fn write(&mut self, run: &Run, scopes: &[Scope]) -> Result<(), Failure> {
        let found = run.linted.iter().zip(scopes).map(|(linted, scope)| {
            let entries = baseline::entries(&scope.directory, &linted.config.sources, linted.findings.iter());
            (scope.clone(), entries)
        });
        let (new, change) = self.baseline.updated(&found.collect::<Vec<_>>());
        new.write(&self.file)?;
        self.baseline = new;
        // Standard output is the report's.
        let _ = writeln!(
            anstream::stderr(),
            "pjlint: {}: {} written, {} added, {} dropped",
            crate::rules::plain(self.file.display().to_string().as_bytes()),
            change.written,
            change.added,
            change.dropped
        );
        Ok(())
    }
}

/// The day by which comments end: that of `SOURCE_DATE_EPOCH` where it is set, so that a run can be repeated.
pub(super) fn today() -> Result<Day, Failure> {
    let Some(epoch) = std::env::var_os("SOURCE_DATE_EPOCH").filter(|e| !e.is_empty()) else {
        // A clock that stands before 1970 ends no comment.
        return Ok(Day::of(SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |d| d.as_secs())));
    };
    let text = epoch.to_string_lossy();
    let seconds = text.parse().map_err(|_| {
        Failure::Nothing(format!(
            "SOURCE_DATE_EPOCH is `{}`, which is no number of seconds: mend or unset it",
            crate::rules::plain(text.as_bytes())
        ))
    })?;
    Ok(Day::of(seconds))
}
