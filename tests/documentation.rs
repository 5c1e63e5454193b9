//! What the documents say in code must be so: every `pjlint.toml` in them is one that pjlint takes.

use std::path::Path;

use pjlint::policy::parse;
use pjlint::rules::is_known;

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
    for (file, least) in [("docs/configuration.md", 5), ("rules/policy/class-requirement.md", 5), ("README.md", 1)] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
        let text = std::fs::read_to_string(&path).expect("the document is there");
        let blocks = blocks(&text, "toml");
        assert!(blocks.len() >= least, "{file}: only {} blocks", blocks.len());
        for (line, block) in blocks {
            match parse(&block, "pjlint.toml") {
                Err(why) => panic!("{file}:{line}: {why}"),
                Ok(policy) => {
                    for rule in policy.select.iter().chain(&policy.ignore) {
                        assert!(is_known(rule), "{file}:{line}: there is no rule or group `{rule}`");
                    }
                }
            }
        }
    }
}
