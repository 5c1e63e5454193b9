//! `auth` or `outbound_auth` names an auth object that does not exist.

use crate::catalogue::Severity;
use crate::finding::Finding;
use crate::graph::ReferenceTarget;
use crate::rules::Context;

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    for d in cx.references().missing(|d| matches!(d.goal, ReferenceTarget::Object(t) if t.facts().name == "auth")) {
        let name = cx.plain(&d.name);
        let mut finding = cx.references().dangling(d);
        if d.option.name() == "auth" {
            finding = finding
                .consequence("Every request that needs authentication is answered 500, even with the right password; one missing name in a list is enough")
                .log(format!("Couldn't find auth '{name}'. Cannot authenticate"));
        } else {
            // Asterisk continues with the other names, and only a challenge shows that one is missing.
            if finding.severity == Severity::Error {
                finding.severity = Severity::Warning;
            }
            finding = finding.consequence("A challenge (401 or 407) from the other side cannot be answered with it: the call or registration fails there");
        }
        out.push(finding);
    }
}
