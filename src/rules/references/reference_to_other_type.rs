//! A reference whose name only an object of another type has.

use crate::catalogue::Severity;
use crate::finding::Finding;
use crate::graph::{DanglingReason, ReferenceTarget};
use crate::rules::Context;

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let doc = &cx.config.pjsip.doc;
    for d in &cx.graph.dangling {
        let (ReferenceTarget::Object(wanted), DanglingReason::OtherType(section, of)) = (d.goal, d.miss) else {
            continue;
        };
        if !cx.references().is_mixed_up(d) {
            continue;
        }
        let (name, kind) = (cx.plain(&d.name), of.facts().name);
        let wanted = wanted.facts().name;
        let option = d.option.name();
        let message =
            format!("`{option}` must name {} {wanted}, but `{name}` is {} {kind}", article(wanted), article(kind));
        let mut finding = cx
            .references()
            .about_reference(d, message)
            .at(format!("there is no {wanted} of that name"))
            .label(doc.name_span(section), format!("the {kind}"))
            .consequence(format!("Asterisk searches only the {wanted} objects and finds none: {}", follows(option)))
            .unless_sure(cx.sentences().doubt(Some(match d.goal {
                ReferenceTarget::Object(t) => t,
                _ => of,
            })));
        if finding.severity == Severity::Error && matches!(option, "transport" | "outbound_auth") {
            finding.severity = Severity::Warning;
        }
        finding.help =
            Some(cx.references().suggest(d).map_or_else(
                || format!("Name an object of type {wanted}, or add one called `{name}`"),
                |(help, _)| help,
            ));
        out.push(finding);
    }
}

/// The consequence of a name that is not found.
fn follows(option: &str) -> &'static str {
    match option {
        "aors" => "a phone that registers is answered 404, and cannot be dialled through it",
        "auth" => "every request that needs authentication is answered 500",
        "outbound_auth" => "a challenge from the other side is not answered",
        "transport" => "each request logs an error and leaves through a transport that pjproject chooses",
        _ => "the object is used as if the name were missing",
    }
}

fn article(word: &str) -> &'static str {
    if word.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" }
}
