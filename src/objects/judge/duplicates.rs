//! One object of each type and id: the index of all objects, and the types that duplicates cost (S-8).

use rustc_hash::FxHashMap;

use crate::asterisk::TypeId;
use crate::objects::{LostType, State, hash};
use crate::text::{Document, SectionId};

use super::Pass;

impl Pass<'_> {
    /// Puts the section into the index; two loaded ones of one type and id lose the type (S-8).
    pub(super) fn enter(&mut self, doc: &Document, section: SectionId, of: TypeId, state: State) {
        let sources = self.court.sources;
        let name = doc.name(sources, section);
        let judged = &mut self.judged;
        let key = hash(of, name);
        let types = &judged.types;
        let same = |s: SectionId| types[s as usize] == of.0 && doc.name(sources, s) == name;
        match judged.index.find_mut(key, same) {
            None => judged.index.insert(key, section),
            Some(there) => {
                // The id counts as taken only by an object that was made, before the second one is looked at.
                if judged.states[*there as usize] == State::Loaded {
                    if !judged.lost.iter().any(|l| l.of == of) {
                        judged.lost.push(LostType { of, first: *there, second: section, too_many: false });
                    }
                } else if state == State::Loaded {
                    *there = section;
                }
            }
        }
    }

    /// Looks for duplicates once more where the first look took objects for loaded, or for refused, that are not:
    /// an id is taken only by an object that was made (S-8).
    pub(super) fn list_again(&mut self, of: TypeId) {
        let sources = self.court.sources;
        let judged = &mut self.judged;
        judged.lost.retain(|l| l.of != of || l.too_many);
        let mut holders: FxHashMap<&[u8], SectionId> = FxHashMap::default();
        let mut several = Vec::new();
        for section in (0..judged.types.len() as SectionId).filter(|s| judged.types[*s as usize] == of.0) {
            let name = judged.doc.name(sources, section);
            let holder = holders.entry(name).or_insert(section);
            if *holder == section {
                continue;
            }
            several.push(name);
            if judged.states[*holder as usize] == State::Loaded {
                if !judged.lost.iter().any(|l| l.of == of) {
                    judged.lost.push(LostType { of, first: *holder, second: section, too_many: false });
                }
            } else if judged.states[section as usize] == State::Loaded {
                *holder = section;
            }
        }
        for name in several {
            let holder = holders[name];
            let is_it = |s: SectionId| judged.types[s as usize] == of.0 && judged.doc.name(sources, s) == name;
            if let Some(there) = judged.index.find_mut(hash(of, name), is_it) {
                *there = holder;
            }
        }
    }
}
