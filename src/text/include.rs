//! Where an include leads (G-52 to G-68).

use std::path::{Path, PathBuf};

use crate::source::{FileId, Span, Unsaved};

/// What became of a file that was to be read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Outcome {
    /// Read to its end.
    #[default]
    Read,
    /// Lost: it does not parse, so nothing of it counts (G-69).
    Lost,
    /// There is no such file.
    Missing,
}

/// One `#include`, `#tryinclude` or `#exec`.
#[derive(Clone, Debug)]
pub struct Include {
    /// The argument, without quotes.
    pub argument: String,
    /// Where it stands.
    pub span: Span,
    /// The files that were read for it, in order.
    pub(crate) files: Vec<FileId>,
    /// `#tryinclude`: a missing file is not an error (G-59).
    pub(crate) optional: bool,
    /// Its content could not be read: `#exec`, or an absolute path outside the linted directory.
    pub(crate) unresolved: bool,
}

/// The directory that is linted, in the place of `/etc/asterisk`.
#[derive(Clone, Debug)]
pub struct ConfigDir {
    /// Where it is.
    pub root: PathBuf,
    /// What Asterisk calls it: `astetcdir` of asterisk.conf, else `/etc/asterisk`.
    pub known_as: String,
    /// The linted directory is the host's own, so that every absolute path means what it says.
    pub is_live: bool,
}

impl ConfigDir {
    /// A directory that is not this host's own `/etc/asterisk`: a checkout, a copy.
    pub fn new(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into(), known_as: "/etc/asterisk".into(), is_live: false }
    }

    /// `path` (absolute, or relative to the configuration directory, G-55) on this machine. An absolute path below
    /// what Asterisk calls its directory is looked for in the linted one. The second result says whether the path
    /// is one that this machine can answer for.
    pub(crate) fn locate(&self, path: &str) -> (PathBuf, bool) {
        if !path.starts_with('/') {
            return (self.root.join(path), true);
        }
        if let Some(below) = self.below(path.as_bytes()) {
            return (self.root.join(String::from_utf8_lossy(below).as_ref()), true);
        }
        (PathBuf::from(path), self.is_live || Path::new(path).starts_with(&self.root) || Path::new(path).exists())
    }

    /// What follows the name of the configuration directory in an absolute path, if the path is below it.
    fn below<'p>(&self, path: &'p [u8]) -> Option<&'p [u8]> {
        [self.known_as.as_str(), "/etc/asterisk"].iter().find_map(|known| {
            let mut below = path.strip_prefix(known.as_bytes())?.strip_prefix(b"/")?;
            while let [b'/', rest @ ..] = below {
                below = rest;
            }
            Some(below)
        })
    }

    /// Whether some file outside this machine's knowledge may stand behind `path`.
    pub(crate) fn knows(&self, path: &str) -> bool {
        self.locate(path).1
    }

    /// How reports name a file: relative to the linted directory where it is below it.
    pub(crate) fn name_of(&self, path: &Path) -> String {
        let name = path.strip_prefix(&self.root).unwrap_or(path).to_string_lossy();
        // On other systems a backslash is an ordinary character of a name.
        if cfg!(windows) { name.replace('\\', "/") } else { name.into_owned() }
    }

    /// The files that an include's argument stands for (G-55 to G-57), in order, whether or not they exist.
    pub(super) fn expand(&self, argument: &[u8], unsaved: &Unsaved) -> Vec<PathBuf> {
        // Asterisk's buffer has 256 bytes for the whole path (G-56): what is cut off may be a wildcard.
        let whole = match argument {
            [b'/', ..] => argument.to_vec(),
            _ => [self.known_as.as_bytes(), b"/", argument].concat(),
        };
        let path = &whole[..whole.len().min(255)];
        match self.below(path) {
            Some(below) => super::glob::expand(&self.root, below, unsaved),
            None => super::glob::expand(Path::new("/"), path.strip_prefix(b"/").unwrap_or(path), unsaved),
        }
    }
}

/// The argument without its quotes (G-54): only where both ends match.
pub(super) fn unquoted(argument: &[u8]) -> &[u8] {
    match argument {
        [b'"', inner @ .., b'"'] | [b'<', inner @ .., b'>'] => inner,
        // A lone quote is both first and last: Asterisk steps over it, and nothing is left.
        [b'"'] => &argument[1..],
        _ => argument,
    }
}
