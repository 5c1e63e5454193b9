//! pjlint says what Asterisk will make of a PJSIP configuration: which file is lost, which object is loaded, rejected or
//! ignored, which values it has, and which names lead nowhere. The command line is a thin layer over [`linter`].
//!
//! The API is not stable before 1.0.
//!
//! # Lint a directory
//!
//! ```
//! use pjlint::linter::Linter;
//! use pjlint::text::ConfigDir;
//!
//! let report = Linter::default().lint_dir(&ConfigDir::new("fixtures/demo"))?;
//! for finding in &report.findings {
//!     let place = report.config.sources.position(finding.primary.span);
//!     println!("{}:{}: {}", report.path(finding.primary.span), place.line, finding.message);
//! }
//! assert!(report.findings.iter().any(|f| f.rule.name == "duplicate-object"));
//! # Ok::<(), pjlint::linter::LintError>(())
//! ```
//!
//! # Lint an unsaved buffer, apply a fix, ask for effective values
//!
//! An [`Overlay`](source::Overlay) holds contents that replace files on the disk, or that are not on the disk yet.
//!
//! ```
//! use pjlint::linter::Linter;
//! use pjlint::source::Overlay;
//! use pjlint::text::ConfigDir;
//!
//! let dir = ConfigDir::new(std::env::temp_dir().join("not-saved-yet"));
//! let buffer = "[alice]\ntype=aor\nmax_contact=2\n";
//! let overlay = Overlay::from([(dir.root.join("pjsip.conf"), buffer.as_bytes().into())]);
//! let linter = Linter::default();
//!
//! let report = linter.lint_with(&dir, &overlay)?;
//! assert!(report.effective_values("aor", "alice").is_none(), "one misspelt option costs the whole object");
//!
//! let fix = report.findings.iter().find_map(|f| f.fix.as_ref()).expect("a misspelt option can be fixed");
//! let fixed = linter.lint_with(&dir, &fix.apply(&report.config.sources))?;
//! let values = fixed.effective_values("aor", "alice").expect("the aor is loaded now");
//! let max_contacts = values.iter().find(|v| v.name == "max_contacts").expect("every option has a value");
//! assert_eq!(max_contacts.value.to_string(), "2");
//! # Ok::<(), pjlint::linter::LintError>(())
//! ```
//!
//! What a run depends on is in the [`Linter`](linter::Linter): the release of Asterisk, the policy (`pjlint.toml`), the
//! day. [`Cancellation`](linter::Cancellation) ends a run from another thread. [`report`] writes the formats.

// Most of what only the command line calls has no feature of its own.
#![cfg_attr(not(feature = "cli"), allow(dead_code, unused_imports))]

pub mod asterisk;
pub mod catalogue;
pub mod finding;
pub mod linter;
pub mod objects;
pub mod policy;
pub mod report;
pub mod source;
pub mod suppression;
pub mod text;

// What the program, the tests and the benches reach into: no API, it changes without a word.
#[doc(hidden)]
pub mod accounts;
#[doc(hidden)]
pub mod chan_sip;
#[cfg(feature = "cli")]
#[doc(hidden)]
pub mod cli;
#[doc(hidden)]
pub mod fix;
#[doc(hidden)]
pub mod graph;
#[doc(hidden)]
pub mod neighbours;
#[doc(hidden)]
pub mod parity;
#[doc(hidden)]
pub mod printable;
#[doc(hidden)]
pub mod symptoms;

mod baseline;
mod cancellation;
mod hashing;
mod parallel;
mod reach;
mod rules;
mod spelling;
mod template_marks;
mod trim;
