//! What the rules on references have in common.

use crate::asterisk::{TYPES, TypeId};
use crate::finding::Finding;
use crate::graph::{Dangling, DanglingReason, ReferenceTarget};
use crate::objects::State;
use crate::text::{Document, SectionId};

use crate::printable::printable;
use crate::rules::Context;
use crate::spelling::nearest;

/// So many names are compared in all with those that are not found: 1,000 lost names among 1,000,000 must not take
/// minutes. A small configuration is searched whole.
const MAX_COMPARISONS: usize = 2_000_000;

impl<'a> Context<'a> {
    /// The names that lead nowhere of the kind that `wanted` selects; those that were taken from another type are
    /// left to `reference-to-other-type`.
    pub(crate) fn missing(&self, wanted: impl Fn(&Dangling) -> bool) -> impl Iterator<Item = &'a Dangling> {
        self.graph.dangling.iter().filter(move |d| wanted(d) && !self.is_mixed_up(d))
    }

    /// Whether a name was taken from an object of another type. The naming object's own name tells nothing: by custom
    /// an endpoint, its aor and its auth have the same one, and then it is the object itself that is missing.
    pub(crate) fn is_mixed_up(&self, d: &Dangling) -> bool {
        matches!(d.miss, DanglingReason::OtherType(..))
            && self.config.pjsip.doc.name(&self.config.sources, d.section) != d.name
    }

    /// A finding on the line that names what is not there.
    pub(crate) fn about_reference(&self, d: &'a Dangling, message: String) -> Finding {
        let judged = &self.config.pjsip;
        self.about(judged, d.section, Some(d.option.of), d.setting, d.span, message).count(d.count)
    }

    /// A finding on a name that leads nowhere, without its consequence.
    pub(crate) fn dangling(&self, d: &'a Dangling) -> Finding {
        let judged = &self.config.pjsip;
        let doc = &judged.doc;
        let (name, kind) = (self.plain(&d.name), Self::kind(d));
        let who = self.who(doc, d.section, d.count);
        let option = d.option.name();
        let message = match d.miss {
            DanglingReason::NotLoaded(_) => {
                format!("`{option}` of {who} names the {kind} `{name}`, which Asterisk does not load")
            }
            _ => format!("`{option}` of {who} names the {kind} `{name}`, which does not exist"),
        };
        let mut finding = self.about_reference(d, message).at(format!("no such {kind}"));
        match d.miss {
            DanglingReason::NotLoaded(section) => {
                let why = match judged.state(section) {
                    State::Elsewhere => "not read: sorcery.conf says that they are elsewhere",
                    _ => "rejected",
                };
                finding =
                    finding.label(doc.name_span(section), why).help(format!("Mend the {kind}; the reference is right"));
                finding.primary.text = format!("this {kind} is not loaded");
            }
            _ => match self.suggest(d) {
                Some((help, near)) => {
                    finding = finding.label(doc.name_span(near), "the name that is nearest");
                    finding.help = Some(help);
                }
                None => finding.help = Some(format!("Add the {kind} `{name}`, or name another one")),
            },
        }
        let of = match d.goal {
            ReferenceTarget::Object(t) => Some(t),
            _ => None,
        };
        finding.unless_sure(
            self.doubt(of)
                .or_else(|| self.below_the_cut(d))
                .or_else(|| self.rejected_itself(d))
                .or_else(|| self.without_type(&d.name)),
        )
    }

    fn kind(d: &Dangling) -> &'static str {
        match d.goal {
            ReferenceTarget::Object(t) => t.facts().name,
            ReferenceTarget::Acl => "ACL",
            ReferenceTarget::Context => "context",
        }
    }

    /// Where the object is there and rejected, its own line is what is to be mended.
    fn rejected_itself(&self, d: &Dangling) -> Option<String> {
        let DanglingReason::NotLoaded(section) = d.miss else { return None };
        let judged = &self.config.pjsip;
        let first = self.cache.rejected.get_or_init(|| {
            // The first one of a section stays.
            judged.rejections.iter().enumerate().rev().map(|(nth, r)| (r.section, nth)).collect()
        });
        let cause = &judged.rejections[*first.get(&section)?];
        let span = cause.setting.map_or_else(|| judged.doc.name_span(section), |s| judged.doc.value_span(s));
        Some(format!(
            "the reference itself is right: the {} is rejected because of {}",
            Self::kind(d),
            self.config.sources.cite(span)
        ))
    }

    /// Where a section of the name lacks a `type`, or has one that nothing reads, that is what is to be mended.
    pub(crate) fn without_type(&self, name: &[u8]) -> Option<String> {
        let section = self.typeless(name)?;
        let place = self.config.sources.cite(self.config.pjsip.doc.name_span(section));
        Some(format!("the section at {place} has the name, and is no object for want of a `type`"))
    }

    /// Where the object stands below the line at which its file was cut, the cut is what is to be mended.
    fn below_the_cut(&self, d: &Dangling) -> Option<String> {
        let sources = &self.config.sources;
        let spans = &self.config.pjsip.doc.unread;
        let unread = self.cache.unread.get_or_init(|| spans.iter().rev().map(|s| (sources.bytes(*s), *s)).collect());
        let unread = unread.get(&*d.name)?;
        Some(format!(
            "a section of that name stands at {}, below the line at which Asterisk stops reading",
            sources.cite(*unread)
        ))
    }

    /// The sections that name a type, as many as are ever compared: looked up once, for of a type that nobody has each
    /// search goes through all sections.
    fn first_of_type(&self, of: TypeId) -> &[SectionId] {
        let judged = &self.config.pjsip;
        let all = self.cache.of_type.get_or_init(|| {
            let mut all = vec![Vec::new(); TYPES.len()];
            for section in 0..judged.doc.len() {
                let list = judged.type_of(section).and_then(|of| all.get_mut(usize::from(of.0)));
                if let Some(list) = list.filter(|l| l.len() < MAX_COMPARISONS / 20) {
                    list.push(section);
                }
            }
            all
        });
        all.get(usize::from(of.0)).map_or(&[], Vec::as_slice)
    }

    /// What to write in place of a lost name, and the loaded object of the wanted type that has that name.
    pub(crate) fn suggest(&self, d: &Dangling) -> Option<(String, SectionId)> {
        let ReferenceTarget::Object(of) = d.goal else { return None };
        let judged = &self.config.pjsip;
        let name = self.plain(&d.name);
        let most = MAX_COMPARISONS / self.graph.dangling.len().max(20);
        // So many are looked at, loaded or not: of a type that is lost none is, and all would be looked at each time.
        // One that is rejected may be the one that was meant: the nearest that is loaded would be somebody else's.
        let candidate = |s: &SectionId| matches!(judged.state(*s), State::Loaded | State::Rejected | State::NoModule);
        let known = || self.first_of_type(of).iter().copied().take(most).filter(candidate);
        let id = |s: SectionId| std::str::from_utf8(judged.doc.name(&self.config.sources, s)).ok();
        if let Some(section) = known().find(|s| id(*s).is_some_and(|i| i.trim() == name)) {
            return Some(("Remove the blanks from the name of that section: they belong to it".into(), section));
        }
        let near = nearest(&name, known().filter_map(id))?;
        let section = known().find(|s| id(*s) == Some(near))?;
        let near = printable(near.as_bytes());
        let case = if near.eq_ignore_ascii_case(&name) { " Names are compared with case" } else { "" };
        let rejected = if judged.state(section) == State::Rejected { " It is rejected as it is" } else { "" };
        Some((format!("Did you mean `{near}`?{case}{rejected}"), section))
    }

    /// The section of another file whose name is most like it.
    pub(crate) fn suggest_from(&self, name: &[u8], doc: Option<&Document>) -> Option<String> {
        let doc = doc?;
        let most = MAX_COMPARISONS / self.graph.dangling.len().max(20);
        let id = |s| std::str::from_utf8(doc.name(&self.config.sources, s)).ok();
        let near = nearest(&self.plain(name), (0..doc.len()).take(most).filter_map(id))?;
        Some(format!("Did you mean `{}`?", self.plain(near.as_bytes())))
    }

    /// Why the neighbours of pjsip.conf are unknown, where it came by standard input.
    pub(crate) fn alone(&self) -> Option<String> {
        let alone = self.config.sources.iter().next().is_some_and(|(_, f)| f.name == "<stdin>");
        alone.then(|| "only pjsip.conf was given".to_owned())
    }
}
