//! `--fix`, `--unsafe-fixes` and `--diff` of `pjlint check`.

use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::Path;
use std::sync::Arc;

use crate::fix::{self, Diff, FixSelection, Fixed};
use crate::linter::Report;
use crate::printable::printable;
use crate::report::Format;
use crate::source::Overlay;

use super::Failure;

#[derive(Debug, clap::Args)]
#[allow(clippy::struct_excessive_bools)] // one for each word of the command line
pub(super) struct FixArgs {
    /// Apply the safe fixes to the files, and report what is left
    #[arg(long, help_heading = "Fixes")]
    pub(super) fix: bool,

    /// With --fix or --diff: also apply fixes that change what Asterisk does
    #[arg(long, help_heading = "Fixes")]
    unsafe_fixes: bool,

    /// Print what --fix would change as a unified diff, and write nothing
    #[arg(long, help_heading = "Fixes")]
    pub(super) diff: bool,

    /// With --diff: do not mask secrets, so that the diff can be applied
    #[arg(long, requires = "diff", help_heading = "Fixes")]
    show_secrets: bool,
}

impl FixArgs {
    /// Whether anything is to be fixed or shown.
    pub(super) fn is_wanted(&self) -> bool {
        self.fix || self.diff
    }

    /// Whether the arguments go together.
    pub(super) fn verify(&self, stdin: bool, format: Option<Format>) -> Result<(), Failure> {
        if self.unsafe_fixes && !self.is_wanted() {
            return Err(Failure::Usage("`--unsafe-fixes` needs `--fix`, or `--diff` to look at them first".into()));
        }
        if self.diff && format.is_some() {
            return Err(Failure::Usage(
                "`--diff` writes to standard output itself: write other formats to a file, as in `--output json=FILE`"
                    .into(),
            ));
        }
        if self.fix && !self.diff && stdin {
            return Err(Failure::Usage(
                "standard input cannot be fixed in place: `pjlint check --diff -` shows what would change".into(),
            ));
        }
        Ok(())
    }

    /// Applies the fixes in memory.
    pub(super) fn apply(
        &self,
        linted: Vec<Report>,
        mut relint: impl FnMut(usize, &Overlay) -> Result<Report, Failure>,
    ) -> Result<Fixed, Failure> {
        let wanted = FixSelection { unsafe_too: self.unsafe_fixes, to_be_written: !self.diff };
        let fixed = fix::apply(linted, wanted, &mut relint)?;
        let mut err = anstream::stderr().lock();
        for sentence in &fixed.left {
            writeln!(err, "pjlint: {}", printable(sentence.as_bytes()))?;
        }
        Ok(fixed)
    }

    /// Prints the diff.
    pub(super) fn print(&self, fixed: &Fixed, color: bool, quiet: bool) -> Result<(), Failure> {
        let how = Diff { show_secrets: self.show_secrets, terminal: io::stdout().is_terminal(), color };
        let mut out = BufWriter::with_capacity(1 << 16, io::stdout().lock());
        let mut masked = false;
        for file in &fixed.files {
            masked |= fix::diff(file, how, &mut out)?;
        }
        out.flush()?;
        let mut err = anstream::stderr().lock();
        if !quiet {
            writeln!(err, "{}", total(fixed, "would be fixed"))?;
        }
        if masked {
            writeln!(
                err,
                "pjlint: secrets in this diff are masked, so it cannot be applied; --show-secrets prints them"
            )?;
        }
        Ok(())
    }
}

/// Writes the files, and says what was fixed.
pub(super) fn write(fixed: &Fixed, format: Format, quiet: bool) -> Result<(), Failure> {
    fix::write(&fixed.files).map_err(|e| Failure::Usage(printable(e.to_string().as_bytes())))?;
    if quiet {
        return Ok(());
    }
    // A report for people tells it; one for programs has no place for it.
    if format == Format::Full { tell(fixed, &mut io::stdout().lock()) } else { tell(fixed, &mut io::stderr().lock()) }
}

fn tell(fixed: &Fixed, out: &mut dyn Write) -> Result<(), Failure> {
    let mut last = None;
    for ((name, rule), count) in &fixed.made {
        if last.replace(name) != Some(name) {
            let all: usize = fixed.made.iter().filter(|((n, _), _)| n == name).map(|(_, c)| c).sum();
            writeln!(out, "{}: {all} fixed", printable(name.as_bytes()))?;
        }
        writeln!(out, "  {count} {rule}")?;
    }
    writeln!(out, "{}", total(fixed, "fixed"))?;
    if !fixed.made.is_empty() {
        writeln!(out)?;
    }
    Ok(())
}

fn total(fixed: &Fixed, what: &str) -> String {
    let findings: usize = fixed.made.values().sum();
    if findings == 0 {
        return "nothing to fix".into();
    }
    let plural = |n: usize| if n == 1 { "" } else { "s" };
    let files = fixed.files.len();
    format!("{findings} finding{} {what} in {files} file{}", plural(findings), plural(files))
}

/// Standard input as fixes have left it, if they have.
pub(super) fn edited_stdin(edited: &Overlay) -> Option<Vec<u8>> {
    edited.get(Path::new("")).map(|text| text.to_vec())
}

/// What was read from standard input.
pub(super) fn stdin(linted: &Report) -> Option<Arc<[u8]>> {
    let (_, first) = linted.config.sources.iter().next()?;
    first.path.as_os_str().is_empty().then(|| Arc::from(&**first.bytes))
}
