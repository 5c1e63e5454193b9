//! docs/asterisk/cases.md: which recorded cases show each statement.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::Value;

use crate::generated::{Generated, names, read};

const LIST: &str = "docs/asterisk/cases.md";
const CASES: &str = "fixtures/truth";
/// What is below is written by hand: why some have none.
const WITHOUT: &str = "\n## Observed, without a recorded case\n";

/// Writes the list of the cases anew, and leaves what is below it.
///
/// # Errors
/// Where a case cannot be read.
pub fn generate(out: &mut Generated) -> Result<(), String> {
    let mut shown: BTreeMap<(String, u32, String), Vec<String>> = BTreeMap::new();
    for case in names(&out.root().join(CASES))? {
        let path = out.root().join(CASES).join(&case).join("case.json");
        if path.exists() {
            for statement in statements(&path)? {
                shown.entry(key(&statement)?).or_default().push(case.clone());
            }
        }
    }
    let old = read(&out.root().join(LIST))?;
    let by_hand = old.find(WITHOUT).map(|at| &old[at..]).ok_or(format!("{LIST}: no heading `{}`", WITHOUT.trim()))?;
    let mut text = String::from(
        "# The recorded cases of each statement\n\nThe directories of fixtures/truth. `cargo xtask generate` writes this \
         list anew.\n\n| statement | cases |\n|---|---|\n",
    );
    for ((part, number, suffix), cases) in shown {
        text.extend(["| ", &part, "-", &number.to_string(), &suffix, " | ", &cases.join(", "), " |\n"]);
    }
    out.put(LIST, &(text + by_hand))
}

fn statements(case: &Path) -> Result<Vec<String>, String> {
    let value: Value = serde_json::from_str(&read(case)?).map_err(|e| format!("{}: {e}", case.display()))?;
    let list = value["statements"].as_array().ok_or(format!("{}: no `statements`", case.display()))?;
    Ok(list.iter().filter_map(Value::as_str).map(str::to_owned).collect())
}

/// `D-47a` as part, number and what follows: the order of the list.
fn key(statement: &str) -> Result<(String, u32, String), String> {
    let parts = statement.split_once('-').and_then(|(part, rest)| {
        let digits = rest.trim_end_matches(|c: char| c.is_ascii_lowercase());
        Some((part.to_owned(), digits.parse().ok()?, rest[digits.len()..].to_owned()))
    });
    parts.ok_or(format!("`{statement}` is not the number of a statement"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statements_are_in_the_order_of_their_numbers() {
        let mut all: Vec<_> = ["S-10", "D-47a", "S-9", "D-47"].map(|s| key(s).expect("a number")).into();
        all.sort();
        let numbers: Vec<u32> = all.iter().map(|(_, n, _)| *n).collect();
        assert_eq!((numbers, all[1].2.as_str()), (vec![47, 47, 9, 10], "a"));
        assert!(key("S-x").is_err() && key("S").is_err());
    }
}
