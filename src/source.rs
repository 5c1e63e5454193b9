//! Bytes, files and places in them. Knows nothing of what the text means.

mod bytes;
#[cfg(feature = "cli")]
mod excerpt;
mod likely;
mod lines;
mod mapped;
mod overlay;

use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use crate::hashing::SeededMap;

pub(crate) use bytes::Bytes;
use bytes::Identity;
#[cfg(feature = "cli")]
pub use excerpt::Excerpt;
pub use lines::Position;
pub(crate) use lines::{LineIndex, line_end, line_start};
pub(crate) use mapped::map_large_files;
pub use overlay::Overlay;
pub(crate) use overlay::Unsaved;
use overlay::canonical;

/// A file of [`Sources`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FileId(pub u32);

/// A run of bytes in one file. Offsets are bytes from the file's start; files of 4 GiB and more are refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// The file.
    pub file: FileId,
    /// Offset of the first byte.
    pub start: u32,
    /// Number of bytes.
    pub len: u32,
}

impl Span {
    /// Offset just after the last byte.
    pub fn end(self) -> u32 {
        self.start + self.len
    }

    /// The part of the span from `from` (relative to the span's start), `len` bytes long.
    #[must_use]
    pub(crate) fn part(self, from: usize, len: usize) -> Self {
        Self { file: self.file, start: self.start + from as u32, len: len as u32 }
    }
}

/// One file that was read.
#[derive(Debug)]
pub struct SourceFile {
    /// How reports name it: relative to the linted directory where it lies below it, with `/`.
    pub name: String,
    /// Where it was read from; empty for standard input.
    pub path: PathBuf,
    /// Its content; one that another path leads to as well is held once.
    pub bytes: Arc<Bytes>,
    /// The first file that was read with this content: itself, or what another path has led to.
    pub(crate) first: FileId,
    lines: OnceLock<LineIndex>,
    is_included: OnceLock<()>,
    is_not_configuration: OnceLock<bool>,
}

impl SourceFile {
    /// The line index, made when it is first asked for: only files with findings need one.
    pub(crate) fn lines(&self) -> &LineIndex {
        self.lines.get_or_init(|| LineIndex::new(&self.bytes))
    }

    /// The lines that a span touches, the end of the last one left out.
    pub(crate) fn line_around(&self, span: Span) -> Span {
        let within = |at: u32| (at as usize).min(self.bytes.len());
        let (start, end) = (line_start(&self.bytes, within(span.start)), line_end(&self.bytes, within(span.end())));
        Span { file: span.file, start: start as u32, len: (end - start) as u32 }
    }

    /// It was read because a line of another file names it.
    pub(crate) fn note_included(&self) {
        let _ = self.is_included.set(());
    }

    /// Whether no report may show its text: it was included but is not a configuration, such as a list of users, a key
    /// or a letter. A file that is called pjsip.conf is always a configuration, whatever it contains.
    pub(crate) fn is_not_configuration(&self) -> bool {
        self.is_included.get().is_some()
            && *self.is_not_configuration.get_or_init(|| !likely::is_likely_configuration(&self.bytes))
    }
}

/// Every file of one run.
#[derive(Debug, Default)]
pub struct Sources {
    files: Vec<Arc<SourceFile>>,
    by_path: SeededMap<PathBuf, FileId>,
    by_identity: SeededMap<Identity, FileId>,
    overlay: Overlay,
    unsaved: Unsaved,
}

/// Why a file could not be read.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// There is no such file.
    #[error("it does not exist")]
    Missing,
    /// A directory, device, pipe or socket: Asterisk ignores these too (G-58).
    #[error("it is not a regular file")]
    NotRegular,
    /// Spans are 32 bits wide.
    #[error("it is 4 GiB or larger, more than pjlint reads from one file: split it with #include")]
    TooLarge,
    /// A file of /proc or similar, which cannot be a configuration.
    #[error("its size is unknown and it is larger than 16 MiB: it is not a configuration file")]
    Endless,
    /// The operating system refused.
    #[error("it cannot be read: {0}")]
    Io(#[from] io::Error),
}

impl Sources {
    /// No files yet; those in `overlay` will be read from there.
    pub(crate) fn with(overlay: Overlay) -> Self {
        let overlay = overlay.into_iter().map(|(path, text)| (canonical(&path), text)).collect();
        let unsaved = Unsaved::of(&overlay);
        Self { overlay, unsaved, ..Self::default() }
    }

