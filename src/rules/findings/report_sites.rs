//! Where to say what is wrong with many objects: once at the template that they share, else at each of them.

use crate::hashing::SeededMap;

use crate::accounts::AccountGroup;
use crate::asterisk::TypeId;
use crate::finding::Finding;
use crate::objects::{Object, State};
use crate::source::Span;
use crate::text::{Getter, SectionId, SettingId};

use crate::rules::Context;

/// More places than this of one kind of account are not listed one by one: the last finding counts the rest.
const MAX_SITES: usize = 1000;

/// A place at which one or more objects have the same thing to be said of them.
#[derive(Clone, Debug)]
pub(crate) struct ReportSite {
    /// The first of the objects.
    pub(crate) section: SectionId,
    /// The line, unless there is none: then the section's header, or that of the template that all inherit.
    pub(crate) setting: Option<SettingId>,
    /// The option that the line sets.
    pub(crate) option: Option<&'static str>,
    /// Where.
    pub(crate) span: Span,
    /// How many objects it is said of.
    pub(crate) count: u32,
    /// These objects; of those that are counted for want of a place of their own, none.
    pub(crate) members: Vec<SectionId>,
}

impl ReportSite {
    /// The words that go with [`Context::whose`]: those for one object, or those for several.
    pub(crate) fn agree(&self, one: &'static str, many: &'static str) -> &'static str {
        if self.count > 1 { many } else { one }
    }
}

impl<'a> Context<'a> {
    /// The places of these objects: where the first of `options` that is set is set, else the header of the template
    /// that they name first, else their own.
    pub(crate) fn places(
        &self,
        sections: impl IntoIterator<Item = SectionId>,
        options: &[&'static str],
    ) -> Vec<ReportSite> {
        let (doc, sources) = (&self.config.pjsip.doc, &self.config.sources);
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
    pub(crate) fn place(&self, object: &Object<'_>, option: &'static str) -> ReportSite {
        let setting = object.setting(option);
        let span = setting.map_or(object.name_span(), |s| object.doc().setting_span(&self.config.sources, s));
        let (section, option) = (object.section, setting.map(|_| option));
        ReportSite { section, setting, option, span, count: 1, members: vec![section] }
    }

    /// The places of every endpoint of the kind.
    pub(crate) fn places_of(&self, kind: &AccountGroup, options: &[&'static str]) -> Vec<ReportSite> {
        self.places(self.accounts.members(kind.id).iter().copied(), options)
    }

    /// The first loaded aor of each endpoint of the kind.
    pub(crate) fn aors_of(&self, kind: &AccountGroup) -> Vec<SectionId> {
        self.named_of(kind, TypeId::pjsip("aor"))
    }

    /// The first loaded auth of each endpoint of the kind.
    pub(crate) fn auths_of(&self, kind: &AccountGroup) -> Vec<SectionId> {
        self.named_of(kind, TypeId::pjsip("auth"))
    }

    fn named_of(&self, kind: &AccountGroup, of: TypeId) -> Vec<SectionId> {
        let judged = &self.config.pjsip;
        let first = |e: &SectionId| self.graph.named_by(*e).iter().copied().find(|n| judged.type_of(*n) == Some(of));
        self.accounts.members(kind.id).iter().filter_map(first).collect()
    }

    /// A finding at a place, about the object there and the others that are alike.
    pub(crate) fn at(&self, place: &ReportSite, message: impl Into<String>) -> Finding {
        let judged = &self.config.pjsip;
        let doc = &judged.doc;
        let of = judged.type_of(place.section);
        let mut finding = if let Some(setting) = place.setting {
            self.about(judged, place.section, of, setting, place.span, message.into())
        } else {
            let kind = of.map_or("", |t| t.facts().name);
            let finding = self.finding(place.span, message).object(kind, self.name(doc, place.section));
            let own = doc.name_span(place.section);
            if own == place.span { finding } else { finding.label(own, "inherits from it") }
        };
        finding.count = place.count;
        finding
    }

    /// `alice`, or `alice and 999 others`, in front of a sentence about the objects of a place.
    pub(crate) fn whose(&self, place: &ReportSite) -> String {
        self.who(&self.config.pjsip.doc, place.section, place.count)
    }

    /// Every loaded object of the type, in file order. Not for types of which there may be 1,000,000, unless little is
    /// asked of each: an [`Object`] walks its settings once.
    pub(crate) fn objects(&self, of: &str) -> impl Iterator<Item = Object<'a>> + use<'a> {
        let (config, of) = (self.config, TypeId::pjsip(of));
        self.loaded(of).map(move |s| Object::new(config, s, of))
    }

    /// The global object that is in force.
    pub(crate) fn global(&self) -> Option<Object<'a>> {
        self.config.pjsip.global().map(|s| Object::new(self.config, s, TypeId::pjsip("global")))
    }

    /// Every object of the type that Asterisk would have if it loaded the module for it.
    pub(crate) fn written(&self, of: &str) -> impl Iterator<Item = Object<'a>> + use<'a> {
        let (config, of) = (self.config, TypeId::pjsip(of));
        let judged = &config.pjsip;
        let there = move |s: &SectionId| matches!(judged.state(*s), State::Loaded | State::NoModule);
        judged.of_type(of).filter(there).map(move |s| Object::new(config, s, of))
    }

    /// Every loaded section of the type, in file order.
    pub(crate) fn loaded(&self, of: TypeId) -> impl Iterator<Item = SectionId> + use<'a> {
        let judged = &self.config.pjsip;
        judged.of_type(of).filter(move |s| judged.state(*s) == State::Loaded)
    }

    /// Reads one option of many sections of pjsip.conf.
    pub(crate) fn getter(&self, option: &'static str) -> Getter<'a> {
        Getter::new(&self.config.pjsip.doc, &self.config.sources, option)
    }

    /// The loaded object of that type and id.
    pub(crate) fn object(&self, of: &str, id: &[u8]) -> Option<Object<'a>> {
        let of = TypeId::pjsip(of);
        let judged = &self.config.pjsip;
        let section = judged.find(&self.config.sources, of, id).filter(|s| judged.state(*s) == State::Loaded)?;
        Some(Object::new(self.config, section, of))
    }
}
