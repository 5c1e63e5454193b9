//! Fixes are right: over the rules' examples, the recorded cases and, where there is one, a corpus; in files of every
//! form; and as they are written.

#![allow(clippy::print_stdout)]

mod corpus;
mod examples;
mod forms;
mod program;
mod proof;
mod writing;
