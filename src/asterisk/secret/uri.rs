//! Passwords in URIs, and in what was to be one: `sip:user:password@host`, `user:password@host`.

use std::ops::Range;

/// The passwords in a text of the configuration.
pub(super) fn of_text(text: &[u8]) -> Vec<Range<usize>> {
    passwords(text, true)
}

/// Those in a sentence, which may speak of `sip:HOST:PORT`.
pub(super) fn of_sentence(text: &[u8]) -> Vec<Range<usize>> {
    passwords(text, false)
}

/// The password in the value of an option that takes a URI, and has got one without a scheme: all of `bob:my pass@h`.
pub(super) fn of_option(lower: &str, value: &[u8]) -> Option<Range<usize>> {
    let takes_uri = lower.contains("contact") || ["uri", "proxy", "aor"].iter().any(|end| lower.ends_with(end));
    if !takes_uri || scheme(value, 0).is_some() {
        return None;
    }
    let mut found = Vec::new();
    of_uri(value, 0..value.len(), true, &mut found);
    found.pop()
}

fn passwords(text: &[u8], hostless: bool) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    if !text.contains(&b':') {
        return found;
    }
    let mut from = 0;
    let mut next = scheme(text, 0);
    tokens(text, 0..next.map_or(text.len(), |(start, _)| start), &mut found);
    while let Some((_, body)) = next {
        from = body.max(from);
        next = scheme(text, from);
        of_uri(text, from..next.map_or(text.len(), |(start, _)| start), hostless, &mut found);
    }
    found
}

/// Where the next scheme begins and ends.
fn scheme(text: &[u8], from: usize) -> Option<(usize, usize)> {
    let mut at = from;
    while let Some(colon) = memchr::memchr(b':', text.get(at..)?).map(|n| at + n) {
        at = colon + 1;
        let letters = text[from..colon].iter().rev().take_while(|b| b.is_ascii_alphanumeric()).count();
        let word = &text[colon - letters..colon];
        if ["sip", "sips", "tel"].iter().any(|s| ends_with(word, s)) {
            return Some((colon - letters, colon + 1));
        }
        if letters > 0 && text[at..].starts_with(b"//") {
            return Some((colon - letters, colon + 3));
        }
    }
    None
}

fn ends_with(word: &[u8], scheme: &str) -> bool {
    word.len() >= scheme.len() && word[word.len() - scheme.len()..].eq_ignore_ascii_case(scheme.as_bytes())
}

/// What follows a scheme, up to the next one: a password may have spaces, commas and `@` in it.
fn of_uri(text: &[u8], range: Range<usize>, hostless: bool, found: &mut Vec<Range<usize>>) {
    let part = &text[range.clone()];
    let Some(last) = memchr::memrchr(b'@', part) else {
        if hostless {
            without_host(part, range.start, found);
        }
        return;
    };
    let first = memchr::memchr(b'@', part).unwrap_or(last);
    let Some(colon) = colon(&part[..last]) else { return };
    // `sip:a@h:5060,b@h`: a port; `sip:alice@corp:password@host`: a user with an `@`.
    let is_port = colon > first && part[colon + 1..].first().is_some_and(u8::is_ascii_digit) && {
        let digits = part[colon + 1..].iter().take_while(|b| b.is_ascii_digit()).count();
        // `99,hunter2`: nobody listens there.
        let number = std::str::from_utf8(&part[colon + 1..colon + 1 + digits]).ok().and_then(|n| n.parse().ok());
        number.is_some_and(|port: u16| port >= 1024 || matches!(port, 80 | 443))
            && part.get(colon + 1 + digits).is_some_and(|b| b",;> /?&)".contains(b))
    };
    if !is_port {
        found.push(range.start + colon + 1..range.start + last);
    }
}

/// `sip:user:password` without a host: no port has letters.
fn without_host(part: &[u8], start: usize, found: &mut Vec<Range<usize>>) {
    let end = part.iter().position(|b| b.is_ascii_whitespace() || b"<>\",;`'".contains(b)).unwrap_or(part.len());
    let part = &part[..end];
    let digits = part.split(|b| *b == b'%').next().unwrap_or(part);
    let is_ipv6 = memchr::memchr_iter(b':', digits).count() > 1
        && digits.iter().all(|b| b.is_ascii_hexdigit() || b":.".contains(b));
    let is_address = part.starts_with(b"[") || is_ipv6;
    let Some(colon) = colon(part).filter(|_| !is_address) else { return };
    if is_no_port(&part[colon + 1..]) {
        found.push(start + colon + 1..start + end);
    }
}

