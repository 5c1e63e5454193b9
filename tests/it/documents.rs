//! The man pages, the completions and the reference in docs/ are those of the program.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

fn files(dir: &Path, below: &str, out: &mut BTreeMap<String, String>) {
    for entry in fs::read_dir(dir.join(below)).unwrap_or_else(|e| panic!("{}: {e}", dir.join(below).display())) {
        let name = entry.unwrap().file_name().into_string().unwrap();
        out.insert(format!("{below}/{name}"), fs::read_to_string(dir.join(below).join(&name)).unwrap());
    }
}

fn all(dir: &Path) -> BTreeMap<String, String> {
    let mut out = BTreeMap::new();
    files(dir, "man", &mut out);
    files(dir, "completions", &mut out);
    for name in ["cli.md", "rules.md"] {
        out.insert(name.into(), fs::read_to_string(dir.join(name)).unwrap());
    }
    out
}

#[test]
fn documents_are_those_of_the_program() {
    let made = Path::new(env!("CARGO_TARGET_TMPDIR")).join("documents");
    let _ = fs::remove_dir_all(&made);
    let status = Command::new(env!("CARGO_BIN_EXE_pjlint")).arg("documents").arg(&made).status().unwrap();
    assert!(status.success());
    let (made, kept) = (all(&made), all(&Path::new(env!("CARGO_MANIFEST_DIR")).join("docs")));
    let stale: Vec<&String> =
        made.keys().chain(kept.keys()).filter(|name| made.get(*name) != kept.get(*name)).collect();
    assert!(
        stale.is_empty(),
        "these files of docs/ are not what the program makes: {stale:?}\nwrite them anew with: cargo run -- documents docs"
    );
    assert!(made.contains_key("man/pjlint-check.1") && made.contains_key("completions/_pjlint"));
}
