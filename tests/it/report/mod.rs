//! The formats for programs: what they hold, that they are what their schema says, and what must not be in them.

mod fixture;
mod github;
mod gitlab;
mod json;
mod limits;
pub(crate) mod sarif;
mod secrets;
mod show;
mod xml;
