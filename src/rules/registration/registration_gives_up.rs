//! A registration that stops permanently after a while.

use crate::finding::Finding;
use crate::objects::Object;
use crate::rules::Context;
use crate::rules::fixes::option_changes::{FindingWithFix, OptionChange, set};
use crate::text::SectionId;

/// An outage that a trunk should survive, in seconds.
const OUTAGE: u64 = 3600;

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let tried = |r: &Object<'_>| u64::from(r.number("max_retries")) * u64::from(r.number("retry_interval"));
    let stops = |r: &Object<'_>| r.is_on("auth_rejection_permanent") && r.number("fatal_retry_interval") == 0;
    let sections: Vec<SectionId> =
        cx.objects().of_type("registration").filter(|r| tried(r) < OUTAGE || stops(r)).map(|r| r.section).collect();
    let mut found = Vec::new();
    for place in cx.sites().places(sections, &["max_retries", "auth_rejection_permanent", "server_uri"]) {
        let registration = Object::new(cx.config, place.section, crate::asterisk::TypeId::pjsip("registration"));
        let (seconds, permanent) = (tried(&registration), stops(&registration));
        let (when, log) = match (seconds < OUTAGE, permanent) {
            (true, _) => (
                format!("after {} failed attempts ({} minutes)", registration.number("max_retries"), seconds / 60),
                "Maximum retries reached when attempting outbound registration",
            ),
            (false, _) => ("after a single 401 or 403 response".to_owned(), "stopping outbound registration"),
        };
        let also = if seconds < OUTAGE && permanent { ". A single 401 or 403 response is enough, too" } else { "" };
        let finding = cx
            .sites()
            .at(&place, format!("registration {} {} permanently {when}", cx.sites().whose(&place), place.agree("stops", "stop")))
                .at("until the next reload")
                .consequence(format!("After a provider outage the trunk stays down, even when the provider is back{also}"))
                .log(log)
                .help("Set `max_retries=10000`, `fatal_retry_interval=300`, `forbidden_retry_interval=600` and `auth_rejection_permanent=no`");
        found.push(FindingWithFix::new(finding, &place, lasting(&registration)));
    }
    cx.fixes().report_with_fixes(found, out);
}

/// The changes that keep it trying for days. The first registration of a site stands for all of them.
fn lasting(registration: &Object<'_>) -> Vec<OptionChange> {
    let number = |option| registration.number(option);
    // Without an interval no number of retries helps.
    if number("retry_interval") == 0 {
        return Vec::new();
    }
    let few = u64::from(number("max_retries")) * u64::from(number("retry_interval")) < OUTAGE;
    [
        (few, set("max_retries", "10000")),
        (number("fatal_retry_interval") == 0, set("fatal_retry_interval", "300")),
        (number("forbidden_retry_interval") == 0, set("forbidden_retry_interval", "600")),
        (registration.is_on("auth_rejection_permanent"), set("auth_rejection_permanent", "no")),
    ]
    .into_iter()
    .filter_map(|(lacks, change)| lacks.then_some(change))
    .collect()
}