    /// Reads (or maps) `path`, once however often it is asked for; `name` is how reports call it.
    ///
    /// # Errors
    /// See [`ReadError`]. Only regular files are opened, so that a FIFO or a device cannot hang the run.
    pub fn read(&mut self, path: &Path, name: impl FnOnce() -> String) -> Result<FileId, ReadError> {
        self.read_by(path, name, || Bytes::read(path))
    }

    /// The files of the overlay that are not on the disk.
    pub(crate) fn unsaved(&self) -> &Unsaved {
        &self.unsaved
    }

    /// Whether some texts replace files on the disk.
    pub(crate) fn has_overlay(&self) -> bool {
        !self.overlay.is_empty()
    }

    /// As [`Self::read`], where `bytes` reads what is on the disk.
    pub(crate) fn read_by(
        &mut self,
        path: &Path,
        name: impl FnOnce() -> String,
        bytes: impl FnOnce() -> Result<Bytes, ReadError>,
    ) -> Result<FileId, ReadError> {
        if let Some(&id) = self.by_path.get(path) {
            return Ok(id);
        }
        let id = if let Some(text) = self.overlay_text(path) {
            self.add(name(), path.to_owned(), Bytes::Shared(text))
        } else {
            // Links to a directory in itself lead to one file by any number of paths.
            let identity = bytes::identity(path);
            let first = identity.and_then(|i| self.by_identity.get(&i).copied());
            if let Some(first) = first {
                self.add_again(name(), path.to_owned(), first)
            } else {
                let id = self.add(name(), path.to_owned(), bytes()?);
                self.by_identity.extend(identity.map(|i| (i, id)));
                id
            }
        };
        self.by_path.insert(path.to_owned(), id);
        Ok(id)
    }

    /// The content of a file in the overlay, by whatever path it is asked for.
    fn overlay_text(&self, path: &Path) -> Option<Arc<[u8]>> {
        if self.overlay.is_empty() {
            return None;
        }
        self.overlay.get(&canonical(path)).cloned()
    }

    /// Adds text that is in no file, such as standard input.
    pub fn add_text(&mut self, name: &str, text: Vec<u8>) -> FileId {
        self.add(name.to_owned(), PathBuf::new(), Bytes::from(text))
    }

    fn add(&mut self, name: String, path: PathBuf, bytes: Bytes) -> FileId {
        self.push(name, path, Arc::new(bytes), FileId(self.files.len() as u32))
    }

    fn add_again(&mut self, name: String, path: PathBuf, first: FileId) -> FileId {
        self.push(name, path, Arc::clone(&self.file(first).bytes), first)
    }

    fn push(&mut self, name: String, path: PathBuf, bytes: Arc<Bytes>, first: FileId) -> FileId {
        let id = FileId(self.files.len() as u32);
        self.files.push(Arc::new(SourceFile {
            name,
            path,
            bytes,
            first,
            lines: OnceLock::new(),
            is_included: OnceLock::new(),
            is_not_configuration: OnceLock::new(),
        }));
        id
    }

    /// A file of this run.
    pub fn file(&self, id: FileId) -> &SourceFile {
        &self.files[id.0 as usize]
    }

    /// A file of this run, which stays valid while others are added.
    pub(crate) fn shared(&self, id: FileId) -> Arc<SourceFile> {
        Arc::clone(&self.files[id.0 as usize])
    }

    /// The bytes of a span.
    pub fn bytes(&self, span: Span) -> &[u8] {
        &self.file(span.file).bytes[span.start as usize..span.end() as usize]
    }

    /// Line and column (both from 1, the column in characters) of the span's start.
    pub fn position(&self, span: Span) -> Position {
        let file = self.file(span.file);
        file.lines().position(&file.bytes, span.start)
    }

    /// The same with the column in UTF-16 code units, as editors count.
    pub fn utf16_position(&self, span: Span) -> Position {
        let file = self.file(span.file);
        file.lines().utf16_position(&file.bytes, span.start)
    }

    /// `name:line`, as reports cite a place.
    pub fn cite(&self, span: Span) -> String {
        format!("{}:{}", self.file(span.file).name, self.position(span).line)
    }

    /// Every file, in the order of reading.
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &SourceFile)> {
        self.files.iter().enumerate().map(|(i, f)| (FileId(i as u32), &**f))
    }
}
