//! Classes of endpoints: who belongs to one, and what it requires.

use std::sync::LazyLock;

use crate::asterisk::value::number;
use crate::objects::Object;

use super::{Pattern, Requirement};

/// Which classes an endpoint belongs to, a bit each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct ClassSet(pub u64);

impl ClassSet {
    /// Whether class number `index` is among them.
    pub fn has(self, index: usize) -> bool {
        index < 64 && self.0 & 1 << index != 0
    }
}

/// What must hold of an endpoint: every part that is there.
#[derive(Clone, Debug, Default)]
pub struct Matcher {
    /// The name of a template that it inherits, near or far.
    pub template: Option<Pattern>,
    /// Its id.
    pub id: Option<Pattern>,
    /// The name of its transport.
    pub transport: Option<Pattern>,
    /// The protocol of that transport.
    pub protocol: Option<Pattern>,
    /// `context`.
    pub context: Option<Pattern>,
    /// `webrtc=yes`, or not.
    pub webrtc: Option<bool>,
    /// Whether devices can register to it.
    pub registers: Option<bool>,
    /// Whether it is a provider or another exchange.
    pub trunk: Option<bool>,
    /// Values of its options.
    pub options: Vec<(String, Pattern)>,
}

/// A class of endpoints.
#[derive(Clone, Debug)]
pub struct Class {
    /// Its name.
    pub name: String,
    /// Whether the site wants it.
    pub enabled: bool,
    /// What it is, for people.
    pub about: String,
    /// What must hold of its members.
    pub all: Matcher,
    /// Of these one must hold, if there are any.
    pub any: Vec<Matcher>,
    /// Classes to which its members do not belong.
    pub not: Vec<usize>,
    /// What its members must have.
    pub require: Vec<Requirement>,
}

impl Class {
    /// A class of that name, of which nothing else is known.
    pub fn new(name: String) -> Self {
        let (all, any) = (Matcher::default(), Vec::new());
        Self { name, enabled: true, about: String::new(), all, any, not: Vec::new(), require: Vec::new() }
    }
}

/// Every class, those of pjlint itself first.
#[derive(Clone, Debug)]
pub struct Classes(pub Vec<Class>);

impl Default for Classes {
    fn default() -> Self {
        // Made once: patterns take longer to make than a small configuration to lint.
        static OWN: LazyLock<Classes> = LazyLock::new(|| {
            // The file is compiled in; a test sees to it that it can be read.
            super::file::parse(include_str!("../../rules/classes.toml"), "classes.toml")
                .map_or(Classes(Vec::new()), |p| p.classes)
        });
        OWN.clone()
    }
}

/// An endpoint as classes look at it.
#[derive(Debug)]
pub struct Subject<'a> {
    /// The endpoint; only what its kind has in common is asked.
    pub endpoint: &'a Object<'a>,
    /// The names of the templates above it.
    pub templates: &'a [&'a [u8]],
    /// The protocol of its transport, if it names one that is loaded.
    pub protocol: Option<&'a [u8]>,
    /// Whether devices can register to it.
    pub registers: bool,
    /// Whether it is a provider or another exchange.
    pub trunk: bool,
}

/// What the classes of a kind of endpoint depend on, once all but the id is known.
#[derive(Clone, Debug, Default)]
pub struct Verdict<'c> {
    sure: u64,
    /// Classes that the id decides: it must fit the first pattern, if there is one, and one of the others, if there are
    /// any.
    open: Vec<(usize, Option<&'c Pattern>, Vec<&'c Pattern>)>,
}

impl Matcher {
    /// Whether nothing is asked.
    pub fn is_empty(&self) -> bool {
        self.template.is_none()
            && self.id.is_none()
            && self.transport.is_none()
            && self.protocol.is_none()
            && self.context.is_none()
            && self.webrtc.is_none()
            && self.registers.is_none()
            && self.trunk.is_none()
            && self.options.is_empty()
    }

    /// Whether all but the id holds.
    fn holds(&self, subject: &Subject<'_>) -> bool {
        let endpoint = subject.endpoint;
        let fits = |p: &Option<Pattern>, text: &[u8]| p.as_ref().is_none_or(|p| p.fits(text));
        let is = |wanted: Option<bool>, is: bool| wanted.is_none_or(|w| w == is);
        is(self.webrtc, endpoint.is_webrtc())
            && is(self.registers, subject.registers)
            && is(self.trunk, subject.trunk)
            && fits(&self.context, endpoint.text("context"))
            && fits(&self.transport, endpoint.text("transport"))
            && self.protocol.as_ref().is_none_or(|p| subject.protocol.is_some_and(|t| p.fits(t)))
            && self.template.as_ref().is_none_or(|p| subject.templates.iter().any(|t| p.fits(t)))
            && self.options.iter().all(|(name, p)| has_value(endpoint, name, p))
    }
}

/// Whether an option has a value that fits: any element of a list; `yes` and `no` stand for every spelling.
fn has_value(endpoint: &Object<'_>, name: &str, pattern: &Pattern) -> bool {
    let text = endpoint.text_of(name);
    let word: &[u8] = if number::is_true(text) { b"yes" } else { b"no" };
    pattern.fits(text)
        || endpoint.is_bool(name) && pattern.fits(word)
        || text.split(|b| *b == b',').any(|e| pattern.fits(e.trim_ascii()))
}

impl Classes {
    /// The class of that name.
    pub fn find(&self, name: &str) -> Option<usize> {
        self.0.iter().position(|c| c.name == name)
    }

    /// The options whose values decide who belongs to a class, or whether its members have what it requires.
    pub fn asked(&self) -> Vec<&str> {
        let mut asked = Vec::new();
        for class in self.0.iter().filter(|c| c.enabled) {
            for matcher in class.any.iter().chain([&class.all]) {
                asked.extend(matcher.options.iter().map(|(option, _)| option.as_str()));
            }
            asked.extend(class.require.iter().map(|r| r.option));
        }
        asked
    }

    /// What the classes of a kind of endpoint are, or depend on.
    pub fn judge(&self, subject: &Subject<'_>) -> Verdict<'_> {
        let mut verdict = Verdict::default();
        for (index, class) in self.0.iter().enumerate().take(64).filter(|(_, c)| c.enabled && c.all.holds(subject)) {
            let holding: Vec<&Matcher> = class.any.iter().filter(|m| m.holds(subject)).collect();
            if holding.is_empty() && !class.any.is_empty() {
                continue;
            }
            let any = if holding.iter().any(|m| m.id.is_none()) { Vec::new() } else { holding };
            let any: Vec<&Pattern> = any.into_iter().filter_map(|m| m.id.as_ref()).collect();
            match (&class.all.id, any.is_empty()) {
                (None, true) => verdict.sure |= 1 << index,
                (all, _) => verdict.open.push((index, all.as_ref(), any)),
            }
        }
        verdict
    }

    /// The classes of one endpoint of the kind.
    pub fn of(&self, verdict: &Verdict<'_>, id: &[u8]) -> ClassSet {
        let mut set = verdict.sure;
        for (index, all, any) in &verdict.open {
            if all.is_none_or(|p| p.fits(id)) && (any.is_empty() || any.iter().any(|p| p.fits(id))) {
                set |= 1 << index;
            }
        }
        let excluded = |c: &Class| c.not.iter().any(|n| ClassSet(set).has(*n));
        let out = self.0.iter().enumerate().take(64).filter(|(i, c)| ClassSet(set).has(*i) && excluded(c));
        ClassSet(out.fold(set, |s, (i, _)| s & !(1 << i)))
    }
}
