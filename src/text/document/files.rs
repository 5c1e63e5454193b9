//! Which file a section or a setting stands in: files are read in one go, so runs of them share one.

use crate::source::FileId;

/// Sections (or settings) by their file.
#[derive(Debug, Default)]
pub(super) struct Files {
    /// The first of each run.
    runs: Vec<(u32, FileId)>,
    /// The run of every so many of them, once all are there.
    coarse: Vec<u32>,
}

/// From one of [`Files::coarse`] to the next.
const STRIDE: u32 = 1024;

impl Files {
    /// The one of that number, and those that follow, stand in that file.
    pub(super) fn note(&mut self, number: u32, file: FileId) {
        if self.runs.last().is_none_or(|(_, last)| *last != file) {
            self.runs.push((number, file));
            self.coarse.clear();
        }
    }

    /// Takes in those of others, of which the first gets that number.
    pub(super) fn follow(&mut self, others: &Self, first: u32) {
        for (number, file) in &others.runs {
            self.note(first + number, *file);
        }
    }

    /// The file of the one of that number.
    pub(super) fn of(&self, number: u32) -> FileId {
        let at = match (self.runs.len(), self.coarse.get((number / STRIDE) as usize)) {
            (0 | 1, _) => 0,
            (_, Some(run)) => {
                let mut run = *run as usize;
                while self.runs.get(run + 1).is_some_and(|(first, _)| *first <= number) {
                    run += 1;
                }
                run
            }
            (_, None) => self.runs.partition_point(|(first, _)| *first <= number).saturating_sub(1),
        };
        self.runs.get(at).map_or(FileId(0), |run| run.1)
    }

    /// All are there: `count` of them.
    pub(super) fn settle(&mut self, count: u32) {
        // Where runs are short, a search is as good.
        if self.runs.len() < 2 || self.runs.len() as u32 > count / 64 {
            return;
        }
        self.coarse.clear();
        let mut run = 0;
        for number in (0..count).step_by(STRIDE as usize) {
            while self.runs.get(run + 1).is_some_and(|(first, _)| *first <= number) {
                run += 1;
            }
            self.coarse.push(run as u32);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_each_run() {
        let mut files = Files::default();
        let firsts = [0, 5, 1024, 3000, 3001, 9000];
        for (nth, first) in firsts.into_iter().enumerate() {
            files.note(first, FileId(nth as u32));
        }
        let all = |files: &Files| (0..10_000).map(|n| files.of(n).0 as usize).collect::<Vec<usize>>();
        let searched = all(&files);
        files.settle(10_000);
        assert!(!files.coarse.is_empty());
        assert_eq!(all(&files), searched);
        assert!((0..10_000).all(|n| firsts[searched[n]] as usize <= n));
    }
}
