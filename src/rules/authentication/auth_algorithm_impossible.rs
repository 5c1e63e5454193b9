//! An inbound auth of a type that cannot verify passwords.

use crate::asterisk::TypeId;
use crate::finding::Finding;
use crate::rules::Context;

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let judged = &cx.config.pjsip;
    let (doc, sources, kind) = (&judged.doc, &cx.config.sources, cx.objects().getter("auth_type"));
    // If no line sets it, there is nothing to check.
    let said = doc.settings_where(|n| doc.name_text(n).eq_ignore_ascii_case(b"auth_type"));
    if !said.map(|s| doc.value(sources, s)).any(is_oauth) {
        return;
    }
    let named = cx.objects().getter("auth");
    for (endpoint, auth) in cx.credentials().inbound_auths() {
        let Some(setting) = kind.last(auth).filter(|s| is_oauth(doc.value(sources, *s))) else { continue };
        let name = cx.name(doc, auth);
        let whose = cx.name(doc, endpoint);
        let span = named.last(endpoint).map_or_else(|| doc.name_span(endpoint), |s| doc.setting_span(sources, s));
        out.push(
            cx.about(
                judged,
                auth,
                Some(TypeId::pjsip("auth")),
                setting,
                doc.setting_span(sources, setting),
                format!("`{name}` cannot verify incoming passwords, but `auth` of `{whose}` uses it for that"),
            )
            .at("only for requests sent by Asterisk")
            .label(span, "used here for incoming requests")
            .consequence("Every request to the endpoint that requires authentication is answered 500")
            .log("Error to authenticate")
            .help("Use it in `outbound_auth`; create another auth with a password for `auth`"),
        );
    }
}

fn is_oauth(value: &[u8]) -> bool {
    value.eq_ignore_ascii_case(b"google_oauth")
}
