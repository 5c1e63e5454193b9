//! The same for programs.

use std::io::{self, Write};

use serde::Serialize;

use crate::parity::{Compared, Difference, Parity, Setting, Weight, place, unseen};
use crate::source::Span;

use super::super::format_util::{FilePosition, Seq, document};
use super::{clean, device_name, endpoint, endpoint_name, word};
use crate::linter::Report;

/// The version of the format.
const SCHEMA: u32 = 1;

#[derive(Serialize)]
struct Document<A, E> {
    schema: u32,
    pjlint: &'static str,
    asterisk: String,
    unseen: Vec<&'static str>,
    accounts: A,
    only_in_pjsip: E,
    registrations: Vec<Registration>,
    general: Vec<General>,
    todo: Vec<Todo>,
    to_decide: Vec<Todo>,
}

#[derive(Serialize)]
struct Account {
    name: String,
    kind: &'static str,
    state: &'static str,
    #[serde(flatten)]
    place: FilePosition,
    endpoint: Option<Endpoint>,
    differences: Vec<Differs>,
}

#[derive(Serialize)]
struct Endpoint {
    id: String,
    #[serde(flatten)]
    place: FilePosition,
}

#[derive(Serialize)]
struct Differs {
    what: &'static str,
    weight: &'static str,
    sip: String,
    sip_place: Option<FilePosition>,
    pjsip: String,
    write: String,
    consequence: &'static str,
}

#[derive(Serialize)]
struct Registration {
    name: String,
    state: &'static str,
    #[serde(flatten)]
    place: FilePosition,
    id: Option<String>,
    differences: Vec<Lacks>,
}

#[derive(Serialize)]
struct Lacks {
    what: &'static str,
    weight: &'static str,
    write: String,
}

#[derive(Serialize)]
struct General {
    what: &'static str,
    sip: String,
    sip_place: Option<FilePosition>,
    pjsip: String,
    write: String,
    consequence: &'static str,
}

#[derive(Serialize)]
struct Todo {
    what: &'static str,
    count: u32,
}

pub(super) fn write(report: &Report, parity: &Parity, only_todo: bool, out: &mut dyn Write) -> io::Result<()> {
    let shown = |d: &&Compared| !only_todo || parity.state(d).is_to_do();
    let accounts = Seq(|| parity.devices.iter().filter(shown).map(|d| account(report, parity, d)));
    let only_in_pjsip = Seq(|| parity.only_in_pjsip.iter().map(|s| found(report, *s)));
    let (missing, lost) = parity.missing();
    let lists = [("missing", missing), ("not loaded", lost)].into_iter().filter(|(_, n)| *n > 0);
    let mut todo: Vec<Todo> = lists.map(|(what, count)| Todo { what, count }).collect();
    let counted = |wanted: fn(Weight) -> bool| {
        let list = parity.todo(wanted).into_iter();
        list.map(|t| Todo { what: t.aspect.name(), count: t.count }).collect::<Vec<_>>()
    };
    todo.extend(counted(Weight::is_to_do));
    let registrations = parity.registrations.iter().filter(|r| r.is_to_do()).count() as u32;
    let more = [("registrations", registrations), ("general", parity.settings.len() as u32)];
    todo.extend(more.into_iter().filter(|(_, n)| *n > 0).map(|(what, count)| Todo { what, count }));
    document(
        &Document {
            schema: SCHEMA,
            pjlint: env!("CARGO_PKG_VERSION"),
            asterisk: report.config.target.version.to_string(),
            unseen: unseen(&report.config),
            accounts,
            only_in_pjsip,
            registrations: registered(report, parity),
            general: parity.settings.iter().map(|s| general(report, s)).collect(),
            todo,
            to_decide: counted(|w| w == Weight::Lost),
        },
        out,
    )
}

fn account(report: &Report, parity: &Parity, device: &Compared) -> Account {
    Account {
        name: device_name(report, device.section),
        kind: device.kind.name(),
        state: word(parity.state(device)),
        place: sip_place(report, |sip| sip.doc.name_span(device.section)),
        endpoint: endpoint(device).map(|s| found(report, s)),
        differences: parity.differences(device).map(|d| differs(report, d)).collect(),
    }
}

fn found(report: &Report, section: u32) -> Endpoint {
    let span = report.config.pjsip.doc.name_span(section);
    Endpoint { id: endpoint_name(report, section), place: FilePosition::new(report, span) }
}

fn differs(report: &Report, difference: &Difference) -> Differs {
    Differs {
        what: difference.aspect.name(),
        weight: difference.weight.word(),
        sip: clean(&difference.was),
        sip_place: place(&report.config, difference.origin).map(|s| FilePosition::new(report, s)),
        pjsip: clean(&difference.now),
        write: clean(&difference.write),
        consequence: difference.so,
    }
}

fn registered(report: &Report, parity: &Parity) -> Vec<Registration> {
    let each = parity.registrations.iter().map(|r| Registration {
        name: clean(&r.name),
        state: match r.section {
            None => "missing",
            Some(_) if r.differences.is_empty() => "same",
            Some(_) => "changed",
        },
        place: sip_place(report, |sip| sip.doc.option_span(&report.config.sources, r.setting)),
        id: r.section.map(|s| endpoint_name(report, s)),
        differences: r
            .differences
            .iter()
            .map(|(weight, what, write)| Lacks { what, weight: weight.word(), write: clean(write) })
            .collect(),
    });
    each.collect()
}

fn general(report: &Report, setting: &Setting) -> General {
    General {
        what: setting.name,
        sip: clean(&setting.was),
        sip_place: place(&report.config, setting.origin).map(|s| FilePosition::new(report, s)),
        pjsip: clean(&setting.now),
        write: clean(&setting.write),
        consequence: setting.so,
    }
}

fn sip_place(report: &Report, span: impl FnOnce(&crate::chan_sip::ChanSip) -> Span) -> FilePosition {
    match &report.config.chan_sip {
        Some(sip) => FilePosition::new(report, span(sip)),
        None => FilePosition { file: "sip.conf".into(), line: 0, column: 0 },
    }
}
