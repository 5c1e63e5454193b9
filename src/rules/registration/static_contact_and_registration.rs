//! An aor that has a static contact and also accepts registrations.

use crate::accounts::AccountGroup;
use crate::finding::Finding;
use crate::rules::Context;
use crate::rules::facts::registrations::is_local;
use crate::text::SectionId;

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let both =
        |k: &&AccountGroup| cx.groups().registers(k) && cx.groups().aor_of(k).is_some_and(|a| a.is_set("contact"));
    // A wizard with `remote_hosts` and `accepts_registrations` is reported at the wizard.
    let (judged, contacts) = (&cx.config.pjsip, cx.objects().getter("contact"));
    let sections = cx.registrations().distinct_aors(cx.accounts.groups().iter().filter(both));
    let is_wrong = |s: &SectionId| {
        let why = if judged.generated.is_generated(*s) {
            "its wizard is what is reported: see wizard-remote-hosts"
        } else if is_local(contacts.value(*s)) {
            "its contacts are on this host, such as a program beside Asterisk"
        } else {
            return true;
        };
        cx.quiet_about(|| format!("aor `{}`", cx.name(&judged.doc, *s)), why);
        false
    };
    let sections: Vec<SectionId> = sections.into_iter().filter(is_wrong).collect();
    for place in cx.sites().places(sections, &["contact"]) {
        let mut finding = cx
            .sites()
            .at(&place, format!("aor {} {} registrations", cx.sites().whose(&place), place.agree("has a static contact and also accepts", "have a static contact and also accept")))
            .at("stays beside registered contacts, and does not count towards `max_contacts`")
            .consequence("A device that registers from that address is listed twice; a call goes to one of the two, possibly to the one that does not answer")
            .help("Remove `contact` if the device registers, or `max_contacts` if it never does");
        let max = cx.objects().getter("max_contacts").last(place.section);
        if let Some(max) = max {
            finding = finding.label(judged.doc.setting_span(&cx.config.sources, max), "accepts registrations");
        }
        out.push(finding);
    }
}
