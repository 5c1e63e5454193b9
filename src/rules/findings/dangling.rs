//! What the rules on references have in common.

use crate::asterisk::{TYPES, TypeId};
use crate::finding::Finding;
use crate::graph::{Dangling, DanglingReason, ReferenceTarget};
use crate::objects::State;
use crate::text::{Document, SectionId};

use crate::printable::printable;
use crate::rules::context::References;
use crate::spelling::nearest;

/// How many comparisons the search for similar names may take in total: 1,000 dangling names among 1,000,000 must not
/// take minutes. A small configuration is searched completely.
const MAX_COMPARISONS: usize = 2_000_000;

impl<'c, 'a> References<'c, 'a> {
    /// The dangling references that `wanted` selects, except those that name an object of another type: see
    /// `reference-to-other-type`.
    pub(crate) fn missing(self, wanted: impl Fn(&Dangling) -> bool) -> impl Iterator<Item = &'a Dangling> {
        self.cx.graph.dangling.iter().filter(move |d| wanted(d) && !self.is_mixed_up_elsewhere(d))
    }

    fn is_mixed_up_elsewhere(self, d: &Dangling) -> bool {
        let is_mixed_up = self.is_mixed_up(d);
        if is_mixed_up {
            let what = || format!("the name `{}`", self.cx.plain(&d.name));
            self.cx.quiet_about(what, "an object of another type has it: see reference-to-other-type");
        }
        is_mixed_up
    }

    /// Whether a name is that of an object of another type. The referencing object's own name proves nothing: by
    /// convention an endpoint, its aor and its auth share it, and then the referenced object is missing.
    pub(crate) fn is_mixed_up(self, d: &Dangling) -> bool {
        matches!(d.miss, DanglingReason::OtherType(..))
            && self.cx.config.pjsip.doc.name(&self.cx.config.sources, d.section) != d.name
    }

    /// A finding on the line of a dangling reference.
    pub(crate) fn about_reference(self, d: &'a Dangling, message: String) -> Finding {
        let judged = &self.cx.config.pjsip;
        self.cx.about(judged, d.section, Some(d.option.of), d.setting, d.span, message).count(d.count)
    }

    /// A finding on a dangling reference, without its consequence.
    pub(crate) fn dangling(self, d: &'a Dangling) -> Finding {
        let judged = &self.cx.config.pjsip;
        let doc = &judged.doc;
        let (name, kind) = (self.cx.plain(&d.name), Self::kind(d));
        let who = self.cx.who(doc, d.section, d.count);
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
                    State::Elsewhere => "not read: sorcery.conf keeps them elsewhere",
                    _ => "rejected",
                };
                finding = finding
                    .label(doc.name_span(section), why)
                    .help(format!("Fix the {kind}; the reference is correct"));
                finding.primary.text = format!("this {kind} is not loaded");
            }
            _ => match self.suggest(d) {
                Some((help, near)) => {
                    finding = finding.label(doc.name_span(near), "closest match");
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
            self.cx
                .sentences()
                .doubt(of)
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

    /// If the object exists but is rejected, its own line is what needs fixing.
    fn rejected_itself(self, d: &Dangling) -> Option<String> {
        let DanglingReason::NotLoaded(section) = d.miss else { return None };
        let judged = &self.cx.config.pjsip;
        let first = self.cx.cache.rejected.get_or_init(|| {
            // The first one of a section stays.
            judged.rejections.iter().enumerate().rev().map(|(nth, r)| (r.section, nth)).collect()
        });
        let cause = &judged.rejections[*first.get(&section)?];
        let span = cause.setting.map_or_else(|| judged.doc.name_span(section), |s| judged.doc.value_span(s));
        Some(format!(
            "the reference is correct: the {} is rejected because of {}",
            Self::kind(d),
            self.cx.config.sources.cite(span)
        ))
    }

    /// If a section of that name has no `type`, or an unknown one, that is what needs fixing.
    pub(crate) fn without_type(self, name: &[u8]) -> Option<String> {
        let section = self.cx.objects().typeless(name)?;
        let place = self.cx.config.sources.cite(self.cx.config.pjsip.doc.name_span(section));
        Some(format!("the section at {place} has that name, but is not an object because it has no valid `type`"))
    }

    /// If the object is below the line at which its file was cut off, the cut is what needs fixing.
    fn below_the_cut(self, d: &Dangling) -> Option<String> {
        let sources = &self.cx.config.sources;
        let spans = &self.cx.config.pjsip.doc.unread;
        let unread = self.cx.cache.unread.get_or_init(|| spans.iter().rev().map(|s| (sources.bytes(*s), *s)).collect());
        let unread = unread.get(&*d.name)?;
        Some(format!(
            "a section of that name is at {}, below the line at which Asterisk stops reading",
            sources.cite(*unread)
        ))
    }

    /// The sections of a type, as many as are ever compared. Looked up once, because each search for a type that no
    /// section has goes through all of them.
    fn first_of_type(self, of: TypeId) -> &'c [SectionId] {
        let judged = &self.cx.config.pjsip;
        let all = self.cx.cache.of_type.get_or_init(|| {
            let mut all = vec![Vec::new(); TYPES.len()];
            for section in 0..judged.doc.section_count() {
                let list = judged.type_of(section).and_then(|of| all.get_mut(usize::from(of.0)));
                if let Some(list) = list.filter(|l| l.len() < MAX_COMPARISONS / 20) {
                    list.push(section);
                }
            }
            all
        });
        all.get(usize::from(of.0)).map_or(&[], Vec::as_slice)
    }

    /// The object that is called as the name and its type: `102_aor` or `aor-102` for `102`, and the other way round.
    fn with_type_word(self, of: TypeId, name: &[u8]) -> Option<SectionId> {
        let kind = of.facts().name.as_bytes();
        let marks: [&[u8]; 4] = [b"_", b"-", b".", b""];
        let find = |id: &[u8]| self.cx.config.pjsip.find(&self.cx.config.sources, of, id);
        let without = |mark: &[u8]| {
            let (behind, before) = ([mark, kind].concat(), [kind, mark].concat());
            name.strip_suffix(&*behind).or_else(|| name.strip_prefix(&*before)).filter(|rest| !rest.is_empty())
        };
        marks.iter().find_map(|mark| {
            find(&[name, mark, kind].concat())
                .or_else(|| find(&[kind, mark, name].concat()))
                .or_else(|| find(without(mark)?))
        })
    }

    /// What to write instead of a dangling name, and the object of the wanted type that has that name.
    pub(crate) fn suggest(self, d: &Dangling) -> Option<(String, SectionId)> {
        let ReferenceTarget::Object(of) = d.goal else { return None };
        let judged = &self.cx.config.pjsip;
        let name = self.cx.plain(&d.name);
        let most = MAX_COMPARISONS / self.cx.graph.dangling.len().max(20);
        // The limit counts objects that are not loaded, too: if a type is lost, each search would go through all. A
        // rejected object may be the one that was meant: the closest loaded one would be somebody else's.
        let candidate = |s: &SectionId| matches!(judged.state(*s), State::Loaded | State::Rejected | State::NoModule);
        let known = || self.first_of_type(of).iter().copied().take(most).filter(candidate);
        let id = |s: SectionId| std::str::from_utf8(judged.doc.name(&self.cx.config.sources, s)).ok();
        if let Some(section) = known().find(|s| id(*s).is_some_and(|i| i.trim() == name)) {
            return Some(("Remove the spaces from the name of that section: they are part of it".into(), section));
        }
        let (near, section) = if let Some(section) = self.with_type_word(of, &d.name).filter(candidate) {
            (id(section)?, section)
        } else {
            let near = nearest(&name, known().filter_map(id))?;
            (near, known().find(|s| id(*s) == Some(near))?)
        };
        let near = printable(near.as_bytes());
        let case = if near.eq_ignore_ascii_case(&name) { " Names are case-sensitive" } else { "" };
        let rejected = if judged.state(section) == State::Rejected { " That one is rejected" } else { "" };
        Some((format!("Did you mean `{near}`?{case}{rejected}"), section))
    }

    /// The section of another file with the most similar name.
    pub(crate) fn suggest_from(self, name: &[u8], doc: Option<&Document>) -> Option<String> {
        let doc = doc?;
        let most = MAX_COMPARISONS / self.cx.graph.dangling.len().max(20);
        let id = |s| std::str::from_utf8(doc.name(&self.cx.config.sources, s)).ok();
        let near = nearest(&self.cx.plain(name), (0..doc.section_count()).take(most).filter_map(id))?;
        Some(format!("Did you mean `{}`?", self.cx.plain(near.as_bytes())))
    }

    /// Why the files beside pjsip.conf are unknown, if it was read from standard input.
    pub(crate) fn alone(self) -> Option<String> {
        let alone = self.cx.config.sources.iter().next().is_some_and(|(_, f)| f.name == "<stdin>");
        alone.then(|| "only pjsip.conf was given".to_owned())
    }
}
