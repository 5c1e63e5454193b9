//! A browser's account that takes one contact and keeps the old one.

use crate::finding::Finding;
use crate::rules::Context;
use crate::rules::facts::sockets::is_web;
use crate::rules::fixes::option_changes::{FindingWithFix, set};

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let mut found = Vec::new();
    for kind in cx.accounts.groups() {
        let endpoint = cx.groups().endpoint_of(kind);
        let named = endpoint.text("transport");
        let web = endpoint.is_webrtc() || cx.transports().transport(named).is_some_and(is_web);
        let Some(aor) = cx.groups().aor_of(kind).filter(|_| web) else { continue };
        if aor.number("max_contacts") != 1 || aor.is_on("remove_existing") || aor.is_on("remove_unavailable") {
            continue;
        }
        for place in cx.sites().places(cx.sites().aors_of(kind), &["max_contacts"]) {
            let finding = cx
                .sites()
                .at(&place, format!("aor {} of a browser {} the old one", cx.sites().whose(&place), place.agree("takes one contact and keeps", "take one contact and keep")))
                    .at("without `remove_existing=yes`")
                    .label(endpoint.name_span(), "a browser's endpoint")
                    .consequence("A second tab or a second device cannot register (403). Nor can the browser itself after a change of network, for the old connection is not closed then: its calls go nowhere until the old contact expires")
                    .log("will exceed max contacts of 1")
                    .help("Add `remove_existing=yes`, so that the newest one wins; or allow several, as `max_contacts=5` with `remove_existing=yes`");
            found.push(FindingWithFix::new(finding, &place, [set("remove_existing", "yes")]));
        }
    }
    cx.fixes().report_with_fixes(found, out);
}
