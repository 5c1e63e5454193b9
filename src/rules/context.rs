//! What every rule may look at, and the sentences that several of them need.

use std::cell::OnceCell;

use rustc_hash::FxHashMap;

use crate::asterisk::TypeId;
use crate::asterisk::secret::{self, MASK};
use crate::finding::Finding;
use crate::graph::Graph;
use crate::objects::{Configuration, Judged, Rejection, State, Why};
use crate::source::Span;
use crate::text::{Document, Problem, SectionId, SettingId};

use super::Rule;

/// What every rule may look at.
pub struct Context<'a> {
    /// The configuration.
    pub config: &'a Configuration,
    /// Who names whom.
    pub graph: &'a Graph,
    /// The rule that asks.
    pub rule: &'static Rule,
    /// Sections that are no objects for want of a `type`, by name: made when first asked for.
    typeless: OnceCell<FxHashMap<&'a [u8], SectionId>>,
}

/// Rejections that one line causes: one object, or all that inherit it.
pub struct Group<'a> {
    /// The first of them.
    pub first: &'a Rejection,
    /// How many there are.
    pub count: u32,
}

impl<'a> Context<'a> {
    /// What a rule may look at.
    pub fn new(config: &'a Configuration, graph: &'a Graph, rule: &'static Rule) -> Self {
        Self { config, graph, rule, typeless: OnceCell::new() }
    }

    /// The section of that name that would be an object if only its `type` were right.
    pub fn typeless(&self, name: &[u8]) -> Option<SectionId> {
        let judged = &self.config.pjsip;
        let table = self.typeless.get_or_init(|| {
            let lacking = (0..judged.doc.len()).filter(|s| matches!(judged.state(*s), State::NoType | State::UnknownType));
            lacking.map(|s| (judged.doc.name(&self.config.sources, s), s)).collect()
        });
        table.get(name).copied()
    }

    /// A finding of this rule.
    pub fn finding(&self, span: Span, message: impl Into<String>) -> Finding {
        Finding::new(self.rule, span, message)
    }

    /// Bytes of the configuration as text that a terminal can show: no control characters, nothing that turns the
    /// direction of writing.
    pub fn plain(&self, bytes: &[u8]) -> String {
        plain(bytes)
    }

    /// The section's name.
    pub fn name(&self, doc: &Document, section: SectionId) -> String {
        plain(doc.name(&self.config.sources, section))
    }

    /// The option's name as written.
    pub fn option(&self, doc: &Document, setting: SettingId) -> String {
        plain(doc.option(&self.config.sources, setting))
    }

    /// The value, unless it is a secret.
    pub fn value(&self, doc: &Document, setting: SettingId) -> String {
        let (option, value) = (doc.option(&self.config.sources, setting), doc.value(&self.config.sources, setting));
        if secret::is_secret(option, value) { MASK.into() } else { secret::without_uri_passwords(&plain(value)) }
    }

    /// `alice and 999 others` for a line that strikes many.
    pub fn who(&self, doc: &Document, section: SectionId, count: u32) -> String {
        let name = self.name(doc, section);
        match count {
            0 | 1 => format!("`{name}`"),
            2 => format!("`{name}` and 1 other"),
            n => format!("`{name}` and {} others", n - 1),
        }
    }

    /// The judged files.
    pub fn judged(&self) -> impl Iterator<Item = &'a Judged> + use<'a> {
        self.config.judged()
    }

