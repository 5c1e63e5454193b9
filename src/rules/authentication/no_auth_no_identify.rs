//! Anyone can place calls as this endpoint.

use crate::accounts::{AccountFlags, AccountGroup};
use crate::asterisk::TypeId;
use crate::catalogue::Severity;
use crate::finding::Finding;
use crate::rules::Context;
use crate::rules::facts::addressing::Addressing;
use crate::rules::facts::exposure::is_chosen_by_from;

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    cx.exposure().where_exposed(out, |out| find(cx, out));
}

fn find(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let phones = cx.exposure().phone_contexts();
    let (doc, sources) = (&cx.config.pjsip.doc, &cx.config.sources);
    for group in cx.accounts.groups() {
        let endpoint = cx.groups().endpoint_of(group);
        // registrable-without-auth reports endpoints that devices can register to.
        let known =
            group.has(AccountFlags::AUTH) || group.has(AccountFlags::IDENTIFIED) || cx.groups().registers(group);
        // An endpoint with its own context reaches what is meant for it; the harm is in the context of the phones.
        let context = endpoint.text("context");
        if known {
            continue;
        }
        let why = if !phones.contains(context) {
            Some("no phone with a password has its context")
        } else if !is_chosen_by_from(&endpoint) {
            Some("its `identify_by` does not let a From header choose it")
        } else {
            cx.exposure().acl(&endpoint)
        };
        if let Some(why) = why {
            if !phones.is_empty() {
                cx.groups().quiet(group, why);
            }
            continue;
        }
        let is_anonymous = |id: &[u8]| id == b"anonymous" || id.starts_with(b"anonymous@");
        let members = cx.accounts.members(group.id).iter().copied();
        let members = members.filter(|e| !is_anonymous(doc.name(sources, *e)));
        for place in cx.sites().places(members, &["context"]) {
            let shown = cx.plain(context);
            let mut finding = cx
                .sites()
                .at(&place, format!("anyone can place calls as {} in the context `{shown}`", cx.sites().whose(&place)))
                .at("neither a password nor an address is checked")
                .consequence(
                    "Asterisk attributes a call to this endpoint if the user in the From header is the endpoint's id, \
                     which anyone can write",
                )
                .help(help(group));
            if cx.site().addressing() == Addressing::Private {
                finding = finding.severity(Severity::Info);
            }
            out.push(finding.unless_sure(cx.sentences().doubt(Some(TypeId::pjsip("identify")))));
        }
    }
}

fn help(group: &AccountGroup) -> &'static str {
    if group.has(AccountFlags::LINE) {
        "Add `identify_by=ip`: the registration's `line` already identifies the provider's calls"
    } else {
        "Add an identify with the other side's addresses and `identify_by=ip`, or an `auth`; if no calls should come \
         in, use another context"
    }
}
