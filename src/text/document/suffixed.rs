//! Texts that stand nowhere: a wizard's name with something behind it. A carrier has 1,000,000 of them, so they stand
//! one behind the other.

use crate::source::Span;

/// The texts, each with the place that it is owed to.
#[derive(Debug, Default)]
pub(super) struct SuffixedText {
    bytes: Vec<u8>,
    all: Vec<(u32, u32, Span)>,
}

impl SuffixedText {
    /// Keeps a text and gives its number; none where no more than 4 GiB can be told apart.
    pub(super) fn keep(&mut self, text: &[&[u8]], span: Span) -> Option<u32> {
        let from = self.bytes.len();
        let len: usize = text.iter().map(|t| t.len()).sum();
        u32::try_from(from + len).ok()?;
        for part in text {
            self.bytes.extend_from_slice(part);
        }
        self.all.push((from as u32, len as u32, span));
        Some(self.all.len() as u32 - 1)
    }

    pub(super) fn len(&self) -> u32 {
        self.all.len() as u32
    }

    /// Makes room for all of these.
    pub(super) fn make_room<'o>(&mut self, others: impl Iterator<Item = &'o Self> + Clone) {
        self.bytes.reserve_exact(others.clone().map(|o| o.bytes.len()).sum());
        self.all.reserve_exact(others.map(|o| o.all.len()).sum());
    }

    /// Takes in other texts, behind these. Where no more than 4 GiB can be told apart, they are empty.
    pub(super) fn take(&mut self, other: Self) {
        let from = u32::try_from(self.bytes.len()).ok().filter(|f| f.checked_add(other.bytes.len() as u32).is_some());
        if from.is_some() {
            self.bytes.extend_from_slice(&other.bytes);
        }
        self.all.extend(other.all.into_iter().map(|(at, len, span)| match from {
            Some(from) => (from + at, len, span),
            None => (0, 0, span),
        }));
    }

    pub(super) fn text(&self, text: u32) -> &[u8] {
        let (from, len, _) = self.all[text as usize];
        &self.bytes[from as usize..(from + len) as usize]
    }

    pub(super) fn span(&self, text: u32) -> Span {
        self.all[text as usize].2
    }

    pub(super) fn settle(&mut self) {
        self.bytes.shrink_to_fit();
        self.all.shrink_to_fit();
    }
}
