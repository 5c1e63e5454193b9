//! An endpoint that names a WebSocket transport, which has no effect.

use crate::finding::Finding;
use crate::rules::Context;
use crate::rules::facts::sockets::is_web;
use crate::rules::fixes::option_changes::{FindingWithFix, OptionChange};

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let mut found = Vec::new();
    for group in cx.accounts.groups() {
        let endpoint = cx.groups().endpoint_of(group);
        let named = endpoint.text("transport");
        let Some(transport) = cx.transports().transport(named).filter(|t| is_web(t)) else { continue };
        for place in cx.sites().places_of(group, &["transport"]) {
            let finding = cx
                .sites()
                .at(&place, format!("{} {} a WebSocket transport, which has no effect", cx.sites().whose(&place), place.agree("names", "name")))
                    .at("not used")
                    .label(transport.name_span(), "cannot open connections")
                    .consequence("None: Asterisk cannot open WebSocket connections itself, so it ignores the line and uses the connection on which the browser registered. Nor does the line prevent registrations over another transport")
                    .help("Remove the line");
            found.push(FindingWithFix::new(finding, &place, [OptionChange::Unset("transport")]));
        }
    }
    cx.fixes().report_with_fixes(found, out);
}
