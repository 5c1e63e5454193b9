//! From byte offsets to lines and columns, without scanning from the file's start each time.

use crate::parallel::map;

/// A line and a column, both from 1; the column counts characters (a byte that is not UTF-8 counts as one).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// The line.
    pub line: u32,
    /// The column.
    pub column: u32,
}

/// Where the line begins that the byte at `at` is in.
pub(crate) fn line_start(bytes: &[u8], at: usize) -> usize {
    memchr::memrchr(b'\n', &bytes[..at]).map_or(0, |n| n + 1)
}

/// Where that line ends: at its line feed, or at the end of the text.
pub(crate) fn line_end(bytes: &[u8], at: usize) -> usize {
    memchr::memchr(b'\n', &bytes[at..]).map_or(bytes.len(), |n| at + n)
}

/// How many lines end before each block of the file, and where the line begins that it begins in: 1 MB for 275 MB, and
/// at most a block to scan for an answer, however long a line is.
#[derive(Debug)]
pub(crate) struct LineIndex {
    blocks: Vec<(u32, u32)>,
}

const BLOCK: usize = 1 << 11;
/// Blocks that are counted in one go.
const BLOCKS_AT_ONCE: usize = 1 << 11;
/// Up to this many characters are counted for a column; after that, bytes.
const MAX_COUNTED: usize = 1 << 16;

impl LineIndex {
    /// Counts the lines of `bytes`.
    pub(crate) fn new(bytes: &[u8]) -> Self {
        let blocks: Vec<&[u8]> = bytes.chunks(BLOCK).collect();
        let count = |block: &&[u8]| (memchr::memchr_iter(b'\n', block).count() as u32, memchr::memrchr(b'\n', block));
        let share =
            |nth: usize| blocks[nth * BLOCKS_AT_ONCE..].iter().take(BLOCKS_AT_ONCE).map(count).collect::<Vec<_>>();
        let counts = map(blocks.len().div_ceil(BLOCKS_AT_ONCE), share);
        let (mut lines, mut start) = (0, 0);
        let before = |(nth, (count, last)): (usize, (u32, Option<usize>))| {
            let before = (lines, start);
            lines += count;
            start = last.map_or(start, |last| (nth * BLOCK + last + 1) as u32);
            before
        };
        Self { blocks: counts.into_iter().flatten().enumerate().map(before).collect() }
    }

    /// Line (from 1) of the byte at `offset`, and the offset at which that line begins.
    pub(crate) fn line(&self, bytes: &[u8], offset: u32) -> (u32, u32) {
        let end = (offset as usize).min(bytes.len());
        let block = (end / BLOCK).min(self.blocks.len().saturating_sub(1));
        let text = &bytes[block * BLOCK..end];
        let (before, start) = self.blocks.get(block).copied().unwrap_or_default();
        let start = memchr::memrchr(b'\n', text).map_or(start, |n| (block * BLOCK + n + 1) as u32);
        (before + memchr::memchr_iter(b'\n', text).count() as u32 + 1, start)
    }

    /// Line and column of the byte at `offset`.
    pub(crate) fn position(&self, bytes: &[u8], offset: u32) -> Position {
        self.counted(bytes, offset, |text| text.chars().count())
    }

    /// The same with the column in UTF-16 code units, as the language server protocol and SARIF count.
    pub(crate) fn utf16_position(&self, bytes: &[u8], offset: u32) -> Position {
        self.counted(bytes, offset, |text| text.chars().map(char::len_utf16).sum())
    }

    fn counted(&self, bytes: &[u8], offset: u32, count: impl Fn(&str) -> usize) -> Position {
        let (line, start) = self.line(bytes, offset);
        let before = &bytes[start as usize..(offset as usize).min(bytes.len())];
        let (counted, behind) = before.split_at(before.len().min(MAX_COUNTED));
        let column = (count(&String::from_utf8_lossy(counted)) + behind.len()) as u32 + 1;
        Position { line, column }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_lines_beyond_the_first_block() {
        let text = "a\n".repeat(300);
        let index = LineIndex::new(text.as_bytes());
        assert_eq!(index.line(text.as_bytes(), 0), (1, 0));
        assert_eq!(index.line(text.as_bytes(), 127), (64, 126));
        assert_eq!(index.line(text.as_bytes(), 128), (65, 128));
        assert_eq!(index.line(text.as_bytes(), 599), (300, 598));
    }

    #[test]
    fn finds_places_on_long_lines() {
        let text = format!("a\n{}\nb\n{}", "x".repeat(200_000), "y".repeat(300_000));
        let index = LineIndex::new(text.as_bytes());
        for (offset, line, start) in [
            (1, 1, 0),
            (2, 2, 2),
            (70_000, 2, 2),
            (199_999, 2, 2),
            (200_002, 2, 2),
            (200_003, 3, 200_003),
            (200_005, 4, 200_005),
            (500_000, 4, 200_005),
            (500_005, 4, 200_005),
        ] {
            assert_eq!(index.line(text.as_bytes(), offset), (line, start), "{offset}");
            assert_eq!(index.position(text.as_bytes(), offset).column, offset - start + 1);
        }
    }

    #[test]
    fn counts_characters_and_not_bytes() {
        let text = "[grüße] x".as_bytes();
        assert_eq!(LineIndex::new(text).position(text, 10), Position { line: 1, column: 9 });
        let text = "[a😀] x".as_bytes();
        assert_eq!(LineIndex::new(text).position(text, 8), Position { line: 1, column: 6 });
        assert_eq!(LineIndex::new(text).utf16_position(text, 8), Position { line: 1, column: 7 });
    }
}
