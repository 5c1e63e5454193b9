//! One directory: pjlint's objects and values against the record.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use pjlint::asterisk::value::trimmed_list;
use pjlint::asterisk::{Choice, Target, TypeId};
use pjlint::catalogue::Severity;
use pjlint::objects::{self, Configuration, EffectiveValue, State};
use pjlint::text::ProblemKind;

use crate::site::{self, RELEASE, Site};
use crate::truth::record::Record;
use crate::truth::shown;

/// What a comparison came to.
#[derive(Default)]
pub(crate) struct Outcome {
    pub objects: usize,
    pub values: usize,
    pub refused: usize,
    pub differences: Vec<String>,
    pub left_out: Vec<String>,
}

pub(crate) fn target(version: &str) -> Target {
    site::target(if version == "16" { "16.28" } else { RELEASE }, Choice::Given)
}

fn site(dir: &Path, version: &str) -> Site {
    let mut site = Site::at(dir);
    // As long as the directory's name in the laboratory: it counts where a path is cut (G-56).
    "/tmp/run-XXXXXXXX/etc".clone_into(&mut site.dir.known_as);
    site.dir.is_live = true;
    site.linter.target = target(version);
    site.linter.check_files = true;
    site
}

pub(crate) fn load(dir: &Path, version: &str) -> Configuration {
    site(dir, version).load()
}

/// Compares what can be compared.
pub(crate) fn directory(dir: &Path, version: &str, record: &Record) -> Outcome {
    let mut out = Outcome::default();
    let c = load(dir, version);
    if !record.ready {
        out.left_out.push("Asterisk did not start: there are no objects to compare".into());
        return out;
    }
    if runs_programs(dir, &c) {
        out.left_out.push("an #exec that Asterisk runs and pjlint cannot: what it printed is unknown".into());
        return out;
    }
    crate::truth::refused::compare(&c, record, &mut out);
    let tables = c.pjsip.doc.includes.iter().any(|i| c.databases.place(i.argument.as_bytes()).is_some());
    for kind in ["endpoint", "aor", "auth", "transport", "identify", "registration"] {
        let of = TypeId::pjsip(kind);
        let (mut mine, mut unjudged) = (BTreeSet::new(), BTreeMap::new());
        let mut named = false;
        for section in c.pjsip.of_type(of) {
            let id = listed(kind, c.pjsip.doc.name(&c.sources, section));
            let depends = depends_on_dns(&c, section, kind);
            // A transport whose name does not resolve leaves its settings to the next ones.
            named |= kind == "transport" && depends;
            if depends || named {
                unjudged.insert(id, "it depends on name resolution");
            } else if kind == "registration" && row_is_cut(&c, section) {
                unjudged.insert(id, "a carriage return cuts its row in the list; the log tells whether it is refused");
            } else if c.pjsip.state(section) == State::Loaded {
                mine.insert(id);
            }
        }
        let theirs: BTreeSet<String> =
            record.objects.get(kind).into_iter().flatten().map(|i| listed(kind, i.as_bytes())).collect();
        for (id, why) in &unjudged {
            out.left_out.push(format!("{kind} {id}: {why}"));
        }
        out.objects += mine.union(&theirs).count();
        for id in mine.difference(&theirs).filter(|i| !unjudged.contains_key(*i)) {
            out.differences.push(format!("{kind} {id}: pjlint says loaded, Asterisk does not have it"));
        }
        for id in theirs.difference(&mine).filter(|i| !unjudged.contains_key(*i)) {
            if c.mapping.stores(of).iter().any(|s| s.wizard == "config" && !s.data.starts_with("pjsip.conf")) {
                out.left_out.push(format!("{kind} {id}: sorcery.conf has it read from another file"));
            } else if tables {
                out.left_out.push(format!("{kind} {id}: it may come from the table that an include stands for"));
            } else {
                out.differences.push(format!("{kind} {id}: Asterisk has it, pjlint says it is not loaded"));
            }
        }
        values(&c, kind, of, version, record, &mut out);
    }
    settings(&c, version, record, &mut out);
    out
}

/// The rows of `pjsip show settings`, of the object that they are from.
fn settings(c: &Configuration, version: &str, record: &Record, out: &mut Outcome) {
    for kind in ["global", "system"] {
        let of = TypeId::pjsip(kind);
        let Some(rows) = record.whole["settings"][kind].as_object() else { continue };
        let loaded: Vec<u32> = c.pjsip.of_type(of).filter(|s| c.pjsip.state(*s) == State::Loaded).collect();
        let section = match loaded[..] {
            _ if kind == "global" => c.pjsip.global(),
            [section] => Some(section),
            _ => None,
        };
        let Some(section) = section else { continue };
        let mine = objects::effective(&c.pjsip, &c.sources, &c.target, section, of, true);
        // What the build calls itself stands in the default.
        for effective in mine.iter().filter(|e| e.name != "user_agent") {
            let Some(theirs) = rows.get(&effective.name).and_then(|v| v.as_str()) else { continue };
            let value = shown::as_asterisk(kind, effective, &mine, version);
            out.values += 1;
            // Asterisk shows these lists as they are written.
            let is_list = effective.name.starts_with("default_auth_algorithms");
            let words = |t: &str| -> Vec<String> {
                let mut all: Vec<String> = Vec::new();
                for word in t.split(',').map(|w| w.trim().to_ascii_lowercase()).filter(|w| !w.is_empty()) {
                    if !all.contains(&word) {
                        all.push(word);
                    }
                }
                all
            };
            let same = shown::same(&effective.name, &value, theirs, false, false);
            if !(same || is_list && words(&value) == words(theirs)) {
                out.differences
                    .push(format!("{kind}: {} is `{value}` for pjlint and `{theirs}` for Asterisk", effective.name));
            }
        }
    }
}

