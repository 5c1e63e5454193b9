//! A registration without credentials to answer a challenge.

use crate::asterisk::value::placeholder::is_placeholder;
use crate::asterisk::value::private::is_private_host;
use crate::asterisk::value::uri;
use crate::catalogue::Severity;
use crate::finding::Finding;
use crate::objects::Object;
use crate::rules::Context;
use crate::text::SectionId;

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let (inside, outside): (Vec<Object<'_>>, Vec<Object<'_>>) =
        cx.objects().of_type("registration").filter(|r| !r.is_set("outbound_auth")).partition(is_inside);
    report(cx, &inside, Severity::Info, out);
    report(cx, &outside, Severity::Warning, out);
}

/// Whether the registrar is one of the site's own machines, or still a placeholder.
fn is_inside(registration: &Object<'_>) -> bool {
    let server = registration.text("server_uri");
    is_placeholder(server)
        || uri::parse(server, true).is_some_and(|u| is_private_host(u.host) == Some(true) || !u.host.contains(&b'.'))
}

fn report(cx: &Context<'_>, registrations: &[Object<'_>], severity: Severity, out: &mut Vec<Finding>) {
    let sections: Vec<SectionId> = registrations.iter().map(|r| r.section).collect();
    for place in cx.sites().places(sections, &["outbound_auth", "server_uri"]) {
        out.push(
            cx.sites().at(&place, format!("registration {} {} no `outbound_auth`", cx.sites().whose(&place), place.agree("has", "have")))
                .at("registers here, without a password")
                .severity(severity)
                .consequence("Most registrars answer 401 and require a password: Asterisk has none to send, and does not try again until it is reloaded")
                .log("There were no auth ids available")
                .help("Add `outbound_auth=ID` of a `type=auth` with the account's `username` and `password`, unless the registrar identifies this host by its address"),
        );
    }
}
