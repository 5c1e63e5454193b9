//! Wizard sections of one skeleton make the same objects, but for names and values: found out once, and repeated.

use crate::asterisk::TypeId;
use crate::parallel::map_ranges;
use crate::source::Sources;
use crate::text::{
    BySkeleton, Document, NameId, SectionId, SettingId, SyntheticBatch, SyntheticTemplate, SyntheticText,
};

use super::options::{Names, ObjectRole, WizardLines};
use super::{Fault, Generated, Missing};

/// Where something of a wizard stands that a generated object has: in a setting of its own, counted from the first, or in
/// what it inherits.
#[derive(Clone, Copy, Debug)]
enum Source {
    Own(u32),
    Inherited(SettingId),
}

/// Where a generated setting has its value from.
#[derive(Clone, Copy, Debug)]
enum Value {
    /// The wizard's own setting of that number.
    Own(u32),
    /// The wizard's name.
    Name,
    /// The name with the suffix of a part behind it, owed to the line that asks for that part.
    Suffixed(ObjectRole, Source),
    /// The same in all: this generated setting's.
    Same(SettingId),
}

#[derive(Debug)]
struct PlannedObject {
    template: SyntheticTemplate,
    of: TypeId,
    suffix: &'static [u8],
    settings: Vec<(NameId, Value)>,
}

/// What the wizards of a skeleton make.
#[derive(Debug)]
pub(super) struct Plan {
    objects: Vec<PlannedObject>,
    faults: Vec<(Missing, Option<Source>)>,
}

/// What the first wizard of a skeleton has generated, and how.
pub(super) struct First<'a> {
    pub(super) sources: &'a Sources,
    pub(super) wizards: &'a Document,
    pub(super) names: &'a Names,
    pub(super) wizard: SectionId,
    /// All of its lines, those of its bases too.
    pub(super) lines: &'a WizardLines,
    /// The first section and the first fault that it generated.
    pub(super) section: SectionId,
    pub(super) fault: usize,
}

impl First<'_> {
    /// The plan for those like it, if its lines are all that has to be known.
    pub(super) fn plan(&self, doc: &mut Document, generated: &Generated) -> Option<Plan> {
        let open = self.wizards.open_settings(self.wizard);
        let own = self.wizards.own_settings(self.wizard);
        let differs = |setting: SettingId| own.contains(&setting) && open & 1 << (setting - own.start) != 0;
        let decides = |setting: &SettingId| self.names.decides(self.wizards.option_id(*setting));
        // Hosts, hints and registrations make texts of more than a name.
        if own.clone().filter(|s| differs(*s)).any(|s| decides(&s)) || !self.lines.is_simple() {
            return None;
        }
        let SyntheticText::Verbatim(_) = self.wizards.name_as_synthetic(self.wizard) else { return None };
        let mut objects = Vec::new();
        for section in self.section..doc.section_count() {
            let Some(of) = generated.type_of(section) else { continue };
            let settings: Vec<(NameId, Value)> = doc
                .own_settings(section)
                .map(|s| Some((doc.option_id(s), self.value(doc, s)?)))
                .collect::<Option<_>>()?;
            if settings.len() > 64 {
                return None;
            }
            let is_open = |value: &Value| match value {
                Value::Own(nth) => open & 1 << nth != 0,
                Value::Name | Value::Suffixed(..) => true,
                Value::Same(_) => false,
            };
            let mask = settings.iter().enumerate().filter(|(_, (_, v))| is_open(v)).fold(0, |m, (i, _)| m | 1 << i);
            let names: Vec<NameId> = settings.iter().map(|(name, _)| *name).collect();
            let id = doc.name(self.sources, section);
            let name = self.wizards.name(self.sources, self.wizard);
            let suffix =
                ObjectRole::ALL.iter().map(|p| p.suffix().as_bytes()).find(|s| id.strip_prefix(name) == Some(s))?;
            let template = doc.add_synthetic_template(doc.synthetic_parents(section), &names, mask);
            objects.push(PlannedObject { template, of, suffix, settings });
        }
        let fault = |f: &Fault| (f.kind, f.setting.map(|s| self.place(s)));
        Some(Plan { objects, faults: generated.faults[self.fault..].iter().map(fault).collect() })
    }

    fn place(&self, setting: SettingId) -> Source {
        let own = self.wizards.own_settings(self.wizard);
        if own.contains(&setting) { Source::Own(setting - own.start) } else { Source::Inherited(setting) }
    }

    fn value(&self, doc: &Document, setting: SettingId) -> Option<Value> {
        let (wizards, span) = (self.wizards, doc.value_span(setting));
        let own = wizards.own_settings(self.wizard);
        if doc.is_verbatim(setting) {
            if span == wizards.name_span(self.wizard) {
                return Some(Value::Name);
            }
            let nth = own.clone().position(|s| wizards.value_span(s) == span);
            return Some(nth.map_or(Value::Same(setting), |nth| Value::Own(nth as u32)));
        }
        let name = wizards.name(self.sources, self.wizard);
        let text = doc.value(self.sources, setting);
        let part = [ObjectRole::InboundAuth, ObjectRole::OutboundAuth]
            .into_iter()
            .find(|part| text.strip_prefix(name) == Some(part.suffix().as_bytes()));
        let asks = self.lines.asking().find(|s| wizards.value_span(*s) == span)?;
        match part {
            Some(part) => Some(Value::Suffixed(part, self.place(asks))),
            // `userpass`, owed to the line that asks for the auth: the same place in all, if that is inherited.
            None if own.contains(&asks) => None,
            None => Some(Value::Same(setting)),
        }
    }
}

