//! The changes of options that a rule proposes, and where they are written: in the section that all objects inherit, if
//! the change is for all of them, else in each object. No other object changes.

mod writing;

use std::borrow::Cow;
use std::cell::RefCell;

use crate::hashing::{SeededMap, SeededSet};

use crate::asterisk::TypeId;
use crate::catalogue::FixSafety;
use crate::finding::{Edit, Finding, Fix};
use crate::objects::State;
use crate::text::{SectionId, SettingId, SkeletonId};

use crate::rules::Context;
use crate::rules::context::Fixes;
use crate::rules::findings::report_sites::ReportSite;
use crate::rules::fixes::inheritors::{Applies, WriteTarget};
use writing::{joined, title};

/// More objects than this are not edited one by one: then a template is needed, which is left to the user.
const MAX_OBJECTS_EDITED: usize = 20;

/// Options that a wizard sets by options of its own, without a prefix; those win over options with one (W-7 to W-12).
const OF_WIZARDS: [&str; 11] = [
    "transport",
    "outbound_proxy",
    "aors",
    "auth",
    "outbound_auth",
    "contact",
    "endpoint",
    "match",
    "server_uri",
    "client_uri",
    "line",
];

/// A change of an option.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum OptionChange {
    /// It is set to this, as written in a file.
    Set(&'static str, Cow<'static, str>),
    /// It is no longer set.
    Unset(&'static str),
}

/// A finding, and the changes that fix it.
#[derive(Debug)]
pub(crate) struct FindingWithFix {
    finding: Finding,
    title: Option<String>,
    changes: Vec<(ReportSite, OptionChange)>,
}

/// A change to a fixed value.
pub(crate) fn set(option: &'static str, value: &'static str) -> OptionChange {
    OptionChange::Set(option, value.into())
}

/// The text of a value as it is written in a file; `None` if that is not certain.
pub(crate) fn written(value: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(value).ok()?;
    let odd = text.is_empty() || text != text.trim() || text.starts_with('>') || text.chars().any(char::is_control);
    (!odd && !text.contains('\\')).then(|| text.replace(';', "\\;"))
}

impl FindingWithFix {
    /// A finding at a place whose objects need these changes; without changes it has no fix.
    pub(crate) fn new(finding: Finding, place: &ReportSite, changes: impl IntoIterator<Item = OptionChange>) -> Self {
        let changes = changes.into_iter().map(|w| (place.clone(), w)).collect();
        Self { finding, title: None, changes }
    }

    /// A finding that is fixed by changes at other places than its own.
    pub(crate) fn with(finding: Finding, places: Vec<(ReportSite, Vec<OptionChange>)>) -> Self {
        let each =
            |(place, changes): (ReportSite, Vec<OptionChange>)| changes.into_iter().map(move |w| (place.clone(), w));
        Self { finding, title: None, changes: places.into_iter().flat_map(each).collect() }
    }

    /// Another title than the one derived from the changes.
    #[must_use]
    pub(crate) fn titled(mut self, title: impl Into<String>) -> Self {
        self.title = Some(title.into());
        self
    }
}

impl Fixes<'_, '_> {
    /// Reports a rule's findings, each with the fix that makes its changes. All findings of a rule at once: a change
    /// for everything that inherits a template is written in the template.
    pub(crate) fn report_with_fixes(self, found: Vec<FindingWithFix>, out: &mut Vec<Finding>) {
        let (mut wanted, mut numbers) = (Vec::<WantedBy>::new(), SeededMap::default());
        for (place, change) in found.iter().flat_map(|f| &f.changes) {
            let number = *numbers.entry(change.clone()).or_insert(wanted.len());
            if number == wanted.len() {
                wanted.push(WantedBy::default());
            }
            wanted[number].objects.extend_from_slice(&place.members);
        }
        let generated = &self.cx.config.pjsip.generated;
        for of_change in &mut wanted {
            of_change.objects.sort_unstable();
            of_change.objects.dedup();
            of_change.wizards = of_change.objects.iter().filter_map(|s| generated.wizard_of(*s)).collect();
            of_change.wizards.sort_unstable();
            of_change.wizards.dedup();
        }
        let planner = FixPlanner { cx: self.cx, wanted, numbers, harmless: RefCell::default() };
        out.extend(found.into_iter().map(|f| {
            let fix = planner.fix(&f);
            f.finding.fix(fix)
        }));
    }
}

/// The objects that need a change, and the wizards that generate some of them, in order.
#[derive(Debug, Default)]
struct WantedBy {
    objects: Vec<SectionId>,
    wizards: Vec<SectionId>,
}

struct FixPlanner<'c, 'a> {
    cx: &'c Context<'a>,
    wanted: Vec<WantedBy>,
    /// The index of each change in `wanted`.
    numbers: SeededMap<OptionChange, usize>,
    /// For each section, whether a change written there affects only objects that need it.
    harmless: RefCell<SeededMap<(bool, SectionId, OptionChange), bool>>,
}

