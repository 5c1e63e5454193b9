//! Comments in the configuration that keep findings quiet: `; pjlint: ignore[RULE] reason`. Knows sources and findings,
//! and no format of a report. docs/suppressions.md is for those who write them.

mod apply;
mod day;
mod grammar;
mod parts;
mod read;

use crate::source::Sources;

pub use day::{Day, NoDay};
pub(crate) use grammar::{Directive, Name};
pub(crate) use read::{Comment, Scope, SuppressedLines};

/// The comments of a run's files, and what they have kept quiet.
#[derive(Debug)]
pub(crate) struct Suppressions {
    /// The comments, by file and place.
    pub(crate) comments: Vec<Comment>,
    /// The day on which they are read.
    pub(crate) today: Day,
    /// For each comment which of its names have kept something quiet.
    used: Vec<Vec<bool>>,
}

impl Suppressions {
    /// Reads the comments of all files as they hold on the day `today`.
    pub(crate) fn read(sources: &Sources, today: Day) -> Self {
        let comments = read::read(sources);
        let used = comments.iter().map(|c| vec![false; c.said.as_ref().map_or(0, |s| s.names.len())]).collect();
        Self { comments, today, used }
    }

    /// The names of a comment that have kept nothing quiet.
    pub(crate) fn unused(&self, comment: usize) -> impl Iterator<Item = &Name> {
        let names = self.comments[comment].said.iter().flat_map(|s| &s.names);
        names.zip(&self.used[comment]).filter(|(_, used)| !**used).map(|(name, _)| name)
    }
}

impl Comment {
    /// The last day on which it held, where that is over on the day `today`.
    pub(crate) fn expired(&self, today: Day) -> Option<Day> {
        self.said.as_ref().ok()?.until.filter(|until| *until < today)
    }
}
