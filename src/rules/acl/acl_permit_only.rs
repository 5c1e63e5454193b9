//! An access list with `permit` and no `deny`: it lets everyone in.

use crate::accounts::AccountGroup;
use crate::finding::Finding;
use crate::rules::Context;
use crate::rules::facts::access_lists::{LISTS, List};

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let doc = &cx.config.pjsip.doc;
    for which in LISTS {
        let open = |k: &&AccountGroup| {
            let endpoint = cx.groups().endpoint_of(k);
            // A named ACL beside it may keep others out.
            !endpoint.is_set(which.acl) && List::of(&endpoint, which).only_permits().is_some()
        };
        let found = cx.accounts.groups().iter().filter(open).flat_map(|k| cx.accounts.members(k.id).iter().copied());
        for place in cx.sites().places(found, &[which.permit, which.deny]) {
            let message =
                format!("the access rules of {} only permit: none of them denies anything", cx.sites().whose(&place));
            out.push(say(cx.sites().at(&place, message), which.deny));
        }
        for acl in cx.objects().of_type("acl") {
            let Some(line) = List::of(&acl, which).only_permits().filter(|_| !acl.is_set(which.acl)) else {
                continue;
            };
            let message =
                format!("the rules of the acl `{}` only permit: none of them denies anything", cx.plain(acl.id()));
            let span = doc.setting_span(&cx.config.sources, line);
            out.push(say(cx.about(&cx.config.pjsip, acl.section, Some(acl.of), line, span, message), which.deny));
        }
    }
    for (doc, section) in cx.acls().named_acls() {
        let name = doc.name(&cx.config.sources, section);
        let line = cx.acls().list_in(doc, section).only_permits().filter(|_| cx.graph.named_acls.contains(name));
        let Some(line) = line else { continue };
        let message = format!("the rules of the ACL `{}` only permit: none of them denies anything", cx.plain(name));
        let finding = cx
            .finding(doc.setting_span(&cx.config.sources, line), message)
            .object("acl", cx.plain(name))
            .option("permit");
        out.push(say(finding, "deny"));
    }
}

fn say(finding: Finding, deny: &str) -> Finding {
    finding
        .at("keeps nobody out")
        .consequence("An address that no rule matches is let in: a list that only permits lets everyone in")
        .help(format!("Add `{deny}=0.0.0.0/0` (and `{deny}=::/0` for IPv6) before it"))
}
