//! A clone works on Windows and macOS too, and stays small.

use std::collections::{BTreeSet, HashMap};
use std::path::Path;
use std::process::Command;

use walkdir::{DirEntry, WalkDir};

/// Windows takes 260 characters, with the directory that the clone is in.
const LONGEST: usize = 200;
const MOST: usize = 6_500;

/// The paths that git knows, or, where there is no git, those that are there.
fn paths(root: &Path) -> Vec<String> {
    if root.join(".git").exists()
        && let Ok(git) = Command::new("git").args(["ls-files", "-z"]).current_dir(root).output()
        && git.status.success()
    {
        let names = String::from_utf8(git.stdout).expect("names are UTF-8");
        return names.split_terminator('\0').map(str::to_owned).collect();
    }
    WalkDir::new(root)
        .into_iter()
        .filter_entry(|e| !is_ignored(e))
        .map(|e| e.expect("a readable entry"))
        .filter(|e| !e.file_type().is_dir())
        .map(|e| {
            let path = e.path().strip_prefix(root).expect("it is below the root");
            path.to_str().expect("names are UTF-8").replace(std::path::MAIN_SEPARATOR, "/")
        })
        .collect()
}

/// What `.gitignore` keeps out and is there after a build or a search by a fuzzer.
fn is_ignored(entry: &DirEntry) -> bool {
    let is_unpacked = entry.path().parent().is_some_and(|p| p.ends_with("fuzz/corpus")) && entry.file_type().is_dir();
    is_unpacked || [".git", "target", "__pycache__"].map(Some).contains(&entry.file_name().to_str())
}

/// Whether Windows takes the name of a file or directory.
fn windows_takes(name: &str) -> bool {
    let device = name.split('.').next().unwrap_or_default().trim_end().to_ascii_uppercase();
    let numbered = |port: &str| {
        let number = device.strip_prefix(port).map(|n| n.chars().collect::<Vec<_>>());
        matches!(number.as_deref(), Some(['0'..='9' | '¹' | '²' | '³']))
    };
    !(name.ends_with(['.', ' '])
        || name.contains(|c: char| c.is_ascii_control() || r#"<>:"/\|?*"#.contains(c))
        || ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"].contains(&device.as_str())
        || numbered("COM")
        || numbered("LPT"))
}

#[test]
fn every_system_can_have_a_clone() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let paths = paths(root);
    let mut wrong = BTreeSet::new();
    let mut spellings: HashMap<String, &str> = HashMap::new();
    for path in &paths {
        let length = path.chars().count();
        if length > LONGEST {
            wrong.insert(format!("{path}: its {length} characters are more than {LONGEST}"));
        }
        if !path.split('/').all(windows_takes) {
            wrong.insert(format!("{path}: Windows does not take the name"));
        }
        // Without the right to make links, git for Windows writes a file with the target in it.
        if root.join(path).is_symlink() {
            wrong.insert(format!("{path}: it is a symbolic link"));
        }
        // Directories too: `D/a` and `d/b` become one.
        for end in path.match_indices('/').map(|(at, _)| at).chain([path.len()]) {
            let part = &path[..end];
            let first = *spellings.entry(part.to_lowercase()).or_insert(part);
            if first != part {
                wrong.insert(format!("{part}: it differs from {first} by case alone"));
            }
        }
    }
    let wrong: Vec<String> = wrong.into_iter().collect();
    assert!(wrong.is_empty(), "name these otherwise, or put them into case.json:\n{}", wrong.join("\n"));
    assert!(paths.len() > 100, "only {} files were found", paths.len());
    assert!(paths.len() <= MOST, "there are {} files, more than {MOST}", paths.len());
}

#[test]
fn names_that_windows_does_not_take_are_known() {
    for name in
        ["a.conf", ".hidden", "a b", "é.conf", "console.conf", "com.conf", "com10", "a.con", "-m.conf", "c.conf~"]
    {
        assert!(windows_takes(name), "{name}");
    }
    for name in [
        "a:b",
        "a?",
        "a*",
        "<a",
        "a|b",
        "\"a\"",
        "a\\b",
        "a.",
        "a ",
        "a\tb",
        "con",
        "Aux.conf",
        "NUL.tar.gz",
        "com1.md",
        "lpt¹",
        "con .x",
    ] {
        assert!(!windows_takes(name), "{name}");
    }
}
