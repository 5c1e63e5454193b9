//! From byte offsets to lines and columns, without scanning from the file's start each time.

use crate::shares::all;

/// A line and a column, both from 1; the column counts characters (a byte that is no UTF-8 counts as one).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// The line.
    pub line: u32,
    /// The column.
    pub column: u32,
}

/// How many lines end before each block of the file: 0.5 MB for 275 MB, and at most a block to scan for an answer.
#[derive(Debug)]
pub struct LineIndex {
    before: Vec<u32>,
}

const BLOCK: usize = 1 << 11;
/// Blocks that are counted in one go.
const SHARE: usize = 1 << 11;

impl LineIndex {
    /// Counts the lines of `bytes`.
    pub fn new(bytes: &[u8]) -> Self {
        let blocks: Vec<&[u8]> = bytes.chunks(BLOCK).collect();
        let count = |block: &&[u8]| memchr::memchr_iter(b'\n', block).count() as u32;
        let part = |nth: usize| blocks[nth * SHARE..].iter().take(SHARE).map(count).collect::<Vec<u32>>();
        let counts = all(blocks.len().div_ceil(SHARE), part).concat();
        let before = |lines: &mut u32, count: &u32| {
            let before = *lines;
            *lines += count;
            Some(before)
        };
        Self { before: counts.iter().scan(0, before).collect() }
    }

    /// Line (from 1) of the byte at `offset`, and the offset at which that line begins.
    pub fn line(&self, bytes: &[u8], offset: u32) -> (u32, u32) {
        let end = (offset as usize).min(bytes.len());
        let block = (end / BLOCK).min(self.before.len().saturating_sub(1));
        let text = &bytes[block * BLOCK..end];
        let line =
            self.before.get(block).copied().unwrap_or_default() + memchr::memchr_iter(b'\n', text).count() as u32;
        let start = memchr::memrchr(b'\n', &bytes[..end]).map_or(0, |n| n + 1);
        (line + 1, start as u32)
    }

    /// Line and column of the byte at `offset`.
    pub fn position(&self, bytes: &[u8], offset: u32) -> Position {
        let (line, start) = self.line(bytes, offset);
        let before = &bytes[start as usize..(offset as usize).min(bytes.len())];
        let column = String::from_utf8_lossy(before).chars().count() as u32 + 1;
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
    fn counts_characters_and_not_bytes() {
        let text = "[grüße] x".as_bytes();
        assert_eq!(LineIndex::new(text).position(text, 10), Position { line: 1, column: 9 });
    }
}
