//! A line a finding: `file:line:col: severity: message [name CODE]`.

use std::io::{self, Write};

use anstyle::{AnsiColor, Effects, Style as Ansi};

use crate::catalogue::Severity;

use super::{Run, Style};

pub(super) fn write(run: &Run, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    for report in &run.reports {
        for f in &report.findings {
            let at = report.config.sources.position(f.primary.span);
            let path = report.path(f.primary.span);
            let color = color(f.severity, style);
            let rule = super::link::linked(f.rule, &format!("{} {}", f.rule.name, f.rule.code), style);
            writeln!(out, "{path}:{}:{}: {color}{}{color:#}: {} [{rule}]", at.line, at.column, f.severity, f.message)?;
        }
    }
    super::summary::write(run, style, out)
}

/// How a severity is written.
pub(super) fn color(severity: Severity, style: &Style) -> Ansi {
    if !style.color {
        return Ansi::new();
    }
    let color = match severity {
        Severity::Error => AnsiColor::Red,
        Severity::Warning => AnsiColor::Yellow,
        Severity::Info => AnsiColor::Cyan,
    };
    Ansi::new().fg_color(Some(color.into())).effects(Effects::BOLD)
}
