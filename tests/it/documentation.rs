//! What the documents say in code must be so: every `pjlint.toml` in them is one that pjlint takes.

use std::path::Path;

use clap::ValueEnum;
use pjlint::catalogue::{RULES, is_known, names_and_codes};
use pjlint::policy::parse;
use pjlint::report::Format;

/// The fenced blocks of that language, each with the line that it begins on.
fn blocks(text: &str, language: &str) -> Vec<(usize, String)> {
    let mut found: Vec<(usize, String)> = Vec::new();
    let (mut inside, mut wanted) = (false, false);
    for (number, line) in text.lines().enumerate() {
        if let Some(info) = line.strip_prefix("```") {
            wanted = !inside && info.split_whitespace().next() == Some(language);
            inside = !inside;
            if wanted {
                found.push((number + 2, String::new()));
            }
        } else if let Some((_, block)) = found.last_mut().filter(|_| wanted) {
            block.push_str(line);
            block.push('\n');
        }
    }
    found
}

#[test]
fn every_pjlint_toml_in_the_documents_can_be_read() {
    for (file, least) in [("docs/configuration.md", 10), ("rules/policy/class-requirement.md", 5), ("README.md", 1)] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
        let text = std::fs::read_to_string(&path).expect("the document is there");
        let blocks = blocks(&text, "toml");
        assert!(blocks.len() >= least, "{file}: only {} blocks", blocks.len());
        for (line, block) in blocks {
            match parse(&block, "pjlint.toml") {
                Err(why) => panic!("{file}:{line}: {why}"),
                Ok(policy) => {
                    let levels = policy.levels.names().chain(policy.overrides.iter().flat_map(|o| o.levels.names()));
                    for rule in policy.select.iter().chain(&policy.ignore).map(String::as_str).chain(levels) {
                        assert!(is_known(rule), "{file}:{line}: there is no rule or group `{rule}`");
                    }
                }
            }
        }
    }
}

/// Every rule is in the generated files; `cargo xtask generate --check` compares them byte for byte.
#[test]
fn generated_files_know_every_rule() {
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs");
    let schema = std::fs::read_to_string(docs.join("pjlint.schema.json")).expect("the schema");
    for name in names_and_codes() {
        assert!(schema.contains(&format!("\"{name}\"")), "{name} is not in the schema: cargo xtask generate");
    }
    let list = std::fs::read_to_string(docs.join("rules.md")).expect("the list of rules");
    for rule in RULES {
        assert!(list.contains(rule.summary), "{} is not in docs/rules.md as it is: cargo xtask generate", rule.name);
    }
}

/// Every format is described, and every number for code scanning lies in a row of the scale.
#[test]
fn every_format_and_every_security_severity_is_described() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/formats.md");
    let text = std::fs::read_to_string(path).expect("the document is there");
    for format in Format::value_variants() {
        let name = format.to_possible_value().expect("no format is hidden").get_name().to_owned();
        assert!(
            text.lines().any(|l| l.starts_with("| ") && l.contains(&format!("`{name}`"))),
            "{name} is not described"
        );
    }
    let number = |word: &str| word.parse::<f64>().ok();
    let rows: Vec<(f64, f64)> = text
        .lines()
        .filter_map(|l| l.strip_prefix("| ")?.split(" |").next())
        .filter_map(|range| match range.split_once(" to ") {
            Some((low, high)) => Some((number(low)?, number(high)?)),
            None => Some((number(range)?, number(range)?)),
        })
        .collect();
    assert!(rows.len() >= 4, "{rows:?}");
    for rule in RULES {
        let Some(severity) = rule.security_severity else { continue };
        let severity = number(severity).expect("a number");
        assert!(rows.iter().any(|(low, high)| (*low..=*high).contains(&severity)), "{}: {severity}", rule.name);
    }
}
