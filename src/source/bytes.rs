//! The content of a file: mapped if it is large and the caller opts in, else copied.

use std::fs::{File, Metadata, OpenOptions};
use std::io::{self, Read};
use std::ops::Deref;
use std::path::Path;
use std::sync::Arc;

use super::{ReadError, mapped};

/// The maximum that is read from a file with a reported size of 0, such as those of /proc: some of them never end.
const MAX_UNSIZED: u64 = 16 << 20;

/// The content of a file.
#[derive(Debug)]
pub enum Bytes {
    /// In memory of our own.
    Owned(Vec<u8>),
    /// Mapped from the file.
    Mapped(memmap2::Mmap),
    /// A text of the overlay, which others hold too.
    Shared(Arc<[u8]>),
}

impl Bytes {
    /// Reads a regular file, as it is at this moment: what others append meanwhile is not read.
    ///
    /// # Errors
    /// See [`ReadError`].
    pub fn read(path: &Path) -> Result<Self, ReadError> {
        // Checked before opening, since opening a device may have an effect; and after, since the path may have
        // changed.
        let missing = |e: io::Error| match e.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => ReadError::Missing,
            _ => ReadError::Io(e),
        };
        size(&std::fs::metadata(path).map_err(missing)?)?;
        let mut file = open(path).map_err(missing)?;
        let len = size(&file.metadata()?)?;
        if let Some(map) = mapped::map(&file, len, path)? {
            return Ok(Self::Mapped(map));
        }
        let mut bytes = Vec::with_capacity(len as usize);
        let most = if len == 0 { MAX_UNSIZED } else { len };
        Read::by_ref(&mut file).take(most).read_to_end(&mut bytes)?;
        if len == 0 && bytes.len() as u64 == MAX_UNSIZED {
            return Err(ReadError::Endless);
        }
        Ok(Self::Owned(bytes))
    }
}

/// Identifies a file whatever paths lead to it: its device and inode number. An inode number is reused when files are
/// replaced, so the size and the time of the last change are included too.
pub(super) type Identity = (u64, u64, u64, i64, i64);

/// The identity of what a path leads to; nothing where the system does not tell.
#[cfg(unix)]
pub(super) fn identity(path: &Path) -> Option<Identity> {
    use std::os::unix::fs::MetadataExt;
    let metadata = std::fs::metadata(path).ok()?;
    Some((metadata.dev(), metadata.ino(), metadata.len(), metadata.mtime(), metadata.mtime_nsec()))
}

#[cfg(not(unix))]
pub(super) fn identity(_: &Path) -> Option<Identity> {
    None
}

/// The size of a regular file that can be read.
fn size(metadata: &Metadata) -> Result<u64, ReadError> {
    if !metadata.is_file() {
        return Err(ReadError::NotRegular);
    }
    if metadata.len() >= u64::from(u32::MAX) {
        return Err(ReadError::TooLarge);
    }
    Ok(metadata.len())
}

/// Opens for reading without blocking: a FIFO may have replaced the file, and some files of /proc wait for an event.
fn open(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::custom_flags(&mut options, libc::O_NONBLOCK | libc::O_NOCTTY);
    options.open(path)
}

impl From<Vec<u8>> for Bytes {
    fn from(bytes: Vec<u8>) -> Self {
        Self::Owned(bytes)
    }
}

impl Deref for Bytes {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        match self {
            Self::Owned(bytes) => bytes,
            Self::Mapped(map) => map,
            Self::Shared(text) => text,
        }
    }
}
