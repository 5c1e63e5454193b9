//! A trunk of which nobody notices that it is dead.

use crate::accounts::AccountGroup;
use crate::finding::Finding;
use crate::rules::Context;
use crate::rules::facts::registrable_aors::is_local;
use crate::rules::fixes::option_changes::{FindingWithFix, set};

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let unasked = |k: &&AccountGroup| {
        cx.groups()
            .aor_of(k)
            .is_some_and(|a| a.is_set("contact") && a.number("max_contacts") == 0 && a.number("qualify_frequency") == 0)
    };
    let contacts = cx.objects().getter("contact");
    let sections = cx.registrations().distinct_aors(cx.accounts.groups().iter().filter(unasked));
    let sections = sections.into_iter().filter(|s| !is_local(contacts.value(*s)));
    let mut found = Vec::new();
    for place in cx.sites().places(sections, &["qualify_frequency", "contact"]) {
        let finding = cx
            .sites()
            .at(&place, format!("aor {} {} there", cx.sites().whose(&place), place.agree("is never asked whether it is", "are never asked whether they are")))
                .at("`qualify_frequency` is 0")
                .consequence("A trunk that is down counts as available: each call to it waits for an answer until it times out, and does not go to another trunk at once")
                .help("Set `qualify_frequency=60`, unless the provider does not want OPTIONS");
        found.push(FindingWithFix::new(finding, &place, [set("qualify_frequency", "60")]));
    }
    cx.fixes().report_with_fixes(found, out);
}
