//! The real `pjlint` in a directory of its own for each test.

use std::fs;
use std::process::{Command, Output};

use serde_json::Value;

use crate::site::Site;

/// What a run printed.
pub(crate) struct Printed {
    pub(crate) status: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

/// A directory that is empty at first.
pub(crate) fn empty(name: &str) -> Site {
    let site = Site::named::<&str>(&format!("adoption/{name}"), &[]);
    // What is above it has no pjlint.toml to go by.
    fs::create_dir_all(site.path(".git")).expect("a directory for the test");
    site
}

impl Site {
    /// `pjlint check` with these words, in this directory.
    pub(crate) fn check(&self, words: &str) -> Printed {
        self.check_in("", "2026-07-01", words)
    }

    /// The same in a directory below it, on that day.
    pub(crate) fn check_in(&self, below: &str, day: &str, words: &str) -> Printed {
        let epoch = match day {
            "2026-07-01" => "1782864000",
            "2026-07-02" => "1782950400",
            "2026-07-02 23:59:59" => "1783036799",
            "2026-07-03" => "1783036800",
            other => other,
        };
        let output: Output = Command::new(env!("CARGO_BIN_EXE_pjlint"))
            .arg("check")
            .args(words.split_whitespace())
            .current_dir(self.path(below))
            .env("SOURCE_DATE_EPOCH", epoch)
            .env_remove("PJLINT_ASTERISK_VERSION")
            .output()
            .expect("pjlint can be run");
        Printed {
            status: output.status.code().expect("it ends by itself"),
            out: String::from_utf8(output.stdout).expect("reports are UTF-8"),
            err: String::from_utf8(output.stderr).expect("messages are UTF-8"),
        }
    }
}

impl Printed {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|e| panic!("{e}: {}{}", self.out, self.err))
    }

    /// `rule file:line` of every finding that counts, of all directories.
    pub(crate) fn findings(&self) -> Vec<String> {
        list(&self.json(), "findings")
    }

    /// The same of those that do not.
    pub(crate) fn suppressed(&self) -> Vec<String> {
        list(&self.json(), "suppressed")
    }

    /// `file rule count` of what is gone.
    pub(crate) fn gone(&self) -> Vec<String> {
        let json = self.json();
        let runs = json["runs"].as_array().expect("runs").iter();
        let gone = runs.flat_map(|r| r["baseline_gone"].as_array().expect("there is a baseline"));
        gone.map(|g| format!("{} {} {}", word(&g["file"]), word(&g["rule"]), g["count"])).collect()
    }
}

fn word(value: &Value) -> &str {
    value.as_str().expect("a text")
}

fn list(json: &Value, field: &str) -> Vec<String> {
    let runs = json["runs"].as_array().expect("runs").iter();
    let found = runs.flat_map(|r| r[field].as_array().expect("a list"));
    found.map(|f| format!("{} {}:{}", word(&f["rule"]), word(&f["file"]), f["line"])).collect()
}
