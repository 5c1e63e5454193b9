//! The content of a file: mapped when it is large, copied when it is small.

use std::fs::File;
use std::io::Read;
use std::ops::Deref;
use std::path::Path;
use std::sync::Arc;

use super::ReadError;

/// Below this a copy is cheaper than a mapping, and immune to the file being changed while it is read.
const MAP_FROM: u64 = 1 << 20;

/// The content of a file.
#[derive(Debug)]
pub enum Bytes {
    /// In memory of our own.
    Owned(Vec<u8>),
    /// Mapped from the file.
    Mapped(memmap2::Mmap),
    /// An edited text, which others hold too.
    Shared(Arc<[u8]>),
}

impl Bytes {
    /// Reads a regular file.
    ///
    /// # Errors
    /// See [`ReadError`].
    pub fn read(path: &Path) -> Result<Self, ReadError> {
        // Asked before opening: to open a FIFO would wait for its writer.
        let metadata = std::fs::metadata(path).map_err(|e| match e.kind() {
            std::io::ErrorKind::NotFound | std::io::ErrorKind::NotADirectory => ReadError::Missing,
            _ => ReadError::Io(e),
        })?;
        if !metadata.is_file() {
            return Err(ReadError::NotRegular);
        }
        if metadata.len() >= u64::from(u32::MAX) {
            return Err(ReadError::TooLarge);
        }
        let mut file = File::open(path)?;
        if metadata.len() >= MAP_FROM {
            return map(&file).map(Self::Mapped).map_err(ReadError::Io);
        }
        let mut bytes = Vec::with_capacity(metadata.len() as usize + 1);
        // A file that grows while it is read must not fill the memory.
        Read::by_ref(&mut file).take(u64::from(u32::MAX) - 1).read_to_end(&mut bytes)?;
        Ok(Self::Owned(bytes))
    }
}

#[allow(unsafe_code)]
fn map(file: &File) -> std::io::Result<memmap2::Mmap> {
    // SAFETY: the mapping is private and read-only. If another process truncates the file while it is mapped,
    // the process is stopped by SIGBUS; a configuration is replaced by renaming far more often than truncated.
    unsafe { memmap2::Mmap::map(file) }
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