/// An id as the CLI's lists leave it: cut at the first blank and the first slash, and after some bytes.
fn listed(kind: &str, id: &[u8]) -> String {
    let text = String::from_utf8_lossy(id).into_owned();
    let text = text.trim_start().split([' ', '/', '\t']).next().unwrap_or_default().to_owned();
    let most = match kind {
        "aor" => 41,
        "endpoint" => 51,
        _ => 79,
    };
    if text.is_empty() {
        // An object without an id gets a random one from sorcery (G-21); the records have this word for it.
        return "UUID".into();
    }
    text.chars().take(most).collect()
}

/// Whether Asterisk runs what an `#exec` of pjsip.conf names.
fn runs_programs(dir: &Path, c: &Configuration) -> bool {
    let asterisk = std::fs::read_to_string(dir.join("asterisk.conf")).unwrap_or_default();
    asterisk.replace([' ', '>'], "").contains("execincludes=yes")
        && c.pjsip.doc.problems.iter().any(|p| p.kind == ProblemKind::Exec)
}

/// Names do not resolve in the laboratory, so what needs one cannot be judged by its records.
pub(crate) fn depends_on_dns(c: &Configuration, section: u32, kind: &str) -> bool {
    let (doc, sources) = (&c.pjsip.doc, &c.sources);
    let mut depends = false;
    doc.each_setting(section, |s| {
        let (option, value) = (doc.option(sources, s).to_ascii_lowercase(), doc.value(sources, s));
        if kind == "identify" && option == b"match" {
            depends |= trimmed_list(value).any(|e| {
                !e.is_empty() && !e.contains(&b'/') && pjlint::asterisk::value::address::with_port(e).is_none()
            });
        }
        if kind == "transport" && option == b"bind" {
            depends |= matches!(
                pjlint::asterisk::value::bind::Bind::parse(value),
                Some(pjlint::asterisk::value::bind::Bind::Name(_))
            );
        }
    });
    depends
}

/// Whether the list has half of the registration's row: it shows the `server_uri` behind the id.
fn row_is_cut(c: &Configuration, section: u32) -> bool {
    let (doc, sources) = (&c.pjsip.doc, &c.sources);
    let mut is_cut = false;
    doc.each_setting(section, |s| {
        is_cut |= doc.option(sources, s).eq_ignore_ascii_case(b"server_uri") && doc.value(sources, s).contains(&b'\r');
    });
    is_cut
}

fn values(c: &Configuration, kind: &str, of: TypeId, version: &str, record: &Record, out: &mut Outcome) {
    let Some(recorded) = record.values.get(kind) else { return };
    for (id, rows) in recorded {
        let Some(section) = c.pjsip.find(&c.sources, of, id.as_bytes()) else { continue };
        if c.pjsip.state(section) != State::Loaded {
            continue;
        }
        let mine = objects::effective(&c.pjsip, &c.sources, &c.target, section, of, true);
        for effective in &mine {
            let Some(theirs) = shown::row(kind, &effective.name, &mine, rows, version) else { continue };
            let value = shown::as_asterisk(kind, effective, &mine, version);
            out.values += 1;
            if !shown::same(
                &effective.name,
                &value,
                theirs,
                record.last_row_only,
                matches!(effective.value, EffectiveValue::Many(_)),
            ) {
                out.differences.push(format!(
                    "{kind} {id}: {} is `{value}` for pjlint and `{theirs}` for Asterisk",
                    effective.name
                ));
            }
        }
        for row in rows.keys() {
            let known = mine.iter().any(|e| e.name == *row)
                || shown::is_variable(row, &mine)
                || row == "acl"
                || row == "contact_acl"
                || row == "set_var";
            if !known {
                out.differences.push(format!("{kind} {id}: Asterisk shows `{row}`, pjlint does not know it"));
            }
        }
    }
}

/// The findings of severity warning and error, as `rule file:line`.
pub(crate) fn findings(dir: &Path, version: &str) -> Vec<String> {
    let report = site(dir, version).lint();
    let worth = report.findings.iter().filter(|f| f.severity > Severity::Info);
    worth.map(|f| format!("{} {}", f.rule.name, report.config.sources.cite(f.primary.span))).collect()
}

/// Findings of severity error on objects that Asterisk has: there must be none in configurations that work.
pub(crate) fn errors_on_loaded(dir: &Path, version: &str, record: &Record) -> Vec<String> {
    let mut wrong = Vec::new();
    for f in site(dir, version).lint().findings.iter().filter(|f| f.severity == Severity::Error) {
        let Some(object) = &f.object else { continue };
        let there = record.objects.get(&object.kind).into_iter().flatten();
        if there.map(|i| listed(&object.kind, i.as_bytes())).any(|i| i == listed(&object.kind, object.id.as_bytes())) {
            wrong.push(format!("{} on {} {}, which Asterisk has: {}", f.rule.name, object.kind, object.id, f.message));
        }
    }
    wrong
}