/// `hunter2`, `1hunter2`, `!hunter2`; a port may be a variable.
fn is_no_port(text: &[u8]) -> bool {
    let rest = &text[text.iter().take_while(|b| b.is_ascii_digit()).count()..];
    let is_variable = rest.starts_with(b"${");
    rest.first().is_some_and(|b| !is_variable && (b.is_ascii_alphabetic() || b"!#$*+=~^_-".contains(b)))
}

/// `user:password@host` where no scheme says that it is a URI.
fn tokens(text: &[u8], range: Range<usize>, found: &mut Vec<Range<usize>>) {
    let mut at = range.start;
    for token in text[range].split(|b| b.is_ascii_whitespace() || b"\"`".contains(b)) {
        let pair = memchr::memrchr(b'@', token).and_then(|last| Some((colon(&token[..last])?, last)));
        if let Some((colon, last)) = pair {
            found.push(at + colon + 1..at + last);
        }
        at += token.len() + 1;
    }
}

/// The first colon that is not within `${...}`: `${EXTEN:1}@trunk` is a number, and no password.
fn colon(text: &[u8]) -> Option<usize> {
    let mut depth = 0u32;
    let mut at = 0;
    while at < text.len() {
        match text[at] {
            b'$' if text.get(at + 1) == Some(&b'{') && closes(&text[at..]) => {
                depth += 1;
                at += 1;
            }
            b'}' => depth = depth.saturating_sub(1),
            b':' if depth == 0 => return Some(at),
            _ => {}
        }
        at += 1;
    }
    None
}

fn closes(text: &[u8]) -> bool {
    text.contains(&b'}')
}

#[cfg(test)]
mod tests {
    use super::super::{name, value};

    #[test]
    fn masks_passwords() {
        for (text, shown) in [
            ("a sip:u:pw@h, sip:u@h:5060", "a sip:u:********@h, sip:u@h:5060"),
            ("<SIPS:u:p;x@h>", "<SIPS:u:********@h>"),
            ("<sip:u:p@h>x", "<sip:u:********@h>x"),
            ("sip:u:p,@w@h,sip:v:x@i", "sip:u:********@h,sip:v:********@i"),
            ("sip:u:p w@h", "sip:u:********@h"),
            ("sip:alice@corp.com:pw@h", "sip:alice@corp.com:********@h"),
            ("tel:u:p@h", "tel:u:********@h"),
            ("https://u:p@h/x", "https://u:********@h/x"),
            ("u:p@h", "u:********@h"),
            ("Dial(SIP/u:p@h,30)", "Dial(SIP/u:********@h,30)"),
            ("sip:u:pw", "sip:u:********"),
            ("sip:u:p:w", "sip:u:********"),
            ("sip:u:1pw", "sip:u:********"),
            ("sip:u:!pw", "sip:u:********"),
            ("sip:u@corp:99,pw@h", "sip:u@corp:********@h"),
            ("sip:u@corp:9/pw@h", "sip:u@corp:********@h"),
            ("sip:u@corp:99;pw@h", "sip:u@corp:********@h"),
        ] {
            assert_eq!(name(text), shown);
        }
        for (text, shown) in [
            ("u:pw", "u:********"),
            ("u:1pw", "u:********"),
            ("u:my pw@h", "u:********@h"),
            ("u:my\"pw@h", "u:********@h"),
            ("u:my`pw@h", "u:********@h"),
            ("h:5060", "h:5060"),
            ("2001:db8::1", "2001:db8::1"),
            ("[2001:db8::1]:5060", "[2001:db8::1]:5060"),
            ("h:5060;transport=tcp", "h:5060;transport=tcp"),
            ("sip:h:5060", "sip:h:5060"),
        ] {
            assert_eq!(value(b"contact", text), shown);
            assert_eq!(value(b"outbound_proxy", text), shown);
        }
    }

    #[test]
    fn leaves_ports_addresses_and_variables() {
        for text in [
            "sip:h:5060,sip:u@i",
            "sip:a@h:5060,b@i",
            "sip:h:5060",
            "sip:h:${PORT}",
            "sip:h:5060;transport=tcp",
            "sip:[2001:db8::1]:5060",
            "sip:u@[2001:db8::1]:5060",
            "sip:2001:db8::1",
            "Dial(PJSIP/${EXTEN:1}@trunk)",
            "100@default,200@default",
        ] {
            assert_eq!(name(text), text);
        }
    }
}
