//! Objects of pjsip_wizard.conf: which of them a wizard gets to, and which take the place of others.

use std::collections::BTreeMap;

use crate::asterisk::TypeId;
use crate::hashing::{SeededMap, SeededSet};
use crate::objects::wizard::Missing;
use crate::objects::{Rejection, State, hash};
use crate::text::SectionId;

use super::Pass;

impl Pass<'_> {
    /// Which of an object of pjsip.conf and one of pjsip_wizard.conf is found where both have the id, and what a
    /// repeated wizard leaves of the one before (W-5, W-6).
    pub(super) fn settle_made(&mut self) {
        self.drop_unmade();
        let sources = self.cx.sources;
        for (generated, there) in std::mem::take(&mut self.conflicts) {
            let judged = &mut self.judged;
            if judged.state(there) == State::Loaded {
                if judged.states[generated as usize] == State::Loaded {
                    judged.states[generated as usize] = State::Shadowed;
                }
            } else if judged.states[generated as usize] == State::Loaded {
                let of = TypeId(judged.types[generated as usize]);
                let name = judged.doc.name(sources, generated);
                // A wizard's object is found, whether or not pjsip.conf has a rejected one of the id.
                if let Some(found) = judged.index.find_mut(hash(of, name), |s| s == there) {
                    *found = generated;
                }
            }
        }
        self.settle_repeated();
    }

    /// Asterisk makes a wizard's registrations in order, and its outbound auth before the inbound one; it ends with the
    /// first that is refused (W-12, W-16).
    fn drop_unmade(&mut self) {
        let judged = &mut self.judged;
        let is_generated = |r: &&Rejection| judged.generated.is_generated(r.section);
        let refused: SeededMap<(SectionId, TypeId), SectionId> = judged
            .rejections
            .iter()
            .rev()
            .filter(is_generated)
            .filter_map(|r| Some(((judged.generated.wizard_of(r.section)?, r.of), r.section)))
            .collect();
        if refused.is_empty() {
            return;
        }
        let (registration, auth) = (TypeId::pjsip("registration"), TypeId::pjsip("auth"));
        let first = judged.generated.first().unwrap_or_default();
        for section in first..judged.doc.section_count() {
            let (Some(wizard), Some(of)) = (judged.generated.wizard_of(section), judged.generated.type_of(section))
            else {
                continue;
            };
            let Some(ended) = refused.get(&(wizard, of)) else { continue };
            let is_outbound = |s: SectionId| judged.doc.name(self.cx.sources, s).ends_with(b"-oauth");
            let after =
                of == registration && section > *ended || of == auth && is_outbound(*ended) && section != *ended;
            if after && judged.states[section as usize] == State::Loaded {
                judged.states[section as usize] = State::Unmade;
            }
        }
    }

    /// Wizards of one name are worked through in order, each type of object for itself. What a later one makes takes
    /// the place of what is there, and what it does not make is removed; where it ends with an error, the rest of that
    /// type stays as it is (W-6).
    fn settle_repeated(&mut self) {
        let judged = &mut self.judged;
        let Some(from) = judged.generated.from.filter(|_| !judged.generated.repeated.is_empty()) else { return };
        let mut by_name: BTreeMap<SectionId, Vec<SectionId>> = BTreeMap::new();
        for (earlier, last) in &judged.generated.repeated {
            by_name.entry(*last).or_default().push(*earlier);
        }
        let mut objects: SeededMap<SectionId, Vec<SectionId>> = SeededMap::default();
        for (at, wizard) in judged.generated.wizards.iter().enumerate() {
            objects.entry(*wizard).or_default().push(from + at as SectionId);
        }
        let mut faults: SeededMap<SectionId, Vec<Missing>> = SeededMap::default();
        for fault in &judged.generated.faults {
            faults.entry(fault.wizard).or_default().push(fault.kind);
        }
        for (last, mut wizards) in by_name {
            wizards.push(last);
            wizards.sort_unstable();
            self.settle_one_name(&wizards, &objects, &faults);
        }
    }

    fn settle_one_name(
        &mut self,
        wizards: &[SectionId],
        objects: &SeededMap<SectionId, Vec<SectionId>>,
        faults: &SeededMap<SectionId, Vec<Missing>>,
    ) {
        let (judged, sources) = (&mut self.judged, self.cx.sources);
        let (doc, types) = (&judged.doc, &judged.types);
        let key = |s: SectionId| (TypeId(types[s as usize]), doc.name(sources, s));
        let mut there: SeededMap<(TypeId, &[u8]), SectionId> = SeededMap::default();
        for wizard in wizards {
            let all = objects.get(wizard).map_or(&[][..], Vec::as_slice);
            let mut ends = Ends::default();
            for fault in faults.get(wizard).into_iter().flatten() {
                ends.with_fault(*fault);
            }
            let mut generated: SeededSet<(TypeId, &[u8])> = SeededSet::default();
            for &section in all {
                let key = key(section);
                match judged.states[section as usize] {
                    State::Loaded | State::Replaced => {
                        judged.states[section as usize] = State::Loaded;
                        generated.insert(key);
                        if let Some(earlier) = there.insert(key, section) {
                            judged.states[earlier as usize] = State::Replaced;
                        }
                        let is_it = |s: SectionId| types[s as usize] == key.0.0 && doc.name(sources, s) == key.1;
                        if let Some(found) = judged.index.find_mut(hash(key.0, key.1), is_it)
                            && judged.generated.is_generated(*found)
                        {
                            *found = section;
                        }
                    }
                    State::Rejected | State::Unmade => ends.with(part(key.0, key.1)),
                    _ => drop(generated.insert(key)),
                }
            }
            there.retain(|key, section| {
                let stays = generated.contains(key) || ends.0.contains(&part(key.0, key.1));
                if !stays {
                    judged.states[*section as usize] = State::Replaced;
                }
                stays
            });
        }
    }
}

/// An object's type, and whether it is the outbound auth, which a wizard settles by itself and before the inbound one.
type Part = (TypeId, bool);

fn part(of: TypeId, name: &[u8]) -> Part {
    (of, of == TypeId::pjsip("auth") && name.ends_with(b"-oauth"))
}

/// The parts of which a wizard does not make all, so that it comes to no removal.
#[derive(Default)]
struct Ends(SeededSet<Part>);

impl Ends {
    fn with(&mut self, (of, is_outbound): Part) {
        self.0.insert((of, is_outbound));
        // What comes after the outbound auth is not reached.
        self.0.insert((of, false));
    }

    fn with_fault(&mut self, fault: Missing) {
        let [auth, registration, identify, phoneprov] =
            ["auth", "registration", "identify", "phoneprov"].map(TypeId::pjsip);
        match fault {
            Missing::InboundUser => self.with((auth, false)),
            Missing::OutboundUser { registers, .. } => {
                self.with((auth, true));
                if registers {
                    self.with((registration, false));
                }
            }
            Missing::Hosts => self.with((identify, false)),
            Missing::HostsToRegister => self.with((registration, false)),
            Missing::Mac => self.with((phoneprov, false)),
        }
    }
}
