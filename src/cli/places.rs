//! What a PATH stands for: a configuration directory, a tree that holds some, a file of one, standard input.

use std::fs::FileType;
use std::path::{Path, PathBuf};

use crate::policy::Policy;
use crate::text::ConfigDir;

use super::Failure;

/// Files by which a configuration directory is known.
const MARKS: [&str; 2] = ["pjsip.conf", "pjsip_wizard.conf"];
/// Files by which the host's own directory, or a copy of one without PJSIP, is known.
const OTHER_MARKS: [&str; 3] = ["asterisk.conf", "modules.conf", "sip.conf"];
/// Where Asterisk's packages keep the configuration.
const HOST: &str = "/etc/asterisk";

/// One thing to lint.
pub(super) struct Place {
    /// The directory.
    pub(super) dir: ConfigDir,
    /// What to put before file names so that they can be opened from here.
    pub(super) prefix: String,
    /// Only findings in this file, by its path.
    pub(super) only: Option<PathBuf>,
    /// pjsip.conf comes from standard input.
    pub(super) stdin: bool,
}

impl Place {
    /// What of it the site does not want to be looked at, if that is all of it.
    pub(super) fn excluded(&self, policy: &Policy) -> Option<&Path> {
        let path = self.only.as_deref().unwrap_or(&self.dir.root);
        (policy.excludes(path) || policy.excludes(&self.dir.root)).then_some(path)
    }
}

/// What the given paths stand for.
///
/// # Errors
/// Where a path is nothing that can be linted.
pub(super) fn places(paths: &[PathBuf]) -> Result<Vec<Place>, Failure> {
    if paths.is_empty() {
        let here = PathBuf::from(".");
        let dir = if is_configuration(&here) { here } else { PathBuf::from(HOST) };
        if let Some(odd) = MARKS.iter().find_map(|m| irregular(&Path::new(".").join(m))) {
            return Err(Failure::Nothing(odd));
        }
        if !is_configuration(&dir) {
            return Err(Failure::Nothing(format!(
                "neither the current directory nor {HOST} has a pjsip.conf: name a directory"
            )));
        }
        return Ok(vec![directory(&dir)]);
    }
    let mut places = Vec::new();
    for path in paths {
        if let Some(odd) = MARKS.iter().find_map(|m| irregular(&path.join(m))) {
            return Err(Failure::Nothing(odd));
        }
        if path.as_os_str() == "-" {
            places.push(Place { stdin: true, ..directory(Path::new(".")) });
        } else if path.is_dir() {
            if is_configuration(path) {
                places.push(directory(path));
            } else {
                places.extend(search(path)?);
            }
        } else if path.is_file() {
            places.push(file(path)?);
        } else {
            let odd = irregular(path).unwrap_or_else(|| format!("{} does not exist", path.display()));
            return Err(Failure::Nothing(odd));
        }
    }
    Ok(places)
}

fn is_configuration(dir: &Path) -> bool {
    MARKS.iter().any(|m| dir.join(m).is_file()) || OTHER_MARKS.iter().any(|m| dir.join(m).is_file())
}

/// What a file is that is there and is none: Asterisk takes no notice of such (G-58), and whoever put it there should
/// know.
fn irregular(path: &Path) -> Option<String> {
    let kind = path.metadata().ok()?.file_type();
    if kind.is_file() {
        return None;
    }
    let what = if kind.is_dir() { "a directory" } else { special(kind) };
    Some(format!("{} is {what}: Asterisk reads regular files only", path.display()))
}

#[cfg(unix)]
fn special(kind: FileType) -> &'static str {
    use std::os::unix::fs::FileTypeExt;
    if kind.is_fifo() {
        "a FIFO"
    } else if kind.is_socket() {
        "a socket"
    } else {
        "a device"
    }
}

#[cfg(not(unix))]
fn special(_: FileType) -> &'static str {
    "no regular file"
}

fn directory(path: &Path) -> Place {
    let text = path.to_string_lossy();
    let prefix = if text == "." || text.is_empty() {
        String::new()
    } else {
        format!("{}/", text.strip_prefix("./").unwrap_or(&text).trim_end_matches('/'))
    };
    let whole = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let is_live = whole == Path::new(HOST);
    let known_as = astetcdir(&whole).unwrap_or_else(|| HOST.to_owned());
    Place { dir: ConfigDir { root: whole, known_as, is_live }, prefix, only: None, stdin: false }
}

/// What asterisk.conf calls the configuration directory.
fn astetcdir(dir: &Path) -> Option<String> {
    let bytes = std::fs::read(dir.join("asterisk.conf")).ok()?;
    let text = String::from_utf8_lossy(&bytes);
    let line = text.lines().map(str::trim).find(|l| l.starts_with("astetcdir"))?;
    let value = line.split_once('=')?.1.trim_start_matches('>').split(';').next()?.trim();
    value.starts_with('/').then(|| value.trim_end_matches('/').to_owned())
}

/// Every configuration directory below a directory that is none itself.
fn search(path: &Path) -> Result<Vec<Place>, Failure> {
    let mut found = Vec::new();
    for entry in walkdir::WalkDir::new(path).sort_by_file_name() {
        // What cannot be looked into cannot be linted; the others can.
        let Ok(entry) = entry else { continue };
        if entry.file_type().is_dir() && MARKS.iter().any(|m| entry.path().join(m).is_file()) {
            found.push(directory(entry.path()));
        }
    }
    if found.is_empty() {
        let whole = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        if let Some(above) = whole.ancestors().skip(1).find(|d| is_configuration(d)) {
            return Err(Failure::Nothing(format!(
                "{}: a part of the configuration in {}, which is read as a whole: name that",
                path.display(),
                above.display()
            )));
        }
        return Err(Failure::Nothing(format!(
            "{}: no pjsip.conf or pjsip_wizard.conf in it or below it",
            path.display()
        )));
    }
    Ok(found)
}

/// The configuration directory that a file belongs to: its own, or the nearest one above it.
fn file(path: &Path) -> Result<Place, Failure> {
    let whole = path.canonicalize().map_err(|error| Failure::Write { path: path.to_owned(), error })?;
    let above = whole.ancestors().skip(1).find(|d| is_configuration(d));
    let Some(dir) = above else {
        return Err(Failure::Nothing(format!("{}: there is no pjsip.conf beside it or above it", path.display())));
    };
    let shown = std::env::current_dir()
        .ok()
        .and_then(|here| here.canonicalize().ok())
        .and_then(|here| dir.strip_prefix(&here).ok().map(Path::to_owned));
    let mut place = directory(
        &shown
            .clone()
            .filter(|s| !s.as_os_str().is_empty())
            .unwrap_or_else(|| if shown.is_some() { PathBuf::from(".") } else { dir.to_owned() }),
    );
    place.only = Some(whole);
    Ok(place)
}
