//! An object names a transport that does not exist.

use crate::catalogue::Severity;
use crate::finding::Finding;
use crate::graph::ReferenceTarget;
use crate::rules::Context;

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    for d in cx.references().missing(|d| matches!(d.goal, ReferenceTarget::Object(t) if t.facts().name == "transport"))
    {
        let mut finding = cx.references().dangling(d);
        // pjproject chooses another one, so the request still goes out.
        if finding.severity == Severity::Error {
            finding.severity = Severity::Warning;
        }
        finding = finding
            .consequence("Each outgoing request logs an error and leaves through a transport that pjproject chooses: possibly from another address or port, or without TLS")
            .log(format!("Unable to retrieve PJSIP transport '{}'", cx.plain(&d.name)));
        out.push(finding);
    }
}
