//! A phone that anybody can be.

use crate::accounts::AccountFlags;
use crate::asterisk::TypeId;
use crate::catalogue::Severity;
use crate::finding::Finding;
use crate::rules::Context;
use crate::rules::facts::addressing::Addressing;
use crate::rules::facts::exposure::is_chosen_by_from;

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    if !cx.exposure().is_exposed() {
        return;
    }
    for kind in cx.accounts.groups() {
        let endpoint = cx.groups().endpoint_of(kind);
        // Without the From user (or that of a digest, which nobody is asked for here) no aor is found to register.
        let open = !kind.has(AccountFlags::AUTH) && cx.groups().registers(kind) && is_chosen_by_from(&endpoint);
        if !open || cx.exposure().has_acl(&endpoint) {
            continue;
        }
        let aor = cx.groups().aor_of(kind);
        for place in cx.sites().places_of(kind, &["aors"]) {
            let mut finding = cx
                .sites()
                .at(&place, format!("Anybody can register as {}", cx.sites().whose(&place)))
                .at("no `auth` beside it")
                .consequence("Asterisk asks nobody for a password here (200 to every REGISTER): who knows the extension gets its calls, and places calls at your expense")
                .help("Name an auth with a username and a password in `auth`; or keep others away with `deny` and `permit`");
            if let Some(setting) = aor.as_ref().and_then(|a| a.setting("max_contacts")) {
                let span = cx.config.pjsip.doc.setting_span(&cx.config.sources, setting);
                finding = finding.label(span, "lets devices register");
            }
            // An identify may be that of a proxy which asks for the password itself.
            if kind.has(AccountFlags::IDENTIFIED) || cx.site().addressing() == Addressing::Private {
                finding = finding.severity(Severity::Info);
            }
            out.push(finding.unless_sure(cx.sentences().doubt(Some(TypeId::pjsip("acl")))));
        }
    }
}
