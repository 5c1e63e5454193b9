//! The same over the recorded cases, and, with `PJLINT_CORPUS`, over a corpus of directories.

use std::path::{Path, PathBuf};

use crate::proof::prove;
use crate::site::Site;

fn directories(dir: &Path) -> Vec<PathBuf> {
    let mut all: Vec<PathBuf> = std::fs::read_dir(dir)
        .unwrap_or_else(|e| panic!("{}: {e}", dir.display()))
        .map(|e| e.expect("a readable entry").path())
        .filter(|p| p.is_dir())
        .collect();
    all.sort();
    all
}

fn prove_all(dirs: &[PathBuf], known_as: &'static str, is_live: bool) -> (usize, usize, Vec<String>) {
    let (mut wrong, mut count, mut with) = (Vec::new(), 0, 0);
    for dir in dirs {
        for version in ["16.28", "22.10"] {
            let name = dir.file_name().expect("a name").to_string_lossy().into_owned();
            let root = dir.canonicalize().expect("a directory");
            let site = Site { known_as, is_live, ..Site::new(root, version) };
            let found = prove(&site, &format!("{name} on {version}"), &mut wrong);
            count += found;
            with += usize::from(found > 0);
        }
    }
    (count, with, wrong)
}

#[test]
fn fixes_of_recorded_cases_are_right() {
    let dirs = directories(&Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/truth"));
    let (count, with, wrong) = prove_all(&dirs, "/tmp/run-XXXXXXXX/etc", true);
    println!("{count} fixes in {with} of {} recorded cases (each for 16 and 22)", dirs.len());
    assert!(wrong.is_empty(), "{} of {count} fixes are wrong:\n{}", wrong.len(), wrong.join("\n"));
    assert!(count > 100, "only {count} fixes");
}

#[test]
fn fixes_of_the_corpus_are_right() {
    let Some(corpus) = std::env::var_os("PJLINT_CORPUS") else {
        println!("PJLINT_CORPUS is not set: there is no corpus to look at");
        return;
    };
    let dirs = directories(&PathBuf::from(corpus).join("conf"));
    let (count, with, wrong) = prove_all(&dirs, "/etc/asterisk", false);
    println!("{count} fixes in {with} of {} directories (each for 16 and 22)", dirs.len());
    assert!(wrong.is_empty(), "{} of {count} fixes are wrong:\n{}", wrong.len(), wrong.join("\n"));
}