    /// The rejections of a file for which `wanted` holds, those of one line together.
    pub fn rejections(&self, judged: &'a Judged, wanted: impl Fn(&Rejection) -> bool) -> Vec<Group<'a>> {
        let mut groups: Vec<Group<'a>> = Vec::new();
        let mut by_line: FxHashMap<(SettingId, Why, TypeId), usize> = FxHashMap::default();
        for rejection in judged.rejections.iter().filter(|r| wanted(r)) {
            let inherited = rejection.setting.filter(|_| judged.doc.inherits(rejection.section));
            match inherited {
                None => groups.push(Group { first: rejection, count: 1 }),
                Some(setting) => {
                    let at = *by_line.entry((setting, rejection.why, rejection.of)).or_insert_with(|| {
                        groups.push(Group { first: rejection, count: 0 });
                        groups.len() - 1
                    });
                    groups[at].count += 1;
                }
            }
        }
        groups
    }

    /// What becomes of rejected objects, for the consequence of a finding.
    pub fn rejected(&self, of: TypeId, count: u32) -> String {
        let kind = of.facts().name;
        let what = match kind {
            "global" | "system" => {
                return format!(
                    "Asterisk rejects the whole {kind} object: every setting of it falls back to the default. A reload keeps the old settings, so the loss shows at the next restart"
                );
            }
            "endpoint" => ": its requests are answered 401, and calls to it fail",
            "aor" => ": phones cannot register to it (404), and it cannot be dialled",
            "auth" => ": an endpoint that names it in `auth` answers every request with 500",
            "transport" => ": its address is not opened",
            "identify" => ": requests from its addresses are not recognised by it",
            "registration" => ": it is never sent",
            "acl" => ": nothing is blocked by it, although the log says that all SIP traffic is",
            _ => "",
        };
        let also = match count {
            0 | 1 => String::new(),
            n => format!(" ({n} of them have this line)"),
        };
        format!(
            "Asterisk rejects the whole {kind}{also}{what}. A reload keeps the old one, so the loss shows at the next restart"
        )
    }

    /// A finding about a setting of a section, with the template that it stands in named.
    pub fn about(
        &self,
        judged: &'a Judged,
        section: SectionId,
        of: Option<TypeId>,
        setting: SettingId,
        span: Span,
        message: String,
    ) -> Finding {
        let doc = &judged.doc;
        let mut finding = self
            .finding(span, message)
            .option(self.option(doc, setting))
            .object(of.map_or("", |t| t.facts().name), self.name(doc, section));
        let origin = doc.origin(section, setting);
        if !origin.templates.is_empty() {
            finding = finding.label(doc.name_span(section), "inherits it");
        }
        if let Some(header) = origin.append {
            finding = finding.label(header, "appended here");
        }
        finding
    }

    /// What goes with a line that the reader stumbles over: the line, the rest of an included file (G-60), or the
    /// whole of the main one (G-69).
    pub fn skipped_or_lost(&self, main: &str, doc: &Document, problem: &Problem) -> String {
        let file = plain(self.config.sources.file(problem.span.file).name.as_bytes());
        let below = doc.unread.iter().filter(|s| s.file == problem.span.file && s.start > problem.span.start).count();
        if !problem.fatal {
            return "Asterisk skips the line".into();
        }
        if file == main || file == "<stdin>" {
            let what = match main {
                "pjsip.conf" => "there is no transport, no endpoint and no other object at all",
                "sorcery.conf" => "Asterisk does not start",
                "acl.conf" => "no named ACL exists, and every object that names one lets everybody in",
                _ => "nothing in it counts",
            };
            return format!("Asterisk drops the whole of {main}: {what}. A reload keeps the old objects, so the loss shows at the next restart");
        }
        let sections = match below {
            0 => String::new(),
            1 => ", with the section below it".into(),
            n => format!(", with the {n} sections below it"),
        };
        format!("Asterisk stops reading {file} at this line{sections}, and goes on with the including file")
    }

    /// Why names that are not found may yet exist, if they may.
    pub fn doubt(&self, of: Option<TypeId>) -> Option<String> {
        let elsewhere = of.is_some_and(|t| self.config.mapping.is_partly_elsewhere(t));
        if elsewhere {
            return Some("sorcery.conf says that such objects are kept elsewhere too".into());
        }
        let unresolved =
            self.config.pjsip.doc.includes.iter().find(|i| i.unresolved || i.optional && i.files.is_empty());
        unresolved.map(|i| {
            format!("`{}` ({}) could not be looked at", plain(i.argument.as_bytes()), self.config.sources.cite(i.span))
        })
    }
}

/// Text without what could drive a terminal or hide in it.
pub fn plain(bytes: &[u8]) -> String {
    let hidden = |c: char| {
        c.is_control()
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
    };
    String::from_utf8_lossy(bytes).chars().map(|c| if hidden(c) { '\u{fffd}' } else { c }).collect()
}
