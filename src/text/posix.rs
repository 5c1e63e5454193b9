//! Whether regcomp(3) takes a text for an extended regular expression, as the C library's parser goes through it.

/// How often an interval may repeat.
const MAX_REPEATS: u32 = 0x7fff;

/// Whether `pattern` compiles with `REG_EXTENDED`. Its text ends at a NUL.
pub fn is_regex(pattern: &[u8]) -> bool {
    let end = pattern.iter().position(|b| *b == 0).unwrap_or(pattern.len());
    let mut parser = Parser { rest: &pattern[..end], depth: 0, opened: 0, closed: Vec::new() };
    parser.alternatives().is_some() && parser.rest.is_empty()
}

struct Parser<'p> {
    rest: &'p [u8],
    depth: u32,
    opened: u32,
    /// The groups that a back reference may name.
    closed: Vec<u32>,
}

impl Parser<'_> {
    /// Branches between `|`, each of which may be empty, up to the end or the `)` of an open group. No branch may name
    /// a group of another one.
    fn alternatives(&mut self) -> Option<()> {
        let (before, mut all) = (self.closed.clone(), Vec::new());
        loop {
            match self.rest {
                [] => break,
                [b')', ..] if self.depth > 0 => break,
                [b'|', ..] => {
                    self.rest = &self.rest[1..];
                    all.append(&mut std::mem::replace(&mut self.closed, before.clone()));
                }
                _ => self.expression()?,
            }
        }
        self.closed.append(&mut all);
        Some(())
    }

    /// One atom with what repeats it. An anchor cannot be repeated.
    fn expression(&mut self) -> Option<()> {
        let (first, rest) = self.rest.split_first()?;
        self.rest = rest;
        match first {
            b'*' | b'+' | b'?' | b'{' => return None,
            b'^' | b'$' => return Some(()),
            b'(' => {
                self.opened += 1;
                let group = self.opened;
                self.depth += 1;
                self.alternatives()?;
                self.depth -= 1;
                self.rest = self.rest.strip_prefix(b")")?;
                self.closed.push(group);
            }
            b'[' => self.bracket()?,
            b'\\' => {
                let (escaped, rest) = self.rest.split_first()?;
                self.rest = rest;
                match escaped {
                    b'b' | b'B' | b'<' | b'>' | b'`' | b'\'' => return Some(()),
                    b'1'..=b'9' if !self.closed.contains(&u32::from(escaped - b'0')) => return None,
                    _ => {}
                }
            }
            _ => {}
        }
        loop {
            match self.rest {
                [b'*' | b'+' | b'?', rest @ ..] => self.rest = rest,
                [b'{', rest @ ..] => {
                    self.rest = rest;
                    self.interval()?;
                }
                _ => return Some(()),
            }
        }
    }

    /// `n}`, `n,}`, `n,m}` or `,m}`.
    fn interval(&mut self) -> Option<()> {
        let start = self.number();
        let comma = self.rest.strip_prefix(b",");
        let end = if let Some(rest) = comma {
            self.rest = rest;
            self.number()
        } else {
            start
        };
        self.rest = self.rest.strip_prefix(b"}")?;
        if start.is_none() && comma.is_none() {
            return None;
        }
        let (first, last) = (start.unwrap_or(0), end.unwrap_or(0));
        (end.is_none_or(|last| first <= last) && first.max(last) <= MAX_REPEATS).then_some(())
    }

    fn number(&mut self) -> Option<u32> {
        let count = self.rest.iter().take_while(|b| b.is_ascii_digit()).count();
        let (digits, rest) = self.rest.split_at(count);
        self.rest = rest;
        let add = |n: u32, d: &u8| (n * 10 + u32::from(d - b'0')).min(MAX_REPEATS + 1);
        (count > 0).then(|| digits.iter().fold(0, add))
    }

    /// What follows a `[`, through its `]`.
    fn bracket(&mut self) -> Option<()> {
        self.rest = self.rest.strip_prefix(b"^").unwrap_or(self.rest);
        let mut first = true;
        loop {
            if !first && let [b']', rest @ ..] = self.rest {
                self.rest = rest;
                return Some(());
            }
            let start = self.element(first)?;
            first = false;
            // A `-` before the `]` is one of the characters.
            let ranges = matches!(self.rest, [b'-', next, ..] if *next != b']');
            if ranges && start != Element::Class {
                self.rest = &self.rest[1..];
                match (start, self.element(true)?) {
                    (Element::Byte(low), Element::Byte(high)) if low <= high => {}
                    _ => return None,
                }
            }
        }
    }

    /// One element between brackets; a `-` may only begin or end the list, or end a range.
    fn element(&mut self, hyphen: bool) -> Option<Element> {
        match self.rest {
            [b'[', kind @ (b':' | b'=' | b'.'), rest @ ..] => {
                let end = rest.windows(2).position(|w| w == [*kind, b']'])?;
                let name = &rest[..end];
                self.rest = &rest[end + 2..];
                match (kind, name) {
                    (b':', _) => CLASSES.contains(&name).then_some(Element::Class),
                    (b'=', [_]) => Some(Element::Class),
                    (b'.', [byte]) => Some(Element::Byte(*byte)),
                    _ => None,
                }
            }
            [b'-', next, ..] if !hyphen && *next != b']' => None,
            [byte, rest @ ..] => {
                self.rest = rest;
                Some(Element::Byte(*byte))
            }
            [] => None,
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Element {
    Byte(u8),
    Class,
}

const CLASSES: [&[u8]; 12] = [
    b"alnum", b"alpha", b"blank", b"cntrl", b"digit", b"graph", b"lower", b"print", b"punct", b"space", b"upper",
    b"xdigit",
];

#[cfg(test)]
mod tests {
    use super::is_regex;

    #[test]
    fn what_regcomp_takes() {
        for good in [
            "",
            "x|y",
            "a**",
            "(|a)",
            "()",
            "a{,3}",
            ")",
            "a)b",
            "a{1,2}{3}",
            "[]a]",
            "[^]]",
            "[a-]",
            "[-a]",
            "[[:digit:]x]",
            "(a)|((b)|c)\\3",
            "a|",
            "|",
            "(a)\\1",
            "}",
            "a{2,}",
            "[[.a.]-c]",
            "\\.",
            "^$",
            "[\\]",
            "(^a)",
            "a\\<b",
            "[--/]",
            "[a\\]",
            "a{0}",
        ] {
            assert!(is_regex(good.as_bytes()), "{good}");
        }
        for bad in [
            "(a",
            "[a",
            "a{2",
            "+",
            "*",
            "[[:x:]]",
            "a|*b",
            "^*",
            "(?i)x",
            "{1",
            "[b-a]",
            "a\\",
            "\\1",
            "(*a)",
            "a{2,1}",
            "a{}",
            "a{,",
            "[",
            "[]",
            "[a-b-c]",
            "[[:digit:]-z]",
            "a{32768}",
            "\\b*",
            "[[.ab.]]",
            "(a\\1)",
            "a{x}",
            "[a-",
            "(a)|b\\1",
        ] {
            assert!(!is_regex(bad.as_bytes()), "{bad}");
        }
    }
}
