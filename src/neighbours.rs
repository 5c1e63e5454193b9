//! The other files of the configuration directory, each believed only where it is there: what they say, with the
//! place of every setting. Knows Asterisk's configuration text and the syntax of values; not PJSIP's objects.

mod asterisk_conf;
mod block;
mod hep;
mod http;
mod modules;
mod rtp;

use crate::asterisk::Target;
use crate::source::{Sources, Span};
use crate::text::Document;

pub use asterisk_conf::AsteriskConf;
pub use block::{Block, blocks, first_block};
pub use hep::{Collector, Hep, HepFault};
pub use http::{Bound, Http};
pub use modules::{Absence, Loads, Modules, NoStart};
pub use rtp::{IceCandidate, Rtp, StrictRtp};

/// A value that Asterisk works with, and where it is set: nowhere for a default.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fact<T> {
    /// The value as Asterisk takes it.
    pub value: T,
    /// The setting; none where the value is the default.
    pub span: Option<Span>,
}

impl<T> Fact<T> {
    /// What Asterisk takes where nothing is set.
    pub fn default_value(value: T) -> Self {
        Self { value, span: None }
    }

    fn set(value: T, span: Span) -> Self {
        Self { value, span: Some(span) }
    }
}

/// What the other files of the directory say; each is none where its file is missing.
#[derive(Debug, Default)]
pub struct Neighbours {
    /// modules.conf; where there is none, nothing is known of any module.
    pub modules: Modules,
    /// asterisk.conf.
    pub asterisk: Option<AsteriskConf>,
    /// rtp.conf.
    pub rtp: Option<Rtp>,
    /// http.conf.
    pub http: Option<Http>,
    /// hep.conf.
    pub hep: Option<Hep>,
}

impl Neighbours {
    /// Reads each of the files with `read`, which gives nothing for one that is not there.
    ///
    /// # Errors
    /// Those of `read`.
    pub fn read<R: Reader>(reader: &mut R, target: &Target, modules: Modules) -> Result<Self, R::Error> {
        let mut neighbours = Self { modules, ..Self::default() };
        neighbours.asterisk = reader.read("asterisk.conf")?.map(|d| AsteriskConf::new(&d, reader.sources()));
        neighbours.rtp = reader.read("rtp.conf")?.map(|d| Rtp::new(&d, reader.sources()));
        neighbours.http = reader.read("http.conf")?.map(|d| Http::new(&d, reader.sources()));
        neighbours.hep = reader.read("hep.conf")?.map(|d| Hep::new(&d, reader.sources(), target));
        Ok(neighbours)
    }
}

/// What reads a file of the directory by its name.
pub trait Reader {
    /// Why a file that is there could not be read.
    type Error;

    /// The parsed file; none where it is missing.
    ///
    /// # Errors
    /// Where the file is there and cannot be read.
    fn read(&mut self, name: &str) -> Result<Option<Document>, Self::Error>;

    /// What was read so far.
    fn sources(&self) -> &Sources;
}
