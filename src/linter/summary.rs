//! What Asterisk will have: objects loaded, rejected and ignored, by type.

use std::collections::BTreeMap;

use crate::objects::{Configuration, State};

/// Objects of one type.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Asterisk has them.
    pub loaded: u64,
    /// Refused, alone or with their type or file.
    pub rejected: u64,
    /// Never looked at.
    pub ignored: u64,
}

/// What Asterisk will have.
#[derive(Clone, Debug, Default)]
pub struct Summary {
    /// By type; sections that name no type that Asterisk knows are under `(no type)`.
    pub types: BTreeMap<&'static str, Count>,
}

impl Summary {
    /// Counts the sections of a configuration. Templates are no objects and not counted.
    pub(crate) fn new(config: &Configuration) -> Self {
        let mut types: BTreeMap<&'static str, Count> = BTreeMap::new();
        for judged in config.loaded_files() {
            let mut counts: Vec<Count> = vec![Count::default(); crate::asterisk::TYPES.len() + 1];
            let none = counts.len() - 1;
            for section in 0..judged.doc.section_count() {
                let count = &mut counts[judged.type_of(section).map_or(none, |t| t.0 as usize)];
                match judged.state(section) {
                    State::Template => {}
                    State::Loaded => count.loaded += 1,
                    state if state.is_rejected() => count.rejected += 1,
                    _ => count.ignored += 1,
                }
            }
            for (_, of) in &judged.also {
                let count = &mut counts[of.0 as usize];
                *(if judged.is_lost(*of) { &mut count.rejected } else { &mut count.loaded }) += 1;
            }
            for (index, count) in counts.into_iter().enumerate().filter(|(_, c)| *c != Count::default()) {
                let name = crate::asterisk::TYPES.get(index).map_or("(no type)", |t| t.name);
                let all = types.entry(name).or_default();
                all.loaded += count.loaded;
                all.rejected += count.rejected;
                all.ignored += count.ignored;
            }
        }
        Self { types }
    }

    /// All types together.
    pub fn total(&self) -> Count {
        let mut total = Count::default();
        for count in self.types.values() {
            total.loaded += count.loaded;
            total.rejected += count.rejected;
            total.ignored += count.ignored;
        }
        total
    }
}
