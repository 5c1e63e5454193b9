//! An identify, a registration, a phoneprov or a publication names an endpoint that does not exist.

use crate::finding::Finding;
use crate::graph::ReferenceTarget;
use crate::rules::Context;

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    for d in cx.references().missing(|d| matches!(d.goal, ReferenceTarget::Object(t) if t.facts().name == "endpoint")) {
        let name = cx.plain(&d.name);
        let id = cx.name(&cx.config.pjsip.doc, d.section);
        let kind = d.option.of.facts().name;
        let (consequence, log) = match kind {
            "identify" => (
                "It matches no requests: those from its addresses are answered 401 unless another identifier finds an endpoint",
                Some(format!("Identify '{id}' points to endpoint '{name}' but endpoint could not be found")),
            ),
            "registration" => ("It registers, but calls that arrive on its line are not matched to the endpoint", None),
            "phoneprov" => {
                ("The phone is not provisioned", Some(format!("phoneprov {id} contained invalid endpoint {name}.")))
            }
            _ => ("Publications from it are not accepted", None),
        };
        let mut finding = cx.references().dangling(d).consequence(consequence);
        finding.log = log;
        out.push(finding);
    }
}
