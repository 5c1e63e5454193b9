//! An aor that has an address, and takes registrations too.

use crate::accounts::AccountGroup;
use crate::finding::Finding;
use crate::rules::Context;
use crate::rules::facts::registrable_aors::is_local;
use crate::text::SectionId;

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let both =
        |k: &&AccountGroup| cx.groups().registers(k) && cx.groups().aor_of(k).is_some_and(|a| a.is_set("contact"));
    // Of a wizard with `remote_hosts` and `accepts_registrations` it is said at the wizard.
    let (judged, contacts) = (&cx.config.pjsip, cx.objects().getter("contact"));
    let sections = cx.registrations().distinct_aors(cx.accounts.groups().iter().filter(both));
    let sections: Vec<SectionId> =
        sections.into_iter().filter(|s| !judged.generated.is_generated(*s) && !is_local(contacts.value(*s))).collect();
    for place in cx.sites().places(sections, &["contact"]) {
        let mut finding = cx
            .sites()
            .at(&place, format!("aor {} {} registrations too", cx.sites().whose(&place), place.agree("has a contact and takes", "have a contact and take")))
            .at("stays beside what registers, and does not count for `max_contacts`")
            .consequence("A device that registers from that address is there twice; a call goes to one of them, and it may be the one where nobody is")
            .help("Leave out `contact` if the device registers, or `max_contacts` if it never does");
        let max = cx.objects().getter("max_contacts").last(place.section);
        if let Some(max) = max {
            finding = finding.label(judged.doc.setting_span(&cx.config.sources, max), "takes registrations");
        }
        out.push(finding);
    }
}
