//! A configuration directory: its files, read and judged.

use std::path::{Path, PathBuf};

use crate::asterisk::{TYPES, Target, TypeId};
use crate::cancellation::Cancellation;
use crate::chan_sip::ChanSip;
use crate::neighbours::{Absence, Dialplan, Families, FileReader, Loads, Modules, Neighbours, Queues};
use crate::source::{FileId, ReadError, Sources};
use crate::text::{self, ConfigDir, Databases, Document, Outcome, Reading};

use super::loader::{LoadContext, load_objects};
use super::wizard::expand;
use super::{Generated, LoadOptions, LoadedFile, Mapping, realtime_drivers};

/// A configuration directory as Asterisk would make objects of it.
#[derive(Debug)]
pub struct Configuration {
    /// Every file that was read.
    pub sources: Sources,
    /// The directory.
    pub dir: ConfigDir,
    /// The Asterisk that it is for.
    pub target: Target,
    /// What is judged beyond the text.
    pub(crate) options: LoadOptions,
    /// What sorcery.conf says.
    pub mapping: Mapping,
    /// What extconfig.conf says of whole files.
    pub databases: Databases,
    /// pjsip.conf; empty if there is none.
    pub pjsip: LoadedFile,
    /// geolocation.conf, if there is one.
    pub(crate) geolocation: Option<LoadedFile>,
    /// stir_shaken.conf, if there is one.
    pub(crate) stir_shaken: Option<LoadedFile>,
    /// acl.conf, if there is one.
    pub(crate) acl: Option<Document>,
    /// pjsip_wizard.conf, if there is one.
    pub(crate) wizard: Option<Document>,
    /// extensions.conf, if there is one.
    pub(crate) extensions: Option<Document>,
    /// queues.conf, if there is one.
    pub(crate) queues: Option<Document>,
    /// sorcery.conf, if there is one.
    pub(crate) sorcery: Option<Document>,
    /// sip.conf, if there is one and the target reads it (T-26), or a migration from it is looked at, or it is all
    /// there is of SIP.
    pub chan_sip: Option<ChanSip>,
    /// What the other files of the directory say.
    pub neighbours: Neighbours,
}

/// Why a directory could not be linted.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// A file that must be read could not be.
    #[error("{}: {error}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        error: ReadError,
    },
    /// The run was cancelled.
    #[error("the run was cancelled")]
    Cancelled,
}

/// Where pjsip.conf comes from.
#[derive(Debug)]
pub enum Main {
    /// The directory.
    File,
    /// Text given instead of the file: standard input.
    Text(Vec<u8>),
}

