//! From byte offsets to lines and columns, without scanning from the file's start each time.

/// A line and a column, both from 1; the column counts characters (a byte that is no UTF-8 counts as one).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// The line.
    pub line: u32,
    /// The column.
    pub column: u32,
}

/// Where every 64th line begins: 1.7 MB for 27 million lines, and at most 64 lines to scan for an answer.
#[derive(Debug)]
pub struct LineIndex {
    starts: Vec<u32>,
}

const STRIDE: usize = 64;

impl LineIndex {
    /// Counts the lines of `bytes`.
    pub fn new(bytes: &[u8]) -> Self {
        let mut starts = vec![0];
        for (count, newline) in memchr::memchr_iter(b'\n', bytes).enumerate() {
            if (count + 1) % STRIDE == 0 {
                starts.push(newline as u32 + 1);
            }
        }
        Self { starts }
    }

    /// Line (from 1) of the byte at `offset`, and the offset at which that line begins.
    pub fn line(&self, bytes: &[u8], offset: u32) -> (u32, u32) {
        let block = self.starts.partition_point(|&s| s <= offset).saturating_sub(1);
        let mut start = self.starts[block];
        let mut line = (block * STRIDE) as u32 + 1;
        let end = (offset as usize).min(bytes.len());
        for newline in memchr::memchr_iter(b'\n', &bytes[start as usize..end]) {
            line += 1;
            start = self.starts[block] + newline as u32 + 1;
        }
        (line, start)
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
