//! What a round of fixes must not do: lose a file, lose an object that Asterisk had, or introduce a new error.

use std::cell::LazyCell;
use std::collections::{BTreeMap, BTreeSet};

use crate::catalogue::Severity;
use crate::finding::{Finding, ObjectName};
use crate::hashing::{SeededMap, SeededSet};
use crate::linter::Report;
use crate::objects::{Configuration, State};
use crate::printable::printable;
use crate::text::Outcome;

/// What the fixes broke, in words; nothing if they broke nothing. The objects in `renamed` are those whose header the
/// fixes change: they may go by another name. What was an object is judged by the loader, whatever findings are wanted.
pub(super) fn regression(before: &Report, after: &Report, renamed: &[&ObjectName]) -> Option<String> {
    lost_text(&before.config, &after.config)
        .or_else(|| lost_object(&before.config, &after.config, renamed))
        .or_else(|| new_error(before, after))
}

fn lost_text(before: &Configuration, after: &Configuration) -> Option<String> {
    let then: BTreeMap<_, _> = before.documents().chain(before.other_documents()).collect();
    for (name, doc) in after.documents().chain(after.other_documents()) {
        let Some(was) = then.get(name) else { continue };
        if doc.outcome == Outcome::Lost && was.outcome != Outcome::Lost {
            return Some(format!("{name} could no longer be parsed"));
        }
        let fatal = |d: &crate::text::Document| d.problems.iter().filter(|p| p.fatal).count();
        if fatal(doc) > fatal(was) {
            return Some(format!("a line of {name} could no longer be parsed"));
        }
    }
    None
}

fn lost_object(before: &Configuration, after: &Configuration, renamed: &[&ObjectName]) -> Option<String> {
    for (was, now) in before.loaded_files().zip(after.loaded_files()) {
        for section in (0..was.doc.section_count()).filter(|s| was.state(*s) == State::Loaded) {
            let Some(of) = was.type_of(section) else { continue };
            let id = was.doc.name(&before.sources, section);
            let (kind, shown) = (of.facts().name, printable(id));
            let there = now.find(&after.sources, of, id).filter(|s| now.state(*s) == State::Loaded);
            if let Some(there) = there {
                // pjsip.conf's own object takes a wizard's place: it is another one of that name.
                if was.generated.is_generated(section) == now.generated.is_generated(there) {
                    continue;
                }
                let shown = crate::asterisk::secret::name(&shown);
                return Some(format!("another {kind} `{shown}` would replace the one that is loaded"));
            }
            if !renamed.iter().any(|o| o.kind == kind && o.id == shown) {
                let shown = crate::asterisk::secret::name(&shown);
                return Some(format!("{kind} `{shown}` would no longer be loaded"));
            }
        }
    }
    None
}

type Key<'a> = (&'a str, &'a str, &'a str, Option<&'a str>);

/// A new error. One that shows only because its object is loaded now is harmless: the fix has
/// brought it to light.
fn new_error(before: &Report, after: &Report) -> Option<String> {
    let (then, then_count) = errors(&before.findings);
    let (_, now_count) = errors(&after.findings);
    let loaded = LazyCell::new(|| Loaded::new(&before.config));
    for finding in after.findings.iter().filter(|f| f.severity == Severity::Error) {
        let rule = finding.rule.name;
        if then.contains(&key(finding)) || now_count.get(rule) <= then_count.get(rule) {
            continue;
        }
        let is_new_object = finding.object.as_ref().is_some_and(|o| !loaded.has(o));
        if !is_new_object {
            return Some(format!("it would expose a new error ({rule})"));
        }
    }
    None
}

fn errors(findings: &[Finding]) -> (BTreeSet<Key<'_>>, BTreeMap<&str, u64>) {
    let (mut keys, mut counts) = (BTreeSet::new(), BTreeMap::new());
    for finding in findings.iter().filter(|f| f.severity == Severity::Error) {
        // Errors of files have no object: only their number can be compared.
        if finding.object.is_some() {
            keys.insert(key(finding));
        }
        *counts.entry(finding.rule.name).or_default() += u64::from(finding.count);
    }
    (keys, counts)
}

fn key(f: &Finding) -> Key<'_> {
    let (kind, id) = f.object.as_ref().map_or(("", ""), |o| (o.kind.as_str(), o.id.as_str()));
    (f.rule.name, kind, id, f.option.as_deref())
}

/// The ids of the objects that were loaded, as findings write them, by kind; those of sections without a type under "".
struct Loaded(SeededMap<&'static str, SeededSet<String>>);

impl Loaded {
    fn new(config: &Configuration) -> Self {
        let mut ids: SeededMap<&'static str, SeededSet<String>> = SeededMap::default();
        for judged in config.loaded_files() {
            for section in 0..judged.doc.section_count() {
                let kind = judged.type_of(section).map_or("", |t| t.facts().name);
                if kind.is_empty() || judged.state(section) == State::Loaded {
                    ids.entry(kind).or_default().insert(printable(judged.doc.name(&config.sources, section)));
                }
            }
        }
        Self(ids)
    }

    fn has(&self, object: &ObjectName) -> bool {
        self.0.get(object.kind.as_str()).is_some_and(|ids| ids.contains(&object.id))
    }
}
