//! Where a file is, for readers with the repository but not this host: relative, percent-encoded, with `/`.

use std::fmt::Write;

use serde::Serialize;

use crate::source::Span;

use super::super::Run;
use super::super::format_util::region;
use super::super::repo_paths::{directories, resolve};
use crate::linter::Report;

/// Paths are relative to it.
pub(super) const SOURCE_ROOT: &str = "%SRCROOT%";
/// For files that the configuration names by an absolute path, outside what is linted.
pub(super) const HOST_ROOT: &str = "HOSTROOT";

/// How the paths of each linted directory begin.
pub(super) struct Uris {
    here: Vec<Vec<u8>>,
    bases: Vec<Vec<Vec<u8>>>,
}

impl Uris {
    /// A directory below the current one keeps its path from there, as a repository has it. Others lose what they
    /// have in common: of one alone nothing is left but the names of its files.
    pub(super) fn new(run: &Run) -> Self {
        let here = run.location.current_dir.as_os_str().as_encoded_bytes().to_vec();
        let here = resolve(&[], &here).unwrap_or_default();
        let dirs = directories(run, &here);
        let outside: Vec<&Vec<Vec<u8>>> = dirs.iter().filter(|d| !d.starts_with(&here)).collect();
        let common = outside.split_first().map_or(0, |(first, others)| {
            let same = |n: usize| others.iter().all(|o| o.get(n) == first.get(n));
            (0..first.len()).take_while(|n| same(*n)).count()
        });
        let skip = |d: &Vec<Vec<u8>>| if d.starts_with(&here) { here.len() } else { common };
        let bases = dirs.iter().map(|d| d[skip(d)..].to_vec()).collect();
        Self { here, bases }
    }

    /// The place of a span of the `nth` linted directory.
    pub(super) fn location(&self, report: &Report, nth: usize, span: Span) -> Physical {
        let (from, to) = region(report, span);
        let (uri, uri_base_id) = self.uri(report, nth, span);
        Physical {
            artifact_location: Artifact { uri, uri_base_id },
            region: Region {
                start_line: from.line,
                start_column: from.column,
                end_line: to.line,
                end_column: to.column,
            },
        }
    }

    /// A file of the `nth` linted directory, by its name there.
    pub(super) fn file(&self, nth: usize, name: &str) -> Somewhere {
        let base = if name.starts_with('/') { &[][..] } else { self.bases.get(nth).map_or(&[][..], Vec::as_slice) };
        let path = resolve(base, name.trim_matches(['<', '>']).as_bytes()).unwrap_or_default();
        let uri_base_id = if name.starts_with('/') { HOST_ROOT } else { SOURCE_ROOT };
        Somewhere { artifact_location: Artifact { uri: encoded(path.iter().map(Vec::as_slice)), uri_base_id } }
    }

    fn uri(&self, report: &Report, nth: usize, span: Span) -> (String, &'static str) {
        let file = report.config.sources.file(span.file);
        if file.path.as_os_str().is_empty() {
            return (encoded([file.name.trim_matches(['<', '>']).as_bytes()]), SOURCE_ROOT);
        }
        // The path and not the name: it has every byte.
        if let Ok(below) = file.path.strip_prefix(&report.config.dir.root) {
            let name = below.as_os_str().as_encoded_bytes();
            let base = self.bases.get(nth).map_or(&[][..], Vec::as_slice);
            return match resolve(base, name) {
                Some(path) => (encoded(path.iter().map(Vec::as_slice)), SOURCE_ROOT),
                // Above the base, by `..`.
                None => (encoded(name.split(|b| *b == b'/').filter(|s| !s.is_empty() && *s != b".")), SOURCE_ROOT),
            };
        }
        let path = resolve(&[], file.path.as_os_str().as_encoded_bytes()).unwrap_or_default();
        match path.strip_prefix(self.here.as_slice()) {
            Some(below) if !self.here.is_empty() => (encoded(below.iter().map(Vec::as_slice)), SOURCE_ROOT),
            _ => (encoded(path.iter().map(Vec::as_slice)), HOST_ROOT),
        }
    }
}

/// The segments as a relative URI; only what RFC 3986 calls unreserved stays as it is.
fn encoded<'a>(segments: impl IntoIterator<Item = &'a [u8]>) -> String {
    let mut uri = String::new();
    for segment in segments {
        if !uri.is_empty() {
            uri.push('/');
        }
        for &b in segment {
            if b.is_ascii_alphanumeric() || b"-._~".contains(&b) {
                uri.push(char::from(b));
            } else {
                let _ = write!(uri, "%{b:02X}");
            }
        }
    }
    uri
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Physical {
    artifact_location: Artifact,
    region: Region,
}

/// A location in a file that is no longer known.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Somewhere {
    artifact_location: Artifact,
}

impl Physical {
    /// The file, and the place in it.
    pub(super) fn parts(self) -> (Artifact, Region) {
        (self.artifact_location, self.region)
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Artifact {
    uri: String,
    uri_base_id: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Region {
    start_line: u32,
    start_column: u32,
    end_line: u32,
    end_column: u32,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_resolved_and_encoded() {
        let base = resolve(&[], b"conf/a").expect("below");
        let path = resolve(&base, "../b\u{fc} #1%/./x:y.conf".as_bytes()).expect("below");
        assert_eq!(encoded(path.iter().map(Vec::as_slice)), "conf/b%C3%BC%20%231%25/x%3Ay.conf");
        assert_eq!(resolve(&base, b"../../../x"), None);
    }
}
