//! `security_mechanisms`: a list of mechanisms, each with its parameters.

use super::separated::parts;
use super::{number, strip};

const KNOWN: &[&str] = &["none", "msrp-tls", "sdes-srtp", "dtls-srtp"];

/// The known mechanisms of the list with their parameters, but for `q`, which is not shown; others, and those whose `q`
/// is not a number from 0 to 1, are dropped silently.
pub(crate) fn mechanisms(value: &[u8]) -> Vec<String> {
    separated(value, b',').iter().filter_map(|element| mechanism(element)).collect()
}

fn mechanism(element: &[u8]) -> Option<String> {
    let mut parts = separated(element, b';').into_iter();
    let name = parts.next()?;
    let mut shown = (*KNOWN.iter().find(|k| name.eq_ignore_ascii_case(k.as_bytes()))?).to_owned();
    for parameter in parts {
        match parameter.strip_prefix(b"q=") {
            Some(q) if is_preference(q) => {}
            Some(_) => return None,
            None => {
                shown.push(';');
                shown.push_str(&String::from_utf8_lossy(&parameter));
            }
        }
    }
    Some(shown)
}

/// A number from 0 to 1. Asterisk holds it in 32 bits: what is so little above 1 that it is 1 there counts.
#[allow(clippy::cast_possible_truncation, reason = "as Asterisk does")]
fn is_preference(q: &[u8]) -> bool {
    number::double(q.trim_ascii_start()).is_some_and(|q| (0.0..=1.0).contains(&(q as f32)))
}

/// What stands between separators, each without spaces and a pair of quotes around it, and without its backslashes.
fn separated(text: &[u8], separator: u8) -> Vec<Vec<u8>> {
    parts(text, separator).into_iter().map(|part| plain(&text[part])).collect()
}

fn plain(part: &[u8]) -> Vec<u8> {
    let part = match strip(part) {
        [b'"', inner @ .., b'"'] | [b'\'', inner @ .., b'\''] => inner,
        part => part,
    };
    let (mut out, mut escaped) = (Vec::with_capacity(part.len()), false);
    for &b in part {
        escaped = b == b'\\' && !escaped;
        if !escaped {
            out.push(b);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::mechanisms;

    #[test]
    fn lists_with_quotes_and_escapes() {
        for (value, shown) in [
            ("\"msrp-tls\"", "msrp-tls"),
            ("none , foo,msrp-tls ;y", "none, msrp-tls;y"),
            ("\"none,msrp-tls\"", ""),
            ("\"none\",'msrp-tls'", "none, msrp-tls"),
            ("none;\"x,y\"=1", "none;\"x,y\"=1"),
            ("n\\one", "none"),
            ("\"\"none\"\"", "none"),
            ("\"none", ""),
            ("none;\"x\"", "none;x"),
            ("\"none;x\",msrp-tls", "none;x, msrp-tls"),
            ("none;;x", "none;;x"),
            ("none;", "none;"),
            ("none;\"q=1\"", "none"),
            ("none;Q=1", "none;Q=1"),
            ("none;q=,msrp-tls;q=0.5x", ""),
            ("none;q=1,msrp-tls;q=1.5", "none"),
            ("none;q=nan,msrp-tls;q=-0.0", "msrp-tls"),
            ("none;q=1.00000006,msrp-tls;q=1.00000005", "msrp-tls"),
            ("none;a\\\\\\,b,msrp-tls", "none;a, msrp-tls"),
            ("none;a\\", "none;a"),
            ("none,,msrp-tls", "none, msrp-tls"),
        ] {
            assert_eq!(mechanisms(value.as_bytes()).join(", "), shown, "{value}");
        }
    }
}
