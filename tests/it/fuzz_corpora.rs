//! What the fuzzers have found worth keeping, and what once broke something (fixtures/crashes), holds what must hold of
//! any input.

#![allow(clippy::print_stdout, reason = "says which file it was")]

use std::fs;
use std::path::{Path, PathBuf};

use crate::properties;

fn replay(target: &str, property: fn(&[u8])) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    for dir in [root.join("fuzz/corpus").join(target), root.join("fixtures/crashes").join(target)] {
        let Ok(entries) = fs::read_dir(dir) else { continue };
        files.extend(entries.map(|e| e.expect("an entry").path()));
    }
    files.sort();
    assert!(files.len() > 10, "the corpus of {target} is not here");
    for file in files {
        let told = Told(file);
        property(&fs::read(&told.0).expect("a file that can be read"));
        std::mem::forget(told);
    }
}

/// Says which file it was, if the test ends in the middle of it.
struct Told(PathBuf);

impl Drop for Told {
    fn drop(&mut self) {
        println!("{} breaks it", self.0.display());
    }
}

macro_rules! targets {
    ($($target:ident),*) => {$(
        #[test]
        fn $target() {
            replay(stringify!($target), properties::$target);
        }
    )*};
}

targets!(text, objects, wizard, sip_conf, dialplan, pjlint_toml, suppressions, fix);
