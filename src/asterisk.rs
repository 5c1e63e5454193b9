//! Facts about Asterisk: versions, object types, options, and the syntax of values. Knows nothing of files.

mod facts;
pub mod secret;
mod target;
pub mod value;
mod version;

pub use facts::{
    CHAN_SIP, CHAN_SIP_PLACES, CIPHERS, CODECS, CipherFacts, CodecFacts, EnumValue, OptionFacts, Repeat, TYPES,
    TypeFacts, ValueKind,
};
pub use target::{Choice, OptionRef, Target, TypeId};
pub use version::{NEWEST, UNRELEASED, Version, VersionError};
