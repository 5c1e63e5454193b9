//! `callerid`: never refused, but rarely what it looks like (`ast_callerid_parse`, `ast_callerid_merge`).

/// Name and number, each empty if absent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CallerId {
    /// The name, at most 79 bytes.
    pub name: Vec<u8>,
    /// The number, at most 79 bytes.
    pub number: Vec<u8>,
}

/// What a `callerid` value comes to.
pub fn parse(value: &[u8]) -> CallerId {
    let text = unquoted(super::strip(value));
    let (name, number) = if let Some(open) = text.iter().rposition(|b| *b == b'<') {
        let after = &text[open + 1..];
        let end = after.iter().rposition(|b| *b == b'>').unwrap_or(after.len());
        (unquoted(super::strip(&text[..open])), shrunk(&after[..end]))
    } else {
        let number = shrunk(&text[..text.len().min(255)]);
        let is_number = !number.is_empty() && number.iter().all(|b| b.is_ascii_digit() || b"*#+".contains(b));
        if is_number { (&[][..], number) } else { (unquoted(super::strip(text)), Vec::new()) }
    };
    let cut = |mut text: Vec<u8>| {
        text.truncate(79);
        text
    };
    CallerId { name: cut(unescaped(name)), number: cut(number) }
}

fn unquoted(text: &[u8]) -> &[u8] {
    match text {
        [b'"', inner @ .., b'"'] => inner,
        [b'"'] => &[],
        _ => text,
    }
}

/// `ast_shrink_phone_number`.
fn shrunk(number: &[u8]) -> Vec<u8> {
    let (mut out, mut bracket) = (Vec::with_capacity(number.len()), false);
    for (i, &b) in number.iter().enumerate() {
        match b {
            b'[' => bracket = true,
            b']' => bracket = false,
            b' ' | b'(' | b')' => continue,
            b'-' if !bracket => continue,
            b'.' if i + 1 < number.len() => continue,
            _ => {}
        }
        out.push(b);
    }
    out
}

fn unescaped(name: &[u8]) -> Vec<u8> {
    let (mut out, mut escaped) = (Vec::with_capacity(name.len()), false);
    for &b in name {
        if b == b'\\' && !escaped {
            escaped = true;
        } else {
            out.push(b);
            escaped = false;
        }
    }
    out
}

impl CallerId {
    /// As `pjsip show endpoint` prints it.
    pub fn shown(&self) -> String {
        let text = |b: &[u8]| String::from_utf8_lossy(b).into_owned();
        match (self.name.is_empty(), self.number.is_empty()) {
            (true, true) => "<unknown>".into(),
            (true, false) => text(&self.number),
            (false, true) => text(&self.name),
            (false, false) => {
                let mut escaped = Vec::new();
                for &b in &self.name {
                    if b == b'"' || b == b'\\' || b == 0x7f || b < 32 && b != b'\t' {
                        escaped.push(b'\\');
                    }
                    escaped.push(b);
                }
                let mut whole = [b"\"", &escaped[..], b"\" <", &self.number[..], b">"].concat();
                whole.truncate(10 + self.name.len() + self.number.len());
                text(&whole)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn as_asterisk_shows_it() {
        let shown = |v: &str| parse(v.as_bytes()).shown();
        assert_eq!(shown("\"Ann Lee\" <12-3>"), "\"Ann Lee\" <123>");
        assert_eq!(shown("Ann <123"), "\"Ann\" <123>");
        assert_eq!(shown("555 1234"), "5551234");
        assert_eq!(shown("Ann"), "Ann");
        assert_eq!(shown(""), "<unknown>");
        assert_eq!(shown("<ann@example.com>"), "ann@examplecom");
        assert_eq!(shown("\"A\" <1> \"B\" <2>"), "\"A\\\" <1> \\\"B\" <2>");
    }
}
