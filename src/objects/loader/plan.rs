//! What follows for a section from its skeleton alone: found out for the first section, and for 1,000,000 like it only
//! the values looked at that differ.

use crate::asterisk::{OptionRef, TypeId};
use crate::objects::handler::{self, Accepted};
use crate::objects::object_checks::{self, ENDPOINT_CHECKED};
use crate::objects::view::{View, directed};
use crate::objects::{Generated, RejectReason, Rejection, Remark, State};
use crate::text::{Document, SectionId, SettingId};

use super::{EXTENDED, HandlerMemo, Pass, TYPE, UNKNOWN};

/// A setting of a section: one of its own, counted from the first, or one that it inherits.
#[derive(Clone, Copy, Debug)]
enum PlannedLine {
    Own(u32),
    Inherited(SettingId),
}

impl PlannedLine {
    fn setting(self, first: SettingId) -> SettingId {
        match self {
            Self::Own(nth) => first + nth,
            Self::Inherited(setting) => setting,
        }
    }
}

/// A value that differs from section to section, and must be one that the handler takes.
#[derive(Debug)]
struct Check {
    nth: u32,
    option: OptionRef,
    /// What it took last as it is written.
    taken: Vec<u8>,
}

/// What all sections of a skeleton have in common.
#[derive(Debug)]
pub(super) struct Plan {
    of: Option<TypeId>,
    state: State,
    checks: Vec<Check>,
    /// Why each is refused, in the order of the lines.
    refusals: Vec<(Option<PlannedLine>, RejectReason)>,
    /// Values of the sections' own that are accepted for something else.
    remarks: Vec<(u32, OptionRef, Accepted)>,
    /// It can be judged when all others are.
    later: bool,
}

/// Options of which the value, and not only whether there is one, matters for the object as a whole.
fn decides(of: TypeId, option: &str) -> bool {
    match of.facts().name {
        "auth" => matches!(
            option,
            "auth_type" | "md5_cred" | "password_digest" | "supported_algorithms_uas" | "supported_algorithms_uac"
        ),
        "endpoint" => ENDPOINT_CHECKED.contains(&option) || option == "incoming_call_offer_pref",
        "aor" | "transport" | "registration" | "contact" | "domain_alias" => false,
        _ => true,
    }
}

impl Pass<'_> {
    /// Judges the section by what is known of its skeleton; false if that does not tell.
    pub(super) fn by_plan(&mut self, doc: &Document, section: SectionId) -> bool {
        let Some(skeleton) = doc.skeleton(section) else { return false };
        let Some(plan) = self.plans.get_mut(skeleton) else { return false };
        let sources = self.cx.sources;
        let first = doc.own_settings(section).start;
        for check in &mut plan.checks {
            let value = doc.own_value(sources, section, check.nth);
            if value == check.taken {
                continue;
            }
            let written = doc.option(sources, first + check.nth);
            match handler::check_value(check.option, written, value, self.cx.target, self.cx.options) {
                Ok(Accepted::AsIs) => {
                    check.taken.clear();
                    check.taken.extend_from_slice(value);
                }
                // Such a line is the business of its section alone.
                _ => return false,
            }
        }
        let state = if plan.refusals.is_empty() { plan.state } else { State::Rejected };
        self.judged.types.push(plan.of.map_or(super::NO_TYPE, |t| t.0));
        self.judged.states.push(state);
        let Some(of) = plan.of else { return true };
        let rejection = |(line, why): &(Option<PlannedLine>, RejectReason)| {
            let setting = line.map(|l| l.setting(first));
            Rejection { section, of, setting, why: *why }
        };
        self.judged.rejections.extend(plan.refusals.iter().map(rejection));
        let remark = |(nth, option, accepted): &(u32, OptionRef, Accepted)| {
            let setting = first + nth;
            Remark { setting, section, option: *option, accepted: *accepted }
        };
        self.judged.remarks.extend(plan.remarks.iter().map(remark));
        if plan.later {
            self.later.push(section);
        }
        true
    }

    /// Notes what the section's skeleton says, where that is the first time that one is met.
    pub(super) fn plan(&mut self, doc: &Document, generated: &Generated, section: SectionId, settings: &[SettingId]) {
        let Some(skeleton) = doc.skeleton(section) else { return };
        if !self.plans.is_met(skeleton) {
            let plan = self.planned(doc, generated, section, settings);
            self.plans.put(skeleton, plan);
        }
    }

    fn planned(
        &mut self,
        doc: &Document,
        generated: &Generated,
        section: SectionId,
        settings: &[SettingId],
    ) -> Option<Plan> {
        if self.cx.options.placeholders {
            return None;
        }
        let (of, state) = match generated.type_of(section) {
            Some(of) => (Some(of), State::Loaded),
            None => self.classify(doc, settings),
        };
        let mut plan = Plan { of, state, checks: Vec::new(), refusals: Vec::new(), remarks: Vec::new(), later: false };
        let Some(of) = of.filter(|_| state == State::Loaded) else { return Some(plan) };
        if of.facts().single {
            return None;
        }
        let (sources, target, load) = (self.cx.sources, self.cx.target, self.cx.options);
        let own = doc.own_settings(section);
        let open = doc.open_settings(section);
        let mut options = Vec::new();
        let mut decided = true;
        for &setting in settings {
            let line = if own.contains(&setting) {
                PlannedLine::Own(setting - own.start)
            } else {
                PlannedLine::Inherited(setting)
            };
            let option = match self.option_of(doc, of, setting) {
                TYPE | EXTENDED => continue,
                UNKNOWN => {
                    plan.refusals.push((Some(line), RejectReason::UnknownOption));
                    continue;
                }
                index => OptionRef { of, index },
            };
            let written = doc.option(sources, setting);
            options.push((directed(option, written, target).index, setting));
            let is_open = matches!(line, PlannedLine::Own(nth) if open & 1 << nth != 0);
            decided &= !is_open || !decides(of, option.name());
            if matches!(self.accepted[of.0 as usize][option.index as usize], HandlerMemo::Never) {
                continue;
            }
            if let PlannedLine::Own(nth) = line
                && is_open
            {
                plan.checks.push(Check { nth, option, taken: Vec::new() });
                continue;
            }
            match handler::check_value(option, written, doc.value(sources, setting), target, load) {
                Ok(Accepted::AsIs) => {}
                Ok(accepted) => {
                    if let PlannedLine::Own(nth) = line {
                        plan.remarks.push((nth, option, accepted));
                    }
                }
                Err(_) => {
                    let unreadable = super::is_file(option) && load.files.is_some();
                    plan.refusals
                        .push((Some(line), if unreadable { RejectReason::Unreadable } else { RejectReason::BadValue }));
                }
            }
        }
        if !plan.refusals.is_empty() {
            return Some(plan);
        }
        if of.facts().name == "registration" {
            plan.later = true;
            return Some(plan);
        }
        if !decided {
            return None;
        }
        let view = View { doc, sources, target, section, of, settings: &options };
        let found = object_checks::check(&view, target).or_else(|| self.profile_missing(&view));
        if let Some((constraint, setting)) = found {
            let line = setting
                .map(|s| if own.contains(&s) { PlannedLine::Own(s - own.start) } else { PlannedLine::Inherited(s) });
            plan.refusals.push((line, RejectReason::Whole(constraint)));
        }
        Some(plan)
    }
}
