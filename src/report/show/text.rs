//! A block for each object: what became of it, then its values with their lines.

use std::fmt::Write as _;
use std::io::{self, BufWriter, Write};

use anstyle::{AnsiColor, Effects, Style as Ansi};

use crate::printable::printable;

use super::super::Style;
use super::super::format_util::{FilePosition, directory};
use super::object::{Index, Object, Verdict, matching};
use super::value::{OptionValue, ValuePlace, Via, Written, values};
use crate::linter::Report;

/// Columns of a name, of a value: longer ones move only their own line.
const MAX_VALUE_WIDTH: usize = 40;

pub(super) fn write(
    report: &[Report],
    filter: Option<(&str, Option<&str>)>,
    defaults: bool,
    style: &Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut out = BufWriter::with_capacity(1 << 16, out);
    for each in report {
        if report.len() > 1 {
            writeln!(out, "{} for Asterisk {}\n", printable(directory(each).as_bytes()), each.config.target.version)?;
        }
        let index = Index::new(each);
        let mut any = false;
        for object in matching(each, filter) {
            if any {
                writeln!(out)?;
            }
            any = true;
            block(each, &index, &object, defaults, style, &mut out)?;
        }
        if !any {
            writeln!(out, "no objects")?;
        }
        if report.len() > 1 {
            writeln!(out)?;
        }
    }
    out.flush()
}

fn block(
    report: &Report,
    index: &Index<'_>,
    object: &Object<'_>,
    defaults: bool,
    style: &Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    let (kind, id) = (object.kind(), object.id());
    let kind = if kind.is_empty() { "(no type)" } else { &kind };
    let head = printable(format!("{kind} {id}").as_bytes());
    let (word, color) = match object.verdict() {
        Verdict::Loaded => ("loaded", AnsiColor::Green),
        Verdict::Rejected => ("rejected", AnsiColor::Red),
        Verdict::Ignored => ("ignored", AnsiColor::Yellow),
    };
    let (bold, verdict) = (Ansi::new().effects(Effects::BOLD), Ansi::new().fg_color(Some(color.into())));
    let at = FilePosition::new(report, object.span());
    writeln!(
        out,
        "{}  {} {}",
        paint(style, bold, &head, 36),
        paint(style, verdict, word, 8),
        paint(style, dim(), &cite(&at), 0)
    )?;
    for reason in object.reasons(index) {
        let rule = if reason.rule.is_empty() { String::new() } else { format!(" [{}]", reason.rule) };
        let place = reason.place.map_or_else(String::new, |p| format!("  {}", cite(&p)));
        writeln!(out, "  because {}{rule}{}", reason.message, paint(style, dim(), &place, 0))?;
    }
    let values = values(report, object, defaults);
    let names = values.iter().map(|v| v.name.chars().count()).max().unwrap_or_default().min(MAX_VALUE_WIDTH);
    let texts: Vec<String> = values.iter().map(shown).collect();
    let widest = texts.iter().map(|t| t.chars().count()).filter(|n| *n <= MAX_VALUE_WIDTH).max().unwrap_or_default();
    for (value, text) in values.iter().zip(&texts) {
        let from = value.last.as_ref().map_or_else(|| "default".to_owned(), |line| source(value, line));
        let name = printable(value.name.as_bytes());
        writeln!(out, "  {name:<names$}  {text:<widest$}  {}", paint(style, dim(), &from, 0))?;
    }
    Ok(())
}

fn shown(value: &OptionValue) -> String {
    match &value.value {
        Written::One(one) => printable(one.as_bytes()),
        Written::Many(many) => printable(many.join(", ").as_bytes()),
    }
}

/// `pjsip.conf:3 via phone`.
fn source(value: &OptionValue, line: &ValuePlace) -> String {
    let mut text = cite(&line.place);
    if value.from.len() > 1 {
        let _ = write!(text, " and {} more", value.from.len() - 1);
    }
    if let Some(by) = &value.by {
        let _ = write!(text, " ({})", printable(by.as_bytes()));
    }
    for (nth, via) in line.via.iter().enumerate() {
        text.push_str(if nth == 0 { " via " } else { ", " });
        match via {
            Via::Template { section, .. } => text.push_str(&printable(section.as_bytes())),
            Via::Append { file, line, .. } => {
                let _ = write!(text, "(+) at {}:{line}", printable(file.as_bytes()));
            }
        }
    }
    if line.via_more > 0 {
        let _ = write!(text, " and {} more", line.via_more);
    }
    text
}

fn cite(place: &FilePosition) -> String {
    format!("{}:{}", printable(place.file.as_bytes()), place.line)
}

fn dim() -> Ansi {
    Ansi::new().effects(Effects::DIMMED)
}

/// The text in at least `width` columns, coloured where that is wanted.
fn paint(style: &Style, ansi: Ansi, text: &str, width: usize) -> String {
    if style.color { format!("{ansi}{text:<width$}{ansi:#}") } else { format!("{text:<width$}") }
}
