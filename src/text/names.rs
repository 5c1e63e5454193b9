//! Option names, each kept once: 20,000,000 settings share a few dozen of them.

use crate::hashing::hash;
use hashbrown::HashTable;

/// An option name as written, case kept. 16 bits, so that a setting is 8 bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct NameId(pub(crate) u16);

impl NameId {
    /// Stands for every name after the first 65,535 different ones: such a name is read from its line again.
    pub(crate) const OVERFLOW: Self = Self(u16::MAX);
}

#[derive(Debug)]
pub(super) struct Names {
    texts: Vec<Box<[u8]>>,
    table: HashTable<u16>,
    /// After name `i` came this one last time: generated files repeat the same lines, so mostly it comes again.
    follower: Vec<u16>,
    previous: u16,
}

impl Default for Names {
    fn default() -> Self {
        // A first name that no line can have, for `previous` to start with.
        Self { texts: vec![Box::default()], table: HashTable::new(), follower: vec![0], previous: 0 }
    }
}

impl Names {
    pub(super) fn intern(&mut self, name: &[u8]) -> NameId {
        let guess = self.follower[self.previous as usize];
        let id = if &*self.texts[guess as usize] == name { guess } else { self.find(name) };
        if id != NameId::OVERFLOW.0 {
            self.follower[self.previous as usize] = id;
            self.previous = id;
        }
        NameId(id)
    }

    fn find(&mut self, name: &[u8]) -> u16 {
        let key = hash(name);
        if let Some(&id) = self.table.find(key, |&id| &*self.texts[id as usize] == name) {
            return id;
        }
        if self.texts.len() >= NameId::OVERFLOW.0 as usize {
            return NameId::OVERFLOW.0;
        }
        let id = self.texts.len() as u16;
        self.texts.push(name.into());
        self.follower.push(id);
        self.table.insert_unique(key, id, |&id| hash(&self.texts[id as usize]));
        id
    }

    pub(super) fn text(&self, id: NameId) -> &[u8] {
        self.texts.get(id.0 as usize).map_or(&[], |t| t)
    }

    pub(super) fn len(&self) -> usize {
        self.texts.len()
    }
}
