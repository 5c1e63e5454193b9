//! A `deny` that overrides a `permit` before it: the last match wins.

use std::cell::Cell;

use crate::asterisk::TypeId;
use crate::catalogue::{FixSafety, Severity};
use crate::finding::{Edit, Finding, Fix};
use crate::objects::Object;
use crate::rules::Context;
use crate::rules::facts::access_lists::{Dead, LISTS, List, Which, are_in_one_section};
use crate::text::{Document, SectionId};

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let doc = &cx.config.pjsip.doc;
    for which in LISTS {
        endpoints(cx, which, out);
    }
    for acl in cx.objects().of_type("acl") {
        for which in LISTS {
            let Some(dead) = dead(cx, doc, acl.section, &List::of(&acl, which)) else { continue };
            let span = doc.setting_span(&cx.config.sources, dead.deny);
            let finding =
                cx.about(&cx.config.pjsip, acl.section, Some(acl.of), dead.deny, span, message(cx, doc, &dead));
            let what = "all SIP requests are answered 403";
            out.push(say(cx, finding, (doc, acl.section), &dead, what));
        }
    }
    for (doc, section) in cx.acls().named_acls() {
        let Some(dead) = dead(cx, doc, section, &cx.acls().list_in(doc, section)) else { continue };
        let finding = cx
            .finding(doc.setting_span(&cx.config.sources, dead.deny), message(cx, doc, &dead))
            .object("acl", cx.name(doc, section));
        out.push(say(cx, finding, (doc, section), &dead, "everyone checked against this ACL is refused"));
    }
}

fn endpoints(cx: &Context<'_>, which: Which, out: &mut Vec<Finding>) {
    let doc = &cx.config.pjsip.doc;
    // Most sites have none, and scanning every account group is the slowest step here.
    let is_used = |option: &str| doc.option_names().any(|n| n.eq_ignore_ascii_case(option.as_bytes()));
    if !is_used(which.deny) || !is_used(which.permit) {
        return;
    }
    let dead_of = |section| {
        let object = Object::new(cx.config, section, TypeId::pjsip("endpoint"));
        dead(cx, doc, section, &List::of(&object, which))
    };
    let found = cx.accounts.groups().iter().filter(|k| dead_of(k.first).is_some());
    let found = found.flat_map(|k| cx.accounts.members(k.id).iter().copied());
    for place in cx.sites().places(found, &[which.deny, which.permit]) {
        let Some(dead) = dead_of(place.section) else { continue };
        let mut finding = cx.sites().at(&place, message(cx, doc, &dead));
        // `place` is at the last such line, which may not be the one that overrides.
        finding.primary.span = doc.setting_span(&cx.config.sources, dead.deny);
        let what = if which.permit == "permit" {
            "every request to this endpoint is answered 401, and a password does not help"
        } else {
            "every registration and call with an address in its Contact is answered 401"
        };
        out.push(say(cx, finding, (doc, place.section), &dead, what));
    }
}

/// The first `permit` that a later `deny` overrides.
fn dead(cx: &Context<'_>, doc: &Document, section: SectionId, list: &List) -> Option<Dead> {
    let apart = Cell::new(false);
    let dead = list.dead(|permit, deny| {
        let together = are_in_one_section(doc, section, permit, deny);
        apart.set(apart.get() || !together);
        together
    });
    if dead.is_none() && apart.get() {
        let who = || format!("the list of `{}`", cx.name(doc, section));
        cx.quiet_about(who, "a `deny` overrides what a template permits, and others are still let in");
    }
    dead
}

fn message(cx: &Context<'_>, doc: &Document, dead: &Dead) -> String {
    let line = |s| format!("`{}={}`", cx.option(doc, s), cx.value(doc, s));
    format!("{} overrides {}", line(dead.deny), line(dead.permit))
}

fn say(cx: &Context<'_>, finding: Finding, (doc, section): (&Document, SectionId), dead: &Dead, what: &str) -> Finding {
    let finding = finding
        .at("comes last, and the last match wins")
        .label(doc.setting_span(&cx.config.sources, dead.permit), "has no effect")
        .consequence(if dead.everybody {
            format!("Rules are evaluated in order, and the last match decides. Nobody is let in: {what}")
        } else {
            "Rules are evaluated in order, and the last match decides: these addresses are refused".into()
        })
        .help("Put `deny` first, and `permit` after it")
        .fix(reordered(cx, doc, section, dead));
    if dead.everybody { finding } else { finding.severity(Severity::Warning) }
}

/// Moves the `deny` before the `permit` if both are in one section of one file. Unsafe: the permitted addresses then
/// get in.
fn reordered(cx: &Context<'_>, doc: &Document, section: SectionId, dead: &Dead) -> Option<Fix> {
    let sources = &cx.config.sources;
    let (permit, deny) = (doc.setting_span(sources, dead.permit), doc.setting_span(sources, dead.deny));
    let is_plain = |s| !doc.value(sources, s).iter().any(|b| matches!(b, b',' | b'!'));
    let is_deny = doc.option(sources, dead.deny).to_ascii_lowercase().ends_with(b"deny");
    let all = [section].into_iter().chain(doc.parents(section).iter().copied());
    let holder = all.into_iter().find(|s| doc.own_settings(*s).contains(&dead.deny))?;
    let together = permit.file == deny.file && doc.own_settings(holder).contains(&dead.permit);
    if !is_plain(dead.deny) || !is_deny || !together || others_add(cx, doc, holder) {
        return None;
    }
    let (at, from) = (cx.fixes().line(permit), cx.fixes().line(deny));
    let text = sources.bytes(from);
    // A block comment, or a last line without a newline, cannot be moved safely.
    if memchr::memmem::find(text, b";--").is_some() || cx.fixes().without(doc, dead.deny).is_none() {
        return None;
    }
    let mut text = text.to_vec();
    if !text.ends_with(b"\n") {
        text.extend_from_slice(if sources.bytes(at).ends_with(b"\r\n") { b"\r\n" } else { b"\n" });
    }
    let edits = [Edit::insert(at, text), Edit::replace(from, "")];
    Some(Fix::new(FixSafety::Unsafe, "move the `deny` before the `permit`", edits))
}

/// Whether a section that inherits this one has further rules: moving the line would change their order.
fn others_add(cx: &Context<'_>, doc: &Document, holder: SectionId) -> bool {
    let own = doc.own_settings(holder);
    let is_further = |s: u32| {
        let option = doc.option(&cx.config.sources, s).to_ascii_lowercase();
        !own.contains(&s) && (option.ends_with(b"deny") || option.ends_with(b"permit"))
    };
    let adds = |inheritor: SectionId| {
        let (mut inherits, mut further) = (false, false);
        doc.each_setting(inheritor, |s| {
            inherits |= own.contains(&s);
            further |= is_further(s);
        });
        inheritor != holder && inherits && further
    };
    // Look only at sections that inherit it: there may be 3,000,000 in all. Nothing inherits the objects that a wizard
    // generates.
    let generated = &cx.config.pjsip.generated;
    let is_pjsip = std::ptr::eq(doc, &raw const cx.config.pjsip.doc);
    if is_pjsip && generated.is_generated(holder) && !doc.is_template(holder) {
        return false;
    }
    match cx.fixes().write_target(holder, "endpoint").filter(|write_target| is_pjsip && write_target.prefix.is_empty())
    {
        Some(write_target) => cx.fixes().inheritors(&write_target).into_iter().any(adds),
        None if is_pjsip => (0..doc.section_count()).any(adds),
        None => cx.fixes().inheritors_in_acl_conf(doc, holder).into_iter().any(adds),
    }
}
