//! Words that are nearly another word: "did you mean".

/// The letters of a word, whatever their case; other characters are left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Letters(u32);

impl Letters {
    /// The letters of `word`.
    pub(crate) fn of(word: &[u8]) -> Self {
        let bit = |b: &u8| match b.to_ascii_lowercase() {
            letter @ b'a'..=b'z' => 1 << (letter - b'a'),
            _ => 0,
        };
        Self(word.iter().fold(0, |letters, b| letters | bit(b)))
    }

    /// Whether all of them are letters of the other word, as they are where the other one contains this.
    pub(crate) fn are_in(self, other: Self) -> bool {
        self.0 & !other.0 == 0
    }

    /// Whether so few slips may lead from one word to the other: each changes two letters of the set at most.
    pub(crate) fn may_be(self, other: Self, slips: usize) -> bool {
        (self.0 ^ other.0).count_ones() as usize <= 2 * slips
    }
}

/// The candidate that is most like `name`: at most two slips for a short name, three for a long one, and never
/// half of the name, nor one with other digits. Ties go to the first in order of the alphabet.
pub(crate) fn nearest<'a>(name: &str, candidates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let lower = name.to_lowercase();
    let most = match lower.chars().count() {
        0..=2 => return None,
        3..=5 => 1,
        6..=12 => 2,
        _ => 3,
    };
    let letters = Letters::of(lower.as_bytes());
    let digits = |word: &str| word.bytes().filter(u8::is_ascii_digit).collect::<Vec<_>>();
    let own = digits(&lower);
    let distance = |c: &str| {
        if c.len().abs_diff(lower.len()) > most || !letters.may_be(Letters::of(c.as_bytes()), most) {
            return usize::MAX;
        }
        let c = c.to_lowercase();
        // Another number is another thing: 103 is no slip for 102, nor g729 for g722.
        if digits(&c) != own || are_opposite(&lower, &c) { usize::MAX } else { strsim::osa_distance(&lower, &c) }
    };
    candidates
        .map(|c| (distance(c), c))
        .filter(|(d, _)| *d <= most)
        .min_by(|a, b| a.0.cmp(&b.0).then_with(|| a.1.cmp(b.1)))
        .map(|(_, c)| c)
}

/// Words of names that are nearly alike and mean the contrary: `from-internal` is never meant by `from-external`.
const OPPOSITES: &[(&str, &str)] = &[
    ("internal", "external"),
    ("inbound", "outbound"),
    ("incoming", "outgoing"),
    ("inside", "outside"),
    ("in", "out"),
    ("int", "ext"),
];

/// Whether one name has a word and the other its contrary.
fn are_opposite(a: &str, b: &str) -> bool {
    let has = |name: &str, word: &str| name.split(|c: char| !c.is_ascii_alphanumeric()).any(|w| w == word);
    OPPOSITES.iter().any(|(x, y)| has(a, x) && has(b, y) || has(a, y) && has(b, x))
}

#[cfg(test)]
mod tests {
    use super::{Letters, nearest};

    #[test]
    fn finds_slips_and_nothing_else() {
        let options = ["rtp_symmetric", "rewrite_contact", "aors", "auth"];
        let near = |n| nearest(n, options.iter().copied());
        assert_eq!(near("rtp_symetric"), Some("rtp_symmetric"));
        assert_eq!(near("aor"), Some("aors"));
        assert_eq!(near("RTP_Symmetric"), Some("rtp_symmetric"));
        assert_eq!(near("host"), None);
        let contexts = ["from-internal", "phones"];
        let near = |n| nearest(n, contexts.iter().copied());
        assert_eq!((near("from-external"), near("from-interal")), (None, Some("from-internal")));
        let numbered = ["103", "g729", "trunk-2", "tlsv1_2"];
        let near = |n| nearest(n, numbered.iter().copied());
        assert_eq!((near("102"), near("g722"), near("trunk-1")), (None, None, None));
        assert_eq!((near("trunk_2"), near("tlsv12")), (Some("trunk-2"), Some("tlsv1_2")));
    }

    #[test]
    fn letters_exclude_only_what_cannot_be() {
        let of = |word: &str| Letters::of(word.as_bytes());
        assert!(of("secret").are_in(of("VM_Secret2")));
        assert!(!of("secret").are_in(of("sect")));
        assert!(of("rtp_symmetric").may_be(of("rtp_symetric"), 1));
        assert!(of("password").may_be(of("passwrt"), 2));
        assert!(!of("password").may_be(of("timers"), 2));
    }
}
