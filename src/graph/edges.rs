//! The edges of the graph, in columns. Two of three sections name nothing: a bit tells, and only the others have an
//! entry.

use crate::text::SectionId;

/// The edges of a run of sections.
#[derive(Debug, Default)]
pub(super) struct Edges {
    /// The first section of the run.
    from: SectionId,
    len: usize,
    /// A bit for each section that names others.
    naming: Vec<u64>,
    /// How many such sections there are before each word of those.
    before: Vec<u32>,
    /// The first edge of each such section.
    first: Vec<u32>,
    /// The section that each edge names.
    pub(super) to: Vec<SectionId>,
}

impl Edges {
    /// No edges yet, for `len` sections from that one on.
    pub(super) fn new(from: SectionId, len: usize) -> Self {
        Self { from, len, naming: vec![0; len.div_ceil(64)], ..Self::default() }
    }

    /// Begins the edges of a section; sections come in order.
    pub(super) fn begin(&mut self, section: SectionId) {
        let nth = (section - self.from) as usize;
        // The previous section had no edges, so its entry is reused.
        if self.first.last().is_some_and(|first| *first as usize == self.to.len()) {
            return self.again(nth);
        }
        self.first.push(self.to.len() as u32);
        self.naming[nth / 64] |= 1 << (nth % 64);
    }

    fn again(&mut self, nth: usize) {
        if let Some(word) = self.naming[..=nth / 64].iter_mut().rev().find(|word| **word != 0) {
            *word &= !(1 << (63 - word.leading_zeros()));
        }
        self.naming[nth / 64] |= 1 << (nth % 64);
    }

    /// Ends the edges of the last section.
    pub(super) fn end(&mut self) {
        if self.first.last().is_some_and(|first| *first as usize == self.to.len()) {
            self.first.pop();
            if let Some(word) = self.naming.iter_mut().rev().find(|word| **word != 0) {
                *word &= !(1 << (63 - word.leading_zeros()));
            }
        }
        self.first.push(self.to.len() as u32);
        self.first.shrink_to_fit();
        self.to.shrink_to_fit();
        let count = |before: &mut u32, word: &u64| {
            let here = *before;
            *before += word.count_ones();
            Some(here)
        };
        self.before = self.naming.iter().scan(0, count).collect();
    }

    /// The first section of the run.
    pub(super) fn from(&self) -> SectionId {
        self.from
    }

    /// Number of sections.
    pub(super) fn len(&self) -> usize {
        self.len
    }

    /// The sections that name others, with what they name.
    pub(super) fn naming(&self) -> impl Iterator<Item = (SectionId, &[SectionId])> {
        let sections = self.naming.iter().enumerate().flat_map(|(nth, word)| {
            let mut word = *word;
            std::iter::from_fn(move || {
                let bit = (word != 0).then(|| word.trailing_zeros())?;
                word &= word - 1;
                Some(nth as u32 * 64 + bit)
            })
        });
        let edges = self.first.windows(2).map(|pair| &self.to[pair[0] as usize..pair[1] as usize]);
        sections.map(|nth| self.from + nth).zip(edges)
    }

    /// The sections that section number `nth` of the run names.
    pub(super) fn of(&self, nth: usize) -> &[SectionId] {
        let (word, bit) = (self.naming[nth / 64], 1u64 << (nth % 64));
        if word & bit == 0 {
            return &[];
        }
        let at = (self.before[nth / 64] + (word & (bit - 1)).count_ones()) as usize;
        &self.to[self.first[at] as usize..self.first[at + 1] as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections_without_edges_have_none() {
        let mut edges = Edges::new(100, 200);
        for (section, to) in
            [(100, vec![]), (101, vec![7, 8]), (102, vec![]), (170, vec![]), (171, vec![9]), (299, vec![])]
        {
            edges.begin(section);
            edges.to.extend(to);
        }
        edges.end();
        let all: Vec<&[SectionId]> = (0..200).map(|nth| edges.of(nth)).collect();
        assert_eq!((all[1], all[71]), ([7, 8].as_slice(), [9].as_slice()));
        assert_eq!(all.concat(), [7, 8, 9]);
        assert!(edges.naming().eq([(101, [7, 8].as_slice()), (171, [9].as_slice())]));
    }

    #[test]
    fn nothing_is_nothing() {
        let mut edges = Edges::new(0, 1);
        edges.end();
        assert!(edges.of(0).is_empty());
    }
}
