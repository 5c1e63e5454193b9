//! What a fix must keep, whatever it resolves.

use std::collections::{BTreeMap, BTreeSet};

use pjlint::catalogue::{FixSafety, Severity};
use pjlint::finding::{Finding, Fix};
use pjlint::fix::Fixed;
use pjlint::linter::Report;
use pjlint::objects::State;
use pjlint::report::show_json;
use pjlint::text::Outcome;
use serde_json::Value;

use crate::site::Site;

/// How many fixes there were.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Count {
    pub(crate) made: usize,
    /// Those that would do harm, which the engine has found out.
    pub(crate) left_out: usize,
}

/// Takes each fix of the site by itself, then all safe ones, then all; what is wrong with them goes to `wrong`.
pub(crate) fn prove(site: &Site, who: &str, wrong: &mut Vec<String>) -> Count {
    let before = site.lint();
    let mut count = Count::default();
    for (nth, finding) in before.findings.iter().enumerate() {
        let Some(fix) = &finding.fix else { continue };
        let fixed = site.fix_one(nth);
        let said = format!("{who}: {} at {}", finding.rule.name, before.config.sources.cite(finding.primary.span));
        if fixed.made.is_empty() {
            count.left_out += 1;
            if fixed.left.is_empty() || !fixed.files.is_empty() {
                wrong.push(format!("{said}: is left out without a word"));
            }
            println!("{said}: {}", fixed.left.join("; "));
            continue;
        }
        count.made += 1;
        let mut found = Vec::new();
        gone(&before, &fixed.reports[0], finding, &mut found);
        whole(&before, &fixed.reports[0], &mut found);
        errors(&before, &fixed.reports[0], &mut found);
        others_bytes(&before, &fixed, fix, &mut found);
        if fix.safety == FixSafety::Safe {
            others_values(&before, &fixed.reports[0], finding, fix, &mut found);
        }
        wrong.extend(found.into_iter().map(|w| format!("{said}: {w}")));
    }
    if count.made > 0 {
        together(site, &before, who, wrong);
    }
    count
}

/// All at once: nothing is left to do, and nothing is broken.
fn together(site: &Site, before: &Report, who: &str, wrong: &mut Vec<String>) {
    for unsafe_too in [false, true] {
        let fixed = site.fix(unsafe_too);
        let edited = fixed.files.iter().map(|f| (f.path.clone(), f.after.clone())).collect();
        let after = site.relint(&edited);
        let mut found = Vec::new();
        whole(before, &after, &mut found);
        if fixed.left.is_empty() {
            errors(before, &after, &mut found);
            let left = after.findings.iter().filter_map(|f| Some((f, f.fix.as_ref()?)));
            let left = left.filter(|(_, fix)| unsafe_too || fix.safety == FixSafety::Safe);
            found.extend(left.map(|(f, _)| format!("{} would be fixed by a second run", f.rule.name)));
        }
        let what = if unsafe_too { "all fixes" } else { "all safe fixes" };
        wrong.extend(found.into_iter().map(|w| format!("{who}: {what}: {w}")));
    }
}

type Key<'a> = (&'a str, Option<(&'a str, &'a str)>, Option<&'a str>, &'a str);

fn key(f: &Finding) -> Key<'_> {
    let object = f.object.as_ref().map(|o| (o.kind.as_str(), o.id.as_str()));
    (f.rule.name, object, f.option.as_deref(), f.message.as_str())
}

/// The finding is gone: there is one less of its like.
fn gone(before: &Report, after: &Report, finding: &Finding, wrong: &mut Vec<String>) {
    let count = |l: &Report| l.findings.iter().filter(|f| key(f) == key(finding)).count();
    if count(after) >= count(before) {
        wrong.push("the finding is still there".into());
    }
}

/// No file is lost.
fn whole(before: &Report, after: &Report, wrong: &mut Vec<String>) {
    let lost = |l: &Report| -> BTreeSet<&'static str> {
        l.config.documents().filter(|(_, d)| d.outcome == Outcome::Lost).map(|(n, _)| n).collect()
    };
    wrong.extend(lost(after).difference(&lost(before)).map(|name| format!("{name} does not parse any more")));
}

