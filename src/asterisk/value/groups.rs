//! `call_group` and `pickup_group` (S-30), and their named relatives.

use super::number::{low_bits, scan_decimal};

/// What a group list comes to: the groups as bits 0 to 63, and the pieces that were ignored with a message.
pub(crate) fn numeric(value: &[u8]) -> (u64, Vec<String>) {
    let (mut bits, mut ignored, mut start) = (0u64, Vec::new(), 0i32);
    if value.is_empty() {
        return (bits, ignored);
    }
    for piece in value.split(|b| *b == b',') {
        let mut finish = start;
        match scan_decimal(piece) {
            Some((first, rest)) => {
                start = low_bits(first);
                finish = start;
                if let Some((last, _)) = rest.strip_prefix(b"-").and_then(scan_decimal) {
                    finish = low_bits(last);
                }
            }
            // C's sscanf says EOF for a piece of spaces, and the piece before counts again.
            None if super::strip(piece).is_empty() => {}
            None => {
                ignored.push(String::from_utf8_lossy(piece).into_owned());
                continue;
            }
        }
        if start < 0 || finish > 63 {
            ignored.push(String::from_utf8_lossy(piece).into_owned());
        }
        for group in start.max(0)..=finish.min(63) {
            bits |= 1 << group;
        }
    }
    (bits, ignored)
}

/// The groups as Asterisk lists them.
pub fn list(bits: u64) -> Vec<String> {
    (0..64).filter(|g| bits >> g & 1 == 1).map(|g| g.to_string()).collect()
}

/// Named groups, each once, in Asterisk's order of display; `None` where there is a value and no name in it.
pub(crate) fn named(value: &[u8]) -> Option<Vec<String>> {
    let mut names: Vec<&[u8]> = Vec::new();
    for name in super::trimmed_list(value).filter(|n| !n.is_empty()) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    if names.is_empty() && !value.is_empty() {
        return None;
    }
    let bucket =
        |name: &[u8]| (name.iter().fold(5381u32, |h, b| h.wrapping_mul(33) ^ u32::from(*b)) & 0x7fff_ffff) % 19;
    names.sort_by_key(|n| bucket(n));
    Some(names.into_iter().map(|n| String::from_utf8_lossy(n).into_owned()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_sscanf_reads_them() {
        let groups = |v: &str| list(numeric(v.as_bytes()).0).join(",");
        assert_eq!(groups("1,3-5"), "1,3,4,5");
        assert_eq!(groups(",1"), "0,1");
        assert_eq!(groups("1 - 3"), "1");
        assert_eq!(groups("0x5"), "0");
        assert_eq!(groups("5-3"), "");
        assert_eq!(numeric(b"a,2").1, ["a"]);
        assert_eq!(numeric(b"64").1, ["64"]);
    }
}
