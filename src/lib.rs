//! pjlint says what Asterisk will make of a PJSIP configuration: which file is lost, which object is loaded,
//! rejected or ignored, which values it has, and which names lead nowhere.
//!
//! The way through the house is one-way: [`source`] (bytes) → [`text`] (Asterisk's configuration text) →
//! [`neighbours`] (the other files), [`chan_sip`] (sip.conf) and [`objects`] (verdicts, with the facts of
//! [`asterisk`]) → [`graph`] (references) → [`accounts`] (what belongs together, by the classes of the [`policy`]) and
//! [`parity`] (chan_sip against PJSIP) → [`rules`] → [`finding`] → [`report`] → [`fix`] → [`cli`]. What a comment
//! ([`suppression`]) or the [`baseline`] knows is set aside on the way to the report.

pub mod accounts;
pub mod asterisk;
pub mod baseline;
pub mod catalogue;
pub mod chan_sip;
pub mod cli;
pub mod finding;
pub mod fix;
pub mod graph;
mod hashing;
pub mod linter;
pub mod neighbours;
pub mod objects;
mod parallel;
pub mod parity;
pub mod policy;
pub mod printable;
pub mod report;
pub mod rules;
pub mod source;
mod spelling;
pub mod suppression;
pub mod symptoms;
mod template_marks;
pub mod text;
mod trim;
