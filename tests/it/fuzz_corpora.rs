//! What the fuzzers have found worth keeping, and what once broke something (fixtures/crashes), holds what must hold of
//! any input. Of the former each run looks at another quarter; `tests/fuzz` goes through all with an optimised build.

#![allow(clippy::print_stdout, reason = "says which input it was")]

use std::fs;
use std::io::{self, BufReader, Read as _};
use std::path::Path;

use crate::{properties, sample};

fn replay(target: &str, property: fn(&[u8])) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut inputs = archived(&root.join("fuzz/corpus").join(format!("{target}.tar")));
    sample::tell();
    // By the names in the archive: a seed draws the same wherever the clone is.
    inputs.retain(|(name, _)| sample::is_drawn(name.rsplit(": ").next().unwrap_or(name)));
    if let Ok(entries) = fs::read_dir(root.join("fixtures/crashes").join(target)) {
        inputs.extend(entries.map(|e| {
            let path = e.expect("an entry").path();
            (path.display().to_string(), fs::read(&path).expect("a file that can be read"))
        }));
    }
    inputs.sort();
    assert!(inputs.len() > 10, "the corpus of {target} is not here");
    for (name, data) in inputs {
        let told = Told(name);
        property(&data);
        std::mem::forget(told);
    }
}

/// The files of the archive that `tests/fuzz-corpus` packs.
fn archived(path: &Path) -> Vec<(String, Vec<u8>)> {
    let file = fs::File::open(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    let mut archive = tar::Archive::new(BufReader::new(file));
    let read = |entry: io::Result<tar::Entry<'_, _>>| {
        let mut entry = entry?;
        let mut data = Vec::new();
        entry.read_to_end(&mut data)?;
        Ok((format!("{}: {}", path.display(), entry.path()?.display()), data))
    };
    archive.entries().expect("an archive").map(read).collect::<io::Result<_>>().expect("a whole archive")
}

/// Says which input it was, if the test ends in the middle of it.
struct Told(String);

impl Drop for Told {
    fn drop(&mut self) {
        println!("{} breaks it", self.0);
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
