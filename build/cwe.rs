//! `rules/cwe.json` to the table of weaknesses that the pages name.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::Path;

/// The weaknesses by number, and the version of CWE that they are from.
pub(crate) struct Cwe {
    version: String,
    names: BTreeMap<u16, String>,
    used: BTreeSet<u16>,
}

impl Cwe {
    pub(crate) fn read(path: &Path) -> Self {
        let text = fs::read_to_string(path).expect("rules/cwe.json is there");
        let json: serde_json::Value = serde_json::from_str(&text).expect("rules/cwe.json is JSON");
        let names = json["names"].as_object().expect("rules/cwe.json: names");
        let name = |(number, name): (&String, &serde_json::Value)| {
            (number.parse().expect("a number"), name.as_str().expect("a name").to_owned())
        };
        Self {
            version: json["version"].as_str().expect("rules/cwe.json: version").to_owned(),
            names: names.iter().map(name).collect(),
            used: BTreeSet::new(),
        }
    }

    /// The fields `cwe` and `security_severity` of a rule whose page has these. Either both are there or none: a number
    /// without a weakness says nothing, and a weakness without a number is shown as none.
    pub(crate) fn fields(&mut self, page: &str, cwe: Option<&String>, severity: Option<&String>) -> String {
        let (Some(cwe), Some(severity)) = (cwe, severity) else {
            assert!(cwe.is_none() && severity.is_none(), "{page}: `cwe` and `security-severity` belong together");
            return "cwe: &[], security_severity: None".to_owned();
        };
        let tenths = severity.split_once('.').filter(|(_, tenth)| tenth.len() == 1).and(severity.parse::<f64>().ok());
        assert!(tenths.is_some_and(|s| (0.1..=10.0).contains(&s)), "{page}: security-severity is 0.1 to 10.0");
        let numbers: Vec<u16> = cwe.split(',').map(|n| n.trim().parse().expect("a number of CWE")).collect();
        for number in &numbers {
            assert!(self.names.contains_key(number), "{page}: rules/cwe.json has no name for CWE-{number}");
        }
        self.used.extend(&numbers);
        format!("cwe: &{numbers:?}, security_severity: Some({severity:?})")
    }

    /// The table, once every page has been seen.
    pub(crate) fn table(&self) -> String {
        let idle: Vec<&u16> = self.names.keys().filter(|n| !self.used.contains(n)).collect();
        assert!(idle.is_empty(), "rules/cwe.json: no page names {idle:?}");
        let mut out = format!(
            "/// The version of CWE that the names are from.\npub const CWE_VERSION: &str = {:?};\n\n\
             /// The weaknesses that rules are about, with their names in CWE.\npub static CWE: &[(u16, &str)] = &[\n",
            self.version
        );
        for (number, name) in &self.names {
            writeln!(out, "({number}, {name:?}),").expect("a String takes everything");
        }
        out + "];\n"
    }
}
