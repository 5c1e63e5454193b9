//! The baseline as a file: JSON with one entry a line, so that differences can be read and branches merged.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::{fs, io};

use serde::Deserialize;

use super::{Baseline, Entry};

/// Raised when older releases cannot read it any more.
const SCHEMA: u32 = 1;

/// Why a baseline cannot be read or written.
#[derive(Debug, thiserror::Error)]
pub(crate) enum BaselineError {
    /// There is none.
    #[error("{}: no such baseline: `--write-baseline` writes it", .0.display())]
    Missing(PathBuf),
    /// It is none.
    #[error("{}: not a baseline of pjlint: {why}. Fix it (it may contain merge conflict markers), or remove it and \
             let `--write-baseline` write it again", file.display())]
    Form {
        /// The file.
        file: PathBuf,
        /// What is wrong, and where.
        why: String,
    },
    /// A newer release has written it.
    #[error("{}: written by a newer pjlint (schema {found}; this one reads {SCHEMA}): update pjlint, or remove the file \
             and let `--write-baseline` write it again", file.display())]
    Newer {
        /// The file.
        file: PathBuf,
        /// Its schema.
        found: u32,
    },
    /// The operating system refused.
    #[error("{}: {error}", file.display())]
    Io {
        /// The file.
        file: PathBuf,
        /// Why.
        error: io::Error,
    },
}

#[derive(Deserialize)]
struct Head {
    schema: u32,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Whole {
    #[serde(rename = "schema")]
    _schema: u32,
    findings: Vec<Entry>,
}

impl Baseline {
    /// Reads a file.
    ///
    /// # Errors
    /// If it does not exist, is not a baseline, or was written by a newer pjlint.
    pub(crate) fn read(file: &Path) -> Result<Self, BaselineError> {
        let form = |why: String| BaselineError::Form { file: file.to_owned(), why };
        // A device has no end.
        if fs::metadata(file).is_ok_and(|m| !m.is_file()) {
            return Err(form("it is not a regular file".into()));
        }
        let text = fs::read_to_string(file).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => BaselineError::Missing(file.to_owned()),
            io::ErrorKind::InvalidData => form("it is not UTF-8".into()),
            _ => BaselineError::Io { file: file.to_owned(), error },
        })?;
        let head: Head = serde_json::from_str(&text).map_err(|e| form(e.to_string()))?;
        if head.schema > SCHEMA {
            return Err(BaselineError::Newer { file: file.to_owned(), found: head.schema });
        }
        let whole: Whole = serde_json::from_str(&text).map_err(|e| form(e.to_string()))?;
        let is_print = |e: &Entry| e.fingerprint.len() == 16 && e.fingerprint.bytes().all(|b| b.is_ascii_hexdigit());
        if let Some(odd) = whole.findings.iter().find(|e| !is_print(e)) {
            return Err(form(format!(
                "`{}` is not a fingerprint",
                crate::printable::printable(odd.fingerprint.as_bytes())
            )));
        }
        Ok(Self::new(whole.findings))
    }

    /// The file's text.
    pub(crate) fn text(&self) -> String {
        let mut text = format!("{{\n  \"schema\": {SCHEMA},\n  \"findings\": [");
        for (nth, entry) in self.entries().into_iter().enumerate() {
            // An entry is made of texts and a number.
            let line = serde_json::to_string(entry).unwrap_or_default();
            let _ = write!(text, "{}\n    {line}", if nth == 0 { "" } else { "," });
        }
        text + if self.entries.is_empty() { "]\n}\n" } else { "\n  ]\n}\n" }
    }

    /// Writes the file, all of it or nothing: readers never see half of it.
    ///
    /// # Errors
    /// Where its directory cannot be written.
    pub(crate) fn write(&self, file: &Path) -> Result<(), BaselineError> {
        let failed = |error| BaselineError::Io { file: file.to_owned(), error };
        // A link stays one.
        let place = file.canonicalize().unwrap_or_else(|_| file.to_owned());
        let dir = place.parent().filter(|d| !d.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let mut builder = tempfile::Builder::new();
        builder.prefix(".pjlint-baseline-");
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        let mut new = builder.tempfile_in(dir).map_err(failed)?;
        new.write_all(self.text().as_bytes()).map_err(failed)?;
        if let Ok(old) = fs::metadata(&place) {
            new.as_file().set_permissions(old.permissions()).map_err(failed)?;
        }
        new.as_file().sync_all().map_err(failed)?;
        new.persist(&place).map_err(|e| failed(e.error))?;
        Ok(())
    }
}
