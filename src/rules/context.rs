//! What rules have access to.

mod silence;

use crate::hashing::SeededMap;

use crate::accounts::Accounts;
use crate::asterisk::TypeId;
use crate::asterisk::secret;
use crate::finding::Finding;
use crate::graph::Graph;
use crate::objects::{Configuration, LoadedFile, RejectReason, Rejection};
use crate::policy::Policy;
use crate::printable::printable;
use crate::source::Span;
use crate::text::{Document, SectionId, SettingId};

use super::Rule;
use super::cache::RuleCache;
use silence::Silence;

/// What rules have access to.
pub(crate) struct Context<'a> {
    /// The configuration.
    pub(crate) config: &'a Configuration,
    /// The references between objects.
    pub(crate) graph: &'a Graph,
    /// Which objects belong together.
    pub(crate) accounts: &'a Accounts,
    /// The policy of the site.
    pub(crate) policy: &'a Policy,
    /// Facts that are computed once for all rules.
    pub(super) cache: &'a RuleCache<'a>,
    /// The running rule.
    pub(crate) rule: &'static Rule,
    /// Why it reports nothing.
    silence: Silence,
}

/// Rejections that one line causes: of one object, or of all that inherit it.
pub(crate) struct RejectionGroup<'a> {
    /// The first one.
    pub(crate) first: &'a Rejection,
    /// How many there are.
    pub(crate) count: u32,
}

impl<'a> Context<'a> {
    /// A context for one rule.
    pub(super) fn new(
        config: &'a Configuration,
        graph: &'a Graph,
        accounts: &'a Accounts,
        policy: &'a Policy,
        cache: &'a RuleCache<'a>,
        rule: &'static Rule,
    ) -> Self {
        Self { config, graph, accounts, policy, cache, rule, silence: Silence::default() }
    }

    /// A finding of this rule.
    pub(crate) fn finding(&self, span: Span, message: impl Into<String>) -> Finding {
        Finding::new(self.rule, span, message)
    }

    /// Bytes of the configuration as printable text: without control characters, bidirectional overrides and secrets.
    pub(crate) fn plain(&self, bytes: &[u8]) -> String {
        secret::name(&printable(bytes))
    }

    /// The section's name.
    pub(crate) fn name(&self, doc: &Document, section: SectionId) -> String {
        self.plain(doc.name(&self.config.sources, section))
    }

    /// The option's name as written; a secret that a misspelt line put into it is masked.
    pub(crate) fn option(&self, doc: &Document, setting: SettingId) -> String {
        self.plain(doc.option(&self.config.sources, setting))
    }

    /// The value, unless it is a secret.
    pub(crate) fn value(&self, doc: &Document, setting: SettingId) -> String {
        let (option, value) = (doc.option(&self.config.sources, setting), doc.value(&self.config.sources, setting));
        secret::name(&secret::value(option, &printable(value)))
    }

    /// `alice and 999 others` for a line that affects many.
    pub(crate) fn who(&self, doc: &Document, section: SectionId, count: u32) -> String {
        super::findings::merge::who(&self.name(doc, section), count)
    }

    /// The loaded files.
    pub(crate) fn loaded_files(&self) -> impl Iterator<Item = &'a LoadedFile> + use<'a> {
        self.config.loaded_files()
    }

    /// The rejections of a file for which `wanted` holds, grouped by line.
    pub(crate) fn rejections(
        &self,
        judged: &'a LoadedFile,
        wanted: impl Fn(&Rejection) -> bool,
    ) -> Vec<RejectionGroup<'a>> {
        let mut groups: Vec<RejectionGroup<'a>> = Vec::new();
        let mut by_line: SeededMap<(SettingId, RejectReason, TypeId), usize> = SeededMap::default();
        for rejection in judged.rejections.iter().filter(|r| wanted(r)) {
            let inherited = rejection.setting.filter(|_| judged.doc.inherits(rejection.section));
            match inherited {
                None => groups.push(RejectionGroup { first: rejection, count: 1 }),
                Some(setting) => {
                    let at = *by_line.entry((setting, rejection.why, rejection.of)).or_insert_with(|| {
                        groups.push(RejectionGroup { first: rejection, count: 0 });
                        groups.len() - 1
                    });
                    groups[at].count += 1;
                }
            }
        }
        groups
    }

    /// A finding about a setting of a section; labels show the template or append that it comes from.
    pub(crate) fn about(
        &self,
        judged: &'a LoadedFile,
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

    /// Access lists: the effect of `permit`, `deny` and `acl`.
    pub(crate) fn acls(&self) -> Acls<'_, 'a> {
        Acls { cx: self }
    }

    /// Transports: which accounts use them, their sockets and networks.
    pub(crate) fn transports(&self) -> Transports<'_, 'a> {
        Transports { cx: self }
    }

    /// Groups of similar accounts.
    pub(crate) fn groups(&self) -> Groups<'_, 'a> {
        Groups { cx: self }
    }

    /// Which devices can register where.
    pub(crate) fn registrations(&self) -> Registrations<'_, 'a> {
        Registrations { cx: self }
    }

    /// Which auths belong to which endpoints.
    pub(crate) fn credentials(&self) -> Credentials<'_, 'a> {
        Credentials { cx: self }
    }

    /// Whether strangers can reach Asterisk, and what stops them.
    pub(crate) fn exposure(&self) -> Exposure<'_, 'a> {
        Exposure { cx: self }
    }

    /// Which endpoint a request is attributed to.
    pub(crate) fn identification(&self) -> Identification<'_, 'a> {
        Identification { cx: self }
    }

    /// What remains of chan_sip, and what a converter left out.
    pub(crate) fn migration(&self) -> Migration<'_, 'a> {
        Migration { cx: self }
    }

    /// References to objects that do not exist.
    pub(crate) fn references(&self) -> References<'_, 'a> {
        References { cx: self }
    }

    /// Where findings about several objects are reported.
    pub(crate) fn sites(&self) -> Sites<'_, 'a> {
        Sites { cx: self }
    }

    /// How fixes are made.
    pub(crate) fn fixes(&self) -> Fixes<'_, 'a> {
        Fixes { cx: self }
    }

    /// Facts about the site as a whole.
    pub(crate) fn site(&self) -> SiteFacts<'_, 'a> {
        SiteFacts { cx: self }
    }

    /// Sentences that several rules need.
    pub(crate) fn sentences(&self) -> Sentences<'_, 'a> {
        Sentences { cx: self }
    }

    /// The loaded objects, by type and id.
    pub(crate) fn objects(&self) -> Objects<'_, 'a> {
        Objects { cx: self }
    }
}

/// Views of the context: each has the methods for one subject, in a file of `facts`, `findings` or `fixes`.
macro_rules! views {
    ($($name:ident)*) => {$(
        #[derive(Clone, Copy)]
        pub(crate) struct $name<'c, 'a> {
            pub(in crate::rules) cx: &'c Context<'a>,
        }
    )*};
}

views! {
    Acls Transports Groups Registrations Credentials Exposure Identification Migration References Sites Fixes SiteFacts
    Sentences Objects
}
