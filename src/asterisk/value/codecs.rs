//! `allow` and `disallow` (S-25): one ordered list of formats that every line changes.

use super::super::facts::{CODECS, CodecFacts};
use super::number;

/// The formats that are allowed, in order, as indices into [`CODECS`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CodecList(Vec<u8>);

/// Why a codec list is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CodecError {
    /// No such format.
    Unknown(String),
    /// The text after the `:` is not a number of milliseconds.
    Packetization(String),
}

impl CodecList {
    /// Applies one `allow` (or, with `allowing` false, `disallow`) value for a release of branch `major`.
    ///
    /// # Errors
    /// The first element that the handler refuses; Asterisk then rejects the endpoint.
    pub fn apply(&mut self, value: &[u8], allowing: bool, major: u8) -> Result<(), CodecError> {
        if value.is_empty() && !allowing {
            return Ok(());
        }
        let mut value = value;
        if let [b'(', inner @ .., b')'] = value {
            self.change_all(!allowing, major);
            value = inner;
        }
        let mut error = None;
        for element in value.split(|b| *b == b',' || *b == b'|') {
            if let Err(e) = self.element(super::strip(element), allowing, major) {
                error = error.or(Some(e));
            }
        }
        error.map_or(Ok(()), Err)
    }

    fn element(&mut self, element: &[u8], allowing: bool, major: u8) -> Result<(), CodecError> {
        let (adding, name) = match element {
            [b'!', rest @ ..] => (!allowing, rest),
            _ => (allowing, element),
        };
        let text = |b: &[u8]| String::from_utf8_lossy(b).into_owned();
        let (name, suffix) = match name.iter().rposition(|b| *b == b':') {
            Some(colon) => (&name[..colon], &name[colon + 1..]),
            None => (name, &[][..]),
        };
        if !suffix.is_empty() && number::scan_decimal(suffix).is_none_or(|(n, _)| number::low_bits(n) < 0) {
            return Err(CodecError::Packetization(text(element)));
        }
        if name.eq_ignore_ascii_case(b"all") {
            self.change_all(adding, major);
            return Ok(());
        }
        let known = |c: &CodecFacts| name.eq_ignore_ascii_case(c.name.as_bytes()) && !c.not_in.contains(&major);
        let index = CODECS.iter().position(known).ok_or_else(|| CodecError::Unknown(text(name)))? as u8;
        if !adding {
            self.0.retain(|c| *c != index);
        } else if !self.0.contains(&index) {
            self.0.push(index);
        }
        Ok(())
    }

    fn change_all(&mut self, adding: bool, major: u8) {
        if !adding {
            self.0.clear();
            return;
        }
        let all = CODECS.iter().enumerate().filter(|(_, c)| c.in_all && !c.not_in.contains(&major));
        for (index, _) in all {
            if !self.0.contains(&(index as u8)) {
                self.0.push(index as u8);
            }
        }
    }

    /// The names, in order.
    pub fn names(&self) -> impl Iterator<Item = &'static str> + '_ {
        self.0.iter().map(|i| CODECS[*i as usize].name)
    }

    /// Whether nothing is allowed: calls are answered 488 (S-26).
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(lines: &[(&str, bool)]) -> Result<Vec<&'static str>, CodecError> {
        let mut codecs = CodecList::default();
        for (value, allowing) in lines {
            codecs.apply(value.as_bytes(), *allowing, 22)?;
        }
        Ok(codecs.names().collect())
    }

    #[test]
    fn order_and_negation() {
        assert_eq!(list(&[("!all,ulaw:20|ALAW", true)]), Ok(vec!["ulaw", "alaw"]));
        assert_eq!(list(&[("ulaw", true), ("all", false)]), Ok(vec![]));
        assert_eq!(list(&[("!ulaw", false)]), Ok(vec!["ulaw"]));
        assert_eq!(list(&[("alaw", true), ("(ulaw)", true)]), Ok(vec!["ulaw"]));
    }

    #[test]
    fn what_is_refused() {
        assert_eq!(list(&[("g729a", true)]), Err(CodecError::Unknown("g729a".into())));
        assert_eq!(list(&[("", true)]), Err(CodecError::Unknown(String::new())));
        assert_eq!(list(&[("", false)]), Ok(vec![]));
        assert_eq!(list(&[("ulaw:xx", true)]), Err(CodecError::Packetization("ulaw:xx".into())));
    }
}
