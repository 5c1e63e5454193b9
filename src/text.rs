//! Asterisk's configuration text (`main/config.c`): comments, sections, settings, templates, includes.
//! Knows nothing of PJSIP. The facts are those of docs/asterisk/grammar.md; each is cited where it is used.

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
mod line_map;
mod lines;
mod names;
mod parallel_scan;
mod placeholder;
pub(crate) mod posix;
mod prefetch;
mod problem;
mod reader;
mod scan;
#[cfg(test)]
mod scan_equivalence_tests;
mod section_groups;
mod skeleton;

pub(crate) use by_skeleton::BySkeleton;
pub(crate) use comments::{Mark, marks};
pub use document::{Document, Origin, SectionId, SettingId, SyntheticBatch, SyntheticTemplate, SyntheticText};
pub(crate) use extconfig::Databases;
pub(crate) use getter::Getter;
pub(crate) use header::header_line;
pub use include::{ConfigDir, Include, Outcome};
pub(crate) use names::NameId;
pub use problem::{Problem, ProblemKind};
pub use reader::{Reading, read, read_beside};
pub(crate) use section_groups::SectionInterner;
pub(crate) use skeleton::SkeletonId;
