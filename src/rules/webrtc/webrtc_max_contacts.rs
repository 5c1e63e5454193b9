//! A browser's account that allows one contact and keeps the old one.

use crate::finding::Finding;
use crate::rules::Context;
use crate::rules::facts::sockets::is_web;
use crate::rules::fixes::option_changes::{FindingWithFix, set};

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let mut found = Vec::new();
    for group in cx.accounts.groups() {
        let endpoint = cx.groups().endpoint_of(group);
        let named = endpoint.text("transport");
        let web = endpoint.is_webrtc() || cx.transports().transport(named).is_some_and(is_web);
        let Some(aor) = cx.groups().aor_of(group).filter(|_| web) else { continue };
        if aor.number("max_contacts") != 1 || aor.is_on("remove_existing") {
            continue;
        }
        if aor.is_on("remove_unavailable") {
            cx.groups().quiet(group, "its aor has `remove_unavailable`");
            continue;
        }
        for place in cx.sites().places(cx.sites().aors_of(group), &["max_contacts"]) {
            let finding = cx
                .sites()
                .at(&place, format!("aor {} of a browser {}, and a stale one blocks re-registration", cx.sites().whose(&place), place.agree("allows only one contact", "allow only one contact each")))
                    .at("without `remove_existing=yes`")
                    .label(endpoint.name_span(), "a browser's endpoint")
                    .consequence("A second tab or device cannot register (403). Nor can the browser itself after a network change, because the old connection is not closed: its calls go nowhere until the old contact expires")
                    .log("will exceed max contacts of 1")
                    .help("Add `remove_existing=yes`, so that the newest contact wins; or allow several, for instance `max_contacts=5` with `remove_existing=yes`");
            found.push(FindingWithFix::new(finding, &place, [set("remove_existing", "yes")]));
        }
    }
    cx.fixes().report_with_fixes(found, out);
}
