//! The letters of a word as a set: it tells at once that most words are nothing like another.

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

#[cfg(test)]
mod tests {
    use super::Letters;

    #[test]
    fn excludes_only_what_cannot_be() {
        let of = |word: &str| Letters::of(word.as_bytes());
        assert!(of("secret").are_in(of("VM_Secret2")));
        assert!(!of("secret").are_in(of("sect")));
        assert!(of("rtp_symmetric").may_be(of("rtp_symetric"), 1));
        assert!(of("password").may_be(of("passwrt"), 2));
        assert!(!of("password").may_be(of("timers"), 2));
    }
}
