//! `glob(3)` with `GLOB_NOMAGIC | GLOB_BRACE`, as Asterisk's include uses it (G-57): on bytes, with the C library's
//! order, escapes and treatment of dots, none of which a general crate has.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use crate::source::Unsaved;

use super::fnmatch::{self, is_plain};

/// No include names more files than this, nor has more brace alternatives (a line has room for 2^85 of them).
const MAX_PATHS: usize = 100_000;

/// The paths that `pattern`, relative to `base`, stands for, in glob's order: each brace alternative sorted by
/// itself. A pattern without wildcards stands for itself whether or not there is such a file.
pub(super) fn expand(base: &Path, pattern: &[u8], unsaved: &Unsaved) -> Vec<PathBuf> {
    let mut search = Search { base, unsaved, found: Vec::new(), tried: 0 };
    search.alternatives(pattern, false);
    search.found
}

/// Whether Asterisk's reader takes the text for more than a name: it then looks files up, and a cycle of includes
/// ends at the depth limit instead of a crash (G-64).
pub(super) fn is_pattern(text: &[u8]) -> bool {
    !is_plain(text) || text.contains(&b'{')
}

struct Search<'a> {
    base: &'a Path,
    /// Files that count as if they were on the disk.
    unsaved: &'a Unsaved,
    found: Vec<PathBuf>,
    tried: usize,
}

impl Search<'_> {
    /// One pattern with its braces. `must_exist` is for what a brace made: it is dropped where there is no file.
    fn alternatives(&mut self, pattern: &[u8], must_exist: bool) {
        self.tried += 1;
        if self.tried > MAX_PATHS {
            return;
        }
        if let Some((open, commas, close)) = braces(pattern) {
            let (before, mut start) = (self.found.len(), open + 1);
            for end in commas.into_iter().chain([close]) {
                let one = [&pattern[..open], &pattern[start..end], &pattern[close + 1..]].concat();
                self.alternatives(&one, true);
                start = end + 1;
            }
            if self.found.len() > before || must_exist {
                return;
            }
            // Nothing: the text may yet be a file's very name.
        }
        self.files(pattern, must_exist);
    }

    /// One pattern without braces, component by component.
    fn files(&mut self, pattern: &[u8], must_exist: bool) {
        let mut paths = vec![self.base.to_owned()];
        let mut looked = false;
        for component in pattern.split(|b| *b == b'/') {
            if is_plain(component) {
                let name = os(component);
                for path in &mut paths {
                    path.push(&name);
                }
            } else {
                looked = true;
                paths = paths.iter().flat_map(|p| self.matching(p, component)).take(MAX_PATHS).collect();
            }
        }
        if looked || must_exist {
            paths.retain(|p| p.symlink_metadata().is_ok() || self.unsaved.has(p));
        }
        if paths.is_empty() && looked && !must_exist && !fnmatch::has_wildcard(pattern) {
            // Only backslashes, and nothing found: the text may yet be a file's very name.
            paths.push(self.base.join(os(pattern)));
        }
        paths.sort_by(|a, b| a.as_os_str().as_encoded_bytes().cmp(b.as_os_str().as_encoded_bytes()));
        self.found.extend(paths);
    }

    /// The entries of a directory that a component matches; a dot in front is matched by a dot only.
    fn matching(&self, dir: &Path, component: &[u8]) -> Vec<PathBuf> {
        let unsaved = self.unsaved.in_dir(dir).map(std::ffi::OsStr::to_owned);
        let on_disk = std::fs::read_dir(dir)
            .map(|entries| entries.filter_map(Result::ok).map(|e| e.file_name()).chain([".".into(), "..".into()]));
        let names = on_disk.into_iter().flatten().chain(unsaved);
        names.filter(|n| fnmatch::matches(component, n.as_encoded_bytes())).map(|n| dir.join(n)).collect()
    }
}

#[cfg(unix)]
fn os(text: &[u8]) -> OsString {
    <std::ffi::OsStr as std::os::unix::ffi::OsStrExt>::from_bytes(text).to_owned()
}

#[cfg(not(unix))]
fn os(text: &[u8]) -> OsString {
    String::from_utf8_lossy(text).into_owned().into()
}

/// The first brace group: where it opens, its commas at the outermost level, where it closes. None if the first one
/// does not close: then no brace of the pattern counts.
fn braces(pattern: &[u8]) -> Option<(usize, Vec<usize>, usize)> {
    let (mut open, mut depth, mut commas, mut i) = (None, 0, Vec::new(), 0);
    while i < pattern.len() {
        match (pattern[i], open) {
            (b'\\', _) => i += 1,
            (b'{', None) => open = Some(i),
            (b'{', Some(_)) => depth += 1,
            (b'}', Some(open)) if depth == 0 => return Some((open, commas, i)),
            (b'}', Some(_)) => depth -= 1,
            (b',', Some(_)) if depth == 0 => commas.push(i),
            _ => {}
        }
        i += 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_braces() {
        assert_eq!(braces(b"x{a,b{c,d}}y"), Some((1, vec![3], 10)));
        assert_eq!(braces(b"{a"), None);
        assert_eq!(braces(b"a{}b"), Some((1, vec![], 2)));
        assert_eq!(braces(b"\\{a,b}"), None);
        assert_eq!(braces(b"{a\\,b,c}"), Some((0, vec![5], 7)));
    }

    #[test]
    fn finds_files_in_globs_order() -> std::io::Result<()> {
        let dir = std::env::temp_dir().join(format!("pjlint-glob-{}", std::process::id()));
        std::fs::create_dir_all(dir.join("d"))?;
        std::fs::create_dir_all(dir.join("d-1"))?;
        for name in ["a", "b", "B", ".h", "x y", "d/x", "d-1/x"] {
            std::fs::write(dir.join(name), "")?;
        }
        let found = |pattern: &str| -> Vec<String> {
            let short = |p: PathBuf| p.strip_prefix(&dir).unwrap_or(&p).to_string_lossy().into_owned();
            expand(&dir, pattern.as_bytes(), &Unsaved::default()).into_iter().map(short).collect()
        };
        assert_eq!(found("nope"), ["nope"]);
        assert_eq!(found("{b,a,nope,?}"), ["b", "a", "B", "a", "b", "d"]);
        assert_eq!(found("{no,pe}"), ["{no,pe}"]);
        assert_eq!(found("*/x"), ["d-1/x", "d/x"]);
        assert_eq!(found(".h*"), [".h"]);
        assert_eq!(found("\\a"), ["a"]);
        assert_eq!(found("x y"), ["x y"]);
        assert_eq!(found("no*"), [""; 0]);
        let many = "{x,y}".repeat(51);
        assert_eq!(found(&many), [many.as_str()]);
        std::fs::remove_dir_all(&dir)
    }
}
