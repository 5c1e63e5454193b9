//! Access lists: `permit` and `deny` of endpoints, of `type=acl` sections and of acl.conf.

use crate::hashing::{SeededMap, SeededSet};

use crate::asterisk::value::address::Network;
use crate::objects::Object;
use crate::text::{Document, SectionId, SettingId};

use crate::rules::context::Acls;
use crate::rules::facts::address_ranges::{Access, Admitted, Range, kept_out_later};

/// One of an object's two lists: for the source of a request, or for the hosts in its Contact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Which {
    /// The option that permits.
    pub(crate) permit: &'static str,
    /// The option that denies.
    pub(crate) deny: &'static str,
    /// The option that names ACLs of acl.conf.
    pub(crate) acl: &'static str,
}

/// The list for the source of a request.
pub(crate) const SOURCE: Which = Which { permit: "permit", deny: "deny", acl: "acl" };

/// Both lists.
pub(crate) const LISTS: [Which; 2] =
    [SOURCE, Which { permit: "contact_permit", deny: "contact_deny", acl: "contact_acl" }];

/// An access list: its elements in order of evaluation, each with its line.
#[derive(Debug, Default)]
pub(crate) struct List {
    /// The elements.
    pub(crate) elements: Vec<Access>,
    /// The line of each.
    pub(crate) lines: Vec<SettingId>,
}

/// Why Asterisk rejects acl.conf.
#[derive(Clone, Copy, Debug)]
pub(crate) enum AclFault {
    /// A section `[general]`.
    General,
    /// A line that is neither `permit` nor `deny`.
    Option(SettingId),
    /// An element, by its index in the line's list, that is not a network.
    Element(SettingId, usize),
}

/// A `permit` that a later `deny` overrides.
#[derive(Debug)]
pub(crate) struct Dead {
    /// The line without effect.
    pub(crate) permit: SettingId,
    /// The line that overrides it.
    pub(crate) deny: SettingId,
    /// No address of the family is let in at all.
    pub(crate) everybody: bool,
}

/// At most this many overridden permits of one list are checked.
const MAX_RULES_COMPARED: usize = 1000;

impl List {
    /// One of the lists of an endpoint or a `type=acl` object.
    pub(crate) fn of(object: &Object<'_>, which: Which) -> Self {
        let mut list = Self::default();
        for (option, setting) in object.all() {
            if option.name() == which.permit || option.name() == which.deny {
                list.add(setting, option.name() == which.permit, object.bytes(setting));
            }
        }
        list
    }

    /// Adds a line's elements.
    fn add(&mut self, line: SettingId, permits: bool, value: &[u8]) {
        for element in value.split(|b| *b == b',') {
            // An invalid element rejects the object, which another rule reports.
            let Ok(network) = Network::parse(element, false) else { continue };
            self.elements.push(Access { permits: permits != network.inverted, range: Range::of(&network) });
            self.lines.push(line);
        }
    }

    /// The addresses that the list lets in.
    pub(crate) fn admitted(&self) -> Admitted {
        Admitted::of(&self.elements)
    }

    /// The line of the first permit, if the list has no deny. Not for a list that permits all addresses of a family:
    /// that is explicit.
    pub(crate) fn only_permits(&self) -> Option<SettingId> {
        let first = self.lines.first().copied();
        first.filter(|_| self.elements.iter().all(|e| e.permits && e.range.is_none_or(|r| !r.is_all())))
    }

    /// Whether it has no deny, but says that it permits everybody.
    pub(crate) fn is_open_on_purpose(&self) -> bool {
        let everybody = |e: &Access| e.range.is_some_and(Range::is_all);
        self.elements.iter().all(|e| e.permits) && self.elements.iter().any(everybody)
    }

