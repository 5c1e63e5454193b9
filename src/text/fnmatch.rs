//! `fnmatch(3)` with `FNM_PERIOD`, on bytes in the C locale.

use super::posix::class_of;

/// Whether the name matches the pattern. A dot in front of the name is matched by a dot only.
pub(super) fn matches(pattern: &[u8], name: &[u8]) -> bool {
    if name.first() == Some(&b'.') && pattern.strip_prefix(b"\\").unwrap_or(pattern).first() != Some(&b'.') {
        return false;
    }
    let (mut p, mut n) = (0, 0);
    // The last `*` seen, and how much of the name it has taken so far.
    let mut star: Option<(usize, usize)> = None;
    loop {
        if n == name.len() {
            return pattern[p..].iter().all(|b| *b == b'*');
        }
        let next = match pattern.get(p) {
            Some(b'*') => {
                star = Some((p + 1, n));
                p += 1;
                continue;
            }
            Some(_) => one(&pattern[p..], name[n]),
            None => None,
        };
        match (next, star) {
            (Some(length), _) => {
                p += length;
                n += 1;
            }
            (None, Some((after, taken))) => {
                star = Some((after, taken + 1));
                (p, n) = (after, taken + 1);
            }
            (None, None) => return false,
        }
    }
}

/// Whether the pattern matches only itself: no wildcard and no escape.
pub(super) fn is_plain(pattern: &[u8]) -> bool {
    !has_wildcard(pattern) && !pattern.contains(&b'\\')
}

/// Whether there is a `*`, a `?` or a `[`.
pub(super) fn has_wildcard(pattern: &[u8]) -> bool {
    pattern.iter().any(|b| b"*?[".contains(b))
}

/// The length of the pattern's first element if it matches the byte.
fn one(pattern: &[u8], byte: u8) -> Option<usize> {
    match pattern {
        [b'?', ..] => Some(1),
        [b'[', ..] => match bracket(pattern, byte) {
            Some((true, length)) => Some(length),
            Some((false, _)) => None,
            // A bracket that does not close stands for itself.
            None => (byte == b'[').then_some(1),
        },
        [b'\\', escaped, ..] => (*escaped == byte).then_some(2),
        [first, ..] => (*first == byte).then_some(1),
        [] => None,
    }
}

/// Whether the bracket expression at the pattern's start has the byte, and the expression's length.
fn bracket(pattern: &[u8], byte: u8) -> Option<(bool, usize)> {
    let negated = matches!(pattern.get(1), Some(b'!' | b'^'));
    let first = 1 + usize::from(negated);
    let (mut at, mut found) = (first, false);
    loop {
        match *pattern.get(at)? {
            b']' if at > first => return Some((found != negated, at + 1)),
            b'[' if pattern.get(at + 1) == Some(&b':') => {
                let name = &pattern[at + 2..];
                let end = name.windows(2).position(|w| w == b":]")?;
                found |= class_of(&name[..end]).is_some_and(|is_in| is_in(byte));
                at += end + 4;
            }
            mut low => {
                if low == b'\\' {
                    at += 1;
                    low = *pattern.get(at)?;
                }
                at += 1;
                let mut high = low;
                if pattern.get(at) == Some(&b'-') && pattern.get(at + 1).is_some_and(|b| *b != b']') {
                    at += 1;
                    if pattern[at] == b'\\' {
                        at += 1;
                    }
                    high = *pattern.get(at)?;
                    at += 1;
                }
                found |= (low..=high).contains(&byte);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_the_c_library_does() {
        let yes = [
            ("*", "a"),
            ("*", ""),
            ("a*c*e", "abcde"),
            ("?.conf", "a.conf"),
            ("[ab]", "b"),
            ("[!ab]", "c"),
            ("[^ab]", "c"),
            ("[a-c]", "b"),
            ("[]]", "]"),
            ("[a-]", "-"),
            ("[[:digit:]x]", "7"),
            ("[\\]]", "]"),
            ("[a", "[a"),
            ("\\*", "*"),
            (".*", ".h"),
            ("\\.h", ".h"),
            ("*.*.conf", "a.b.conf"),
        ];
        for (pattern, name) in yes {
            assert!(matches(pattern.as_bytes(), name.as_bytes()), "{pattern} {name}");
        }
        let no = [
            ("*", ".h"),
            ("?h", ".h"),
            ("[.]h", ".h"),
            ("a", "ab"),
            ("ab", "a"),
            ("[!a]", "a"),
            ("\\*", "a"),
            ("", "a"),
        ];
        for (pattern, name) in no {
            assert!(!matches(pattern.as_bytes(), name.as_bytes()), "{pattern} {name}");
        }
        assert!(!matches(b"?.c", "é.c".as_bytes()) && matches(b"??.c", "é.c".as_bytes()));
    }
}
