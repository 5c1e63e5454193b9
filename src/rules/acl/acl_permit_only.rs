//! An access list with `permit` and no `deny`: it lets everyone in.

use crate::accounts::AccountGroup;
use crate::finding::Finding;
use crate::objects::Object;
use crate::rules::Context;
use crate::rules::facts::access_lists::{LISTS, List, Which};
use crate::text::SettingId;

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let doc = &cx.config.pjsip.doc;
    for which in LISTS {
        let open = |k: &&AccountGroup| open_line(cx, &cx.groups().endpoint_of(k), which).is_some();
        let found = cx.accounts.groups().iter().filter(open).flat_map(|k| cx.accounts.members(k.id).iter().copied());
        for place in cx.sites().places(found, &[which.permit, which.deny]) {
            let message =
                format!("the access rules of {} only permit: none of them denies anything", cx.sites().whose(&place));
            out.push(say(cx.sites().at(&place, message), which.deny));
        }
        for acl in cx.objects().of_type("acl") {
            let Some(line) = open_line(cx, &acl, which) else { continue };
            let message =
                format!("the rules of the acl `{}` only permit: none of them denies anything", cx.plain(acl.id()));
            let span = doc.setting_span(&cx.config.sources, line);
            out.push(say(cx.about(&cx.config.pjsip, acl.section, Some(acl.of), line, span, message), which.deny));
        }
    }
    for (doc, section) in cx.acls().named_acls() {
        let name = doc.name(&cx.config.sources, section);
        let Some(line) = cx.acls().list_in(doc, section).only_permits() else { continue };
        if !cx.graph.named_acls.contains(name) {
            cx.quiet_about(|| format!("ACL `{}`", cx.plain(name)), "nothing in pjsip.conf names it");
            continue;
        }
        let message = format!("the rules of the ACL `{}` only permit: none of them denies anything", cx.plain(name));
        let finding = cx
            .finding(doc.setting_span(&cx.config.sources, line), message)
            .object("acl", cx.plain(name))
            .option("permit");
        out.push(say(finding, "deny"));
    }
}

/// The first line of a list that lets everyone in without saying so.
fn open_line(cx: &Context<'_>, object: &Object<'_>, which: Which) -> Option<SettingId> {
    let list = List::of(object, which);
    if list.is_open_on_purpose() {
        cx.quiet_object(object, "its list says that it permits all addresses, which is on purpose");
    }
    let line = list.only_permits()?;
    // It may keep others out.
    if object.is_set(which.acl) {
        cx.quiet_object(object, format_args!("`{}` names an ACL as well, which may keep others out", which.acl));
        return None;
    }
    Some(line)
}

fn say(finding: Finding, deny: &str) -> Finding {
    finding
        .at("denies nothing")
        .consequence("An address that no rule matches is let in: a list that only permits lets everyone in")
        .help(format!("Add `{deny}=0.0.0.0/0` (and `{deny}=::/0` for IPv6) before it"))
}
