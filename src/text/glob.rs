//! `glob(3)` with `GLOB_NOMAGIC | GLOB_BRACE`, as Asterisk's include uses it (G-57).

use std::path::PathBuf;

use glob::MatchOptions;

/// No include names more files than this.
const MOST: usize = 1_000_000;

/// The paths that `pattern` stands for, in glob's order: each brace alternative sorted by itself. A pattern
/// without wildcards stands for itself whether or not there is such a file.
pub(super) fn expand(pattern: &str) -> Vec<PathBuf> {
    let mut paths = Vec::new();
    for pattern in braces(pattern) {
        if !pattern.contains(['*', '?', '[']) {
            paths.push(PathBuf::from(pattern));
            continue;
        }
        let options =
            MatchOptions { case_sensitive: true, require_literal_separator: true, require_literal_leading_dot: true };
        // A pattern that is no pattern matches nothing, as in glob(3).
        let Ok(matches) = glob::glob_with(&pattern, options) else { continue };
        let mut found: Vec<PathBuf> = matches.filter_map(Result::ok).take(MOST).collect();
        found.sort_by(|a, b| a.as_os_str().as_encoded_bytes().cmp(b.as_os_str().as_encoded_bytes()));
        paths.extend(found);
    }
    paths
}

/// `a{b,c}d` as `abd` and `acd`. Braces nest; one that does not close stands for itself, and `{}` too.
fn braces(pattern: &str) -> Vec<String> {
    let bytes = pattern.as_bytes();
    let mut from = 0;
    while let Some(open) = bytes[from..].iter().position(|b| *b == b'{').map(|n| n + from) {
        if let Some((close, commas)) = group(bytes, open) {
            let mut results = Vec::new();
            let mut start = open + 1;
            for end in commas.into_iter().chain([close]) {
                let one = format!("{}{}{}", &pattern[..open], &pattern[start..end], &pattern[close + 1..]);
                results.extend(braces(&one));
                start = end + 1;
                if results.len() > MOST {
                    break;
                }
            }
            return results;
        }
        from = open + 1;
    }
    vec![pattern.to_owned()]
}

/// Where the group at `open` closes, and its commas at the outermost level.
fn group(bytes: &[u8], open: usize) -> Option<(usize, Vec<usize>)> {
    let (mut depth, mut commas) = (0, Vec::new());
    for (i, b) in bytes.iter().enumerate().skip(open) {
        match b {
            b'{' => depth += 1,
            b'}' if depth == 1 => return (i > open + 1).then_some((i, commas)),
            b'}' => depth -= 1,
            b',' if depth == 1 => commas.push(i),
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::braces;

    #[test]
    fn expands_braces() {
        assert_eq!(braces("x{a,b{c,d}}y"), ["xay", "xbcy", "xbdy"]);
        assert_eq!(braces("{a"), ["{a"]);
        assert_eq!(braces("a{}b"), ["a{}b"]);
    }
}
