//! Reading what was recorded.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::Value;

/// A case's description.
pub(crate) struct Case {
    pub statements: Vec<String>,
    pub versions: Vec<String>,
    pub claims: Vec<Value>,
    pub findings: Option<Vec<String>>,
}

/// What Asterisk made of a directory.
#[derive(Default)]
pub(crate) struct Record {
    pub ready: bool,
    pub log: Vec<String>,
    /// Listed ids by type, cut as the CLI cuts them.
    pub objects: BTreeMap<String, Vec<String>>,
    /// Type, id, option: value.
    pub values: BTreeMap<String, BTreeMap<String, BTreeMap<String, String>>>,
    /// Only the last row of an option with several rows was kept.
    pub last_row_only: bool,
    pub whole: Value,
}

pub(crate) fn json(path: &Path) -> Value {
    let text = std::fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    serde_json::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

fn strings(value: &Value) -> Vec<String> {
    value.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
}

impl Case {
    pub(crate) fn read(dir: &Path) -> Self {
        let case = json(&dir.join("case.json"));
        let versions = strings(&case["versions"]);
        Self {
            statements: strings(&case["statements"]),
            versions: if versions.is_empty() { vec!["16".into(), "22".into()] } else { versions },
            claims: case["claims"].as_array().cloned().unwrap_or_default(),
            findings: case.get("findings").map(strings),
        }
    }

    pub(crate) fn claims_on<'a>(&'a self, version: &'a str) -> impl Iterator<Item = &'a Value> {
        self.claims.iter().filter(move |c| c.get("on").is_none_or(|on| strings(on).iter().any(|v| v == version)))
    }
}

/// `rule file:line` or `16: rule file:line`.
pub(crate) fn for_version(finding: &str, version: &str) -> Option<String> {
    match finding.split_once(": ").filter(|(v, _)| *v == "16" || *v == "22") {
        Some((v, rest)) => (v == version).then(|| rest.to_owned()),
        None => Some(finding.to_owned()),
    }
}

impl Record {
    /// The record beside a case, with the defaults that were left out of it.
    pub(crate) fn read_case(dir: &Path, version: &str) -> Self {
        let whole = json(&dir.join(format!("asterisk-{version}.json")));
        let defaults = json(&dir.join("../defaults.json"));
        let mut record = Self::new(whole, false);
        for (kind, objects) in &mut record.values {
            for values in objects.values_mut() {
                let gone: Vec<String> =
                    values.remove("-").map(|g| g.split('\n').map(str::to_owned).collect()).unwrap_or_default();
                for (option, value) in defaults[version][kind].as_object().into_iter().flatten() {
                    if !gone.contains(option) {
                        values.entry(option.clone()).or_insert_with(|| value.as_str().unwrap_or_default().to_owned());
                    }
                }
            }
        }
        record
    }

    fn new(whole: Value, last_row_only: bool) -> Self {
        let mut record = Self { ready: whole["ready"].as_bool().unwrap_or(false), last_row_only, ..Self::default() };
        record.log = whole["log"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|e| e["text"].as_str().unwrap_or_default().to_owned())
            .collect();
        for (kind, ids) in whole["objects"].as_object().into_iter().flatten() {
            record.objects.insert(kind.clone(), strings(ids));
        }
        for (kind, objects) in whole["values"].as_object().into_iter().flatten() {
            for (id, values) in objects.as_object().into_iter().flatten() {
                let values = values
                    .as_object()
                    .into_iter()
                    .flatten()
                    .map(|(k, v)| (k.clone(), v.as_str().map_or_else(|| strings(v).join("\n"), str::to_owned)));
                record.values.entry(kind.clone()).or_default().insert(id.clone(), values.collect());
            }
        }
        record.whole = whole;
        record
    }
}

/// The truth of a corpus, by directory.
pub(crate) fn corpus(corpus: &Path, version: &str) -> BTreeMap<String, Record> {
    let truth = json(&corpus.join(format!("asterisk-{version}.json")));
    let truth = truth.as_object().expect("an object of directories").clone();
    truth.into_iter().map(|(name, whole)| (name, Record::new(whole, true))).collect()
}
