//! `rules/<group>/<name>.md` and `src/rules/<group>/<name>.rs` to the table of the rules.
//! A page without a check, or a check without a page, stops the build, and so does a check that no `mod` line names.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::Path;

use crate::cwe::Cwe;

/// The generated sources.
pub(crate) struct Tables {
    /// What the pages say of each rule: `src/catalogue.rs` includes it.
    pub(crate) catalogue: String,
    /// The functions that look for it: `src/rules.rs` includes it.
    pub(crate) checks: String,
}

pub(crate) fn generate(root: &Path) -> Tables {
    let mut out = String::from("/// Every rule, in the order of the codes.\npub static RULES: &[Rule] = &[\n");
    let mut by_code = BTreeMap::new();
    let mut cwe = Cwe::read(&root.join("rules/cwe.json"));
    for group in directories(&root.join("rules")) {
        if group == "asterisk" {
            continue;
        }
        let pages = stems(&root.join("rules").join(&group), "md");
        let checks: BTreeSet<String> = stems(&root.join("src/rules").join(&group), "rs")
            .into_iter()
            .filter(|s| s != "mod")
            .map(|s| s.replace('_', "-"))
            .collect();
        let odd: Vec<&String> = pages.symmetric_difference(&checks).collect();
        assert!(
            odd.is_empty(),
            "{group}: a page without a check, or a check without a page: {odd:?} (`cargo xtask rule GROUP/NAME` writes both)"
        );
        must_have_lines(root, &group, &pages);
        for name in pages {
            let path = root.join("rules").join(&group).join(format!("{name}.md"));
            let page = fs::read_to_string(&path).expect("a page is UTF-8");
            let front = front_matter(&page, &name);
            let field = |key: &str| {
                front.get(key).unwrap_or_else(|| panic!("rules/{group}/{name}.md: no `{key}` in the front matter"))
            };
            assert_eq!(*field("name"), name, "rules/{group}/{name}.md: the name in the front matter");
            assert_eq!(*field("group"), group, "rules/{group}/{name}.md: the group in the front matter");
            let security = cwe.fields(&path.display().to_string(), front.get("cwe"), front.get("security-severity"));
            let needs = |what: &str| front.get("needs").is_some_and(|n| n.split(',').any(|n| n.trim() == what));
            let mut entry = String::new();
            writeln!(
                entry,
                "Rule {{ name: {name:?}, code: {:?}, group: {group:?}, severity: Severity::{}, confidence: Confidence::{}, fix: FixSafety::{}, asterisk: {:?}, profile: Profile::{}, since: Release({}), was: &{}, {security}, basis: Basis::{}, needs_files: {}, needs_all_readers: {}, summary: {:?}, page: include_str!(r\"{}\") }},",
                field("code"), title(field("severity")), title(field("confidence")), title(field("fix")), field("asterisk"), title(front.get("profile").map_or("default", String::as_str)), release(front.get("since").map_or("0.1", String::as_str)), was(front.get("was").map_or("", String::as_str)),
                title(front.get("basis").map_or("values", String::as_str)), needs("check-files"), needs("all-readers"), field("summary"),
                path.display(),
            ).expect("a String takes everything");
            assert!(
                by_code
                    .insert(field("code").clone(), (entry, format!("{group}::{}::check,\n", name.replace('-', "_"))))
                    .is_none(),
                "two rules have the code {}",
                field("code")
            );
        }
    }
    let mut checks =
        String::from("/// The check of every rule, in the order of `RULES`.\nstatic CHECKS: &[Check] = &[\n");
    for (entry, check) in by_code.into_values() {
        out.push_str(&entry);
        checks.push_str(&check);
    }
    Tables { catalogue: out + "];\n\n" + &cwe.table(), checks: checks + "];\n" }
}

/// The compiler finds the checks by lines that are generated, and kept in the repository for rustfmt and editors.
fn must_have_lines(root: &Path, group: &str, names: &BTreeSet<String>) {
    let in_group = names.iter().map(|n| format!("pub(super) mod {};", n.replace('-', "_"))).collect();
    let files: [(String, Vec<String>); 2] =
        [(format!("src/rules/{group}/mod.rs"), in_group), ("src/rules.rs".to_owned(), vec![format!("mod {group};")])];
    for (file, wanted) in files {
        let text = fs::read_to_string(root.join(&file)).unwrap_or_default();
        for line in wanted.iter().filter(|wanted| text.lines().all(|l| l != *wanted)) {
            println!("cargo::error={file} lacks the line `{line}`: run `cargo xtask generate`");
        }
    }
}

/// `0.1` as `0, 1`.
fn release(text: &str) -> String {
    let (major, minor) = text.split_once('.').unwrap_or_else(|| panic!("`{text}` is no release"));
    let number = |n: &str| n.parse::<u16>().unwrap_or_else(|_| panic!("`{text}` is no release"));
    format!("{}, {}", number(major), number(minor))
}

/// `warning until 0.2, info until 0.4` as a slice literal.
fn was(text: &str) -> String {
    let one = |part: &str| {
        let (severity, last) = part.trim().split_once(" until ").unwrap_or_else(|| panic!("`{part}`: `was`"));
        format!("(Release({}), Severity::{})", release(last), title(severity))
    };
    let list: Vec<String> = text.split(',').filter(|p| !p.trim().is_empty()).map(one).collect();
    format!("[{}]", list.join(", "))
}

fn front_matter(page: &str, name: &str) -> BTreeMap<String, String> {
    let rest = page.strip_prefix("---\n").unwrap_or_else(|| panic!("{name}.md: no front matter"));
    let (front, _) = rest.split_once("\n---\n").unwrap_or_else(|| panic!("{name}.md: the front matter does not end"));
    front.lines().filter_map(|l| l.split_once(':')).map(|(k, v)| (k.trim().into(), v.trim().into())).collect()
}

fn title(word: &str) -> String {
    word[..1].to_uppercase() + &word[1..]
}

fn directories(dir: &Path) -> BTreeSet<String> {
    entries(dir).filter(|e| e.path().is_dir()).map(|e| e.file_name().to_string_lossy().into_owned()).collect()
}

fn stems(dir: &Path, ending: &str) -> BTreeSet<String> {
    entries(dir)
        .filter(|e| e.path().extension().is_some_and(|x| x == ending))
        .map(|e| e.path().file_stem().expect("a file has a name").to_string_lossy().into_owned())
        .collect()
}

fn entries(dir: &Path) -> impl Iterator<Item = fs::DirEntry> {
    fs::read_dir(dir).unwrap_or_else(|e| panic!("{}: {e}", dir.display())).map(|e| e.expect("a readable directory"))
}
