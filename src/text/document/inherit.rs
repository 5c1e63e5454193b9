//! What a section inherits, looked up when it is asked for: nothing of a template is ever copied (G-27 to G-39).

use std::cmp::Ordering;

use crate::reach::{depth_first, nearest_first};
use crate::source::{Sources, Span};
use crate::text::{SectionId, SettingId};

use super::{COMPLEX, Document, NONE, Origin, Piece, PiecePart};

impl Document {
    /// The sections that this one names as its bases, in order.
    pub fn parents(&self, section: SectionId) -> &[SectionId] {
        match self.columns.parents(section) {
            NONE => &[],
            p => &self.parents[p as usize],
        }
    }

    /// Calls `each` with every setting of the section as its consumer sees it: inherited ones first (G-30).
    pub fn each_setting(&self, section: SectionId, mut each: impl FnMut(SettingId)) {
        if self.is_simple(section) {
            for &parent in self.parents(section) {
                self.walk(parent, section, &mut each);
            }
            self.columns.own(section).for_each(each);
        } else {
            self.walk_view(section, u32::MAX, &mut each);
        }
    }

    /// The section's first setting of that name, its case set aside: `ast_variable_retrieve`, for which inherited ones
    /// are the first (G-33).
    pub(crate) fn first_setting(&self, sources: &Sources, section: SectionId, name: &[u8]) -> Option<SettingId> {
        let mut first = None;
        self.each_setting(section, |setting| {
            if first.is_none() && self.option(sources, setting).eq_ignore_ascii_case(name) {
                first = Some(setting);
            }
        });
        first
    }

    /// Whether any setting of the section comes from another one.
    pub(crate) fn inherits(&self, section: SectionId) -> bool {
        self.columns.parents(section) != NONE || !self.is_simple(section)
    }

    /// Every section that this one inherits from, near and far; at most a thousand.
    pub(crate) fn ancestors(&self, section: SectionId) -> Vec<SectionId> {
        nearest_first(section, |s| self.parents(s).iter().copied()).skip(1).take(1000).collect()
    }

    /// Whether its settings are those of its parents, in order, and then its own run of lines: no `(+)`, no include
    /// inside, no `+=`.
    pub(crate) fn is_simple(&self, section: SectionId) -> bool {
        self.columns.section(section).flags & COMPLEX == 0
    }

    fn walk(&self, parent: SectionId, child: SectionId, each: &mut impl FnMut(SettingId)) {
        if self.is_simple(parent) && self.columns.parents(parent) == NONE {
            self.columns.own(parent).for_each(each);
        } else {
            self.walk_view(parent, self.header_no(child), each);
        }
    }

    /// The section as it was when header number `header_no` was read; iterative, for chains of 100,000 templates. No walk
    /// of a graph: what is inherited twice counts twice, and each base as it was under the header that named it.
    fn walk_view(&self, section: SectionId, header_no: u32, each: &mut impl FnMut(SettingId)) {
        enum Step {
            Section(SectionId, u32),
            Run(SettingId, SettingId),
        }
        let mut steps = vec![Step::Section(section, header_no)];
        while let Some(step) = steps.pop() {
            let (section, header_no) = match step {
                Step::Run(first, end) => {
                    (first..end).for_each(&mut *each);
                    continue;
                }
                Step::Section(section, header_no) => (section, header_no),
            };
            if let Some(pieces) = self.pieces_of(section) {
                let before = steps.len();
                for piece in pieces.iter().rev().filter(|p| p.header_no < header_no && p.until >= header_no) {
                    steps.push(match piece.what {
                        PiecePart::Own(first, end) => Step::Run(first, end),
                        PiecePart::One(setting) => Step::Run(setting, setting + 1),
                        PiecePart::Inherited(from) => Step::Section(from, piece.header_no),
                    });
                }
                if self.weighs_nothing(section) {
                    steps.truncate(before);
                }
            } else {
                let lines = self.columns.own(section);
                steps.push(Step::Run(lines.start, lines.end));
                let parents = self.columns.parents(section);
                if parents == NONE || self.brings_nothing(parents) {
                    continue;
                }
                let own = self.header_no(section);
                steps.extend(self.parents(section).iter().rev().map(|&p| Step::Section(p, own)));
            }
        }
    }

    /// How `setting` came into `section`: nothing of note for its own line.
    pub(crate) fn origin(&self, section: SectionId, setting: SettingId) -> Origin {
        if self.is_simple(section) && self.columns.own(section).contains(&setting) {
            return Origin::default();
        }
        // The first way through the bases, in their order.
        let mut met = Vec::new();
        for at in depth_first(section, |s| self.bases(s)) {
            if let Some(header_no) = self.header_no_of_own(at, setting) {
                return Origin { templates: self.way(&met, at), append: self.append_header(header_no) };
            }
            met.push(at);
        }
        Origin::default()
    }

    /// The way by which a walk through the bases came to `end`, which it met after all those: back from it, to the last
    /// one each time that names the one behind it.
    fn way(&self, met: &[SectionId], end: SectionId) -> Vec<SectionId> {
        let mut way = Vec::new();
        let mut at = end;
        for &heir in met.iter().rev() {
            if self.bases(heir).any(|base| base == at) {
                way.push(at);
                at = heir;
            }
        }
        way.reverse();
        way
    }

    /// Whether the setting is one of the section's own; then, the number of the header
    /// that it came under, `NONE` where that is of no matter.
    fn header_no_of_own(&self, section: SectionId, setting: SettingId) -> Option<u32> {
        let Some(pieces) = self.pieces_of(section) else {
            return self.columns.own(section).contains(&setting).then_some(NONE);
        };
        pieces.iter().find_map(|piece| match piece.what {
            PiecePart::Own(first, end) if (first..end).contains(&setting) => Some(piece.header_no),
            PiecePart::One(one) if one == setting => Some(NONE),
            _ => None,
        })
    }

    fn pieces_of(&self, section: SectionId) -> Option<&Vec<Piece>> {
        self.complex.get(&section).filter(|_| !self.is_simple(section))
    }

    /// The bases of a section, those of its `(+)` headers too, the last one first.
    pub(crate) fn bases(&self, section: SectionId) -> impl Iterator<Item = SectionId> + '_ {
        let (parents, pieces) = match self.pieces_of(section) {
            None => (self.parents(section), [].as_slice()),
            Some(pieces) => ([].as_slice(), pieces.as_slice()),
        };
        let inherited = pieces.iter().rev().filter_map(|piece| match piece.what {
            PiecePart::Inherited(base) => Some(base),
            PiecePart::Own(..) | PiecePart::One(_) => None,
        });
        parents.iter().rev().copied().chain(inherited)
    }

    /// The `(+)` header of that number. Their numbers rise, so that 1,000,000 of them are searched in no time.
    fn append_header(&self, header_no: u32) -> Option<Span> {
        let (mut low, mut high) = (0, self.appends.len());
        while low < high {
            let middle = low.midpoint(high);
            match (self.appends[middle].0 + middle as u32).cmp(&header_no) {
                Ordering::Less => low = middle + 1,
                Ordering::Equal => return Some(self.appends[middle].1),
                Ordering::Greater => high = middle,
            }
        }
        None
    }

    /// The number of the section's header among all headers, `(+)` ones included.
    pub(super) fn header_no(&self, section: SectionId) -> u32 {
        section + self.appends.partition_point(|(n, _)| *n <= section) as u32
    }

    /// The number of the header that was read last.
    pub(super) fn now(&self) -> u32 {
        (self.section_count() + self.appends.len() as u32).saturating_sub(1)
    }
}
