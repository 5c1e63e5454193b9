//! The same over the recorded cases, and, with `PJLINT_CORPUS`, over a corpus of directories: a quarter of them in each
//! run, and all with `PJLINT_ALL=1`.

use std::path::{Path, PathBuf};

use pjlint::asterisk::Choice;
use pjlint::catalogue::Profile;

use crate::fix::proof::{Count, prove};
use crate::site::{Site, target};
use crate::{cases, sample};

fn directories(dir: &Path) -> Vec<PathBuf> {
    let mut all: Vec<PathBuf> = std::fs::read_dir(dir)
        .unwrap_or_else(|e| panic!("{}: {e}", dir.display()))
        .map(|e| e.expect("a readable entry").path())
        .filter(|p| p.is_dir())
        .collect();
    all.sort();
    all
}

/// Those that this run looks at.
fn drawn<D: AsRef<Path>>(mut dirs: Vec<D>) -> Vec<D> {
    sample::tell();
    dirs.retain(|dir| sample::is_drawn(&dir.as_ref().file_name().expect("a name").to_string_lossy()));
    dirs
}

fn prove_all(
    dirs: &[impl AsRef<Path>],
    known_as: &str,
    is_live: bool,
    profile: Profile,
) -> (Count, usize, Vec<String>) {
    let (mut wrong, mut count, mut with) = (Vec::new(), Count::default(), 0);
    for dir in dirs.iter().map(AsRef::as_ref) {
        for version in ["16.28", "22.10"] {
            let name = dir.file_name().expect("a name").to_string_lossy().into_owned();
            let root = dir.canonicalize().expect("a directory");
            let mut site = Site::at(root);
            site.linter.target = target(version, Choice::Given);
            site.linter.policy.profile = profile;
            site.dir.known_as = known_as.into();
            site.dir.is_live = is_live;
            let found = prove(&site, &format!("{name} on {version}"), &mut wrong);
            count.made += found.made;
            count.left_out += found.left_out;
            with += usize::from(found.made > 0);
        }
    }
    (count, with, wrong)
}

fn tell(count: Count, with: usize, all: usize) {
    let Count { made, left_out } = count;
    println!(
        "{made} fixes in {with} of {} readings (each directory for 16 and for 22), {left_out} left out for the harm they do",
        2 * all
    );
}

#[test]
fn fixes_of_recorded_cases_are_right() {
    let dirs = drawn(cases::all());
    let (count, with, wrong) = prove_all(&dirs, "/tmp/run-XXXXXXXX/etc", true, Profile::Default);
    tell(count, with, dirs.len());
    assert!(wrong.is_empty(), "{} things are wrong:\n{}", wrong.len(), wrong.join("\n"));
    assert!(count.made > sample::size(100, 25), "only {} fixes", count.made);
    assert!(count.left_out * 20 < count.made, "{} of {} do harm", count.left_out, count.made);
}

#[test]
fn fixes_of_the_corpus_are_right() {
    let Some(corpus) = std::env::var_os("PJLINT_CORPUS") else {
        println!("PJLINT_CORPUS is not set: there is no corpus to look at");
        return;
    };
    let dirs = drawn(directories(&PathBuf::from(corpus).join("conf")));
    let (count, with, wrong) = prove_all(&dirs, "/etc/asterisk", false, Profile::Audit);
    tell(count, with, dirs.len());
    assert!(wrong.is_empty(), "{} things are wrong:\n{}", wrong.len(), wrong.join("\n"));
}
