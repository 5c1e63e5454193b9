//! The formats for programs: what they hold, that they are what their schema says, and what must not be in them.

#[path = "../cases/mod.rs"]
mod cases;
mod fixture;
mod github;
mod gitlab;
mod json;
mod limits;
mod sarif;
mod secrets;
mod show;
mod xml;
