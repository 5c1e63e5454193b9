//! One object of each type and id: the index of all objects, and the types that duplicates cost (S-8).

use crate::hashing::{SeededMap, SeededSet};

use crate::asterisk::TypeId;
use crate::objects::index::{TABLES, Table, table_of};
use crate::objects::{Index, LoadedFile, LostType, NO_TYPE, State, hash};
use crate::parallel::map_if_large;
use crate::source::Sources;
use crate::text::{Document, SectionId};

use super::Pass;

/// What filling one table of the index shows.
#[derive(Default)]
struct FirstOfName {
    /// The first pair of each type.
    lost: Vec<LostType>,
    conflicts: Vec<(SectionId, SectionId)>,
    replaced: Vec<SectionId>,
    /// The hashes of ids that came twice.
    twice: Vec<u32>,
}

impl Pass<'_> {
    /// Puts every section into the index; two loaded ones of one type and id lose the type (S-8).
    pub(super) fn enter_all(&mut self) {
        let hashes = std::mem::take(&mut self.hashes);
        let sources = self.cx.sources;
        let judged = &self.judged;
        let by_table = ByTable::new(&hashes, &judged.types);
        let filled = map_if_large(hashes.len(), TABLES, |nth| {
            let sections = by_table.of(nth);
            let (mut table, mut met) = (Table::with_capacity(sections.len()), FirstOfName::default());
            for (hash, section) in sections {
                let rehash = |s: SectionId| hashes[s as usize];
                enter_in(judged, &judged.doc, sources, &mut table, &mut met, *section, *hash, rehash);
            }
            (table, met)
        });
        let (tables, met): (Vec<Table>, Vec<FirstOfName>) = filled.into_iter().unzip();
        self.judged.index = Index(tables);
        for met in met {
            self.take(met);
        }
        self.judged.lost.sort_by_key(|l| l.second);
        let mut seen = SeededSet::default();
        self.judged.lost.retain(|l| seen.insert(l.of));
        self.conflicts.sort_unstable();
    }

    /// Puts a section into the index that was none of that type before.
    pub(super) fn enter(&mut self, doc: &Document, section: SectionId, of: TypeId) {
        let sources = self.cx.sources;
        let key = hash(of, doc.name(sources, section));
        let mut index = std::mem::take(&mut self.judged.index);
        let mut met = FirstOfName::default();
        let judged = &self.judged;
        let rehash = |s: SectionId| hash(TypeId(judged.types[s as usize]), doc.name(sources, s));
        enter_in(judged, doc, sources, index.table_mut(key), &mut met, section, key, rehash);
        self.judged.index = index;
        met.lost.retain(|l| !self.judged.lost.iter().any(|known| known.of == l.of));
        self.take(met);
    }

    fn take(&mut self, met: FirstOfName) {
        self.judged.twice.extend(met.twice);
        self.judged.lost.extend(met.lost);
        self.conflicts.extend(met.conflicts);
        for section in met.replaced {
            self.judged.states[section as usize] = State::Replaced;
        }
    }

    /// Looks for duplicates once more where the first look took objects for loaded, or for refused, that are not:
    /// an id is taken only by an object that was generated (S-8).
    pub(super) fn list_again(&mut self, of: TypeId) {
        let sources = self.cx.sources;
        let judged = &mut self.judged;
        judged.lost.retain(|l| l.of != of || l.too_many);
        let mut holders: SeededMap<&[u8], SectionId> = SeededMap::default();
        let mut several = Vec::new();
        let generated = &judged.generated;
        let mine = |s: &SectionId| judged.types[*s as usize] == of.0 && !generated.is_generated(*s);
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
}

/// The sections that are to be objects, with their hashes, in order, by the table that each belongs to.
struct ByTable {
    all: Vec<(u32, SectionId)>,
    ends: Vec<usize>,
}

impl ByTable {
    fn new(hashes: &[u32], types: &[u8]) -> Self {
        let objects = || hashes.iter().zip(types).enumerate().filter(|(_, (_, of))| **of != NO_TYPE);
        let mut counts = vec![0; TABLES];
        objects().for_each(|(_, (hash, _))| counts[table_of(*hash)] += 1);
        let begin = |at: &mut usize, count: &usize| {
            let here = *at;
            *at += count;
            Some(here)
        };
        let mut ends: Vec<usize> = counts.iter().scan(0, begin).collect();
        let mut all = vec![(0, 0); counts.iter().sum()];
        for (section, (hash, _)) in objects() {
            let at = &mut ends[table_of(*hash)];
            all[*at] = (*hash, section as SectionId);
            *at += 1;
        }
        Self { all, ends }
    }

    fn of(&self, table: usize) -> &[(u32, SectionId)] {
        &self.all[table.checked_sub(1).map_or(0, |before| self.ends[before])..self.ends[table]]
    }
}

/// Puts the section into its table of the index. An id is taken only by an object that was generated.
#[allow(clippy::too_many_arguments)]
fn enter_in(
    judged: &LoadedFile,
    doc: &Document,
    sources: &Sources,
    table: &mut Table,
    met: &mut FirstOfName,
    section: SectionId,
    key: u32,
    rehash: impl Fn(SectionId) -> u32,
) {
    let (of, state) = (judged.types[section as usize], judged.states[section as usize]);
    // Read only where an entry looks like it: the names lie all over the text.
    let same = |s: SectionId| judged.types[s as usize] == of && doc.name(sources, s) == doc.name(sources, section);
    let Some(there) = table.find_mut(key, same) else {
        table.insert(key, section, rehash);
        return;
    };
    met.twice.push(key);
    let held = judged.states[*there as usize] == State::Loaded;
    if judged.generated.is_generated(section) {
        if !judged.generated.is_generated(*there) {
            met.conflicts.push((section, *there));
        } else if state == State::Loaded {
            // The later wizard puts its object in the place of the earlier one's (W-6).
            if held {
                met.replaced.push(*there);
            }
            *there = section;
        }
    } else if held && (section > *there || state == State::Loaded) {
        // The id counts as taken only by an object that was generated, before the second one is looked at; what is a `global`
        // by its name comes here after those below it.
        if !met.lost.iter().any(|l| l.of.0 == of) {
            let (first, second) = (section.min(*there), section.max(*there));
            met.lost.push(LostType { of: TypeId(of), first, second, too_many: false });
        }
    } else if state == State::Loaded {
        *there = section;
    }
}
