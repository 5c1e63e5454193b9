//! What is judged beyond the text.

use std::path::{Path, PathBuf};

use crate::asterisk::TypeId;
use crate::asterisk::value::placeholder::is_placeholder;
use crate::cancellation::Cancellation;
use crate::source::Overlay;
use crate::text::ConfigDir;

/// What is judged beyond the text.
#[derive(Clone, Debug, Default)]
pub struct LoadOptions {
    /// Look for the certificate and key files that the configuration names (`--check-files`).
    pub(crate) files: Option<ConfigDir>,
    /// Read sip.conf also for a target that has no chan_sip: what is left of a migration (T-26).
    pub(crate) migration: bool,
    /// Files that are read from memory, as fixes have left them, and not from the disk.
    pub(crate) overlay: Overlay,
    /// The files are still to be filled in: what is a placeholder is not judged.
    pub(crate) placeholders: bool,
    /// What modules that are not Asterisk's own bring.
    pub(crate) third_party: Vec<ThirdParty>,
    /// Ends the run before the next file is read or judged.
    pub(crate) cancellation: Cancellation,
}

/// A module that is not Asterisk's own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ThirdParty {
    /// Its name, without `.so`.
    pub(crate) module: String,
    /// Object types that it reads from pjsip.conf.
    pub(crate) types: Vec<String>,
    /// Options that it adds to Asterisk's own types, in lower case.
    pub(crate) options: Vec<(TypeId, String)>,
}

impl LoadOptions {
    /// Whether a third-party module reads objects of that type.
    pub(super) fn is_foreign_type(&self, name: &[u8]) -> bool {
        self.third_party.iter().any(|m| m.types.iter().any(|t| t.as_bytes() == name))
    }

    /// Whether a third-party module adds an option of that name, in lower case, to the type.
    pub(super) fn is_foreign_option(&self, of: TypeId, lower: &str) -> bool {
        self.third_party.iter().any(|m| m.options.iter().any(|(t, o)| *t == of && o == lower))
    }

    /// Whether the text is still to be filled in, where that may be.
    pub(crate) fn is_unfilled(&self, text: &[u8]) -> bool {
        self.placeholders && is_placeholder(text)
    }

    /// Whether Asterisk could read what a file option names: `access(R_OK)`, whatever it is, a device or a directory
    /// too (T-10). True when files are not to be looked at.
    pub(crate) fn is_readable(&self, value: &[u8]) -> bool {
        let Some(dir) = &self.files else { return true };
        let Ok(text) = std::str::from_utf8(value) else { return false };
        // A relative path is relative to where Asterisk was started, which is `/` for a service.
        let path = if text.starts_with('/') { dir.locate(text).0 } else { PathBuf::from("/").join(text) };
        may_read(&path)
    }
}

/// Nothing is opened: to open a FIFO would wait for its writer, and a device may act on being opened.
#[cfg(unix)]
fn may_read(path: &Path) -> bool {
    rustix::fs::access(path, rustix::fs::Access::READ_OK).is_ok()
}

#[cfg(not(unix))]
fn may_read(path: &Path) -> bool {
    std::fs::metadata(path).is_ok()
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn looks_as_access_does() {
        let dir = ConfigDir { root: "/".into(), known_as: "/etc/asterisk".into(), is_live: true };
        let options = LoadOptions { files: Some(dir), ..LoadOptions::default() };
        for there in ["/", "/dev/null", "dev/null"] {
            assert!(options.is_readable(there.as_bytes()), "{there}");
        }
        assert!(!options.is_readable(b"/nonexistent/x.pem"));
        assert!(!options.is_readable(b"/dev/nu\0ll"));
        assert!(!options.is_readable(b"/\xff"));
        assert!(LoadOptions::default().is_readable(b"/nonexistent/x.pem"));
    }
}
