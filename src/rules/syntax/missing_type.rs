//! A section with options and no `type`.

use crate::hashing::SeededSet;

use crate::asterisk::TypeId;
use crate::finding::Finding;
use crate::objects::State;
use crate::rules::Context;
use crate::rules::facts::detached_templates::detached_template_headers;
use crate::text::{Document, SectionId};

use super::encoding_or_bom::odd;

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let judged = &cx.config.pjsip;
    let doc = &judged.doc;
    if !lists_types(cx) {
        return cx.quiet("sorcery.conf reads sections of pjsip.conf whatever their `type`");
    }
    let loose = detached_template_headers(doc, &cx.config.sources);
    let loose: SeededSet<_> = loose.into_iter().collect();
    let mut bases = None;
    for section in (0..doc.section_count()).filter(|s| judged.state(*s) == State::NoType) {
        let mut count = 0;
        doc.each_setting(section, |_| count += 1);
        // An empty section has nothing that could be lost; a base of others is a template without its `(!)`.
        if count == 0 {
            continue;
        }
        if bases.get_or_insert_with(|| all_bases(doc)).contains(&section) {
            let what = || format!("section `{}`", cx.name(doc, section));
            cx.quiet_about(what, "others inherit it, so that it is a template without its `(!)`");
            continue;
        }
        // The mistake is in the header (malformed-line) or in an option's name (encoding-or-bom).
        let span = doc.name_span(section);
        if loose.contains(&(span.file, span.start))
            || doc.own_settings(section).any(|s| odd(doc.option(&cx.config.sources, s)).is_some())
        {
            continue;
        }
        let name = cx.name(doc, section);
        // It comes from sip.conf: see general-section-in-pjsip.
        if name.eq_ignore_ascii_case("general") {
            continue;
        }
        let fitting = fitting_type(cx, section);
        let by_name = name == "global" || name == "system";
        let message = if by_name {
            format!("`[{name}]` has no `type`, and an option that {name} objects do not have")
        } else {
            format!("`[{name}]` has no `type`")
        };
        let mut finding = cx
            .finding(doc.name_span(section), message)
            .at("no `type` in this section")
            .object("", &name)
            .consequence("Asterisk silently ignores the section");
        if by_name {
            finding = finding.help(format!("Write `type={name}`: Asterisk then logs which option it does not know"));
        } else if let Some(of) = fitting {
            finding = finding.help(format!("All of its options belong to {0} objects: add `type={0}`, or `(!)` after the name if it is meant as a template", of.facts().name));
        } else {
            finding = finding.help("Add the `type`, or `(!)` after the name if it is meant as a template");
        }
        out.push(finding);
    }
}

/// Whether sections of pjsip.conf are distinguished by `type` at all: sorcery.conf can drop that (D-9).
fn lists_types(cx: &Context<'_>) -> bool {
    let stores = cx.config.mapping.stores(TypeId::pjsip("endpoint"));
    !stores.iter().any(|s| s.wizard == "config" && s.criteria().next().is_none())
}

/// Every section that others name as a base.
fn all_bases(doc: &Document) -> SeededSet<SectionId> {
    (0..doc.section_count()).flat_map(|s| doc.parents(s)).copied().collect()
}

/// The only type that has every option of the section.
fn fitting_type(cx: &Context<'_>, section: SectionId) -> Option<TypeId> {
    let doc = &cx.config.pjsip.doc;
    let mut names = Vec::new();
    doc.each_setting(section, |s| names.push(cx.option(doc, s).to_ascii_lowercase()));
    let target = &cx.config.target;
    let mut fitting = target
        .types_of("pjsip.conf")
        .filter(|t| t.facts().name != "phoneprov" && names.iter().all(|n| target.option(*t, n).is_some()));
    let first = fitting.next()?;
    fitting.next().is_none().then_some(first)
}
