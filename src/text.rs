//! Asterisk's configuration text (`main/config.c`): comments, sections, settings, templates, includes.
//! Knows nothing of PJSIP. The facts are those of docs/asterisk/grammar.md; each is cited where it is used.

mod ahead;
mod by_skeleton;
mod comments;
mod document;
mod extconfig;
mod filter;
mod fnmatch;
mod getter;
mod glob;
mod grammar;
mod header;
mod include;
mod likeness;
mod lines;
mod names;
mod place;
mod placeholder;
pub mod posix;
mod prefetch;
mod problem;
mod reader;
#[cfg(test)]
mod same;
mod scan;
mod skeleton;

pub use by_skeleton::BySkeleton;
pub use comments::{Mark, marks};
pub use document::{Alike, Document, Origin, Others, SectionId, SettingId, Text};
pub use extconfig::Databases;
pub use getter::Getter;
pub use include::{ConfigDir, Include, Outcome};
pub use likeness::Likeness;
pub use names::NameId;
pub use problem::{Problem, ProblemKind};
pub use reader::{Reading, read, read_beside};
pub use skeleton::SkeletonId;