    /// The first `permit` that a later `deny` overrides. Overriding a template's permits and adding others is intended;
    /// `together` tells whether two lines are in one section.
    pub(crate) fn dead(&self, together: impl Fn(SettingId, SettingId) -> bool) -> Option<Dead> {
        let admitted = self.admitted();
        let nobody = [false, true].map(|v6| !admitted.lets_in(Range::all(v6)));
        let kept_out = kept_out_later(&self.elements);
        let taken_back = self.elements.iter().enumerate().filter(|(i, e)| e.permits && kept_out[*i]);
        // Each is compared with the `deny` that overrides it, which may be far away.
        for (i, range) in taken_back.filter_map(|(i, e)| Some((i, e.range?))).take(MAX_RULES_COMPARED) {
            let takes = |e: &Access| !e.permits && e.range.is_some_and(|r| r.meets(range));
            let Some(deny) = self.elements[i + 1..].iter().position(takes) else { continue };
            let (permit, deny) = (self.lines[i], self.lines[i + 1 + deny]);
            let everybody = nobody[usize::from(range.v6)];
            if everybody || together(permit, deny) {
                return Some(Dead { permit, deny, everybody });
            }
        }
        None
    }
}

impl<'a> Acls<'_, 'a> {
    /// The list of a section of acl.conf.
    pub(crate) fn list_in(self, doc: &Document, section: SectionId) -> List {
        let mut list = List::default();
        doc.each_setting(section, |s| {
            let option = doc.option(&self.cx.config.sources, s);
            let permits = option.eq_ignore_ascii_case(b"permit");
            if permits || option.eq_ignore_ascii_case(b"deny") {
                list.add(s, permits, doc.value(&self.cx.config.sources, s));
            }
        });
        list
    }

    /// The ACLs of acl.conf, in file order: of two sections of one name the last one is used, and templates are not
    /// ACLs. Empty if acl.conf is rejected.
    pub(crate) fn named_acls(self) -> Vec<(&'a Document, SectionId)> {
        let Some(doc) = &self.cx.config.acl else { return Vec::new() };
        if self.acl_conf_is_refused() {
            self.cx
                .quiet("Asterisk rejects acl.conf, so that there are no ACLs of that file: see acl-error-fails-open");
            return Vec::new();
        }
        let real = (0..doc.section_count()).filter(|s| !doc.is_template(*s));
        let last: SeededMap<&[u8], SectionId> = real.map(|s| (doc.name(&self.cx.config.sources, s), s)).collect();
        let mut sections: Vec<SectionId> = last.into_values().collect();
        sections.sort_unstable();
        sections.into_iter().map(|s| (doc, s)).collect()
    }

    /// Whether acl.conf has an error, so that no named ACL exists.
    pub(crate) fn acl_conf_is_refused(self) -> bool {
        self.cx.config.acl.as_ref().is_some_and(|doc| !self.acl_faults(doc).is_empty())
    }

    /// Why Asterisk rejects acl.conf: sections and lines, each once.
    pub(crate) fn acl_faults(self, doc: &Document) -> Vec<(SectionId, AclFault)> {
        let sources = &self.cx.config.sources;
        let (mut faults, mut seen) = (Vec::new(), SeededSet::default());
        for section in (0..doc.section_count()).filter(|s| !doc.is_template(*s)) {
            if doc.name(sources, section).eq_ignore_ascii_case(b"general") {
                faults.push((section, AclFault::General));
                continue;
            }
            doc.each_setting(section, |s| {
                let option = doc.option(sources, s);
                let known = [&b"permit"[..], b"deny"].iter().any(|o| option.eq_ignore_ascii_case(o));
                let is_bad = |e: &[u8]| Network::parse(e, false).is_err();
                let fault = match doc.value(sources, s).split(|b| *b == b',').position(is_bad) {
                    _ if !known => AclFault::Option(s),
                    Some(element) => AclFault::Element(s, element),
                    None => return,
                };
                if seen.insert(s) {
                    faults.push((section, fault));
                }
            });
        }
        faults
    }
}

/// Whether two lines are in one section: the one given, or a template that it names.
pub(crate) fn are_in_one_section(doc: &Document, section: SectionId, a: SettingId, b: SettingId) -> bool {
    let holds = |s: SectionId| doc.own_settings(s).contains(&a) && doc.own_settings(s).contains(&b);
    holds(section) || doc.parents(section).iter().any(|p| holds(*p))
}
