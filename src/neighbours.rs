//! The other files of the configuration directory, each used only if it exists: their settings, with the location of
//! each. Knows Asterisk's configuration text and the syntax of values, but not PJSIP's objects.

mod asterisk_conf;
mod block;
mod dialplan;
mod families;
mod hep;
mod http;
mod manager;
mod modules;
mod queues;
mod rtp;
mod text;
mod voicemail;

use std::net::IpAddr;

use crate::asterisk::Target;
use crate::source::{Sources, Span};
use crate::text::Document;

pub use asterisk_conf::AsteriskConf;
pub(crate) use block::{Block, first_block};
pub use dialplan::{
    Call, ChannelRef, Dialplan, DialplanLine, Elsewhere, OtherDialplans, TECHNOLOGIES, Use, What, channels,
    inner_calls, reads, uses,
};
pub use families::{Families, Family};
pub use hep::{Collector, Hep, HepFault};
pub use http::{Bound, Http};
pub(crate) use manager::Manager;
pub use modules::{Absence, Loads, Modules, NoStart};
pub use queues::{Member, Queues};
pub use rtp::{IceCandidate, Rtp, StrictRtp};
pub use text::Text;
pub use voicemail::{Voicemail, VoicemailBox};

/// A value that Asterisk works with, and where it is set: nowhere for a default.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fact<T> {
    /// The value as Asterisk interprets it.
    pub value: T,
    /// The setting; none where the value is the default.
    pub(crate) span: Option<Span>,
}

impl<T> Fact<T> {
    /// Asterisk's default.
    pub(crate) fn default_value(value: T) -> Self {
        Self { value, span: None }
    }

    fn set(value: T, span: Span) -> Self {
        Self { value, span: Some(span) }
    }
}

/// Files of which only the text is judged: whether Asterisk can read it, and what is lost if it cannot (G-69).
const TEXT_ALONE: &[&str] = &[
    "voicemail.conf",
    "musiconhold.conf",
    "features.conf",
    "pjproject.conf",
    "udptl.conf",
    "users.conf",
    "logger.conf",
    "cdr.conf",
    "ccss.conf",
    "indications.conf",
];

/// The settings of the other files of the directory; each is `None` if its file is missing.
#[derive(Debug, Default)]
pub struct Neighbours {
    /// modules.conf; without it nothing is known about modules.
    pub modules: Modules,
    /// asterisk.conf.
    pub(crate) asterisk: Option<AsteriskConf>,
    /// rtp.conf.
    pub rtp: Option<Rtp>,
    /// http.conf.
    pub http: Option<Http>,
    /// hep.conf.
    pub hep: Option<Hep>,
    /// manager.conf.
    pub(crate) manager: Option<Manager>,
    /// extconfig.conf.
    pub(crate) families: Option<Families>,
    /// The text of each of these files, in the order of reading.
    pub(crate) texts: Vec<(&'static str, Document)>,
    /// Whether there is a sip.conf, which a target without chan_sip does not read.
    pub(crate) has_sip: bool,
    /// Whether there is a pjproject.conf.
    pub(crate) has_pjproject: bool,
    /// Which other dialplans are beside extensions.conf.
    pub(crate) dialplans: OtherDialplans,
}

impl Neighbours {
    /// Addresses and ports that Asterisk's own servers have before PJSIP opens its sockets (T-8).
    pub(crate) fn servers(&self) -> Vec<(IpAddr, u16)> {
        let mut all = Vec::new();
        if let Some(http) = self.http.as_ref().filter(|h| h.is_serving()) {
            all.push(&http.bound);
            all.extend(http.is_serving_tls().then_some(&http.tls_bound));
        }
        all.extend(self.manager.as_ref().filter(|m| m.enabled).map(|m| &m.bound));
        let address = |b: &Fact<Bound>| if let Bound::Address(a, p) = b.value { Some((a, p)) } else { None };
        all.into_iter().filter_map(address).collect()
    }

    /// Reads each of the files that are read after extconfig.conf, which may put a database in their place.
    ///
    /// # Errors
    /// Those of the reader.
    pub(crate) fn read<R: FileReader>(self, reader: &mut R, target: &Target) -> Result<Self, R::Error> {
        let mut neighbours = self;
        neighbours.asterisk = neighbours.view(reader, "asterisk.conf", AsteriskConf::new)?;
        neighbours.rtp = neighbours.view(reader, "rtp.conf", Rtp::new)?;
        neighbours.http = neighbours.view(reader, "http.conf", Http::new)?;
        neighbours.manager = neighbours.view(reader, "manager.conf", Manager::new)?;
        neighbours.hep = neighbours.view(reader, "hep.conf", |d, s| Hep::new(d, s, target))?;
        for name in TEXT_ALONE {
            neighbours.view(reader, name, |_, _| ())?;
        }
        neighbours.has_sip = reader.exists("sip.conf");
        neighbours.has_pjproject = reader.exists("pjproject.conf");
        neighbours.dialplans =
            OtherDialplans { ael: reader.exists("extensions.ael"), lua: reader.exists("extensions.lua") };
        Ok(neighbours)
    }

    /// Reads a file, keeps its text and gives what `view` makes of it.
    pub(crate) fn view<R: FileReader, T>(
        &mut self,
        reader: &mut R,
        name: &'static str,
        view: impl FnOnce(&Document, &Sources) -> T,
    ) -> Result<Option<T>, R::Error> {
        let Some(doc) = reader.read(name)? else { return Ok(None) };
        let view = view(&doc, reader.sources());
        self.texts.push((name, doc));
        Ok(Some(view))
    }

    /// What voicemail.conf says, if there is one.
    pub fn voicemail<'a>(&'a self, sources: &'a Sources) -> Option<Voicemail<'a>> {
        let (_, doc) = self.texts.iter().find(|(name, _)| *name == "voicemail.conf")?;
        Some(Voicemail::new(doc, sources))
    }
}

/// What reads a file of the directory by its name.
pub(crate) trait FileReader {
    /// Why a file that is there could not be read.
    type Error;

    /// The parsed file; none where it is missing.
    ///
    /// # Errors
    /// Where the file is there and cannot be read.
    fn read(&mut self, name: &str) -> Result<Option<Document>, Self::Error>;

    /// Whether there is a file of that name.
    fn exists(&self, name: &str) -> bool;

    /// What was read so far.
    fn sources(&self) -> &Sources;
}
