//! Facts about Asterisk: versions, object types, options, and the syntax of values. Knows nothing of files.

mod facts;
pub(crate) mod secret;
mod target;
#[doc(hidden)]
pub mod value;
mod version;

pub(crate) use facts::{CHAN_SIP, CODECS, EnumValue, OptionFacts, Repeat, TYPES, ValueKind};
pub use target::{Choice, OptionRef, Target, TypeId};
pub use version::{NEWEST, UNRELEASED, Version, VersionError};
