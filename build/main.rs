//! Compiles the data below `rules/` in: the facts about Asterisk, and the page of every rule.

// The lines that cargo reads are printed.
#![allow(clippy::print_stdout)]

mod cwe;
mod facts;
mod pages;

use std::path::PathBuf;
use std::{env, fs};

fn main() {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR").expect("cargo sets it"));
    let out = PathBuf::from(env::var("OUT_DIR").expect("cargo sets it"));
    for watched in ["build", "rules", "src/rules"] {
        println!("cargo:rerun-if-changed={watched}");
    }
    let known = facts::releases_known(&root.join("rules/asterisk"));
    fs::write(out.join("releases.rs"), known).expect("OUT_DIR is writable");
    fs::write(out.join("facts.rs"), facts::generate(&root.join("rules/asterisk"))).expect("OUT_DIR is writable");
    let tables = pages::generate(&root);
    fs::write(out.join("catalogue.rs"), tables.catalogue).expect("OUT_DIR is writable");
    fs::write(out.join("checks.rs"), tables.checks).expect("OUT_DIR is writable");
}
