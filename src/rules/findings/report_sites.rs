//! Where to report a problem of many objects: once at the template that they share, else at each of them.

use crate::hashing::SeededMap;

use crate::accounts::AccountGroup;
use crate::asterisk::TypeId;
use crate::finding::Finding;
use crate::objects::Object;
use crate::source::Span;
use crate::text::{Getter, SectionId, SettingId};

use crate::rules::context::Sites;

/// More places than this are not listed one by one: the last finding counts the rest.
const MAX_SITES: usize = 1000;

/// A place to report the same problem of one or more objects.
#[derive(Clone, Debug)]
pub(crate) struct ReportSite {
    /// The first of the objects.
    pub(crate) section: SectionId,
    /// The line. If there is none, the section's header counts, or that of the template that all inherit.
    pub(crate) setting: Option<SettingId>,
    /// The option that the line sets.
    pub(crate) option: Option<&'static str>,
    /// Where.
    pub(crate) span: Span,
    /// How many objects it is about.
    pub(crate) count: u32,
    /// These objects, except those that are only counted because there are too many places.
    pub(crate) members: Vec<SectionId>,
}

impl ReportSite {
    /// The words that go with [`Context::whose`]: those for one object, or those for several.
    pub(crate) fn agree(&self, one: &'static str, many: &'static str) -> &'static str {
        if self.count > 1 { many } else { one }
    }
}

impl<'a> Sites<'_, 'a> {
    /// The first of the objects that the place stands for.
    pub(crate) fn object(self, place: &ReportSite) -> Option<Object<'a>> {
        let of = self.cx.config.pjsip.type_of(place.section)?;
        Some(Object::new(self.cx.config, place.section, of))
    }

    /// The places of these objects: where the first of `options` that is set is set, else the header of the template
    /// that they name first, else their own.
    pub(crate) fn places(
        self,
        sections: impl IntoIterator<Item = SectionId>,
        options: &[&'static str],
    ) -> Vec<ReportSite> {
        let (doc, sources) = (&self.cx.config.pjsip.doc, &self.cx.config.sources);
        let getters: Vec<(&'static str, Getter<'_>)> =
            options.iter().map(|o| (*o, Getter::new(doc, sources, o))).collect();
        let mut places: Vec<ReportSite> = Vec::new();
        let mut at: SeededMap<(Option<SettingId>, SectionId), usize> = SeededMap::default();
        for section in sections {
            let set = getters.iter().find_map(|(option, g)| g.last(section).map(|s| (*option, s)));
            let header = doc.parents(section).first().copied().unwrap_or(section);
            let key = match set {
                Some((_, setting)) => (Some(setting), 0),
                None => (None, header),
            };
            if let Some(&known) = at.get(&key) {
                places[known].count += 1;
                places[known].members.push(section);
            } else if places.len() == MAX_SITES {
                places[MAX_SITES - 1].count += 1;
            } else {
                at.insert(key, places.len());
                let (option, setting) = (set.map(|s| s.0), set.map(|s| s.1));
                let span = setting.map_or_else(|| doc.name_span(header), |s| doc.setting_span(sources, s));
                places.push(ReportSite { section, setting, option, span, count: 1, members: vec![section] });
            }
        }
        places
    }

    /// The place of one object: where it sets the option, else its header.
    pub(crate) fn place(self, object: &Object<'_>, option: &'static str) -> ReportSite {
        let setting = object.setting(option);
        let span = setting.map_or(object.name_span(), |s| object.doc().setting_span(&self.cx.config.sources, s));
        let (section, option) = (object.section, setting.map(|_| option));
        ReportSite { section, setting, option, span, count: 1, members: vec![section] }
    }

    /// The places of every endpoint of this one group. Where several groups can share a line, give [`Self::places`] the
    /// members of all of them, so that the line has one finding with the count of all.
    pub(crate) fn places_of(self, group: &AccountGroup, options: &[&'static str]) -> Vec<ReportSite> {
        self.places(self.cx.accounts.members(group.id).iter().copied(), options)
    }

    /// The first loaded aor of each endpoint of the group.
    pub(crate) fn aors_of(self, group: &AccountGroup) -> Vec<SectionId> {
        self.named_of(group, TypeId::pjsip("aor"))
    }

    /// The first loaded auth of each endpoint of the group.
    pub(crate) fn auths_of(self, group: &AccountGroup) -> Vec<SectionId> {
        self.named_of(group, TypeId::pjsip("auth"))
    }

    fn named_of(self, group: &AccountGroup, of: TypeId) -> Vec<SectionId> {
        let judged = &self.cx.config.pjsip;
        let first = |e: &SectionId| self.cx.graph.named_by(*e).iter().copied().find(|n| judged.type_of(*n) == Some(of));
        self.cx.accounts.members(group.id).iter().filter_map(first).collect()
    }

    /// A finding at a place, about the object there and the others with the same problem.
    pub(crate) fn at(self, place: &ReportSite, message: impl Into<String>) -> Finding {
        let judged = &self.cx.config.pjsip;
        let doc = &judged.doc;
        let of = judged.type_of(place.section);
        let mut finding = if let Some(setting) = place.setting {
            self.cx.about(judged, place.section, of, setting, place.span, message.into())
        } else {
            let kind = of.map_or("", |t| t.facts().name);
            let finding = self.cx.finding(place.span, message).object(kind, self.cx.name(doc, place.section));
            let own = doc.name_span(place.section);
            if own == place.span { finding } else { finding.label(own, "inherits from it") }
        };
        finding.count = place.count;
        finding
    }

    /// `alice`, or `alice and 999 others`, in front of a sentence about the objects of a place.
    pub(crate) fn whose(self, place: &ReportSite) -> String {
        self.cx.who(&self.cx.config.pjsip.doc, place.section, place.count)
    }
}
