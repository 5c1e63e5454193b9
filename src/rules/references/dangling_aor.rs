//! `aors` names an aor that does not exist.

use crate::catalogue::Severity;
use crate::finding::Finding;
use crate::graph::ReferenceTarget;
use crate::rules::Context;
use crate::text::SectionId;

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    for d in cx.references().missing(|d| matches!(d.goal, ReferenceTarget::Object(t) if t.facts().name == "aor")) {
        // An element that is a URI is dialled as such.
        if crate::asterisk::value::uri::scheme(&d.name).is_some() {
            let what = || format!("endpoint {}", cx.who(&cx.config.pjsip.doc, d.section, d.count));
            cx.quiet_about(what, "an element of its `aors` is a URI, which is called as such");
            continue;
        }
        let id = cx.name(&cx.config.pjsip.doc, d.section);
        // The log quotes the listed aor that the phone's user selects: an empty name if none is called like that user.
        let (name, count) = (cx.plain(&d.name), d.count);
        let asked = if name == id { name.as_str() } else { "" };
        let mut finding = cx.references().dangling(d);
        // Without `auth` it is not a phone that registers, and calls from it work.
        if finding.severity == Severity::Error && !has_auth(cx, d.section) {
            finding.severity = Severity::Warning;
        }
        out.push(finding.consequence(format!(
            "A phone that registers to it is answered 404, and Dial(PJSIP/{id}) fails if no other aor of the endpoint has a contact"
        )).log(if count > 1 { "AOR '' not found for endpoint".to_owned() } else { format!("AOR '{asked}' not found for endpoint '{id}'") }));
    }
}

fn has_auth(cx: &Context<'_>, section: SectionId) -> bool {
    let (doc, sources) = (&cx.config.pjsip.doc, &cx.config.sources);
    let mut found = false;
    doc.each_setting(section, |s| {
        found |= doc.option(sources, s).eq_ignore_ascii_case(b"auth") && !doc.value(sources, s).is_empty();
    });
    found
}
