//! "Did you mean".

use crate::asterisk::letters::Letters;

/// The candidate that is most like `name`: at most two slips for a short name, three for a long one, and never
/// half of the name. Ties go to the first in order of the alphabet.
pub fn nearest<'a>(name: &str, candidates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let lower = name.to_lowercase();
    let most = match lower.chars().count() {
        0..=2 => return None,
        3..=5 => 1,
        6..=12 => 2,
        _ => 3,
    };
    let letters = Letters::of(lower.as_bytes());
    let distance = |c: &str| {
        if c.len().abs_diff(lower.len()) > most || !letters.may_be(Letters::of(c.as_bytes()), most) {
            usize::MAX
        } else {
            strsim::osa_distance(&lower, &c.to_lowercase())
        }
    };
    candidates
        .map(|c| (distance(c), c))
        .filter(|(d, _)| *d <= most)
        .min_by(|a, b| a.0.cmp(&b.0).then_with(|| a.1.cmp(b.1)))
        .map(|(_, c)| c)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn finds_slips_and_nothing_else() {
        let options = ["rtp_symmetric", "rewrite_contact", "aors", "auth"];
        let near = |n| nearest(n, options.iter().copied());
        assert_eq!(near("rtp_symetric"), Some("rtp_symmetric"));
        assert_eq!(near("aor"), Some("aors"));
        assert_eq!(near("RTP_Symmetric"), Some("rtp_symmetric"));
        assert_eq!(near("host"), None);
    }
}
