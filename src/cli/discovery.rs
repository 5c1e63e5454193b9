//! What a PATH stands for: a configuration directory, a tree that holds some, a file of one, standard input.

use std::collections::BTreeSet;
use std::fs::FileType;
use std::path::{Path, PathBuf};

use crate::source::{Bytes, Overlay};
use crate::text::ConfigDir;

use super::Failure;
use crate::linter::FileArg;

/// Files by which a configuration directory is known.
const MARKS: [&str; 2] = ["pjsip.conf", "pjsip_wizard.conf"];
/// Files by which the host's own directory, or a copy of one without PJSIP, is known.
const OTHER_MARKS: [&str; 3] = ["asterisk.conf", "modules.conf", "sip.conf"];
/// Where Asterisk's packages keep the configuration.
const HOST: &str = "/etc/asterisk";

/// One thing to lint.
#[derive(Clone)]
pub(super) struct LintTarget {
    /// The directory.
    pub(super) dir: ConfigDir,
    /// What to put before file names so that they can be opened from here.
    pub(super) prefix: String,
    /// Only what concerns these files; everything if there is nothing here.
    pub(super) only: Option<BTreeSet<FileArg>>,
    /// pjsip.conf comes from standard input.
    pub(super) stdin: bool,
    /// Files as fixes have left them.
    pub(super) overlay: Overlay,
}

/// What the given paths stand for. Files of one directory are one target, and a directory that is given itself is
/// linted as a whole, whichever of its files are given too.
///
/// # Errors
/// Where a path is nothing that can be linted.
pub(super) fn targets(paths: &[PathBuf]) -> Result<Vec<LintTarget>, Failure> {
    if paths.is_empty() {
        return Ok(vec![here()?]);
    }
    let mut targets = Vec::new();
    for path in paths {
        if path.is_file() {
            let given = FileArg::new(path);
            let Some(dir) = given.configuration(is_configuration) else {
                return Err(Failure::Usage(format!(
                    "{}: there is no pjsip.conf next to it or above it",
                    path.display()
                )));
            };
            add(&mut targets, file(&dir, given));
        } else {
            add_others(&mut targets, path)?;
        }
    }
    Ok(targets)
}

/// The same for a hook, with the files that belong to no configuration: in a hook these are not errors, and neither are
/// files that the change deletes.
///
/// # Errors
/// Where a path is neither a file nor something that can be linted.
pub(super) fn targets_of_hook(paths: &[PathBuf]) -> Result<(Vec<LintTarget>, BTreeSet<FileArg>), Failure> {
    let (mut targets, mut homeless) = (Vec::new(), BTreeSet::new());
    for path in paths {
        if path.as_os_str() == "-" || path.exists() && !path.is_file() {
            add_others(&mut targets, path)?;
            continue;
        }
        let given = FileArg::new(path);
        match given.configuration(is_configuration) {
            Some(dir) => add(&mut targets, file(&dir, given)),
            None if given.is_there() => {
                homeless.insert(given);
            }
            None => {}
        }
    }
    Ok((targets, homeless))
}

/// Every configuration directory below the current one, limited to `files`, but those in `done`.
pub(super) fn targets_that_may_include(files: &BTreeSet<FileArg>, done: &[PathBuf]) -> Vec<LintTarget> {
    let mut found: Vec<LintTarget> = below(Path::new("."));
    found.retain(|target| !done.contains(&target.dir.root));
    for target in &mut found {
        target.only = Some(files.clone());
    }
    found
}

/// The current directory, else the host's own.
fn here() -> Result<LintTarget, Failure> {
    let here = PathBuf::from(".");
    let dir = if is_configuration(&here) { here } else { PathBuf::from(HOST) };
    if let Some(odd) = MARKS.iter().find_map(|m| irregular(&Path::new(".").join(m))) {
        return Err(Failure::Usage(odd));
    }
    if !is_configuration(&dir) {
        return Err(Failure::Usage(format!(
            "neither the current directory nor {HOST} has a pjsip.conf: name a directory, or `.` to search below this one"
        )));
    }
    Ok(directory(&dir))
}