/// Wizards whose plans are known, one after the other.
pub(super) struct Batch<'a> {
    pub(super) sources: &'a Sources,
    pub(super) wizards: &'a Document,
    pub(super) plans: &'a BySkeleton<Plan>,
    pub(super) members: &'a [SectionId],
}

impl Batch<'_> {
    /// Makes what they stand for.
    pub(super) fn make(&self, doc: &mut Document, generated: &mut Generated) {
        let parts = {
            let doc = &*doc;
            map_ranges(self.members.len(), |part| {
                let mut sections = Sections::default();
                for &wizard in &self.members[part] {
                    if let Some(plan) = self.wizards.skeleton(wizard).and_then(|s| self.plans.get(s)) {
                        plan.make(self.sources, self.wizards, doc, wizard, &mut sections);
                    }
                }
                sections
            })
        };
        doc.make_room(parts.iter().map(|part| &part.texts));
        for part in parts {
            generated.wizards.extend(part.wizards);
            generated.types.extend(part.types);
            generated.faults.extend(part.faults);
            doc.add_synthetic_batch(part.texts);
        }
    }
}

/// Generated sections that are not in the document yet.
#[derive(Default)]
struct Sections {
    texts: SyntheticBatch,
    wizards: Vec<SectionId>,
    types: Vec<Option<TypeId>>,
    faults: Vec<Fault>,
}

impl Plan {
    fn make(&self, sources: &Sources, wizards: &Document, doc: &Document, wizard: SectionId, out: &mut Sections) {
        let (first, name) = (wizards.own_settings(wizard).start, wizards.name_span(wizard));
        let setting = |place: Source| match place {
            Source::Own(nth) => first + nth,
            Source::Inherited(setting) => setting,
        };
        for object in &self.objects {
            out.texts.begin(object.template, sources, name, object.suffix);
            out.wizards.push(wizard);
            out.types.push(Some(object.of));
            for &(option, value) in &object.settings {
                match value {
                    Value::Own(nth) => out.texts.verbatim(option, wizards.own_value_span(wizard, nth)),
                    Value::Name => out.texts.verbatim(option, name),
                    Value::Same(setting) => out.texts.copy(doc, setting),
                    Value::Suffixed(part, asks) => {
                        let owed = wizards.value_span(setting(asks));
                        out.texts.suffixed(option, sources, name, part.suffix().as_bytes(), owed);
                    }
                }
            }
        }
        let fault = |(kind, place): &(Missing, Option<Source>)| {
            let setting = place.map(setting);
            Fault { wizard, kind: *kind, setting }
        };
        out.faults.extend(self.faults.iter().map(fault));
    }
}
