//! A line a finding: `file:line:col: severity: message [name CODE]`.

use std::io::{self, Write};

use anstyle::{AnsiColor, Effects, Style as Ansi};

use crate::finding::Severity;

use super::{Run, Style};

pub(super) fn write(run: &Run, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    for linted in &run.linted {
        for f in &linted.findings {
            let at = linted.config.sources.position(f.primary.span);
            let path = linted.path(f.primary.span);
            let color = if style.color { color(f.severity) } else { Ansi::new() };
            writeln!(
                out,
                "{path}:{}:{}: {color}{}{color:#}: {} [{} {}]",
                at.line, at.column, f.severity, f.message, f.rule.name, f.rule.code
            )?;
        }
    }
    super::full::write_summary(run, style, out)
}

fn color(severity: Severity) -> Ansi {
    let color = match severity {
        Severity::Error => AnsiColor::Red,
        Severity::Warning => AnsiColor::Yellow,
        Severity::Info => AnsiColor::Cyan,
    };
    Ansi::new().fg_color(Some(color.into())).effects(Effects::BOLD)
}
