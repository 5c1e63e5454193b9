//! One object of each type and id: the index of all objects, and the types that duplicates cost (S-8).

use rustc_hash::{FxHashMap, FxHashSet};

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
            Some(there) if judged.made.is_made(section) => {
                if !judged.made.is_made(*there) {
                    self.conflicts.push((section, *there));
                } else if state == State::Loaded {
                    // The later wizard puts its object in the place of the earlier one's (W-6).
                    if judged.states[*there as usize] == State::Loaded {
                        judged.states[*there as usize] = State::Replaced;
                    }
                    *there = section;
                }
            }
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
        let made = &judged.made;
        let mine = |s: &SectionId| judged.types[*s as usize] == of.0 && !made.is_made(*s);
        for section in (0..judged.types.len() as SectionId).filter(mine) {
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

    /// Which of an object of pjsip.conf and one of pjsip_wizard.conf is found where both have the id, and what a
    /// repeated wizard leaves of the one before (W-5, W-6).
    pub(super) fn settle_made(&mut self) {
        let sources = self.court.sources;
        for (made, there) in std::mem::take(&mut self.conflicts) {
            let judged = &mut self.judged;
            if judged.state(there) == State::Loaded {
                if judged.states[made as usize] == State::Loaded {
                    judged.states[made as usize] = State::Shadowed;
                }
            } else if judged.states[made as usize] == State::Loaded {
                let of = TypeId(judged.types[made as usize]);
                let name = judged.doc.name(sources, made);
                // A wizard's object is found, whether or not pjsip.conf has a rejected one of the id.
                if let Some(found) = judged.index.find_mut(hash(of, name), |s| s == there) {
                    *found = made;
                }
            }
        }
        self.drop_replaced();
    }

    fn drop_replaced(&mut self) {
        let judged = &mut self.judged;
        let Some(from) = judged.made.from.filter(|_| !judged.made.repeated.is_empty()) else { return };
        let mut by_wizard: FxHashMap<SectionId, Vec<SectionId>> = FxHashMap::default();
        for (at, wizard) in judged.made.wizards.iter().enumerate() {
            by_wizard.entry(*wizard).or_default().push(from + at as SectionId);
        }
        for (earlier, last) in &judged.made.repeated {
            let of = |wizard| by_wizard.get(wizard).map_or(&[][..], Vec::as_slice);
            let key = |s: SectionId| (judged.types[s as usize], judged.doc.name(self.court.sources, s));
            let there: FxHashSet<_> = of(last).iter().map(|s| key(*s)).collect();
            let gone: Vec<SectionId> = of(earlier).iter().copied().filter(|s| !there.contains(&key(*s))).collect();
            for section in gone {
                if judged.states[section as usize] == State::Loaded {
                    judged.states[section as usize] = State::Replaced;
                }
            }
        }
    }
}
