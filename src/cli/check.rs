//! `pjlint check`.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::ValueEnum;

use crate::catalogue::Severity;
use crate::linter::{Report, SharedIncludes};
use crate::policy::Policy;
use crate::report::{self, Format, Run, Style};
use crate::source::Overlay;

use super::fix::{self, FixArgs};
use super::session::{LintedTarget, Session};
use super::watch::{self, Inputs};
use super::{Common, Failure, help, leak, note};

#[derive(Debug, clap::Args)]
#[command(after_help = help::CHECK)]
pub(super) struct Args {
    /// Configuration directories, trees that contain some, files of one (the whole configuration is read, findings in
    /// these files are reported), or `-` for pjsip.conf from standard input
    paths: Vec<PathBuf>,

    /// Format of standard output [default: full]
    #[arg(long, value_name = "FORMAT", help_heading = "Output")]
    format: Option<Format>,

    /// Also write a report to a file; can be repeated. FORMAT=- is the same as --format
    #[arg(long, value_name = "FORMAT=FILE", value_parser = parse_output, help_heading = "Output")]
    output: Vec<(Format, PathBuf)>,

    /// The lowest severity for which the exit status is 1 [default: error]
    #[arg(long, value_name = "SEVERITY", help_heading = "Output")]
    fail_on: Option<Threshold>,

    #[command(flatten)]
    hook: HookArgs,

    #[command(flatten)]
    policy: super::policy::PolicyArgs,

    #[command(flatten)]
    baseline: super::baseline::BaselineArgs,

    #[command(flatten)]
    fix: FixArgs,

    /// Only findings, no summary
    #[arg(short, long, help_heading = "Output")]
    quiet: bool,

    #[command(flatten)]
    statistics: super::statistics::StatisticsArgs,

    #[command(flatten)]
    watch: watch::WatchArgs,

    #[command(flatten)]
    common: Common,
}

#[derive(Debug, clap::Args)]
pub(super) struct HookArgs {
    /// For git hooks: ignore files that belong to no configuration, also lint configurations that include a given file
    /// from elsewhere, and report dangling references in all files
    #[arg(long)]
    pub(super) hook: bool,
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum Threshold {
    Error,
    Warning,
    Info,
}

impl From<Threshold> for Severity {
    fn from(threshold: Threshold) -> Self {
        match threshold {
            Threshold::Error => Self::Error,
            Threshold::Warning => Self::Warning,
            Threshold::Info => Self::Info,
        }
    }
}

/// The names of all formats.
fn formats() -> String {
    let names = Format::value_variants().iter().filter_map(clap::ValueEnum::to_possible_value);
    names.map(|v| v.get_name().to_owned()).collect::<Vec<_>>().join(", ")
}

fn parse_output(text: &str) -> Result<(Format, PathBuf), String> {
    let (format, file) = text.split_once('=').ok_or("write FORMAT=FILE, as in sarif=pjlint.sarif")?;
    let format = Format::from_str(format, true).map_err(|_| format!("there is no format `{format}`: {}", formats()))?;
    if file.is_empty() {
        return Err("the file name is missing".into());
    }
    Ok((format, file.into()))
}

impl Args {
    /// Whether it runs until it is stopped.
    pub(super) fn watches(&self) -> bool {
        self.watch.watch
    }

    /// The lowest severity that fails in a directory with that policy.
    fn threshold(&self, policy: &Policy) -> Severity {
        self.fail_on.map(Severity::from).or(policy.fail_on).unwrap_or(Severity::Error)
    }

