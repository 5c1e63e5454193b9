//! Enumerations and their relatives.

use super::super::facts::{CIPHERS, CipherFacts};
use super::number;

/// `tos_audio`, `tos` and the like: any number that C's `%i` finds, low 8 bits, else a DSCP name (S-31). `binary` is
/// that of [`number::uint`].
pub(crate) fn tos(value: &[u8], binary: bool) -> Option<u8> {
    if let Some(n) = number::scan_any_base(value, binary) {
        return Some(n.to_le_bytes()[0]);
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

/// The number of a presentation's name, in any case (S-33).
pub(crate) fn presentation(value: &[u8]) -> Option<i32> {
    PRESENTATION.iter().find(|(name, _)| value.eq_ignore_ascii_case(name.as_bytes())).map(|(_, n)| *n)
}

/// `callerid_privacy`: a name, else any number (S-33); the result is the name that Asterisk shows.
pub(crate) fn privacy(value: &[u8]) -> Option<&'static str> {
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
pub(crate) fn is_uri_user(value: &[u8]) -> bool {
    value.iter().all(|b| b.is_ascii_alphanumeric() || b"-._~%!$&'()*+,;=:".contains(b))
}

/// The digest algorithms, in Asterisk's order, each with the length of its digest in hexadecimal digits (S-42).
pub(crate) const DIGESTS: [(&str, usize); 5] =
    [("MD5", 32), ("SHA-256", 64), ("SHA-512-256", 64), ("AKAv1-MD5", 32), ("AKAv2-MD5", 32)];

/// The algorithm of that name, in any case, and how long its digest is, in hexadecimal digits (S-42).
pub(crate) fn digest_length(algorithm: &[u8]) -> Option<(&'static str, usize)> {
    DIGESTS.into_iter().find(|(name, _)| algorithm.eq_ignore_ascii_case(name.as_bytes()))
}

/// What an element of `cipher` means to a build with OpenSSL 1.1 (`old`) or 3: a name in exact case, else the cipher
/// of that number, which is hexadecimal after `0x`, decimal otherwise, and ends where the digits do (T-12).
pub(crate) fn cipher(element: &[u8], old: bool) -> Option<&'static CipherFacts> {
    let mut known = CIPHERS.iter().filter(|c| old || !c.openssl_1);
    if let Some(named) = known.clone().find(|c| c.name.as_bytes() == element) {
        return Some(named);
    }
    let (digits, radix) = match element {
        [b'0', b'x' | b'X', rest @ ..] => (rest, 16),
        [b'+', rest @ ..] => (rest, 10),
        _ => (element, 10),
    };
    let digits = digits.iter().map_while(|b| char::from(*b).to_digit(radix));
    let number = digits.fold(0u32, |n, d| n.wrapping_mul(radix).wrapping_add(d));
    known.find(|c| c.number == number)
}

/// `password_digest` and `md5_cred`: `ALGORITHM:HASH`, or an MD5 hash alone. Gives the algorithm, or what is wrong.
///
/// # Errors
/// A sentence on what is wrong, without the digest.
pub(crate) fn digest(value: &[u8]) -> Result<&'static str, String> {
    let colon = value.iter().position(|b| *b == b':');
    let (algorithm, hash) = colon.map_or((&b"MD5"[..], value), |c| (super::strip(&value[..c]), &value[c + 1..]));
    let algorithm = if algorithm.is_empty() { b"MD5" } else { algorithm };
    let (name, length) = digest_length(algorithm).ok_or_else(|| {
        let known = DIGESTS.map(|(name, _)| name).join(", ");
        format!("`{}` is not a digest algorithm; there are {known}", String::from_utf8_lossy(algorithm))
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
        assert_eq!(tos(b"cs1", true), Some(32));
        assert_eq!(tos(b"af43", true), Some(152));
        assert_eq!(tos(b"EF", true), Some(184));
        assert_eq!(tos(b"184x", true), Some(184));
        assert_eq!(tos(b"256", true), Some(0));
        assert_eq!(tos(b"af44", true), None);
        assert_eq!(tos(b"lowdelay", true), None);
        assert_eq!(tos(b"0x", true), None);
        assert_eq!(tos(b"0x", false), Some(0));
    }

    #[test]
    fn privacy_takes_any_number() {
        assert_eq!(privacy(b"Prohib"), Some("prohib"));
        assert_eq!(privacy(b"35x"), Some("prohib"));
        assert_eq!(privacy(b"7"), Some("unknown"));
        assert_eq!(privacy(b"x"), None);
    }

    #[test]
    fn ciphers_by_name_and_number() {
        let name = |t: &str, old| cipher(t.as_bytes(), old).map(|c| c.name);
        for aes in ["AES128-SHA", "0x2F", "0X002f", "47", "+47", "047x", "47 5", "4294967343"] {
            assert_eq!(name(aes, false), Some("AES128-SHA"), "{aes}");
        }
        assert_eq!(name("2f", false), Some("NULL-SHA"));
        assert_eq!(name("0xC030", false), Some("ECDHE-RSA-AES256-GCM-SHA384"));
        assert_eq!(name("SEED-SHA", true), Some("SEED-SHA"));
        for unknown in ["", "aes128-sha", "HIGH", "AES128-SHA:AES256-SHA", "SEED-SHA", "0x", "-47", "0b101111", "0x96"]
        {
            assert_eq!(name(unknown, false), None, "{unknown}");
        }
    }
}
