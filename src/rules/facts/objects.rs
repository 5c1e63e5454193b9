//! The objects that are loaded, by type and id.

use crate::asterisk::TypeId;
use crate::objects::{Object, State};
use crate::rules::context::Objects;
use crate::text::{Getter, SectionId};

impl<'a> Objects<'_, 'a> {
    /// Every loaded object of the type, in file order. Creating an [`Object`] walks its settings: avoid it for types
    /// with up to 1,000,000 objects.
    pub(crate) fn of_type(self, of: &str) -> impl Iterator<Item = Object<'a>> + use<'a> {
        let (config, of) = (self.cx.config, TypeId::pjsip(of));
        self.sections_of_type(of).map(move |s| Object::new(config, s, of))
    }

    /// The global object that is in force.
    pub(crate) fn global(self) -> Option<Object<'a>> {
        self.cx.config.pjsip.global().map(|s| Object::new(self.cx.config, s, TypeId::pjsip("global")))
    }

    /// Every object of the type that Asterisk would load if it loaded the module for it.
    pub(crate) fn written(self, of: &str) -> impl Iterator<Item = Object<'a>> + use<'a> {
        let (config, of) = (self.cx.config, TypeId::pjsip(of));
        let judged = &config.pjsip;
        let there = move |s: &SectionId| matches!(judged.state(*s), State::Loaded | State::NoModule);
        judged.of_type(of).filter(there).map(move |s| Object::new(config, s, of))
    }

    /// Every loaded section of the type, in file order.
    pub(crate) fn sections_of_type(self, of: TypeId) -> impl Iterator<Item = SectionId> + use<'a> {
        let judged = &self.cx.config.pjsip;
        judged.of_type(of).filter(move |s| judged.state(*s) == State::Loaded)
    }

    /// Reads one option of many sections of pjsip.conf.
    pub(crate) fn getter(self, option: &'static str) -> Getter<'a> {
        Getter::new(&self.cx.config.pjsip.doc, &self.cx.config.sources, option)
    }

    /// The loaded object of that type and id.
    pub(crate) fn find(self, of: &str, id: &[u8]) -> Option<Object<'a>> {
        let of = TypeId::pjsip(of);
        let judged = &self.cx.config.pjsip;
        let section = judged.find(&self.cx.config.sources, of, id).filter(|s| judged.state(*s) == State::Loaded)?;
        Some(Object::new(self.cx.config, section, of))
    }

    /// The section of that name that would be an object if only its `type` were right.
    pub(crate) fn typeless(self, name: &[u8]) -> Option<SectionId> {
        let (config, judged) = (self.cx.config, &self.cx.config.pjsip);
        let table = self.cx.cache.typeless.get_or_init(|| {
            let lacking = (0..judged.doc.section_count())
                .filter(|s| matches!(judged.state(*s), State::NoType | State::UnknownType));
            lacking.map(|s| (judged.doc.name(&config.sources, s), s)).collect()
        });
        table.get(name).copied()
    }
}
