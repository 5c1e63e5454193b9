//! What is judged beyond the text.

use std::path::PathBuf;

use crate::text::ConfigDir;

/// What is judged beyond the text.
#[derive(Clone, Debug, Default)]
pub struct Checks {
    /// Look for the certificate and key files that the configuration names (`--check-files`).
    pub files: Option<ConfigDir>,
}

impl Checks {
    /// Whether Asterisk could read what a file option names: `access(R_OK)`, whatever it is (T-10). True when
    /// files are not to be looked at.
    pub fn is_readable(&self, value: &[u8]) -> bool {
        let Some(dir) = &self.files else { return true };
        let Ok(text) = std::str::from_utf8(value) else { return false };
        // A relative path is relative to where Asterisk was started, which is `/` for a service.
        let path = if text.starts_with('/') { dir.locate(text).0 } else { PathBuf::from("/").join(text) };
        // Never opened for writing; a FIFO is not opened at all.
        match std::fs::metadata(&path) {
            Ok(m) if m.is_file() => std::fs::File::open(&path).is_ok(),
            Ok(m) => m.is_dir() && std::fs::read_dir(&path).is_ok(),
            Err(_) => false,
        }
    }
}
