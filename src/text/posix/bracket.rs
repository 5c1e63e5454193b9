//! Sets of characters, and the bracket expressions that describe them. In the locale "C" each byte is a character, a
//! range goes by the values of bytes, and each byte is equivalent to itself alone. ASCII is the same in "C.UTF-8".

/// Some of the 256 bytes, and what is known of the characters that are several bytes in UTF-8.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Set {
    bytes: [u64; 4],
    pub(super) wide: Wide,
}

/// Which characters that are not ASCII a set has in the locale "C.UTF-8".
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Wide {
    #[default]
    None,
    All,
    /// Some: those that are written between the brackets, or that the tables of the C library have.
    Some,
    /// There is a range of them, which may not even be valid.
    Unclear,
}

impl Set {
    pub(super) fn of(wide: Wide, wanted: impl Fn(u8) -> bool) -> Self {
        let mut set = Self { wide, ..Self::default() };
        (0..=u8::MAX).filter(|b| wanted(*b)).for_each(|b| set.insert(b));
        set
    }

    pub(super) fn contains(self, byte: u8) -> bool {
        self.bytes[usize::from(byte >> 6)] >> (byte & 63) & 1 == 1
    }

    fn insert(&mut self, byte: u8) {
        self.bytes[usize::from(byte >> 6)] |= 1 << (byte & 63);
    }

    fn negated(self) -> Self {
        let wide = match self.wide {
            Wide::None => Wide::All,
            Wide::All => Wide::None,
            other => other,
        };
        Self::of(wide, |b| !self.contains(b))
    }
}

/// Parses what follows a `[`. The second result is what stands behind its `]`; a backslash is a character like others.
pub(super) fn parse(text: &[u8]) -> Option<(Set, &[u8])> {
    let negated = text.strip_prefix(b"^");
    let mut rest = negated.unwrap_or(text);
    let (mut set, mut first) = (Set::default(), true);
    loop {
        if !first && let [b']', behind @ ..] = rest {
            if !text[..text.len() - behind.len()].is_ascii() {
                set.wide = set.wide.max(Wide::Some);
            }
            return Some((if negated.is_some() { set.negated() } else { set }, behind));
        }
        let (start, behind) = element(rest, first)?;
        (rest, first) = (behind, false);
        match (start, rest) {
            // A `-` before the `]` is one of the characters.
            (Element::Byte(low), [b'-', end @ ..]) if !matches!(end, [] | [b']', ..]) => {
                let (Element::Byte(high), behind) = element(end, true)? else { return None };
                if low > high {
                    return None;
                }
                if !high.is_ascii() {
                    set.wide = Wide::Unclear;
                }
                (low..=high).for_each(|b| set.insert(b));
                rest = behind;
            }
            (Element::Byte(byte), _) => set.insert(byte),
            (Element::Class(class), _) => {
                set = Set::of(set.wide.max(class.wide), |b| set.contains(b) || class.contains(b));
            }
        }
    }
}

enum Element {
    Byte(u8),
    /// It can be neither end of a range.
    Class(Set),
}

/// One element, and what stands behind it; a `-` may only begin or end the list, or end a range.
fn element(text: &[u8], hyphen: bool) -> Option<(Element, &[u8])> {
    match text {
        [b'[', kind @ (b':' | b'=' | b'.'), rest @ ..] => {
            let end = rest.windows(2).position(|w| w == [*kind, b']'])?;
            let element = match (kind, &rest[..end]) {
                (b':', name) => Element::Class(class(name)?),
                (b'=', [byte]) => Element::Class(Set::of(Wide::None, |b| b == *byte)),
                (b'.', [byte]) => Element::Byte(*byte),
                _ => return None,
            };
            Some((element, &rest[end + 2..]))
        }
        [b'-', next, ..] if !hyphen && *next != b']' => None,
        [byte, rest @ ..] => Some((Element::Byte(*byte), rest)),
        [] => None,
    }
}

fn class(name: &[u8]) -> Option<Set> {
    let is_in = class_of(name)?;
    // What is a digit is so in every locale.
    let wide = if matches!(name, b"digit" | b"xdigit") { Wide::None } else { Wide::Some };
    Some(Set::of(wide, is_in))
}

/// The characters of `[:name:]` in the locale "C".
pub(in crate::text) fn class_of(name: &[u8]) -> Option<fn(u8) -> bool> {
    Some(match name {
        b"alnum" => |b| b.is_ascii_alphanumeric(),
        b"alpha" => |b| b.is_ascii_alphabetic(),
        b"blank" => |b| matches!(b, b' ' | b'\t'),
        b"cntrl" => |b| b.is_ascii_control(),
        b"digit" => |b| b.is_ascii_digit(),
        b"graph" => |b| b.is_ascii_graphic(),
        b"lower" => |b| b.is_ascii_lowercase(),
        b"print" => |b| b == b' ' || b.is_ascii_graphic(),
        b"punct" => |b| b.is_ascii_punctuation(),
        b"space" => is_space,
        b"upper" => |b| b.is_ascii_uppercase(),
        b"xdigit" => |b| b.is_ascii_hexdigit(),
        _ => return None,
    })
}

/// `isspace` of the locale "C".
pub(super) fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t'..=b'\r')
}
