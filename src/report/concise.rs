//! A line a finding: `file:line:col: severity: message [name CODE]`.

use std::io::{self, Write};

use super::{Run, Style};

pub(super) fn write(run: &Run, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    for linted in &run.linted {
        for f in &linted.findings {
            let at = linted.config.sources.position(f.primary.span);
            let path = linted.path(f.primary.span);
            writeln!(
                out,
                "{path}:{}:{}: {}: {} [{} {}]",
                at.line, at.column, f.severity, f.message, f.rule.name, f.rule.code
            )?;
        }
    }
    super::full::write_summary(run, style, out)
}
