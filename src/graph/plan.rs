//! What the sections of a skeleton name: looked up once if it is the same for all.

use crate::asterisk::OptionRef;
use crate::text::{SectionId, SettingId};

use super::{Builder, Naming};

/// One setting that names something.
#[derive(Debug)]
enum PlanStep {
    /// The same names in all sections: what they refer to, and the dangling ones by their indexes in `dangling`.
    Same { to: Vec<SectionId>, dangling: Vec<usize> },
    /// Names that differ, in the section's own setting of that number.
    Open { nth: u32, option: OptionRef, naming: Naming },
}

/// The settings of a skeleton that name something, in order.
#[derive(Debug, Default)]
pub(super) struct Plan(Vec<PlanStep>);

impl Builder<'_> {
    /// Adds what the section names according to its skeleton's plan; false if there is none.
    pub(super) fn by_plan(&mut self, section: SectionId) -> bool {
        let judged = self.judged;
        let doc = &judged.doc;
        let Some(skeleton) = doc.skeleton(section).filter(|_| doc.is_simple(section)) else { return false };
        // Taken out while it is in use, because using it changes the rest of the builder.
        let Some(plan) = self.plans.get_mut(skeleton).map(std::mem::take) else { return false };
        let first = doc.own_settings(section).start;
        for step in &plan.0 {
            match step {
                PlanStep::Same { to, dangling } => {
                    self.edges.to.extend_from_slice(to);
                    for at in dangling {
                        self.graph.dangling[*at].count += 1;
                    }
                }
                PlanStep::Open { nth, option, naming } => {
                    let value = doc.own_value(&self.config.sources, section, *nth);
                    self.names(section, *option, *naming, first + nth, value);
                }
            }
        }
        self.plans.put(skeleton, Some(plan));
        true
    }

    /// Records the plan of the section's skeleton, if this is its first section, whose names have just been looked up.
    pub(super) fn plan(&mut self, section: SectionId, found: &[(OptionRef, Naming, SettingId)]) {
        let doc = &self.judged.doc;
        let Some(skeleton) = doc.skeleton(section).filter(|_| doc.is_simple(section)) else { return };
        if !self.plans.is_met(skeleton) {
            let plan = self.planned(section, found);
            self.plans.put(skeleton, plan);
        }
    }

    fn planned(&mut self, section: SectionId, found: &[(OptionRef, Naming, SettingId)]) -> Option<Plan> {
        let (own, open) = (self.judged.doc.own_settings(section), self.judged.doc.open_settings(section));
        let mut steps = Vec::new();
        for &(option, naming, setting) in found {
            if own.contains(&setting) && open & 1 << (setting - own.start) != 0 {
                steps.push(PlanStep::Open { nth: setting - own.start, option, naming });
                continue;
            }
            let mut of_this = self.graph.dangling.iter().rev().take_while(|d| d.section == section);
            if own.contains(&setting) && of_this.any(|d| d.setting == setting) {
                // The section's own line, which is a different one in each section.
                return None;
            }
            // Look the names up again and undo it: they refer to the same objects, and dangling ones are already
            // recorded.
            let (edges, known) = (self.edges.to.len(), self.graph.dangling.len());
            let before: Vec<u32> = self.graph.dangling.iter().map(|d| d.count).collect();
            let value = self.judged.doc.value(&self.config.sources, setting);
            self.names(section, option, naming, setting, value);
            let to = self.edges.to.split_off(edges);
            debug_assert_eq!(self.graph.dangling.len(), known, "an inherited line is noted once");
            let counted =
                self.graph.dangling.iter_mut().zip(before).enumerate().filter(|(_, (d, was))| d.count != *was);
            let mut dangling = Vec::new();
            for (at, (entry, was)) in counted {
                dangling.extend(std::iter::repeat_n(at, (entry.count - was) as usize));
                entry.count = was;
            }
            steps.push(PlanStep::Same { to, dangling });
        }
        Some(Plan(steps))
    }
}

#[cfg(test)]
mod tests {
    use crate::graph::{Graph, loaded};

    /// The names in objects of one skeleton are looked up once, and counted for each object.
    #[test]
    fn lost_names_are_counted_as_if_each_were_looked_up() {
        let text = "[a]\ntype=endpoint\naors=lost\n[b](a)\ncontext=x\n[c](a)\ncontext=y\n[d](a)\ncontext=z\n\
                    [e]\ntype=endpoint\naors=lost\n[f]\ntype=endpoint\naors=lost\n[g](f)\naors=gone\n[h](f)\naors=gone\n";
        let config = loaded(text);
        let lost: Vec<(String, u32)> = Graph::new(&config)
            .dangling
            .iter()
            .map(|d| (String::from_utf8_lossy(config.pjsip.doc.name(&config.sources, d.section)).into_owned(), d.count))
            .collect();
        let expected = [("a", 4), ("e", 1), ("f", 1), ("g", 1), ("h", 1)];
        assert_eq!(lost, expected.map(|(name, count)| (name.to_owned(), count)));
    }
}
