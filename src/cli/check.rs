//! `pjlint check`.

use std::fs::File;
use std::io::{self, BufWriter, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::hashing::KeyedMap;
use clap::ValueEnum;

use crate::finding::Severity;
use crate::graph::Graph;
use crate::objects::{self, Checks, LoadError, Main};
use crate::policy::Policy;
use crate::report::{self, Format, Linted, Run, Style, Summary};
use crate::rules::{self, Checked};
use crate::source::{Edited, ReadError};

use super::fixing::{self, FixArgs};
use super::given::HookArgs;
use super::linted::Linting;
use super::places::Place;
use super::policy::checks;
use super::progress::Progress;
use super::shared;
use super::watch::{self, Inputs};
use super::{Common, Failure, help};

#[derive(Debug, clap::Args)]
#[command(after_help = help::CHECK)]
pub(super) struct Args {
    /// Configuration directories, trees that hold some, files of one (the whole configuration is read, and what concerns
    /// these files is reported), or `-` for standard input as pjsip.conf
    paths: Vec<PathBuf>,

    /// What to write to standard output; `full` if nothing is said
    #[arg(long, value_name = "FORMAT", help_heading = "Output")]
    format: Option<Format>,

    /// Also write a file: FORMAT=FILE; may be given several times. FORMAT=- is the same as --format
    #[arg(long, value_name = "FORMAT=FILE", value_parser = parse_output, help_heading = "Output")]
    output: Vec<(Format, PathBuf)>,

    /// The least severity for which the exit status is 1 [default: error]
    #[arg(long, value_name = "SEVERITY", help_heading = "Output")]
    fail_on: Option<Threshold>,

    #[command(flatten)]
    hook: HookArgs,

    #[command(flatten)]
    policy: super::policy::PolicyArgs,

    #[command(flatten)]
    baseline: super::baseline::BaselineArgs,

    #[command(flatten)]
    fixing: FixArgs,

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
    /// Whether it goes on until it is ended.
    pub(super) fn watches(&self) -> bool {
        self.watch.watch
    }

    /// The least severity that fails in a directory with that policy.
    fn threshold(&self, policy: &Policy) -> Severity {
        self.fail_on.map(Severity::from).or(policy.fail_on).unwrap_or(Severity::Error)
    }

    /// What standard output gets: one format, for two in one stream are of no use to anybody.
    fn format(&self) -> Result<Format, Failure> {
        let outputs = self.output.iter().filter(|(_, path)| path.as_os_str() == "-").map(|(format, _)| *format);
        let wanted: Vec<Format> = self.format.into_iter().chain(outputs).collect();
        match wanted.as_slice() {
            [] => Ok(Format::Full),
            [one] => Ok(*one),
            _ => Err(Failure::Nothing(
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
    args.fixing.verify(from_stdin, args.format)?;
    if args.watch.wanted(format, from_stdin, to_files)? {
        return watch::run(format, args.quiet, |inputs| once(args, format, Some(inputs)));
    }
    once(args, format, None)
}

/// One report. Where `inputs` are wanted, they are what it depends on.
fn once(args: &Args, format: Format, mut inputs: Option<&mut Inputs>) -> Result<ExitCode, Failure> {
    let mut linting = Linting::new(&args.policy, &args.common, args.quiet, inputs.as_deref_mut());
    let (mut linted, looks) = linting.all(&args.paths, args.hook.hook)?;
    drop(linting);
    let in_several = if linted.len() > 1 { shared::shared(&linted) } else { KeyedMap::default() };
    if !in_several.is_empty() {
        shared::agree(&mut linted, &in_several);
    }
    let mut run = Run { linted };
    let configured = looks.iter().find_map(|l| l.policy.baseline.as_deref());
    if let Some(inputs) = inputs {
        inputs.add(&run);
        args.baseline.file(configured).into_iter().for_each(|file| inputs.add_file(file));
    }
    let mut known = args.baseline.open(configured)?;
    let mut scopes = Vec::new();
    if let Some(known) = &mut known {
        scopes.extend(run.linted.iter().zip(&looks).map(|(linted, look)| known.scope(linted, look)));
        known.apply(&mut run, &scopes)?;
    }
    let relint = |nth: usize, edited: &Edited| {
        let mut linted = looks[nth].again(&args.common, edited)?;
        shared::leave_out(&mut linted, &in_several);
        if let Some(known) = &known {
            known.set_aside(&mut linted, &scopes[nth]);
        }
        Ok(linted)
    };
    if args.fixing.fix && !args.fixing.diff {
        let fixed = args.fixing.apply(std::mem::take(&mut run.linted), relint)?;
        fixing::write(&fixed, format, args.quiet)?;
        run.linted = fixed.linted;
    }
    let fails = run.linted.iter().zip(&looks).any(|(linted, look)| linted.fails(args.threshold(&look.policy)));
    let code = ExitCode::from(u8::from(fails));
    args.baseline.hide(&mut run);
    for (format, path) in args.output.iter().filter(|(_, path)| path.as_os_str() != "-") {
        let style = Style { color: false, unicode: true, width: 100, quiet: args.quiet, links: false };
        let failed = |error| Failure::Write { path: path.clone(), error };
        if is_read(&run, path) {
            return Err(Failure::Nothing(format!(
                "{} is a file of the configuration, and a report would take its place",
                path.display()
            )));
        }
        let mut out = BufWriter::new(File::create(path).map_err(failed)?);
        report::write(&run, *format, &style, &mut out).and_then(|()| out.flush()).map_err(failed)?;
    }
    if args.fixing.diff {
        let fixed = args.fixing.apply(run.linted, relint)?;
        args.fixing.print(&fixed, args.common.style(args.quiet).color, args.quiet)?;
        std::mem::forget(fixed);
        return Ok(code);
    }
    let mut out = BufWriter::with_capacity(1 << 16, io::stdout().lock());
    let style = args.common.style(args.quiet);
    let written = match format {
        Format::Json if args.statistics.wanted(format)? => report::statistics_json(&run, &mut out),
        _ if args.statistics.wanted(format)? => report::statistics_text(&run, &style, &mut out),
        _ => report::write(&run, format, &style, &mut out),
    };
    match written.and_then(|()| out.flush()) {
        // Whoever reads has seen enough: the findings are there all the same.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe && !args.watch.watch => {}
        other => other?,
    }
    // Memory of this size is given back faster by the end of the process than piece by piece.
    std::mem::forget(run);
    Ok(code)
}

/// Reads, judges and checks one place.
pub(super) fn lint(place: Place, common: &Common, policy: &Policy, progress: &Progress) -> Result<Linted, Failure> {
    let shown = match place.prefix.trim_end_matches('/') {
        _ if place.stdin => "standard input".to_owned(),
        "" if place.prefix.is_empty() => ".".to_owned(),
        prefix => prefix.to_owned(),
    };
    progress.stage("reading", &shown);
    let target = super::target::target(common.asterisk, policy.asterisk, place.dir.is_live);
    let files = common.check_files.then(|| place.dir.clone());
    let main = if let Some(text) = fixing::edited_stdin(&place.edited) {
        Main::Text(text)
    } else if place.stdin {
        Main::Text(standard_input()?)
    } else {
        Main::File
    };
    let checks = Checks { files, migration: rules::wants_sip_conf(policy), edited: place.edited, ..checks(policy) };
    let config = objects::load(place.dir, main, target, checks)?;
    progress.stage("checking", &shown);
    let graph = Graph::new(&config);
    let Checked { findings, aside } = rules::check(&config, &graph, policy, super::baseline::today()?);
    std::mem::forget(graph);
    let summary = Summary::new(&config);
    Ok(Linted { config, findings, aside, gone: None, summary, prefix: place.prefix })
}

/// Whether a path leads to a file that the run has read.
fn is_read(run: &Run, path: &Path) -> bool {
    let Ok(path) = path.canonicalize() else { return false };
    let mut files = run.linted.iter().flat_map(|l| l.config.sources.iter());
    files.any(|(_, file)| file.path.canonicalize().is_ok_and(|p| p == path))
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