/// No error appears that was not there, but on an object that was not.
fn errors(before: &Report, after: &Report, wrong: &mut Vec<String>) {
    let errors = |l: &Report| -> Vec<(String, String)> {
        let all = l.findings.iter().filter(|f| f.severity == Severity::Error);
        all.map(|f| (format!("{} {:?} {:?}", f.rule.name, f.object, f.option), f.message.clone())).collect()
    };
    let then: BTreeSet<String> = errors(before).into_iter().map(|(key, _)| key).collect();
    let there: BTreeSet<String> = loaded(before);
    for f in after.findings.iter().filter(|f| f.severity == Severity::Error) {
        let key = format!("{} {:?} {:?}", f.rule.name, f.object, f.option);
        let is_new = f.object.as_ref().is_some_and(|o| !there.contains(&format!("{}/{}", o.kind, o.id)));
        if !then.contains(&key) && !is_new {
            wrong.push(format!("a new error: {}: {}", f.rule.name, f.message));
        }
    }
}

fn loaded(l: &Report) -> BTreeSet<String> {
    let name = |j: &pjlint::objects::LoadedFile, s: u32| {
        let id = pjlint::printable::printable(j.doc.name(&l.config.sources, s));
        j.type_of(s).map(|t| format!("{}/{id}", t.facts().name))
    };
    let of = |j| {
        let j: &pjlint::objects::LoadedFile = j;
        (0..j.doc.section_count())
            .filter(|s| j.state(*s) == State::Loaded)
            .filter_map(|s| name(j, s))
            .collect::<Vec<_>>()
    };
    l.config.loaded_files().flat_map(of).collect()
}

/// Every line that no edit touches is as it was, and so is what stands around an edit in its line.
fn others_bytes(before: &Report, fixed: &Fixed, fix: &Fix, wrong: &mut Vec<String>) {
    for file in &fixed.files {
        let edits: Vec<_> = fix
            .edits
            .iter()
            .filter(|e| before.config.sources.file(e.span.file).path.canonicalize().ok().as_ref() == Some(&file.path))
            .map(|e| (e.span.start as usize, e.span.end() as usize))
            .collect();
        let mut kept: Vec<&[u8]> = Vec::new();
        let mut at = 0;
        for line in file.before.split_inclusive(|b| *b == b'\n') {
            let (from, to) = (at, at + line.len());
            at = to;
            let here: Vec<_> = edits.iter().filter(|(s, e)| *s < to && *e > from || s == e && *s == from).collect();
            let first = here.iter().map(|(s, _)| (*s).max(from)).min().unwrap_or(to);
            let last = here.iter().map(|(_, e)| (*e).min(to)).max().unwrap_or(to);
            kept.push(&file.before[from..first]);
            kept.push(&file.before[last.max(first)..to]);
        }
        let mut rest: &[u8] = &file.after;
        for part in kept.into_iter().filter(|p| !p.is_empty()) {
            let Some(found) = rest.windows(part.len()).position(|w| w == part) else {
                wrong.push(format!("{}: bytes outside of the edits have changed", file.name));
                break;
            };
            rest = &rest[found + part.len()..];
        }
    }
}

/// Where the object's values are from, and what they are.
struct Shown {
    verdict: String,
    because: String,
    /// The lines for which it is refused.
    refused: BTreeSet<(String, u64)>,
    values: BTreeMap<String, Value>,
    lines: BTreeSet<(String, u64)>,
}

