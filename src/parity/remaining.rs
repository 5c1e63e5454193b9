//! What is still to do before chan_sip can go, counted by kind.

use crate::text::SectionId;

use super::{Aspect, Compared, Counterpart, Difference, Parity, Weight};

/// Things of one kind that are to be done, or to be decided.
#[derive(Clone, Debug)]
pub(crate) struct Todo<'a> {
    /// What differs.
    pub(crate) aspect: Aspect,
    /// How many accounts it is about.
    pub(crate) count: u32,
    /// The different cases of it, the most frequent one first.
    pub(crate) cases: Vec<Case<'a>>,
}

/// Accounts that have the same difference.
#[derive(Clone, Debug)]
pub(crate) struct Case<'a> {
    /// The difference, of the first of them.
    pub(crate) difference: &'a Difference,
    /// The device's section in sip.conf, of the first of them.
    pub(crate) section: SectionId,
    /// How many there are.
    pub(crate) count: u32,
}

/// Cases of one kind that are told apart; the others are counted with the last.
const MAX_CASES: usize = 100;

impl Parity {
    /// How many devices PJSIP has nothing for, and how many that Asterisk does not load there.
    pub(crate) fn missing(&self) -> (u32, u32) {
        let count = |of: fn(&Compared) -> bool| self.devices.iter().filter(|d| of(d)).count() as u32;
        (
            count(|d| matches!(d.counterpart, Counterpart::Missing(_))),
            count(|d| matches!(d.counterpart, Counterpart::NotLoaded(_))),
        )
    }

    /// Differences of a weight, by what differs: the worst first, then the most frequent.
    pub(crate) fn todo(&self, wanted: impl Fn(Weight) -> bool) -> Vec<Todo<'_>> {
        let mut shared = vec![(0u32, 0); self.classes.len()];
        let mut list: Vec<Todo<'_>> = Vec::new();
        let mut add = |difference, section, count| add_to(&mut list, difference, section, count);
        for device in &self.devices {
            if let Some(class) = device.class {
                let (count, first) = &mut shared[class as usize];
                if *count == 0 {
                    *first = device.section;
                }
                *count += 1;
            }
        }
        for (differences, (count, section)) in self.classes.iter().zip(&shared) {
            for difference in differences.iter().filter(|d| wanted(d.weight)) {
                add(difference, *section, *count);
            }
        }
        for device in &self.devices {
            let own = &self.own[device.own.0 as usize..device.own.1 as usize];
            for difference in own.iter().filter(|d| wanted(d.weight)) {
                add(difference, device.section, 1);
            }
        }
        for todo in &mut list {
            todo.cases.sort_by_key(|c| std::cmp::Reverse(c.count));
        }
        list.sort_by_key(|t| {
            let worst = t.cases.iter().map(|c| c.difference.weight).max();
            (std::cmp::Reverse(worst), std::cmp::Reverse(t.count), t.aspect)
        });
        list
    }
}

fn add_to<'a>(list: &mut Vec<Todo<'a>>, difference: &'a Difference, section: SectionId, count: u32) {
    let at = list.iter().position(|t| t.aspect == difference.aspect).unwrap_or_else(|| {
        list.push(Todo { aspect: difference.aspect, count: 0, cases: Vec::new() });
        list.len() - 1
    });
    let todo = &mut list[at];
    todo.count += count;
    // Each account's own line is another one: what is to be written tells the cases apart.
    let like = |c: &Case<'_>| c.difference.was == difference.was && c.difference.write == difference.write;
    let known = todo.cases.iter().position(like).or((todo.cases.len() == MAX_CASES).then_some(MAX_CASES - 1));
    match known {
        Some(known) => todo.cases[known].count += count,
        None => todo.cases.push(Case { difference, section, count }),
    }
}
