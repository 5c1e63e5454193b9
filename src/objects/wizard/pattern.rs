//! `sip:${USERNAME}@${REMOTE_HOST}`: the patterns of URIs, filled in as the dialplan fills in its variables.

use crate::asterisk::value::number;

/// The pattern with its variables filled in; every other variable is empty (W-8). One that is not closed has all the
/// rest for its name.
pub(super) fn fill(pattern: &[u8], host: &[u8], user: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(pattern.len() + host.len());
    let mut rest = pattern;
    while let Some(at) = memchr::memmem::find(rest, b"${") {
        out.extend_from_slice(&rest[..at]);
        let inside = &rest[at + 2..];
        let end = closing(inside);
        let name = &inside[..end.unwrap_or(inside.len())];
        if memchr::memmem::find(name, b"${").is_some() {
            out.extend(value(&fill(name, host, user), host, user));
        } else {
            out.extend(value(name, host, user));
        }
        rest = end.map_or(&[], |end| &inside[end + 1..]);
    }
    out.extend_from_slice(rest);
    out
}

/// Where the `}` stands that closes a variable: braces inside it count.
fn closing(inside: &[u8]) -> Option<usize> {
    let mut open = 1;
    inside.iter().position(|b| {
        open += i32::from(*b == b'{') - i32::from(*b == b'}');
        open == 0
    })
}

/// A variable's value, or with `NAME:OFFSET` or `NAME:OFFSET:LENGTH` a part of it; negative ones count from the end.
fn value(name: &[u8], host: &[u8], user: &[u8]) -> Vec<u8> {
    let mut parts = name.splitn(2, |b| *b == b':');
    let whole = match parts.next() {
        Some(b"REMOTE_HOST") => host,
        Some(b"USERNAME") => user,
        _ => b"",
    };
    let Some(part) = parts.next() else { return whole.to_vec() };
    let size = i64::try_from(whole.len()).unwrap_or(i64::MAX);
    let scan = |text: &[u8]| number::scan_decimal(text).map(|(n, rest)| (i64::from(number::low_bits(n)), rest.len()));
    let Some((offset, left)) = scan(part) else { return whole.to_vec() };
    let length = part[part.len() - left..].strip_prefix(b":").and_then(scan).map_or(size, |(n, _)| n);
    let first = if offset < 0 { (size + offset).max(0) } else { offset.min(size) };
    let last = if length < 0 { size + length } else { (first + length).min(size) };
    whole.get(first as usize..last.max(first) as usize).unwrap_or_default().to_vec()
}

#[cfg(test)]
mod tests {
    use super::fill;

    #[test]
    fn variables_as_the_dialplan_fills_them_in() {
        let filled = |pattern: &str| String::from_utf8(fill(pattern.as_bytes(), b"192.0.2.1", b"bob")).expect("ASCII");
        for (pattern, uri) in [
            ("sip:${USERNAME}@${REMOTE_HOST};x", "sip:bob@192.0.2.1;x"),
            ("sip:${REMOTE_HOST", "sip:192.0.2.1"),
            ("sip:${REMOTE_HOST;x", "sip:"),
            ("sip:${}x${", "sip:x"),
            ("sip:${${X}}y", "sip:y"),
            ("sip:$", "sip:$"),
            ("sip:${REMOTE_HOST:1}", "sip:92.0.2.1"),
            ("sip:${REMOTE_HOST:-1}", "sip:1"),
            ("sip:${REMOTE_HOST:0:3}", "sip:192"),
            ("sip:${REMOTE_HOST:4:-2}", "sip:0.2"),
            ("sip:${REMOTE_HOST:20}", "sip:"),
            ("sip:${REMOTE_HOST:x}", "sip:192.0.2.1"),
        ] {
            assert_eq!(filled(pattern), uri, "{pattern}");
        }
    }
}
