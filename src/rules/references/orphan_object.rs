//! An aor or auth object that nothing references, while the endpoint of the same name has none.

use std::cell::OnceCell;

use crate::hashing::SeededSet;

use crate::asterisk::TypeId;
use crate::asterisk::value::trimmed_list;
use crate::finding::Finding;
use crate::objects::State;
use crate::rules::Context;
use crate::text::SectionId;

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let judged = &cx.config.pjsip;
    let (doc, sources) = (&judged.doc, &cx.config.sources);
    let endpoint = TypeId::pjsip("endpoint");
    // A part of the configuration that cannot be read may reference it.
    if let Some(doubt) = cx.sentences().doubt(Some(endpoint)) {
        return cx.quiet(format_args!("{doubt}, and an endpoint there may name what none names here"));
    }
    let ends = ["aor", "auth", "transport"].map(TypeId::pjsip);
    // Only loaded objects have references in the graph.
    let reached = cx.graph.reachable(|s| judged.type_of(s).is_some_and(|t| !ends.contains(&t)));
    let lost = OnceCell::new();
    for kind in ["aor", "auth"] {
        let of = TypeId::pjsip(kind);
        let is_unused = |s: &SectionId| judged.state(*s) == State::Loaded && !reached.contains(*s as usize);
        for section in judged.of_type(of).filter(is_unused) {
            // Unreferenced objects are common and harmless: kept for later, or dialled by URI. One looks forgotten only
            // if the endpoint of the same name has none of its own.
            let name = doc.name(sources, section);
            let Some(owner) = judged.find(sources, endpoint, name).filter(|s| judged.state(*s) == State::Loaded) else {
                continue;
            };
            let option = if kind == "aor" { "aors" } else { "auth" };
            if is_set(cx, owner, option) || kind == "auth" && is_set(cx, owner, "outbound_auth") {
                continue;
            }
            if lost.get_or_init(|| named_by_lost(cx)).contains(name) {
                let what = || format!("{kind} `{}`", cx.plain(name));
                cx.quiet_about(what, "an object names it that is not loaded itself, which comes first");
                continue;
            }
            let id = cx.plain(name);
            let consequence = match kind {
                "aor" => "A phone that registers as this endpoint is answered 403, and calls to it fail",
                _ => "The endpoint asks for no password: anyone identified as it may call and register",
            };
            let mut finding = cx
                .finding(
                    doc.name_span(section),
                    format!("{kind} `{id}` is unused, and endpoint `{id}` has no `{option}`"),
                )
                .at(format!("unused {kind}"))
                .label(doc.name_span(owner), format!("no `{option}` in this endpoint"))
                .object(kind, &id)
                .consequence(consequence)
                .help(format!("Add `{option}={id}` to the endpoint, or remove the {kind}"));
            if kind == "aor" {
                finding = finding.log("has no configured AORs");
            }
            out.push(finding);
        }
    }
}

/// Whether the endpoint has a value for the option.
fn is_set(cx: &Context<'_>, endpoint: SectionId, option: &str) -> bool {
    let doc = &cx.config.pjsip.doc;
    let mut last: &[u8] = b"";
    doc.each_setting(endpoint, |s| {
        if doc.option(&cx.config.sources, s).eq_ignore_ascii_case(option.as_bytes()) {
            last = doc.value(&cx.config.sources, s);
        }
    });
    !last.is_empty()
}

/// The names in objects that are not loaded: there the referencing object is what needs fixing.
fn named_by_lost<'a>(cx: &Context<'a>) -> SeededSet<&'a [u8]> {
    let judged = &cx.config.pjsip;
    let mut names = SeededSet::default();
    for section in
        (0..judged.doc.section_count()).filter(|s| judged.type_of(*s).is_some() && judged.state(*s) != State::Loaded)
    {
        judged.doc.each_setting(section, |s| names.extend(trimmed_list(judged.doc.value(&cx.config.sources, s))));
    }
    names
}
