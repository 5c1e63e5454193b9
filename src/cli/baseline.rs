//! `--baseline`.

use std::io::Write;
use std::path::{Path, PathBuf};

use crate::baseline::{self, Baseline, BaselineError, Scope};
use crate::linter::{Report, apply_baseline};
use crate::report::Run;

use super::Failure;
use super::session::LintedTarget;

#[derive(Debug, clap::Args)]
pub(super) struct BaselineArgs {
    /// Known findings to ignore
    #[arg(long, value_name = "FILE", help_heading = "Known findings")]
    baseline: Option<PathBuf>,

    /// Write all current findings to the file of `--baseline`
    #[arg(long, conflicts_with_all = ["fix", "diff", "watch"], help_heading = "Known findings")]
    write_baseline: bool,

    /// Leave suppressed and resolved findings out of every report, for code-scanning services that would show them as
    /// open
    #[arg(long, help_heading = "Known findings")]
    hide_suppressed: bool,
}

/// The baseline of a run.
pub(super) struct KnownFindings {
    file: PathBuf,
    /// The directory that names in it are seen from.
    dir: PathBuf,
    baseline: Baseline,
    is_written: bool,
    /// What was looked at in each directory.
    scopes: Vec<Scope>,
}

impl BaselineArgs {
    /// Leaves out of the run what is not to be reported.
    pub(super) fn hide(&self, run: &mut Run) {
        for report in run.reports.iter_mut().filter(|_| self.hide_suppressed) {
            report.suppressed.clear();
            report.resolved = None;
        }
    }

    /// The baseline's file: that of the command line, else the one that `pjlint.toml` names.
    pub(super) fn file(&self, configured: Option<&Path>) -> Option<PathBuf> {
        self.baseline.clone().or_else(|| configured.map(Path::to_owned))
    }

    /// Sets aside what the baseline has, if there is one. Where the file is to be written, all that is found is known
    /// afterwards.
    pub(super) fn apply(
        &self,
        configured: Option<&Path>,
        run: &mut Run,
        targets: &[LintedTarget],
    ) -> Result<Option<KnownFindings>, Failure> {
        let Some(mut known) = self.open(configured)? else { return Ok(None) };
        known.scopes = run.reports.iter().zip(targets).map(|(report, target)| known.scope(report, target)).collect();
        if known.is_written {
            known.write(run)?;
        }
        for (nth, report) in run.reports.iter_mut().enumerate() {
            known.set_aside(report, nth);
        }
        Ok(Some(known))
    }

    /// The baseline, if there is to be one.
    fn open(&self, configured: Option<&Path>) -> Result<Option<KnownFindings>, Failure> {
        let Some(file) = self.file(configured) else {
            if self.write_baseline {
                return Err(Failure::Usage("`--write-baseline` writes the file of `--baseline FILE`: name one".into()));
            }
            return Ok(None);
        };
        let baseline = match Baseline::read(&file) {
            Err(BaselineError::Missing(_)) if self.write_baseline => Baseline::default(),
            other => other?,
        };
        let parent = file.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let dir = parent.canonicalize().map_err(|error| Failure::Write { path: file.clone(), error })?;
        Ok(Some(KnownFindings { file, dir, baseline, is_written: self.write_baseline, scopes: Vec::new() }))
    }
}

impl KnownFindings {
    /// What was looked at in a directory.
    fn scope(&self, report: &Report, target: &LintedTarget) -> Scope {
        let name = baseline::relative(&report.config.dir.root, &self.dir);
        Scope::new(name, &report.config, &target.linter.policy, target.files.clone())
    }

    /// Sets aside what is known of the `nth` directory.
    pub(super) fn set_aside(&self, report: &mut Report, nth: usize) {
        if let Some(scope) = self.scopes.get(nth) {
            apply_baseline(report, &self.baseline, scope);
        }
    }

    fn write(&mut self, run: &Run) -> Result<(), Failure> {
        let found = run.reports.iter().zip(&self.scopes).map(|(report, scope)| {
            let entries = baseline::entries(&scope.directory, &report.config.sources, report.findings.iter());
            (scope.clone(), entries)
        });
        let (new, change) = self.baseline.updated(&found.collect::<Vec<_>>());
        new.write(&self.file)?;
        self.baseline = new;
        // Standard output is the report's.
        let _ = writeln!(
            anstream::stderr(),
            "pjlint: {}: {} written, {} added, {} dropped",
            crate::printable::printable(self.file.display().to_string().as_bytes()),
            change.written,
            change.added,
            change.dropped
        );
        Ok(())
    }
}