/// Reads and judges a directory.
///
/// # Errors
/// Only where a file is there and cannot be read, or the run is cancelled; whatever is wrong inside is a finding.
pub fn load(dir: ConfigDir, main: Main, target: Target, mut options: LoadOptions) -> Result<Configuration, LoadError> {
    let how = Reading { modern: target.version.major >= 18, placeholders: options.placeholders, ..Reading::default() };
    let sources = Sources::with(options.overlay.clone());
    let mut reader =
        Files { sources, how, dir: &dir, databases: Databases::default(), cancellation: &options.cancellation };
    let standalone = matches!(main, Main::Text(_));
    let first = if standalone { Neighbours::default() } else { reader.find_databases(&target)? };
    let pjsip = match main {
        Main::Text(bytes) => {
            let file = reader.sources.add_text("<stdin>", bytes);
            Some(text::read(&mut reader.sources, &dir, file, reader.how))
        }
        Main::File => reader.read("pjsip.conf")?,
    };
    let mut neighbour = |name: &str| if standalone { Ok(None) } else { reader.read(name) };
    let sorcery = neighbour("sorcery.conf")?;
    let geolocation = neighbour("geolocation.conf")?;
    let stir_shaken = neighbour("stir_shaken.conf")?;
    let acl = neighbour("acl.conf")?;
    let wizard = neighbour("pjsip_wizard.conf")?;
    let extensions = neighbour("extensions.conf")?;
    let queues = neighbour("queues.conf")?;
    // If there is nothing else, it is reported as not read.
    let alone = pjsip.is_none() && wizard.is_none();
    let sip = if target.version.major < 21 || options.migration || alone { neighbour("sip.conf")? } else { None };
    let neighbours = if standalone { first } else { first.read(&mut reader, &target)? };
    let Files { sources, databases, .. } = reader;
    let is_loaded = |m: &str| !matches!(neighbours.modules.will_load(m, target.version), Loads::No(_));
    options.third_party.retain(|m| is_loaded(&m.module));
    let chan_sip = sip.map(|doc| ChanSip::new(doc, &sources));
    let is_read = |module: &str| {
        let is_its = |of: &TypeId| of.facts().module.trim_end_matches(".so") == module && target.has_type(*of);
        is_loaded(module) && (0..TYPES.len() as u8).map(TypeId).any(|of| is_its(&of))
    };
    let mapping =
        sorcery.as_ref().map(|d| Mapping::new(d, &sources, neighbours.families.as_ref(), is_read)).unwrap_or_default();
    let servers = neighbours.servers();
    let cx = |file, profiles| LoadContext {
        sources: &sources,
        target: &target,
        options: &options,
        mapping: &mapping,
        file,
        servers: &servers,
        profiles,
    };
    let geolocation = geolocation.map(|d| load_objects(&cx("geolocation.conf", None), d, Generated::default()));
    let stir_shaken = stir_shaken.map(|d| load_objects(&cx("stir_shaken.conf", None), d, Generated::default()));
    let nothing = LoadedFile::default();
    let profiles = if standalone { None } else { Some(geolocation.as_ref().unwrap_or(&nothing)) };
    let mut pjsip = pjsip.unwrap_or_else(Document::missing);
    let wizard_runs = mapping.fatal().is_none()
        && !matches!(neighbours.modules.will_load("res_pjsip_config_wizard", target.version), Loads::No(_));
    let generated =
        wizard.as_ref().filter(|_| wizard_runs).map(|w| expand(&sources, &target, w, &mut pjsip)).unwrap_or_default();
    if options.cancellation.is_cancelled() {
        return Err(LoadError::Cancelled);
    }
    let mut pjsip = load_objects(&cx("pjsip.conf", profiles), pjsip, generated);
    let missing = |of: &TypeId| {
        let loads = neighbours.modules.will_load(of.facts().module, target.version);
        matches!(loads, Loads::No(why) if why != Absence::Version)
    };
    pjsip.unread = target.types_of("pjsip.conf").filter(missing).collect();
    Ok(Configuration {
        sources,
        dir,
        target,
        options,
        mapping,
        databases,
        pjsip,
        geolocation,
        stir_shaken,
        acl,
        wizard,
        extensions,
        queues,
        sorcery,
        chan_sip,
        neighbours,
    })
}

struct Files<'a> {
    sources: Sources,
    how: Reading,
    dir: &'a ConfigDir,
    databases: Databases,
    cancellation: &'a Cancellation,
}

impl Files<'_> {
    /// Reads modules.conf, and extconfig.conf for the files that a database holds.
    fn find_databases(&mut self, target: &Target) -> Result<Neighbours, LoadError> {
        let mut neighbours = Neighbours::default();
        let extconfig = self.read("extconfig.conf")?;
        neighbours.modules = neighbours.view(self, "modules.conf", Modules::new)?.unwrap_or_default();
        if let Some(extconfig) = extconfig {
            let modules = &neighbours.modules;
            let is_loaded = |engine: &str| realtime_drivers::is_loaded(engine, self.dir, modules, target.version);
            self.databases = Databases::new(&extconfig, &self.sources, is_loaded);
            neighbours.families = Some(Families::new(&extconfig, &self.sources));
            neighbours.texts.push(("extconfig.conf", extconfig));
        }
        Ok(neighbours)
    }

    /// The file of that name; none where it is missing, or where a database takes its place.
    fn read(&mut self, name: &str) -> Result<Option<Document>, LoadError> {
        if self.cancellation.is_cancelled() {
            return Err(LoadError::Cancelled);
        }
        if self.databases.place(name.as_bytes()).is_some() {
            return Ok(None);
        }
        let path: PathBuf = self.dir.root.join(name);
        let Some(file) = self.open(&path, name)? else { return Ok(None) };
        Ok(Some(text::read_beside(&mut self.sources, self.dir, &self.databases, file, self.how)))
    }

    fn open(&mut self, path: &Path, name: &str) -> Result<Option<FileId>, LoadError> {
        match self.sources.read(path, || name.to_owned()) {
            Ok(file) => Ok(Some(file)),
            Err(ReadError::Missing | ReadError::NotRegular) => Ok(None),
            Err(error) => Err(LoadError::Read { path: path.to_owned(), error }),
        }
    }
}

