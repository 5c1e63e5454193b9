//! `ast_strip`: what Asterisk takes for space at the ends of lines, names and values.

/// `ast_strip`: every byte up to 32 goes, at both ends, and nothing else (G-4, G-5).
pub(crate) trait Trim {
    /// Without them at both ends.
    fn trim_ascii_blanks(&self) -> &Self;
    /// The same at the end only.
    fn trim_ascii_blanks_end(&self) -> &Self;
}

impl Trim for [u8] {
    fn trim_ascii_blanks(&self) -> &Self {
        let mut text = self;
        while let [first, rest @ ..] = text {
            if *first > 32 {
                break;
            }
            text = rest;
        }
        text.trim_ascii_blanks_end()
    }

    fn trim_ascii_blanks_end(&self) -> &Self {
        let mut text = self;
        while let [rest @ .., last] = text {
            if *last > 32 {
                break;
            }
            text = rest;
        }
        text
    }
}