/// What a path that is not a file stands for.
fn add_others(targets: &mut Vec<LintTarget>, path: &Path) -> Result<(), Failure> {
    if let Some(odd) = MARKS.iter().find_map(|m| irregular(&path.join(m))) {
        return Err(Failure::Usage(odd));
    }
    if path.as_os_str() == "-" {
        targets.push(LintTarget { stdin: true, ..directory(Path::new(".")) });
    } else if !path.is_dir() {
        let odd = irregular(path).unwrap_or_else(|| format!("{} does not exist", path.display()));
        return Err(Failure::Usage(odd));
    } else if is_configuration(path) {
        add(targets, directory(path));
    } else {
        search(path)?.into_iter().for_each(|target| add(targets, target));
    }
    Ok(())
}

/// Adds a target, or adds to the one that there is of its directory.
fn add(targets: &mut Vec<LintTarget>, target: LintTarget) {
    match targets.iter_mut().find(|p| !p.stdin && p.dir.root == target.dir.root) {
        None => targets.push(target),
        Some(known) => match (&mut known.only, target.only) {
            (Some(files), Some(more)) => files.extend(more),
            (_, None) => {
                known.only = None;
                known.prefix = target.prefix;
            }
            (None, Some(_)) => {}
        },
    }
}

fn is_configuration(dir: &Path) -> bool {
    MARKS.iter().any(|m| dir.join(m).is_file()) || OTHER_MARKS.iter().any(|m| dir.join(m).is_file())
}

/// What an existing path is if it is not a regular file: Asterisk ignores it silently (G-58), so pjlint says so.
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
    "not a regular file"
}

fn directory(path: &Path) -> LintTarget {
    let text = path.to_string_lossy();
    let prefix = if text == "." || text.is_empty() {
        String::new()
    } else {
        format!("{}/", text.strip_prefix("./").unwrap_or(&text).trim_end_matches('/'))
    };
    let whole = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let is_live = whole == Path::new(HOST);
    let known_as = astetcdir(&whole).unwrap_or_else(|| HOST.to_owned());
    LintTarget {
        dir: ConfigDir { root: whole, known_as, is_live },
        prefix,
        only: None,
        stdin: false,
        overlay: Overlay::new(),
    }
}

/// What asterisk.conf calls the configuration directory.
fn astetcdir(dir: &Path) -> Option<String> {
    let bytes = Bytes::read(&dir.join("asterisk.conf")).ok()?;
    let text = String::from_utf8_lossy(&bytes);
    let line = text.lines().map(str::trim).find(|l| l.starts_with("astetcdir"))?;
    let value = line.split_once('=')?.1.trim_start_matches('>').split(';').next()?.trim();
    value.starts_with('/').then(|| value.trim_end_matches('/').to_owned())
}

/// The configuration directories in and below a directory.
fn below(path: &Path) -> Vec<LintTarget> {
    let mut found = Vec::new();
    // A repository's own store is large and holds no configuration.
    for entry in walkdir::WalkDir::new(path).sort_by_file_name().into_iter().filter_entry(|e| e.file_name() != ".git") {
        // What cannot be looked into cannot be linted; the others can.
        let Ok(entry) = entry else { continue };
        if entry.file_type().is_dir() && MARKS.iter().any(|m| entry.path().join(m).is_file()) {
            found.push(directory(entry.path()));
        }
    }
    found
}

/// Every configuration directory below a directory that is not one itself.
fn search(path: &Path) -> Result<Vec<LintTarget>, Failure> {
    let found = below(path);
    if found.is_empty() {
        let whole = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        if let Some(above) = whole.ancestors().skip(1).find(|d| is_configuration(d)) {
            return Err(Failure::Usage(format!(
                "{}: part of the configuration in {}, which is read as a whole: name that directory",
                path.display(),
                above.display()
            )));
        }
        return Err(Failure::Usage(format!(
            "{}: no pjsip.conf or pjsip_wizard.conf in it or below it",
            path.display()
        )));
    }
    Ok(found)
}

/// A configuration directory, limited to a file that belongs to it.
fn file(dir: &Path, given: FileArg) -> LintTarget {
    let shown = std::env::current_dir()
        .ok()
        .and_then(|here| here.canonicalize().ok())
        .and_then(|here| dir.strip_prefix(&here).ok().map(Path::to_owned));
    let mut target = directory(
        &shown
            .clone()
            .filter(|s| !s.as_os_str().is_empty())
            .unwrap_or_else(|| if shown.is_some() { PathBuf::from(".") } else { dir.to_owned() }),
    );
    target.only = Some([given].into());
    target
}
