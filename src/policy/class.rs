//! Classes of endpoints: which endpoints belong to one, and what it requires.

use crate::asterisk::value::number;
use crate::objects::Object;

use super::{Pattern, Requirement};

/// Which classes an endpoint belongs to, a bit each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct ClassSet(pub(crate) u64);

impl ClassSet {
    /// Whether class number `index` is among them.
    pub(crate) fn has(self, index: usize) -> bool {
        index < 64 && self.0 & 1 << index != 0
    }
}

/// Conditions on an endpoint: all that are set must hold.
#[derive(Clone, Debug, Default)]
pub struct Matcher {
    /// The name of a template that it inherits, directly or indirectly.
    pub(crate) template: Option<Pattern>,
    /// Its id.
    pub(crate) id: Option<Pattern>,
    /// The name of its transport.
    pub(crate) transport: Option<Pattern>,
    /// The protocol of that transport.
    pub(crate) protocol: Option<Pattern>,
    /// `context`.
    pub(crate) context: Option<Pattern>,
    /// `webrtc=yes`, or not.
    pub(crate) webrtc: Option<bool>,
    /// Whether devices can register to it.
    pub(crate) registers: Option<bool>,
    /// Whether it is a provider or another PBX.
    pub(crate) trunk: Option<bool>,
    /// Values of its options.
    pub(crate) options: Vec<(String, Pattern)>,
}

/// A class of endpoints.
#[derive(Clone, Debug)]
pub struct Class {
    /// Its name.
    pub(crate) name: String,
    /// Whether the site uses it.
    pub(crate) enabled: bool,
    /// What it is, for people.
    pub(crate) about: String,
    /// Conditions that every member meets.
    pub(crate) all: Matcher,
    /// If there are any, a member meets one of these.
    pub(crate) any: Vec<Matcher>,
    /// Classes to which its members do not belong.
    pub(crate) not: Vec<usize>,
    /// What its members must have.
    pub(crate) require: Vec<Requirement>,
}

impl Class {
    /// A class with that name and nothing else.
    pub(crate) fn new(name: String) -> Self {
        let (all, any) = (Matcher::default(), Vec::new());
        Self { name, enabled: true, about: String::new(), all, any, not: Vec::new(), require: Vec::new() }
    }
}

/// Every class, those of pjlint itself first.
#[derive(Clone, Debug)]
pub struct Classes(pub(crate) Vec<Class>);

/// An endpoint as classes see it.
#[derive(Debug)]
pub struct Subject<'a> {
    /// The endpoint; only what its group has in common is used.
    pub(crate) endpoint: &'a Object<'a>,
    /// The names of the templates above it.
    pub(crate) templates: &'a [&'a [u8]],
    /// The protocol of its transport, if it names one that is loaded.
    pub(crate) protocol: Option<&'a [u8]>,
    /// Whether devices can register to it.
    pub(crate) registers: bool,
    /// Whether it is a provider or another PBX.
    pub(crate) trunk: bool,
}

/// What the classes of a group of endpoints depend on, once everything but the id is known.
#[derive(Clone, Debug, Default)]
pub struct Verdict<'c> {
    sure: u64,
    /// Classes that the id decides: it must match the first pattern, if there is one, and one of the others, if there
    /// are any.
    open: Vec<(usize, Option<&'c Pattern>, Vec<&'c Pattern>)>,
}

impl Matcher {
    /// Whether it has no conditions.
    pub(crate) fn is_empty(&self) -> bool {
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

    /// Whether all conditions except the id hold.
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

/// Whether an option has a value that matches: any element of a list; `yes` and `no` stand for every spelling.
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

    /// The options whose values decide which endpoints belong to a class, or whether they meet its requirements.
    pub(crate) fn asked(&self) -> Vec<&str> {
        let mut asked = Vec::new();
        for class in self.0.iter().filter(|c| c.enabled) {
            for matcher in class.any.iter().chain([&class.all]) {
                asked.extend(matcher.options.iter().map(|(option, _)| option.as_str()));
            }
            asked.extend(class.require.iter().map(|r| r.option));
        }
        asked
    }

    /// The classes of a group of endpoints, or what they depend on.
    pub(crate) fn judge(&self, subject: &Subject<'_>) -> Verdict<'_> {
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

    /// The classes of one endpoint of the group.
    pub(crate) fn of(&self, verdict: &Verdict<'_>, id: &[u8]) -> ClassSet {
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