    /// The format of standard output: only one, since two in one stream are useless.
    fn format(&self) -> Result<Format, Failure> {
        let outputs = self.output.iter().filter(|(_, path)| path.as_os_str() == "-").map(|(format, _)| *format);
        let wanted: Vec<Format> = self.format.into_iter().chain(outputs).collect();
        match wanted.as_slice() {
            [] => Ok(Format::Full),
            [one] => Ok(*one),
            _ => Err(Failure::Usage(
                "standard output takes one format: `--format` or one `--output FORMAT=-`; give a file to the others"
                    .into(),
            )),
        }
    }
}

pub(super) fn run(args: &Args) -> Result<ExitCode, Failure> {
    let format = args.format()?;
    args.statistics.wanted(format)?;
    let from_stdin = args.paths.iter().any(|path| path.as_os_str() == "-");
    let to_files = args.output.iter().any(|(_, path)| path.as_os_str() != "-");
    args.fix.verify(from_stdin, args.format)?;
    if args.watch.wanted(format, from_stdin, to_files)? {
        return watch::run(format, args.quiet, |inputs| once(args, format, Some(inputs)));
    }
    once(args, format, None)
}

/// One report. `inputs`, if given, collects the files that it depends on.
fn once(args: &Args, format: Format, mut inputs: Option<&mut Inputs>) -> Result<ExitCode, Failure> {
    let mut session = Session::new(&args.policy, &args.common, args.quiet, inputs.as_deref_mut());
    let (mut reports, targets) = session.lint(&args.paths, args.hook.hook)?;
    drop(session);
    let shared = SharedIncludes::of(&reports);
    shared.keep_agreed(&mut reports);
    let mut run = Run { reports, location: super::terminal::location() };
    let configured = targets.iter().find_map(|t| t.linter.policy.baseline.as_deref());
    if let Some(inputs) = inputs {
        inputs.add(&run);
        args.baseline.file(configured).into_iter().for_each(|file| inputs.add_file(file));
    }
    let known = args.baseline.apply(configured, &mut run, &targets)?;
    let relint = |nth: usize, overlay: &Overlay| {
        let mut report = targets[nth].lint_again(overlay)?;
        shared.leave_out(&mut report);
        if let Some(known) = &known {
            known.set_aside(&mut report, nth);
        }
        Ok(report)
    };
    if args.fix.fix && !args.fix.diff {
        let fixed = args.fix.apply(std::mem::take(&mut run.reports), relint)?;
        fix::write(&fixed, format, args.quiet)?;
        run.reports = fixed.reports;
    }
    let code = exit_code(args, &run, &targets);
    args.baseline.hide(&mut run);
    write_files(args, &run)?;
    if args.fix.diff {
        let fixed = args.fix.apply(run.reports, relint)?;
        args.fix.print(&fixed, args.common.style(args.quiet).color, args.quiet)?;
        leak(fixed);
        return Ok(code);
    }
    print(args, format, &run)?;
    leak(run);
    Ok(code)
}

/// 1 where a finding reaches the threshold of its directory, 2 where a rule failed with an internal error.
fn exit_code(args: &Args, run: &Run, targets: &[LintedTarget]) -> ExitCode {
    let mut broken: Vec<&str> = run.reports.iter().flat_map(|r| &r.broken_rules).map(|rule| rule.name).collect();
    broken.sort_unstable();
    broken.dedup();
    for rule in &broken {
        note(&format!(
            "internal error in rule {rule}: its findings are missing. Please report it at {}/issues, with the lines that \
             it may have looked at",
            env!("CARGO_PKG_REPOSITORY")
        ));
    }
    if !broken.is_empty() {
        return ExitCode::from(2);
    }
    let fails = |(report, target): (&Report, &LintedTarget)| report.fails(args.threshold(&target.linter.policy));
    ExitCode::from(u8::from(run.reports.iter().zip(targets).any(fails)))
}

/// Writes the files of `--output`.
fn write_files(args: &Args, run: &Run) -> Result<(), Failure> {
    for (format, path) in args.output.iter().filter(|(_, path)| path.as_os_str() != "-") {
        let style = Style { color: false, unicode: true, width: 100, quiet: args.quiet, links: false };
        let failed = |error| Failure::Write { path: path.clone(), error };
        if is_read(run, path) {
            return Err(Failure::Usage(format!(
                "{} is a file of the configuration, and a report would take its place",
                path.display()
            )));
        }
        let mut out = BufWriter::new(File::create(path).map_err(failed)?);
        report::write(run, *format, &style, &mut out).and_then(|()| out.flush()).map_err(failed)?;
    }
    Ok(())
}

/// Prints the report on standard output.
fn print(args: &Args, format: Format, run: &Run) -> Result<(), Failure> {
    let mut out = BufWriter::with_capacity(1 << 16, io::stdout().lock());
    let style = args.common.style(args.quiet);
    let written = match format {
        Format::Json if args.statistics.wanted(format)? => report::statistics_json(run, &mut out),
        _ if args.statistics.wanted(format)? => report::statistics_text(run, &style, &mut out),
        _ => report::write(run, format, &style, &mut out),
    };
    match written.and_then(|()| out.flush()) {
        // The pipe was closed: the exit status is that of the findings all the same.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe && !args.watch.watch => {}
        other => other?,
    }
    Ok(())
}

/// Whether a path leads to a file that the run has read.
fn is_read(run: &Run, path: &Path) -> bool {
    let Ok(path) = path.canonicalize() else { return false };
    let mut files = run.reports.iter().flat_map(|r| r.config.sources.iter());
    files.any(|(_, file)| file.path.canonicalize().is_ok_and(|p| p == path))
}
