//! A trunk whose outage goes unnoticed.

use crate::accounts::AccountGroup;
use crate::finding::Finding;
use crate::rules::Context;
use crate::rules::facts::registrations::is_local;
use crate::rules::fixes::option_changes::{FindingWithFix, set};
use crate::text::SectionId;

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let unqualified = |k: &&AccountGroup| {
        cx.groups()
            .aor_of(k)
            .is_some_and(|a| a.is_set("contact") && a.number("max_contacts") == 0 && a.number("qualify_frequency") == 0)
    };
    let contacts = cx.objects().getter("contact");
    let sections = cx.registrations().distinct_aors(cx.accounts.groups().iter().filter(unqualified));
    let is_elsewhere = |s: &SectionId| {
        let is_local = is_local(contacts.value(*s));
        if is_local {
            let what = || format!("aor `{}`", cx.name(&cx.config.pjsip.doc, *s));
            cx.quiet_about(what, "its contacts are on this host, where nothing is lost on the way");
        }
        !is_local
    };
    let sections = sections.into_iter().filter(is_elsewhere);
    let mut found = Vec::new();
    for place in cx.sites().places(sections, &["qualify_frequency", "contact"]) {
        let finding = cx
            .sites()
            .at(&place, format!("aor {} {} not qualified (no OPTIONS are sent)", cx.sites().whose(&place), place.agree("is", "are")))
                .at("`qualify_frequency` is 0")
                .consequence("A trunk that is down counts as available: each call to it waits until it times out, instead of going to another trunk at once")
                .help("Set `qualify_frequency=60`, unless the provider does not want OPTIONS");
        found.push(FindingWithFix::new(finding, &place, [set("qualify_frequency", "60")]));
    }
    cx.fixes().report_with_fixes(found, out);
}
