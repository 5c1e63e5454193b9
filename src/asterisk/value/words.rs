//! Enumerations and their relatives.

use super::number;

/// `tos_audio`, `tos` and the like: any number that C's `%i` finds, low 8 bits, else a DSCP name (S-31).
pub fn tos(value: &[u8]) -> Option<u8> {
    if let Some(n) = number::scan_any_base(value) {
        return Some(n as u8);
    }
    let name = std::str::from_utf8(value).ok()?.to_ascii_uppercase();
    let digit = |i: usize, range: std::ops::RangeInclusive<u8>| {
        name.as_bytes().get(i).map(|b| b.wrapping_sub(b'0')).filter(|d| range.contains(d))
    };
    match (name.len(), name.get(..2)?) {
        (2, "EF") => Some(184),
        (3, "CS") => Some(32 * digit(2, 0..=7)?),
        (4, "AF") => Some(32 * digit(2, 1..=4)? + 8 * digit(3, 1..=3)?),
        _ => None,
    }
}

const PRESENTATION: &[(&str, i32)] = &[
    ("allowed_not_screened", 0),
    ("allowed_passed_screen", 1),
    ("allowed_failed_screen", 2),
    ("allowed", 3),
    ("prohib_not_screened", 32),
    ("prohib_passed_screen", 33),
    ("prohib_failed_screen", 34),
    ("prohib", 35),
    ("unavailable", 67),
];

/// `callerid_privacy`: a name, else any number (S-33); the result is the name that Asterisk shows.
pub fn privacy(value: &[u8]) -> Option<&'static str> {
    if let Some((name, _)) = PRESENTATION.iter().find(|(name, _)| value.eq_ignore_ascii_case(name.as_bytes())) {
        return Some(name);
    }
    let n = number::low_bits(number::scan_decimal(value)?.0);
    Some(match n {
        64..=67 => "unavailable",
        _ => PRESENTATION.iter().find(|(_, p)| *p == n).map_or("unknown", |(name, _)| name),
    })
}

/// The characters that a SIP URI's user part may have, as `from_user` checks them (S-28).
pub fn is_uri_user(value: &[u8]) -> bool {
    value.iter().all(|b| b.is_ascii_alphanumeric() || b"-._~%!$&'()*+,;=:".contains(b))
}

/// `security_mechanisms`: the known mechanisms of the list with their parameters, but for `q`, which is not shown;
/// others are dropped without a word.
pub fn mechanisms(value: &[u8]) -> Vec<String> {
    const KNOWN: &[&str] = &["none", "msrp-tls", "sdes-srtp", "dtls-srtp"];
    let known = |element: &[u8]| {
        let mut parts = element.split(|b| *b == b';').map(super::strip);
        let name = parts.next().unwrap_or_default();
        let name = KNOWN.iter().find(|k| name.eq_ignore_ascii_case(k.as_bytes()))?;
        let kept = parts.filter(|p| !p.to_ascii_lowercase().starts_with(b"q="));
        Some(kept.fold((*name).to_owned(), |all, p| format!("{all};{}", String::from_utf8_lossy(p))))
    };
    super::trimmed_list(value).filter_map(known).collect()
}

/// How long a digest of the algorithm is, in hexadecimal digits (S-42).
pub fn digest_length(algorithm: &[u8]) -> Option<(&'static str, usize)> {
    [("MD5", 32), ("SHA-256", 64), ("SHA-512-256", 64)]
        .into_iter()
        .find(|(name, _)| algorithm.eq_ignore_ascii_case(name.as_bytes()))
}

/// `password_digest`: `ALGORITHM:HASH`, or an MD5 hash alone. Gives the algorithm, or what is wrong.
///
/// # Errors
/// A sentence on what is wrong, without the digest.
pub fn digest(value: &[u8]) -> Result<&'static str, String> {
    let colon = value.iter().position(|b| *b == b':');
    let (algorithm, hash) = colon.map_or((&b"MD5"[..], value), |c| (super::strip(&value[..c]), &value[c + 1..]));
    let algorithm = if algorithm.is_empty() { b"MD5" } else { algorithm };
    let (name, length) = digest_length(algorithm).ok_or_else(|| {
        format!("`{}` is no digest algorithm: MD5, SHA-256 or SHA-512-256", String::from_utf8_lossy(algorithm))
    })?;
    if hash.len() == length {
        Ok(name)
    } else {
        Err(format!("a {name} digest has {length} digits, this one has {}", hash.len()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tos_takes_numbers_and_names() {
        assert_eq!(tos(b"cs1"), Some(32));
        assert_eq!(tos(b"af43"), Some(152));
        assert_eq!(tos(b"EF"), Some(184));
        assert_eq!(tos(b"184x"), Some(184));
        assert_eq!(tos(b"256"), Some(0));
        assert_eq!(tos(b"af44"), None);
        assert_eq!(tos(b"lowdelay"), None);
    }

    #[test]
    fn privacy_takes_any_number() {
        assert_eq!(privacy(b"Prohib"), Some("prohib"));
        assert_eq!(privacy(b"35x"), Some("prohib"));
        assert_eq!(privacy(b"7"), Some("unknown"));
        assert_eq!(privacy(b"x"), None);
    }
}
