//! Sections that are alike: the same bases, and lines that say the same as far as the asker looks.

use std::hash::Hasher;

use crate::hashing::hasher;
use hashbrown::HashTable;

use super::{Document, NameId, SectionId, SettingId};

/// Numbers kinds of sections, in the order in which the first of each is met.
#[derive(Debug, Default)]
pub(crate) struct SectionInterner {
    table: HashTable<(u64, u32)>,
    /// The first section of each kind with what the asker says of it; none for one that is like no other.
    first: Vec<Option<(SectionId, u8)>>,
    mine: Vec<SettingId>,
    other: Vec<SettingId>,
}

impl SectionInterner {
    /// The number of the section's kind. Sections are alike if `what` is the same, they inherit from the same ones, and
    /// `part` says the same of their lines.
    pub(crate) fn of<'d>(
        &mut self,
        doc: &'d Document,
        section: SectionId,
        what: u8,
        part: impl Fn(SettingId) -> (NameId, &'d [u8]),
    ) -> u32 {
        let (mut mine, mut other) = (std::mem::take(&mut self.mine), std::mem::take(&mut self.other));
        let bases = lines(doc, section, &mut mine);
        let mut hasher = hasher();
        hasher.write_u8(what);
        for base in bases {
            hasher.write_u32(*base);
        }
        for &setting in &mine {
            let (name, value) = part(setting);
            hasher.write_u16(name.0);
            hasher.write(value);
        }
        let hash = hasher.finish();
        let is_it = |kind: u32, other: &mut Vec<SettingId>| {
            let Some((first, its)) = self.first[kind as usize] else { return false };
            its == what
                && lines(doc, first, other) == bases
                && mine.len() == other.len()
                && mine.iter().zip(&*other).all(|(a, b)| part(*a) == part(*b))
        };
        let found = self.table.find(hash, |(h, kind)| *h == hash && is_it(*kind, &mut other)).map(|(_, kind)| *kind);
        let kind = found.unwrap_or_else(|| {
            let kind = self.first.len() as u32;
            self.first.push(Some((section, what)));
            self.table.insert_unique(hash, (hash, kind), |(h, _)| *h);
            kind
        });
        (self.mine, self.other) = (mine, other);
        kind
    }

    /// The number of a kind with one member.
    pub(crate) fn alone(&mut self) -> u32 {
        self.first.push(None);
        self.first.len() as u32 - 1
    }
}

/// The sections that it inherits from, and its own lines; all lines where these do not simply follow each other.
fn lines<'d>(doc: &'d Document, section: SectionId, list: &mut Vec<SettingId>) -> &'d [SectionId] {
    list.clear();
    if doc.is_simple(section) && doc.has_steady_bases(section) {
        list.extend(doc.own_settings(section));
    } else {
        doc.each_setting(section, |s| list.push(s));
    }
    doc.parents(section)
}