impl FileReader for Files<'_> {
    type Error = LoadError;

    fn read(&mut self, name: &str) -> Result<Option<Document>, LoadError> {
        Files::read(self, name)
    }

    fn exists(&self, name: &str) -> bool {
        let path = self.dir.root.join(name);
        path.exists() || self.sources.unsaved().has(&path)
    }

    fn sources(&self) -> &Sources {
        &self.sources
    }
}

impl Configuration {
    /// Whether a file lies in the directory, or is standard input. A link that lies there counts, wherever it leads.
    pub(crate) fn is_inside(&self, file: FileId) -> bool {
        let (path, root) = (&self.sources.file(file).path, &self.dir.root);
        if path.components().any(|c| c.as_os_str() == "..") {
            return path.canonicalize().is_ok_and(|p| root.canonicalize().is_ok_and(|r| p.starts_with(r)));
        }
        path.as_os_str().is_empty() || path.starts_with(root)
    }

    /// Whether there is so much that several threads are worth their start.
    pub(crate) fn is_large(&self) -> bool {
        self.pjsip.doc.section_count() > 20_000
    }

    /// What extensions.conf says, if there is one.
    pub fn dialplan(&self) -> Option<Dialplan<'_>> {
        let doc = self.extensions.as_ref()?;
        Some(Dialplan::new(doc, &self.sources, self.neighbours.dialplans))
    }

    /// What queues.conf says, if there is one.
    pub fn queues(&self) -> Option<Queues<'_>> {
        Some(Queues::new(self.queues.as_ref()?, &self.sources))
    }

    /// The judged files with the types' names of the files they are.
    pub fn loaded_files(&self) -> impl Iterator<Item = &LoadedFile> {
        [Some(&self.pjsip), self.geolocation.as_ref(), self.stir_shaken.as_ref()].into_iter().flatten()
    }

    /// Whether Asterisk loses a file or a part of one: what stands there is in no object, and no rule sees it.
    pub(crate) fn is_cut(&self) -> bool {
        let others = [&self.extensions, &self.queues].into_iter().flatten();
        let mut all = self.documents().map(|(_, doc)| doc).chain(others);
        all.any(|doc| doc.outcome == Outcome::Lost || !doc.unread.is_empty())
    }

    /// The texts of all other files of the directory that were read, with the names of their main files: of these only
    /// the text is judged.
    pub(crate) fn other_documents(&self) -> impl Iterator<Item = (&'static str, &Document)> {
        let kept = [("extensions.conf", &self.extensions), ("queues.conf", &self.queues)];
        let kept = kept.into_iter().filter_map(|(name, doc)| doc.as_ref().map(|doc| (name, doc)));
        kept.chain(self.neighbours.texts.iter().map(|(name, doc)| (*name, doc)))
    }

    /// The texts of PJSIP that were read, with the names of their main files.
    pub fn documents(&self) -> impl Iterator<Item = (&'static str, &Document)> {
        fn judged(j: Option<&LoadedFile>) -> Option<&Document> {
            j.map(|j| &j.doc)
        }
        [
            ("pjsip.conf", Some(&self.pjsip.doc)),
            ("pjsip_wizard.conf", self.wizard.as_ref()),
            ("acl.conf", self.acl.as_ref()),
            ("sorcery.conf", self.sorcery.as_ref()),
            ("geolocation.conf", judged(self.geolocation.as_ref())),
            ("stir_shaken.conf", judged(self.stir_shaken.as_ref())),
        ]
        .into_iter()
        .filter_map(|(n, d)| d.map(|d| (n, d)))
    }
}
