//! An ACL that nothing uses.

use crate::hashing::SeededSet;

use crate::asterisk::value::trimmed_list;
use crate::catalogue::Profile;
use crate::finding::Finding;
use crate::graph::ReferenceTarget;
use crate::rules::Context;

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let doc = &cx.config.pjsip.doc;
    let sources = &cx.config.sources;
    // Names in templates and in objects that are not loaded count too: the fix for those is elsewhere.
    let names = |n: &[u8]| n.eq_ignore_ascii_case(b"acl") || n.eq_ignore_ascii_case(b"contact_acl");
    let used: SeededSet<&[u8]> = doc
        .settings_where(|n| names(doc.name_text(n)))
        .flat_map(|s| trimmed_list(doc.value(sources, s)).filter(|n| !n.is_empty()))
        .collect();
    // acl.conf serves the manager interface and other channels too: an unused ACL looks forgotten only beside one that
    // PJSIP uses.
    let foreign = used.is_empty() && cx.policy.profile != Profile::Audit;
    // An undefined name may be a typo for the unused one: dangling-acl reports that.
    let slip = cx.graph.dangling.iter().any(|d| d.goal == ReferenceTarget::Acl);
    for (doc, section) in cx.acls().named_acls() {
        let name = doc.name(sources, section);
        if used.contains(name) || name.eq_ignore_ascii_case(b"general") {
            continue;
        }
        if foreign {
            return cx.quiet("pjsip.conf uses no ACL of acl.conf, which is for the manager and other channels too");
        }
        if slip {
            return cx
                .quiet("pjsip.conf names an ACL that does not exist, which may be the unused one: see dangling-acl");
        }
        if let Some(doubt) = cx.sentences().doubt(None) {
            return cx.quiet(doubt);
        }
        let id = cx.plain(name);
        out.push(
            cx.finding(doc.name_span(section), format!("nothing in pjsip.conf uses the ACL `{id}`"))
                .object("acl", &id)
                .at("unused ACL")
                .consequence("It does not restrict any SIP request")
                .help(format!(
                    "Add `acl={id}` to the endpoints it is meant for, unless it is for manager.conf or another channel \
                     driver"
                )),
        );
    }
}