impl<'a> FixPlanner<'_, 'a> {
    fn fix(&self, found: &FindingWithFix) -> Option<Fix> {
        let mut edits = Vec::new();
        for (place, change) in &found.changes {
            edits.extend(self.edits_for(place, change)?);
        }
        let edits = joined(edits)?;
        // A file that a program generates again must not be edited.
        if edits.is_empty() || edits.iter().any(|e| self.cx.site().generator(e.span.file).is_some()) {
            return None;
        }
        let title = found.title.clone().unwrap_or_else(|| title(self.cx, &found.changes));
        Some(Fix::new(FixSafety::Unsafe, title, edits))
    }

    fn edits_for(&self, place: &ReportSite, change: &OptionChange) -> Option<Vec<Edit>> {
        let judged = &self.cx.config.pjsip;
        let of = judged.type_of(place.section)?;
        let (OptionChange::Set(option, _) | OptionChange::Unset(option)) = change;
        self.cx.config.target.option(of, option)?;
        if judged.generated.is_generated(place.section) && OF_WIZARDS.contains(option) {
            return None;
        }
        let kind = of.facts().name;
        let shared = self.cx.fixes().write_target(self.section_of(place), kind)?;
        if self.fits(&shared, of, &place.members, change) {
            return self.cx.fixes().edits(&shared, place.setting, change);
        }
        if place.members.len() > MAX_OBJECTS_EDITED || place.members.len() != place.count as usize {
            return None;
        }
        let (mut edits, mut done) = (Vec::new(), Vec::new());
        for member in &place.members {
            let own = self.cx.fixes().write_target(*member, kind)?;
            // A wizard generates several registrations.
            if done.contains(&own.section) {
                continue;
            }
            done.push(own.section);
            if !self.fits(&own, of, &[*member], change) {
                return None;
            }
            edits.extend(self.cx.fixes().edits(&own, place.setting, change)?);
        }
        Some(edits)
    }

    /// The section that the place is in: that of its line or header.
    fn section_of(&self, place: &ReportSite) -> SectionId {
        let doc = &self.cx.config.pjsip.doc;
        match place.setting {
            Some(setting) => doc.origin(place.section, setting).templates.last().copied().unwrap_or(place.section),
            None if doc.name_span(place.section) == place.span => place.section,
            None => doc.parents(place.section).first().copied().unwrap_or(place.section),
        }
    }

    /// Whether the change may be written there: it takes effect for these objects, and changes no others.
    fn fits(&self, write_target: &WriteTarget<'a>, of: TypeId, members: &[SectionId], change: &OptionChange) -> bool {
        let generated = &self.cx.config.pjsip.generated;
        let is_generated = !write_target.prefix.is_empty();
        let written = |m: &SectionId| if is_generated { generated.wizard_of(*m) } else { Some(*m) };
        // Sections of one skeleton have lines of the same names from the same places.
        let mut known: SeededSet<SkeletonId> = SeededSet::default();
        let doc = write_target.doc;
        let mut takes_effect = |m: &SectionId| {
            let Some(section) = written(m) else { return false };
            let skeleton = doc.skeleton(section).filter(|_| doc.is_simple(section) && section != write_target.section);
            skeleton.is_some_and(|s| !known.insert(s)) || self.takes(write_target, section, change)
        };
        members.iter().all(&mut takes_effect) && self.is_harmless(write_target, of, change)
    }

    fn takes(&self, write_target: &WriteTarget<'a>, inheritor: SectionId, change: &OptionChange) -> bool {
        match change {
            OptionChange::Set(option, _) => self.cx.fixes().applies(write_target, inheritor, option) == Applies::Yes,
            OptionChange::Unset(option) => self
                .cx
                .fixes()
                .lines_of(write_target, inheritor, option)
                .into_iter()
                .all(|s| is_from(write_target, inheritor, s)),
        }
    }

    fn is_harmless(&self, write_target: &WriteTarget<'a>, of: TypeId, change: &OptionChange) -> bool {
        let key = (write_target.prefix.is_empty(), write_target.section, change.clone());
        if let Some(known) = self.harmless.borrow().get(&key) {
            return *known;
        }
        let harmless =
            self.cx.fixes().inheritors(write_target).into_iter().all(|h| self.is_unharmed(write_target, of, h, change));
        self.harmless.borrow_mut().insert(key, harmless);
        harmless
    }

    fn is_unharmed(
        &self,
        write_target: &WriteTarget<'a>,
        of: TypeId,
        inheritor: SectionId,
        change: &OptionChange,
    ) -> bool {
        let judged = &self.cx.config.pjsip;
        let Some(wanted) = self.numbers.get(change).map(|n| &self.wanted[*n]) else { return false };
        let list = if write_target.prefix.is_empty() { &wanted.objects } else { &wanted.wizards };
        if list.binary_search(&inheritor).is_ok() {
            return true;
        }
        if write_target.prefix.is_empty() {
            match judged.type_of(inheritor) {
                None => return true,
                // The type may not even have the option.
                Some(other) if other != of => return false,
                Some(_) if judged.state(inheritor) != State::Loaded => return true,
                Some(_) => {}
            }
        }
        let (sources, doc) = (&self.cx.config.sources, write_target.doc);
        match change {
            OptionChange::Set(option, value) => {
                let lines = self.cx.fixes().lines_of(write_target, inheritor, option);
                lines.last().is_some_and(|s| doc.value(sources, *s) == value.as_bytes())
                    || self.cx.fixes().applies(write_target, inheritor, option) == Applies::No
            }
            OptionChange::Unset(option) => !self
                .cx
                .fixes()
                .lines_of(write_target, inheritor, option)
                .into_iter()
                .any(|s| is_from(write_target, inheritor, s)),
        }
    }
}

/// Whether the inheritor's line is in this very section.
fn is_from(write_target: &WriteTarget<'_>, inheritor: SectionId, line: SettingId) -> bool {
    write_target.doc.origin(inheritor, line).templates.last().copied().unwrap_or(inheritor) == write_target.section
}
