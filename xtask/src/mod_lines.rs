//! The lines by which the compiler, rustfmt and editors find the rules: `pub(super) mod x;` in
//! `src/rules/<group>/mod.rs`, and `mod <group>;` in `src/rules.rs`.

use std::path::Path;

use crate::generated::{Generated, names, read};

/// What stands above the groups in `src/rules.rs`.
const MARK: &str = "// The groups of rules: `cargo xtask generate` writes these lines.\n";

/// The groups: the directories of pages.
///
/// # Errors
/// Where `rules/` cannot be read.
pub fn groups(root: &Path) -> Result<Vec<String>, String> {
    let all = names(&root.join("rules"))?;
    Ok(all.into_iter().filter(|n| n != "asterisk" && root.join("rules").join(n).is_dir()).collect())
}

/// Brings the lines up to date.
///
/// # Errors
/// Where a file cannot be read or written, or does not have the form that it should have.
pub fn generate(out: &mut Generated) -> Result<(), String> {
    let root = out.root().to_owned();
    let groups = groups(&root)?;
    for group in &groups {
        let file = format!("src/rules/{group}/mod.rs");
        let checks: Vec<String> = names(&root.join("src/rules").join(group))?
            .into_iter()
            .filter_map(|n| n.strip_suffix(".rs").filter(|n| *n != "mod").map(str::to_owned))
            .collect();
        let text = in_group(&read(&root.join(&file))?, &checks).ok_or(format!("{file}: it begins with no `//!`"))?;
        out.put(&file, &text)?;
    }
    let text =
        in_rules(&read(&root.join("src/rules.rs"))?, &groups).ok_or(format!("src/rules.rs: no line `{MARK}`"))?;
    out.put("src/rules.rs", &text)
}

/// The text of a group's mod.rs with a line for each check, behind the comment that it begins with.
fn in_group(text: &str, checks: &[String]) -> Option<String> {
    let kept: Vec<&str> = text.lines().filter(|l| !is_line(l)).collect();
    let head = kept.iter().take_while(|l| l.starts_with("//!")).count();
    if head == 0 {
        return None;
    }
    let lines: Vec<String> = checks.iter().map(|c| format!("pub(super) mod {c};")).collect();
    let rest = kept[head..].join("\n");
    let rest = rest.trim_matches('\n');
    let gap = if rest.is_empty() { "" } else { "\n" };
    let end = if rest.is_empty() { "" } else { "\n" };
    Some(format!("{}\n\n{}\n{gap}{rest}{end}", kept[..head].join("\n"), lines.join("\n")))
}

fn is_line(line: &str) -> bool {
    line.strip_prefix("pub(super) mod ").is_some_and(|rest| rest.ends_with(';'))
}

/// The text of rules.rs with a line for each group, below the mark and down to the next blank line.
fn in_rules(text: &str, groups: &[String]) -> Option<String> {
    let (before, after) = text.split_once(MARK)?;
    let rest = after.split_once("\n\n").map_or("", |(_, rest)| rest);
    let lines: Vec<String> = groups.iter().map(|g| format!("mod {g};")).collect();
    Some(format!("{before}{MARK}{}\n\n{rest}", lines.join("\n")))
}

#[cfg(test)]
mod tests {
    use super::{MARK, in_group, in_rules};

    #[test]
    fn a_group_has_a_line_for_each_check() {
        let names = ["a_b".to_owned(), "c".to_owned()];
        let wanted = "//! Rules (X).\n\npub(super) mod a_b;\npub(super) mod c;\n";
        assert_eq!(in_group("//! Rules (X).\n", &names).as_deref(), Some(wanted));
        assert_eq!(in_group("//! Rules (X).\n\npub(super) mod old;\n", &names).as_deref(), Some(wanted));
        let more = "\nuse super::Context;\n\nfn f() {}\n";
        let with_more = format!("{wanted}{more}");
        assert_eq!(in_group(&with_more, &names), Some(with_more.clone()));
        assert_eq!(in_group("mod x;\n", &names), None);
    }

    #[test]
    fn rules_have_a_line_for_each_group() {
        let text = format!("mod cache;\n\n{MARK}mod old;\nmod style;\n\nuse x;\n");
        let wanted = format!("mod cache;\n\n{MARK}mod acl;\nmod style;\n\nuse x;\n");
        assert_eq!(in_rules(&text, &["acl".to_owned(), "style".to_owned()]), Some(wanted));
        assert_eq!(in_rules("mod cache;\n", &[]), None);
    }
}
