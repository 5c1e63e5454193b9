//! `acl` or `contact_acl` names an ACL that acl.conf does not have.

use crate::catalogue::Severity;
use crate::finding::Finding;
use crate::graph::{DanglingReason, ReferenceTarget};
use crate::rules::Context;
use crate::text::Outcome;

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    // An acl.conf that fails to load is reported at its own line; none of the names in it count then.
    if cx.config.acl.as_ref().is_some_and(|a| a.outcome == Outcome::Lost) || cx.acls().acl_conf_is_refused() {
        if !cx.graph.named_acls.is_empty() {
            cx.quiet("Asterisk rejects acl.conf, so that none of its names counts: see the findings there");
        }
        return;
    }
    for d in cx.graph.dangling.iter().filter(|d| d.goal == ReferenceTarget::Acl) {
        let name = cx.plain(&d.name);
        let mut finding = cx
            .references()
            .about_reference(d, format!("acl.conf has no ACL `{name}`"))
            .at("no section of that name in acl.conf");
        match d.miss {
            DanglingReason::NoFile => {
                finding = finding
                    .consequence("Without acl.conf the ACL is empty and allows everyone")
                    .log(format!("Attempted to find named ACL '{name}', but the ACL configuration isn't available."))
                    .help("Add acl.conf with that section, or put `permit` and `deny` in the object");
                finding.message = format!("there is no acl.conf, so ACL `{name}` does not exist");
                finding.severity = Severity::Warning;
            }
            DanglingReason::OtherType(section, _) => {
                finding = finding
                    .label(cx.config.pjsip.doc.name_span(section), "a `type=acl` section is not a named ACL: it filters all traffic by itself")
                    .consequence("The ACL is marked invalid, and denies everything")
                    .log(format!("ACL '{name}' does not exist. The ACL will be marked as undefined and will automatically fail if applied."))
                    .help(format!("Move the rules to a section `[{name}]` of acl.conf"));
            }
            _ => {
                finding = finding
                    .consequence("The ACL is marked invalid, and denies everything: requests are answered 401 (403 for a `type=acl` section)")
                    .log(format!("ACL '{name}' does not exist. The ACL will be marked as undefined and will automatically fail if applied."));
                finding.help = Some(
                    cx.references()
                        .suggest_from(&d.name, cx.config.acl.as_ref())
                        .unwrap_or_else(|| format!("Add a section `[{name}]` to acl.conf")),
                );
            }
        }
        let unresolved =
            cx.config.acl.as_ref().is_some_and(|a| a.includes.iter().any(|i| i.unresolved || i.files.is_empty()));
        out.push(
            finding.unless_sure(
                unresolved
                    .then(|| "an include of acl.conf could not be read".to_owned())
                    .or_else(|| cx.references().alone()),
            ),
        );
    }
}
