//! The syntax of values, exactly as the handlers take them. Every rule here was tried on 16.28 and 22.10; the
//! fixtures `V-*` and those of part S hold what they answered.

pub mod address;
pub mod bind;
pub mod callerid;
pub(crate) mod codec_prefs;
pub(crate) mod codecs;
pub mod groups;
pub(crate) mod mechanisms;
pub(crate) mod number;
pub(crate) mod placeholder;
pub(crate) mod private;
pub(crate) mod separated;
pub(crate) mod uri;
pub(crate) mod words;

use crate::trim::Trim;

/// The elements of a comma list with the spaces around them gone (`strsep` and `ast_strip`).
pub fn trimmed_list(value: &[u8]) -> impl Iterator<Item = &[u8]> {
    value.split(|b| *b == b',').map(strip)
}

/// The elements of a list of ACL names, where only the spaces before each are taken away: a space before a comma
/// belongs to the name.
pub(crate) fn left_trimmed_list(value: &[u8]) -> impl Iterator<Item = &[u8]> {
    value.split(|b| *b == b',').map(|e| &e[e.iter().take_while(|b| **b <= 32).count()..])
}

/// `ast_strip`: bytes up to 32 at both ends.
pub(crate) fn strip(text: &[u8]) -> &[u8] {
    text.trim_ascii_blanks()
}
