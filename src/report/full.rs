//! miette's graphical report of each finding.

use std::fmt;
use std::io::{self, Write};

use miette::{Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, SourceCode};

use crate::catalogue::Severity;
use crate::finding::{Finding, Label};
use crate::source::Excerpt;

use super::{Run, Style, fixes};
use crate::linter::Report;

/// More of one rule are counted, not printed: a report is for reading.
const MAX_PER_RULE: usize = 50;

pub(super) fn write(run: &Run, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let theme = match (style.color, style.unicode) {
        (true, true) => GraphicalTheme::unicode(),
        (false, true) => GraphicalTheme::unicode_nocolor(),
        (true, false) => GraphicalTheme { characters: miette::ThemeCharacters::ascii(), ..GraphicalTheme::unicode() },
        (false, false) => GraphicalTheme::none(),
    };
    let handler =
        GraphicalReportHandler::new_themed(theme).with_width(style.width).with_links(false).with_context_lines(1);
    for report in &run.reports {
        let mut printed: Vec<(&str, usize)> = Vec::new();
        for finding in &report.findings {
            let code = finding.rule.code;
            let at = printed.iter().position(|(c, _)| *c == code).unwrap_or_else(|| {
                printed.push((code, 0));
                printed.len() - 1
            });
            printed[at].1 += 1;
            if printed[at].1 > MAX_PER_RULE {
                continue;
            }
            let mut text = String::new();
            if handler.render_report(&mut text, &Shown::new(report, finding, style)).is_ok() {
                writeln!(out, "{}", text.trim_end())?;
                writeln!(out)?;
            }
        }
        for (code, count) in printed.iter().filter(|(_, n)| *n > MAX_PER_RULE) {
            let name = crate::catalogue::find(code).map_or(*code, |r| r.name);
            writeln!(out, "... and {} more of {name} ({code}); `--format concise` lists all\n", count - MAX_PER_RULE)?;
        }
    }
    super::summary::write(run, style, out)
}

/// A finding as miette wants it: labels of the primary file, those of other files as related diagnostics.
#[derive(Debug)]
struct Shown {
    severity: Severity,
    title: String,
    code: String,
    help: String,
    source: Option<Excerpt>,
    labels: Vec<LabeledSpan>,
    related: Vec<Self>,
}

impl Shown {
    fn new(report: &Report, finding: &Finding, style: &Style) -> Self {
        let file = finding.primary.span.file;
        let primary = Label {
            span: finding.primary.span,
            text: if finding.primary.text.is_empty() { "here".into() } else { finding.primary.text.clone() },
        };
        let (mut near, mut far) = (vec![&primary], Vec::new());
        for label in &finding.labels {
            if label.span.file == file { near.push(label) } else { far.push(label) }
        }
        let (source, labels) = excerpt(report, &near, true);
        let related = far
            .iter()
            .map(|label| {
                let (source, labels) = excerpt(report, &[label], false);
                Self {
                    severity: Severity::Info,
                    // The label says what there is to say: miette prints the title above it.
                    title: "see also".into(),
                    code: String::new(),
                    help: String::new(),
                    source: Some(source),
                    labels,
                    related: Vec::new(),
                }
            })
            .collect();
        Self {
            severity: finding.severity,
            title: finding.message.clone(),
            // Not miette's own links: it writes "(link)" behind the code, and the code can be one itself.
            code: super::link::linked(finding.rule, &format!("{} {}", finding.rule.name, finding.rule.code), style),
            help: help(report, finding),
            source: Some(source),
            labels,
            related,
        }
    }
}

fn excerpt(report: &Report, labels: &[&Label], primary_first: bool) -> (Excerpt, Vec<LabeledSpan>) {
    let file = labels[0].span.file;
    let spans: Vec<_> = labels.iter().map(|l| l.span).collect();
    let (excerpt, places) = Excerpt::new(report.config.sources.file(file), report.path(labels[0].span), &spans);
    let labels = labels.iter().zip(places).enumerate().map(|(i, (label, (start, len)))| {
        if i == 0 && primary_first {
            LabeledSpan::new_primary_with_span(Some(label.text.clone()), (start, len))
        } else {
            LabeledSpan::new_with_span(Some(label.text.clone()), (start, len))
        }
    });
    (excerpt, labels.collect())
}

/// What follows, what Asterisk logs, what to do.
fn help(report: &Report, finding: &Finding) -> String {
    let mut parts = Vec::new();
    if !finding.consequence.is_empty() {
        parts.push(format!("{}.", finding.consequence.trim_end_matches('.')));
    }
    if let Some(doubt) = &finding.doubt {
        parts.push(format!("Only a note, because {doubt}."));
    }
    if let Some(log) = &finding.log {
        parts.push(format!("Asterisk logs: {log}"));
    }
    if let Some(help) = &finding.help {
        parts.push(if help.ends_with('?') { help.clone() } else { format!("{}.", help.trim_end_matches('.')) });
    }
    if let Some(fix) = fixes::fix_of(report, finding) {
        parts.push(format!("fix: {} (pjlint check {})", fix.title, fixes::command(fix)));
    }
    parts.join("\n")
}

impl fmt::Display for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.title)
    }
}

impl std::error::Error for Shown {}

impl Diagnostic for Shown {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        (!self.code.is_empty()).then(|| Box::new(&self.code) as Box<dyn fmt::Display>)
    }

    fn severity(&self) -> Option<miette::Severity> {
        Some(match self.severity {
            Severity::Error => miette::Severity::Error,
            Severity::Warning => miette::Severity::Warning,
            Severity::Info => miette::Severity::Advice,
        })
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        (!self.help.is_empty()).then(|| Box::new(&self.help) as Box<dyn fmt::Display>)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        self.source.as_ref().map(|s| s as &dyn SourceCode)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        Some(Box::new(self.labels.iter().cloned()))
    }

    fn related<'a>(&'a self) -> Option<Box<dyn Iterator<Item = &'a dyn Diagnostic> + 'a>> {
        if self.related.is_empty() {
            return None;
        }
        Some(Box::new(self.related.iter().map(|r| r as &dyn Diagnostic)))
    }
}
