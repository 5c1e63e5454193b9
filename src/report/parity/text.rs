//! The table for people.

use std::io::{self, BufWriter, Write};

use anstyle::{AnsiColor, Style as Ansi};

use crate::parity::{Compared, Counterpart, Difference, Parity, Standing, Weight, place, unseen};

use super::super::format_util::directory;
use super::{Style, clean, device_name, endpoint_name, word};
use crate::linter::Report;

/// Columns of a name: longer ones move only their own line.
const MAX_NAME_WIDTH: usize = 32;
/// Cases of one kind that are printed.
const MAX_CASES: usize = 5;

pub(super) fn write(
    report: &Report,
    parity: &Parity,
    only_todo: bool,
    style: &Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut out = BufWriter::with_capacity(1 << 16, out);
    let config = &report.config;
    writeln!(out, "sip.conf and PJSIP in {}, Asterisk {}\n", clean(directory(report)), config.target.version)?;
    for what in unseen(config) {
        writeln!(out, "{what}\n")?;
    }
    devices(report, parity, only_todo, style, &mut out)?;
    if !parity.registrations.is_empty() {
        writeln!(out, "\nRegistrations")?;
    }
    for registration in &parity.registrations {
        let state = match registration.section {
            None => "missing".to_owned(),
            Some(_) if registration.differences.is_empty() => "same".to_owned(),
            Some(_) => {
                let list: Vec<&str> = registration.differences.iter().map(|d| d.1).collect();
                format!("changed: {}", list.join("; "))
            }
        };
        if !only_todo || registration.is_to_do() {
            writeln!(out, "  {:<MAX_NAME_WIDTH$}  {}", clean(&registration.name), clean(&state))?;
        }
    }
    todo(report, parity, &mut out)?;
    out.flush()
}

fn devices(report: &Report, parity: &Parity, only_todo: bool, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let shown = |d: &&Compared| !only_todo || parity.state(d).is_to_do();
    let names = parity.devices.iter().filter(shown).map(|d| device_name(report, d.section).chars().count());
    let width = names.max().unwrap_or(0).clamp(7, MAX_NAME_WIDTH);
    writeln!(out, "{:<width$}  kind    in PJSIP", "account")?;
    for device in parity.devices.iter().filter(shown) {
        let state = parity.state(device);
        let (name, kind) = (device_name(report, device.section), device.kind.name());
        let mut line = word(state).to_owned();
        if let Standing::Changed(_) = state {
            let mut list: Vec<&str> = Vec::new();
            for difference in parity.differences(device) {
                if !list.contains(&difference.aspect.name()) {
                    list.push(difference.aspect.name());
                }
            }
            line = format!("{line}: {}", list.join(", "));
        }
        match device.counterpart {
            Counterpart::Renamed(section) => {
                line = format!("{line}, as {}", endpoint_name(report, section));
            }
            Counterpart::Missing(Some(section)) => {
                line = format!("{line}; {} has its name as username", endpoint_name(report, section));
            }
            _ => {}
        }
        let color = match state {
            Standing::Same => AnsiColor::Green,
            Standing::Changed(Weight::Fails) | Standing::Missing | Standing::NotLoaded => AnsiColor::Red,
            Standing::Changed(_) => AnsiColor::Yellow,
        };
        let ansi = Ansi::new().fg_color(Some(color.into()));
        if style.color {
            writeln!(out, "{name:<width$}  {kind:<6}  {ansi}{line}{ansi:#}")?;
        } else {
            writeln!(out, "{name:<width$}  {kind:<6}  {line}")?;
        }
    }
    if !only_todo {
        for section in &parity.only_in_pjsip {
            writeln!(out, "{:<width$}  -       only in PJSIP", endpoint_name(report, *section))?;
        }
    }
    Ok(())
}

fn todo(report: &Report, parity: &Parity, out: &mut dyn Write) -> io::Result<()> {
    let (missing, lost) = parity.missing();
    let registrations = parity.registrations.iter().filter(|r| r.is_to_do()).count();
    let todo = parity.todo(Weight::is_to_do);
    if parity.is_to_do() {
        writeln!(out, "\nLeft to do")?;
    } else {
        writeln!(out, "\nNothing is left to do.")?;
    }
    if missing > 0 {
        writeln!(out, "{missing:>8}  missing: write {} in PJSIP", if missing == 1 { "it" } else { "them" })?;
    }
    if lost > 0 {
        writeln!(out, "{lost:>8}  not loaded: `pjlint check` says why")?;
    }
    for item in &todo {
        writeln!(out, "{:>8}  {}: {}", item.count, item.aspect.name(), item.aspect.todo())?;
        for case in item.cases.iter().take(MAX_CASES) {
            let name = device_name(report, case.section);
            let who = if case.count == 1 { name } else { format!("{name} and {} more", case.count - 1) };
            writeln!(out, "{:>8}  - {who}: {}", "", sentence(report, case.difference))?;
        }
        if item.cases.len() > MAX_CASES {
            writeln!(out, "{:>8}  - and others; `--format json` lists all", "")?;
        }
    }
    if registrations > 0 {
        writeln!(out, "{registrations:>8}  registrations: configure those of sip.conf")?;
        for registration in parity.registrations.iter().filter(|r| r.is_to_do()).take(MAX_CASES) {
            let name = clean(&registration.name);
            if registration.section.is_none() {
                writeln!(out, "{:>8}  - {name}: write a registration object", "")?;
            }
            for (_, what, write) in registration.differences.iter().filter(|d| d.0.is_to_do()) {
                writeln!(out, "{:>8}  - {name} {what}: write {}", "", clean(write))?;
            }
        }
    }
    for setting in &parity.settings {
        let at = place(&report.config, setting.origin).map_or_else(String::new, |s| cite(report, s));
        let (was, now, write) = (clean(&setting.was), clean(&setting.now), clean(&setting.write));
        writeln!(out, "{:>8}  {}: {was}{at}, but {now}: write {write}", 1, setting.name)?;
    }
    let decide = parity.todo(|w| w == Weight::Lost);
    if !decide.is_empty() {
        writeln!(out, "\nTo decide: settings without a PJSIP option")?;
    }
    for item in &decide {
        writeln!(out, "{:>8}  {}", item.count, item.aspect.name())?;
        for case in item.cases.iter().take(MAX_CASES) {
            let name = device_name(report, case.section);
            let who = if case.count == 1 { name } else { format!("{name} and {} more", case.count - 1) };
            let (was, so) = (clean(&case.difference.was), case.difference.so);
            writeln!(out, "{:>8}  - {who}: {was}. {so}", "")?;
        }
    }
    Ok(())
}

/// `context=phones (sip.conf:12), but context=default: write context=phones`.
fn sentence(report: &Report, difference: &Difference) -> String {
    let at = place(&report.config, difference.origin).map_or_else(String::new, |s| cite(report, s));
    let (was, now, write) = (clean(&difference.was), clean(&difference.now), clean(&difference.write));
    let write = if write.is_empty() { String::new() } else { format!(": write {write}") };
    format!("{was}{at}, but {now}{write}")
}

fn cite(report: &Report, span: crate::source::Span) -> String {
    let line = report.config.sources.position(span).line;
    format!(" ({}:{line})", report.path(span))
}
