//! Fixes are right: over the rules' examples, the recorded cases and, where there is one, a corpus; in files of every
//! form; and as they are written.

#![allow(clippy::print_stdout)]

#[path = "../cases/mod.rs"]
mod cases;
mod corpus;
mod examples;
mod forms;
#[path = "../rules/page.rs"]
mod page;
mod proof;
mod run;
mod site;
mod writing;
