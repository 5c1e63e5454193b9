//! JUnit's XML, for CI servers that show test results and nothing else. A linted directory is a suite; an error or a
//! warning is a test that fails, a note one that passes and has something to say, what was set aside one that is skipped.
//! Nothing of it changes from run to run: no times, no host, and no lines in the names by which servers know a test.
//!
//! Written with quick-xml and not by a crate for JUnit: those put attributes where the schema has none.

use std::io::{self, BufWriter, Write};

use crate::hashing::SeededMap;

use crate::catalogue::Severity;
use crate::finding::Finding;

use super::Run;
use super::format_util::{directory, path};
use super::sentences::{because, explanation, places};
use super::xml::Xml;
use crate::linter::Report;

pub(super) fn write(run: &Run, out: &mut dyn Write) -> io::Result<()> {
    let mut out = BufWriter::with_capacity(1 << 16, out);
    let mut xml = Xml::new(&mut out)?;
    let failed = |l: &Report| l.findings.iter().filter(|f| fails(f)).count();
    // A suite without a test is an error to Jenkins; one that found nothing has one that passes.
    let tests = |l: &Report| (l.findings.len() + l.suppressed.len()).max(1);
    let failures: usize = run.reports.iter().map(failed).sum();
    let all: usize = run.reports.iter().map(tests).sum::<usize>().max(1);
    xml.open(
        "testsuites",
        &[("name", "pjlint"), ("tests", &all.to_string()), ("failures", &failures.to_string()), ("errors", "0")],
    )?;
    for report in &run.reports {
        suite(&mut xml, directory(report), tests(report), failed(report), report.suppressed.len())?;
        cases(&mut xml, report)?;
        xml.close("testsuite")?;
    }
    if run.reports.is_empty() {
        suite(&mut xml, "pjlint", 1, 0, 0)?;
        nothing(&mut xml)?;
        xml.close("testsuite")?;
    }
    xml.close("testsuites")?;
    xml.finish()?;
    out.flush()
}

fn fails(f: &Finding) -> bool {
    f.severity > Severity::Info
}

fn suite(xml: &mut Xml<'_>, name: &str, tests: usize, failures: usize, skipped: usize) -> io::Result<()> {
    let (tests, failures, skipped) = (tests.to_string(), failures.to_string(), skipped.to_string());
    xml.open(
        "testsuite",
        &[("name", name), ("tests", &tests), ("failures", &failures), ("errors", "0"), ("skipped", &skipped)],
    )
}

fn nothing(xml: &mut Xml<'_>) -> io::Result<()> {
    xml.empty("testcase", &[("classname", "pjlint"), ("name", "nothing found")])
}

fn cases(xml: &mut Xml<'_>, report: &Report) -> io::Result<()> {
    if report.findings.is_empty() && report.suppressed.is_empty() {
        return nothing(xml);
    }
    let mut names = Names::default();
    for f in &report.findings {
        names.open(xml, report, f)?;
        if fails(f) {
            xml.text("failure", &[("type", f.rule.name), ("message", &f.message)], &text(report, f))?;
        } else {
            xml.text("system-out", &[], &text(report, f))?;
        }
        xml.close("testcase")?;
    }
    for aside in &report.suppressed {
        names.open(xml, report, &aside.finding)?;
        xml.empty("skipped", &[("message", &because(aside))])?;
        xml.close("testcase")?;
    }
    Ok(())
}

/// How often each test was there before: servers know a test by its class and name, and take equal ones for one.
#[derive(Default)]
struct Names(SeededMap<String, u32>);

impl Names {
    /// The class is the rule, in the form of a Java class; the name says which file and what.
    fn open(&mut self, xml: &mut Xml<'_>, report: &Report, f: &Finding) -> io::Result<()> {
        let class = format!("pjlint.{}.{}", f.rule.group, f.rule.name);
        let mut name = format!("{}: {}", path(report, f.primary.span), f.message);
        let times = self.0.entry(format!("{class} {name}")).or_insert(0);
        *times += 1;
        if *times > 1 {
            name = format!("{name} ({times})");
        }
        xml.open("testcase", &[("classname", &class), ("name", &name)])
    }
}

/// The finding with its place, what follows and what to do.
fn text(report: &Report, f: &Finding) -> String {
    let at = report.config.sources.position(f.primary.span);
    let mut lines = vec![format!(
        "{}:{}:{}: {}: {} [{} {}]",
        report.path(f.primary.span),
        at.line,
        at.column,
        f.severity,
        f.message,
        f.rule.name,
        f.rule.code
    )];
    lines.extend(explanation(f));
    lines.extend(places(report, f));
    lines.push(f.rule.url());
    lines.join("\n")
}