fn shown(linted: &Report) -> BTreeMap<(String, String, usize), Shown> {
    let mut out = Vec::new();
    show_json(std::slice::from_ref(linted), None, true, &mut out).expect("memory can be written");
    let whole: Value = serde_json::from_slice(&out).expect("JSON");
    let mut all: BTreeMap<(String, String, usize), Shown> = BTreeMap::new();
    for object in whole["objects"].as_array().expect("a list") {
        let (kind, id) = (object["type"].as_str().unwrap_or_default(), object["id"].as_str().unwrap_or_default());
        let nth = all.keys().filter(|(k, i, _)| k == kind && i == id).count();
        let (mut values, mut lines) = (BTreeMap::new(), BTreeSet::new());
        for (option, value) in object["values"].as_object().into_iter().flatten() {
            values.insert(option.clone(), value["value"].clone());
            for place in value["from"].as_array().into_iter().flatten().chain([value]) {
                if let (Some(file), Some(line)) = (place["file"].as_str(), place["line"].as_u64()) {
                    lines.insert((file.to_owned(), line));
                }
            }
        }
        let line = |v: &Value| Some((v["file"].as_str()?.to_owned(), v["line"].as_u64()?));
        let refused = object["because"].as_array().into_iter().flatten().filter_map(line).collect();
        let text = |v: &Value| v.to_string();
        let verdict = object["verdict"].as_str().unwrap_or_default().to_owned();
        all.insert(
            (kind.into(), id.into(), nth),
            Shown { verdict, because: text(&object["because"]), refused, values, lines },
        );
    }
    all
}

/// Every object that the finding is not about has the values that it had.
fn others_values(before: &Report, after: &Report, finding: &Finding, fix: &Fix, wrong: &mut Vec<String>) {
    let lines = touched(before, fix);
    let (then, now) = (shown(before), shown(after));
    // A transport that is refused leaves its settings to the next ones (S-62): they are rid of them.
    let leaks: BTreeSet<String> = before.config.pjsip.leaks.iter().map(|(_, s)| name(before, *s)).collect();
    for (object, was) in &then {
        let (kind, id, _) = object;
        let own = finding.object.as_ref().is_some_and(|o| {
            o.kind == *kind && o.id == *id
                || o.kind == "wizard" && (id == &o.id || id.starts_with(&format!("{}-", o.id)))
        });
        let is = now.get(object);
        let on_lines = |s: &Shown| s.lines.iter().chain(&s.refused).any(|l| lines.contains(l));
        if own || on_lines(was) || is.is_some_and(on_lines) || kind == "transport" && leaks.contains(id) {
            continue;
        }
        if was.verdict == "loaded" {
            match is {
                Some(is) if is.verdict == "loaded" => {
                    let differ = was.values.iter().filter(|(o, v)| is.values.get(*o) != Some(v));
                    wrong.extend(differ.map(|(o, _)| format!("{o} of {kind} {id} has changed")));
                    if is.values.len() != was.values.len() {
                        wrong.push(format!("{kind} {id} has other options"));
                    }
                }
                _ => wrong.push(format!("{kind} {id} is not loaded any more")),
            }
        } else if is.is_some_and(|is| is.verdict == "loaded") && !comes_back(before, kind) {
            wrong.push(format!("{kind} {id} is loaded now ({})", was.because));
        }
    }
}

/// The whole type was lost, and with the object that is fixed the others are back (S-14).
fn comes_back(before: &Report, kind: &str) -> bool {
    before.config.loaded_files().any(|j| j.incomplete.iter().any(|(of, _)| of.facts().name == kind))
}

fn name(linted: &Report, section: u32) -> String {
    String::from_utf8_lossy(linted.config.pjsip.doc.name(&linted.config.sources, section)).into_owned()
}

/// The lines that the edits touch, before and after.
fn touched(before: &Report, fix: &Fix) -> BTreeSet<(String, u64)> {
    let mut lines = BTreeSet::new();
    let mut edits: Vec<_> = fix.edits.iter().collect();
    edits.sort_by_key(|e| e.span.start);
    for edit in &edits {
        let sources = &before.config.sources;
        let at = u64::from(sources.position(edit.span).line);
        let file = &sources.file(edit.span.file).name;
        let earlier = edits.iter().filter(|e| e.span.file == edit.span.file && e.span.start < edit.span.start);
        let shift: i64 = earlier
            .map(|e| {
                let newlines = |t: &[u8]| i64::try_from(t.split(|b| *b == b'\n').count()).expect("a small number");
                newlines(&e.text) - newlines(sources.bytes(e.span))
            })
            .sum();
        lines.insert((file.clone(), at));
        // A line that goes leaves nothing behind.
        if !edit.text.is_empty() {
            lines.insert((file.clone(), at.saturating_add_signed(shift)));
        }
    }
    lines
}
