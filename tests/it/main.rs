//! All tests of the library and the program, in one binary: each binary would link the whole crate anew.

mod adoption;
mod cases;
mod cli;
mod documentation;
mod explain;
mod fix;
mod fix_forms;
mod fuzz_corpora;
mod hostile;
mod json_schema;
mod linter;
mod mutation;
mod neighbours;
mod parity;
mod policy;
mod portable;
#[path = "../../fuzz/properties/mod.rs"]
mod properties;
mod quiet;
mod report;
mod rooms;
mod rule_pages;
mod sample;
mod site;
mod statements;
mod terminal;
mod truth;
