//! The two files of a new rule.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::generated::{names, read};
use crate::mod_lines::groups;

const PAGE: &str = include_str!("rule.md");
const CHECK: &str = include_str!("rule.txt");

/// A new rule, and what is known of its group.
#[derive(Debug)]
pub struct NewRule {
    /// `rules/<group>/<name>.md`
    pub page: String,
    /// `src/rules/<group>/<name>.rs`
    pub check: String,
    /// The code that it has.
    pub code: String,
    /// The code that the group's next rule will have.
    pub next: String,
}

/// Writes the page and the check of `GROUP/NAME`.
///
/// # Errors
/// Where that is no name, or a rule has it already, or a file cannot be written.
pub fn begin(root: &Path, what: &str) -> Result<NewRule, String> {
    let (group, name) = what.split_once('/').ok_or(format!("`{what}` is not GROUP/NAME"))?;
    let groups = groups(root)?;
    if !groups.iter().any(|g| g == group) {
        return Err(format!(
            "there is no group `{group}`: they are {}. A new one is a directory rules/{group}, \
             and a file src/rules/{group}/mod.rs that begins as those of the others do",
            groups.join(", ")
        ));
    }
    let formed = |word: &str| !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
    if !name.split('-').all(formed) || !name.starts_with(|c: char| c.is_ascii_lowercase()) {
        return Err(format!("`{name}` is no name of a rule: small letters and digits, words with `-` between them"));
    }
    for other in &groups {
        if root.join(format!("rules/{other}/{name}.md")).exists() || *other == name {
            return Err(format!("there is a rule or a group `{name}` already"));
        }
    }
    let prefix = prefix(&read(&root.join(format!("src/rules/{group}/mod.rs")))?).ok_or(format!(
        "src/rules/{group}/mod.rs: its first line does not end with the letters of the codes: `(ABC).`"
    ))?;
    let (code, next) = next_codes(&codes(root, &groups)?, &prefix)?;
    let fill = |text: &str| {
        let since = since(&read(&root.join("Cargo.toml"))?);
        Ok::<_, String>(
            text.replace("@CODE@", &code)
                .replace("@NAME@", name)
                .replace("@GROUP@", group)
                .replace("@SINCE@\n", &since),
        )
    };
    let rule = NewRule {
        page: format!("rules/{group}/{name}.md"),
        check: format!("src/rules/{group}/{}.rs", name.replace('-', "_")),
        code: code.clone(),
        next,
    };
    for (path, text) in [(&rule.page, fill(PAGE)?), (&rule.check, fill(CHECK)?)] {
        fs::write(root.join(path), text).map_err(|e| format!("{path}: {e}"))?;
    }
    Ok(rule)
}

/// `//! Rules on access control lists (ACL).`: ACL.
fn prefix(module: &str) -> Option<String> {
    let line = module.lines().next()?;
    let (_, rest) = line.rsplit_once('(')?;
    let letters = rest.split_once(").")?.0;
    (!letters.is_empty() && letters.bytes().all(|b| b.is_ascii_uppercase())).then(|| letters.to_owned())
}

/// Every code that a rule has.
fn codes(root: &Path, groups: &[String]) -> Result<BTreeSet<String>, String> {
    let mut codes = BTreeSet::new();
    for group in groups {
        let dir = root.join("rules").join(group);
        for page in names(&dir)?.iter().filter(|n| n.strip_suffix(".md").is_some()) {
            let text = read(&dir.join(page))?;
            codes.extend(text.lines().find_map(|l| l.strip_prefix("code: ")).map(str::to_owned));
        }
    }
    Ok(codes)
}

/// The code after the last one, and the one after that. A gap may be a code that a rule once had: it is left.
fn next_codes(codes: &BTreeSet<String>, prefix: &str) -> Result<(String, String), String> {
    let last = codes.iter().filter_map(|c| c.strip_prefix(prefix)?.parse::<u8>().ok()).max().unwrap_or(0);
    if last >= 99 {
        return Err(format!("{prefix}99 is taken: the group is full"));
    }
    Ok((format!("{prefix}{:02}", last + 1), format!("{prefix}{:02}", last + 2)))
}

/// The line of the front matter that says with which release the rule comes: none for the first.
fn since(manifest: &str) -> String {
    let version = manifest.lines().find_map(|l| l.strip_prefix("version = \"")).unwrap_or_default();
    let release: Vec<&str> = version.split('.').take(2).collect();
    let release = release.join(".");
    if release == "0.1" { String::new() } else { format!("since: {release}\n") }
}

#[cfg(test)]
mod tests {
    use super::{next_codes, prefix, since};

    #[test]
    fn codes_go_on_after_the_last_one() {
        let codes = ["ACL01", "ACL08", "AUT09"].map(str::to_owned).into();
        let next = |prefix| next_codes(&codes, prefix).unwrap_or_default();
        assert_eq!(next("ACL"), ("ACL09".to_owned(), "ACL10".to_owned()));
        assert_eq!(next("AUT").0, "AUT10");
        assert_eq!(next("NEW").0, "NEW01");
        assert!(next_codes(&["X99".to_owned()].into(), "X").is_err());
    }

    #[test]
    fn a_group_says_the_letters_of_its_codes() {
        assert_eq!(prefix("//! Rules (on it) of it (ACL).\n").as_deref(), Some("ACL"));
        assert_eq!(prefix("//! Rules that keep quiet (SUP). They run last.\n").as_deref(), Some("SUP"));
        assert_eq!(prefix("//! Rules.\n"), None);
    }

    #[test]
    fn since_is_the_release_that_is_to_come() {
        assert_eq!(since("[package]\nversion = \"0.1.0\"\n"), "");
        assert_eq!(since("[package]\nversion = \"0.2.3\"\n"), "since: 0.2\n");
    }
}
