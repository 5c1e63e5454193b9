//! A publication names an object that does not exist.

use crate::catalogue::Severity;
use crate::finding::Finding;
use crate::graph::ReferenceTarget;
use crate::rules::Context;

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let published = |d: &crate::graph::Dangling| matches!(d.goal, ReferenceTarget::Object(t) if matches!(t.facts().name, "asterisk-publication" | "outbound-publish"));
    for d in cx.references().missing(published) {
        let mut finding =
            cx.references().dangling(d).consequence("It publishes nothing, and what is received for it is dropped");
        if finding.severity == Severity::Error {
            finding.severity = Severity::Warning;
        }
        out.push(finding);
    }
}
