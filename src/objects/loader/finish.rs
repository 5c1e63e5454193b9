//! What can be judged only when every section has been read: objects that depend on others, and whole types.

use crate::hashing::SeededSet;

use crate::asterisk::TypeId;
use crate::objects::object_checks::{self, Algorithms};
use crate::objects::view::{View, options_of};
use crate::objects::{LoadedFile, LostType, NO_TYPE, ObjectCheck, RejectReason, Rejection, State, transports};
use crate::text::{Document, SectionId};

use super::Pass;

impl Pass<'_> {
    /// Settles what was left open.
    pub(super) fn finish(mut self) -> LoadedFile {
        let (sources, target) = (self.cx.sources, self.cx.target);
        self.judge_by_name();
        match self.cx.file {
            "pjsip.conf" => {
                transports::settle(&mut self.judged, sources, target, self.cx.servers);
                self.list_again(TypeId::pjsip("transport"));
                self.want_all();
                self.judge_registrations();
                self.judge_auths_again();
                self.settle_made();
            }
            "geolocation.conf" => self.judge_profiles(),
            _ => {}
        }
        self.want_all();
        self.judged
    }

    /// The sections that are `global` or `system` by their name, and how many of each there are (S-49).
    fn judge_by_name(&mut self) {
        let doc = std::mem::take(&mut self.judged.doc);
        let named = self.judged.also.clone();
        for (section, of) in named.clone() {
            let mut settings = Vec::new();
            doc.each_setting(section, |s| settings.push(s));
            let verdict = self.judge_as(&doc, section, of, &settings);
            if verdict.is_some() {
                self.judged.also.retain(|a| *a != (section, of));
            }
            if self.judged.types[section as usize] == NO_TYPE {
                self.judged.types[section as usize] = of.0;
                self.judged.states[section as usize] = if verdict.is_some() { State::Rejected } else { State::Loaded };
                self.judged.also.retain(|a| *a != (section, of));
                self.enter(&doc, section, of);
            }
            self.judged.rejections.extend(verdict);
            self.judged.rejections.append(&mut self.further);
        }
        self.judged.rejections.sort_by_key(|r| r.section);
        let singles: Vec<TypeId> = self.known_types.iter().copied().filter(|t| t.facts().single).collect();
        for of in singles {
            self.twice_by_name(&doc, of, &named);
            let by_name = self.judged.also.iter().filter(|(_, t)| *t == of).map(|(s, _)| *s);
            let mut all: Vec<SectionId> = self.judged.of_type(of).chain(by_name).collect();
            all.sort_unstable();
            if let [first, _, third, ..] = all[..]
                && !self.judged.lost.iter().any(|l| l.of == of)
            {
                self.judged.lost.push(LostType { of, first, second: third, too_many: true });
            }
        }
        self.judged.doc = doc;
    }

    /// A section that is a `global` by its name takes the id too, whatever its `type` (S-6, S-8).
    fn twice_by_name(&mut self, doc: &Document, of: TypeId, named: &[(SectionId, TypeId)]) {
        let judged = &mut self.judged;
        if judged.lost.iter().any(|l| l.of == of) || !named.iter().any(|(_, t)| *t == of) {
            return;
        }
        let id = of.facts().name.as_bytes();
        let typed = judged.of_type(of).filter(|s| doc.name(self.cx.sources, *s) == id);
        let mut all: Vec<SectionId> = typed.chain(named.iter().filter(|(_, t)| *t == of).map(|(s, _)| *s)).collect();
        all.sort_unstable();
        all.dedup();
        let is_there = |s: &SectionId| match judged.types[*s as usize] {
            t if t == of.0 => judged.states[*s as usize] == State::Loaded,
            _ => judged.also.contains(&(*s, of)),
        };
        if let Some(at) = all.iter().position(is_there)
            && let [first, second, ..] = all[at..]
        {
            judged.lost.push(LostType { of, first, second, too_many: false });
        }
    }

    /// A registration needs a loaded transport (S-46).
    fn judge_registrations(&mut self) {
        let (sources, target) = (self.cx.sources, self.cx.target);
        if self.later.is_empty() {
            return;
        }
        let of = TypeId::pjsip("registration");
        let transports = transports::loaded(&self.judged, sources, target);
        let elsewhere = self.cx.mapping.is_elsewhere(TypeId::pjsip("transport"));
        for section in std::mem::take(&mut self.later) {
            let settings = options_of(&self.judged, sources, target, section, of);
            let view = View { doc: &self.judged.doc, sources, target, section, of, settings: &settings };
            let found = object_checks::registration(&view, target, &transports).filter(|_| !self.cx.is_unfilled(&view));
            let Some((constraint, setting)) = found.filter(|(c, _)| !(elsewhere && *c == ObjectCheck::NoTransport))
            else {
                continue;
            };
            self.judged.states[section as usize] = State::Rejected;
            self.judged.rejections.push(Rejection { section, of, setting, why: RejectReason::Whole(constraint) });
        }
        self.judged.rejections.sort_by_key(|r| r.section);
        self.list_again(of);
    }

    /// Where the global object names algorithms, an auth object without its own is held to those (S-41).
    fn judge_auths_again(&mut self) {
        let (sources, target) = (self.cx.sources, self.cx.target);
        if !target.is_modern_auth() {
            return;
        }
        let algorithms = Algorithms::of(&self.judged, sources, target);
        if algorithms.uas == ["MD5"] && algorithms.uac == ["MD5"] {
            return;
        }
        let of = TypeId::pjsip("auth");
        let by_secret = |r: &&Rejection| r.of == of && r.why == RejectReason::Whole(ObjectCheck::NoSecret);
        let refused: SeededSet<SectionId> =
            self.judged.rejections.iter().filter(by_secret).map(|r| r.section).collect();
        self.judged.rejections.retain(|r| !by_secret(&r));
        let sections: Vec<SectionId> = self.judged.of_type(of).collect();
        for section in sections {
            if self.judged.states[section as usize] != State::Loaded && !refused.contains(&section) {
                continue;
            }
            let settings = options_of(&self.judged, sources, target, section, of);
            let view = View { doc: &self.judged.doc, sources, target, section, of, settings: &settings };
            let found = object_checks::auth(&view, target, &algorithms).filter(|_| !self.cx.is_unfilled(&view));
            self.judged.states[section as usize] = if found.is_some() { State::Rejected } else { State::Loaded };
            if let Some((constraint, setting)) = found {
                self.judged.rejections.push(Rejection { section, of, setting, why: RejectReason::Whole(constraint) });
            }
        }
        self.judged.rejections.sort_by_key(|r| r.section);
        self.list_again(of);
    }

    /// A geolocation profile may need a loaded location.
    fn judge_profiles(&mut self) {
        let (sources, target) = (self.cx.sources, self.cx.target);
        let find = |name| TypeId::find("geolocation.conf", name);
        let (Some(of), Some(location)) = (find("profile"), find("location")) else { return };
        let sections: Vec<SectionId> = self.judged.of_type(of).collect();
        for section in sections {
            if self.judged.states[section as usize] != State::Loaded {
                continue;
            }
            let settings = options_of(&self.judged, sources, target, section, of);
            let view = View { doc: &self.judged.doc, sources, target, section, of, settings: &settings };
            let is_location = self.judged.is_loaded(sources, location, view.value("location_reference"));
            if self.cx.is_unfilled(&view) {
                continue;
            }
            if let Some((constraint, setting)) = object_checks::profile(&view, target, is_location) {
                self.judged.states[section as usize] = State::Rejected;
                self.judged.rejections.push(Rejection { section, of, setting, why: RejectReason::Whole(constraint) });
            }
        }
        self.judged.rejections.sort_by_key(|r| r.section);
        self.list_again(of);
    }

    /// With `integrity=file` in sorcery.conf one refused object takes its type with it (S-14).
    fn want_all(&mut self) {
        let judged = &mut self.judged;
        for rejection in judged.rejections.iter().filter(|r| !judged.generated.is_generated(r.section)) {
            let of = rejection.of;
            if self.cx.mapping.wants_all(of) && !judged.incomplete.iter().any(|(t, _)| *t == of) {
                judged.incomplete.push((of, rejection.section));
            }
        }
    }
}
