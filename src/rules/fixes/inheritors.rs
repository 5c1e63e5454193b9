//! What inherits a section's lines: a line written there applies to all of them.

use crate::rules::tables::inheritors::Inheritors;
use crate::text::{Document, SectionId, SettingId};

use crate::rules::context::Fixes;

/// Whether a section takes an option from another one that sets it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Applies {
    /// It would, or does.
    Yes,
    /// A later line of its own takes effect.
    No,
    /// It depends on an order that is not examined.
    Unsure,
}

/// A section as it is written: one of pjsip.conf, or the section of pjsip_wizard.conf that objects are generated from.
#[derive(Clone, Copy, Debug)]
pub(crate) struct WriteTarget<'d> {
    /// The file's text.
    pub(crate) doc: &'d Document,
    /// The section.
    pub(crate) section: SectionId,
    /// The prefix of option names there; empty in pjsip.conf.
    pub(crate) prefix: &'static str,
}

impl<'a> Fixes<'_, 'a> {
    /// Where a section of an object, or a template of it, is written. `None` for an auth of a wizard, which has two of
    /// them.
    pub(crate) fn write_target(self, section: SectionId, of: &str) -> Option<WriteTarget<'a>> {
        let judged = &self.cx.config.pjsip;
        if !judged.generated.is_generated(section) {
            return Some(WriteTarget { doc: &judged.doc, section, prefix: "" });
        }
        let prefix = wizards_prefix(of)?;
        let section = judged.generated.wizard_of(section)?;
        Some(WriteTarget { doc: self.cx.config.wizard.as_ref()?, section, prefix })
    }

    /// The objects, or wizards, that have the lines of this section: itself, unless it is a template, and its
    /// inheritors.
    pub(crate) fn inheritors(self, write_target: &WriteTarget<'a>) -> Vec<SectionId> {
        let generated = usize::from(!write_target.prefix.is_empty());
        let sections = match (generated, self.cx.config.pjsip.generated.first()) {
            (0, Some(first)) => first,
            _ => write_target.doc.section_count(),
        };
        let inheritors =
            self.cx.cache.inheritors[generated].get_or_init(|| Inheritors::new(write_target.doc, sections));
        inheritors.family(write_target.section).filter(|s| !write_target.doc.is_template(*s)).collect()
    }

    /// The same for a section of acl.conf, templates among them.
    pub(crate) fn inheritors_in_acl_conf(self, doc: &Document, section: SectionId) -> Vec<SectionId> {
        self.cx.cache.inheritors[2].get_or_init(|| Inheritors::new(doc, doc.section_count())).family(section).collect()
    }

    /// The lines of an option that a section has, inherited ones first.
    pub(crate) fn lines_of(self, write_target: &WriteTarget<'_>, section: SectionId, option: &str) -> Vec<SettingId> {
        let mut lines = Vec::new();
        write_target.doc.each_setting(section, |s| {
            let name = write_target.doc.option(&self.cx.config.sources, s);
            let (before, behind) = name.split_at_checked(write_target.prefix.len()).unwrap_or((name, b""));
            if before == write_target.prefix.as_bytes() && behind.eq_ignore_ascii_case(option.as_bytes()) {
                lines.push(s);
            }
        });
        lines
    }

    /// Whether `inheritor`, the section itself or one that inherits it, takes the option from here.
    pub(crate) fn applies(self, write_target: &WriteTarget<'_>, inheritor: SectionId, option: &str) -> Applies {
        let Some(&last) = self.lines_of(write_target, inheritor, option).last() else { return Applies::Yes };
        let templates = write_target.doc.origin(inheritor, last).templates;
        match templates.last() {
            // What a section inherits comes before its own lines, unless a later header adds a base.
            _ if inheritor == write_target.section
                && (templates.is_empty() || write_target.doc.is_simple(inheritor)) =>
            {
                Applies::Yes
            }
            None => Applies::No,
            Some(_)
                if templates.contains(&write_target.section) && write_target.doc.is_simple(write_target.section) =>
            {
                Applies::Yes
            }
            // A section that inherited before a `(+)` header does not get the lines below that header.
            Some(from) if *from == write_target.section => {
                let counts = self.lines_of(write_target, write_target.section, option).last() == Some(&last);
                if counts { Applies::Yes } else { Applies::Unsure }
            }
            Some(_) => Applies::Unsure,
        }
    }
}

/// The prefix of an option of such an object in pjsip_wizard.conf.
pub(crate) fn wizards_prefix(of: &str) -> Option<&'static str> {
    match of {
        "endpoint" => Some("endpoint/"),
        "aor" => Some("aor/"),
        "identify" => Some("identify/"),
        "registration" => Some("registration/"),
        _ => None,
    }
}
