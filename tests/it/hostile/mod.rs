//! Input that means harm, or that nobody has thought of: every run ends in bounded time and memory, with a finding or an
//! error that says what is wrong. All through the real program; `tests/hostile-large` has the sizes that take minutes.

// Inputs are made once: how is of no matter. What a test does not do it says.
#![allow(clippy::format_collect, clippy::format_push_string, clippy::print_stdout)]
#![cfg(unix)]
#![allow(clippy::expect_used, reason = "a test that cannot prepare its input has failed")]

mod accounts;
mod bounded;
mod changing;
mod confined;
mod files;
mod includes;
mod names;
mod sizes;
mod templates;
mod untouched;
