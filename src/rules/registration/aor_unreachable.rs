//! An aor that no device can register to, and that has no address to call either.

use crate::accounts::{AccountFlags, AccountGroup};
use crate::asterisk::TypeId;
use crate::catalogue::Severity;
use crate::finding::Finding;
use crate::objects::Object;
use crate::rules::Context;
use crate::rules::fixes::option_changes::{FindingWithFix, set};
use crate::text::SectionId;

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let (mut phones, mut others) = (Vec::new(), Vec::new());
    for group in cx.accounts.groups() {
        if cx.groups().aor_of(group).is_some_and(|a| is_dead(&a)) {
            // An account with `auth` is meant to register.
            let phone = group.has(AccountFlags::AUTH) && !cx.groups().is_trunk(group);
            dead_aors(cx, group, if phone { &mut phones } else { &mut others });
        }
    }
    phones.sort_unstable();
    phones.dedup();
    others.retain(|s| phones.binary_search(s).is_err());
    others.sort_unstable();
    others.dedup();
    report(cx, phones, true, out);
    report(cx, others, false, out);
}

fn is_dead(aor: &Object<'_>) -> bool {
    !aor.is_set("contact") && aor.number("max_contacts") == 0
}

/// The dead aors of the group's endpoints, except where an endpoint has another one to be called at.
fn dead_aors(cx: &Context<'_>, group: &AccountGroup, found: &mut Vec<SectionId>) {
    if !group.has(AccountFlags::SEVERAL_AORS) {
        found.extend(cx.sites().aors_of(group));
        return;
    }
    for endpoint in cx.accounts.members(group.id) {
        let aors: Vec<Object<'_>> = cx.registrations().loaded_aors(*endpoint).collect();
        if aors.iter().all(is_dead) {
            found.extend(aors.iter().map(|a| a.section));
        } else {
            let what = || format!("endpoint `{}`", cx.name(&cx.config.pjsip.doc, *endpoint));
            cx.quiet_about(what, "another of its aors can be called");
        }
    }
}

fn report(cx: &Context<'_>, sections: Vec<SectionId>, phones: bool, out: &mut Vec<Finding>) {
    let elsewhere = cx.config.mapping.is_partly_elsewhere(TypeId::pjsip("contact"));
    let doubt = elsewhere.then(|| "sorcery.conf keeps contacts elsewhere".to_owned());
    let (generated, hostless) = (&cx.config.pjsip.generated, cx.registrations().wizards_without_hosts());
    let said = |s: &SectionId| {
        let is_said = generated.wizard_of(*s).is_some_and(|w| hostless.contains(&w));
        if is_said {
            let what = || format!("aor `{}`", cx.name(&cx.config.pjsip.doc, *s));
            cx.quiet_about(what, "its wizard lacks `remote_hosts`: see wizard-remote-hosts");
        }
        is_said
    };
    let mut found = Vec::new();
    for place in cx.sites().places(sections.into_iter().filter(|s| !said(s)), &["max_contacts"]) {
        let finding = cx
            .sites()
            .at(&place, format!("aor {} {} no contact", cx.sites().whose(&place), place.agree("accepts no registrations and has", "accept no registrations and have")))
            .at(if place.setting.is_some() { "0 means none, not unlimited" } else { "`max_contacts` is 0 by default" })
            .severity(if phones { Severity::Error } else { Severity::Warning })
            .consequence("A device that registers to it is answered 403, and calls to it fail because there is no address to call")
            .help(if generated.is_generated(place.section) {
                "Add `aor/max_contacts=1` and `aor/remove_existing=yes` if a device registers to it, or `remote_hosts=HOST` if it is always at the same address"
            } else {
                "Add `max_contacts=1` and `remove_existing=yes` if a device registers to it, or `contact=sip:HOST` if it is always at the same address"
            });
        let id = cx.name(&cx.config.pjsip.doc, place.section);
        let finding = match place.count {
            1 => finding.log(format!("AOR '{id}' has no configured max_contacts")),
            _ => finding,
        };
        // The address of a device that does not register is not known here.
        let changes = [set("max_contacts", "1"), set("remove_existing", "yes")];
        let changes = changes.into_iter().filter(|_| phones && doubt.is_none());
        found.push(FindingWithFix::new(finding.unless_sure(doubt.clone()), &place, changes));
    }
    cx.fixes().report_with_fixes(found, out);
}
