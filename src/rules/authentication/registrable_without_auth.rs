//! An account that anyone can register to, without a password.

use crate::accounts::AccountFlags;
use crate::asterisk::TypeId;
use crate::catalogue::Severity;
use crate::finding::Finding;
use crate::rules::Context;
use crate::rules::facts::addressing::Addressing;
use crate::rules::facts::exposure::is_chosen_by_from;

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    cx.exposure().where_exposed(out, |out| find(cx, out));
}

fn find(cx: &Context<'_>, out: &mut Vec<Finding>) {
    for group in cx.accounts.groups() {
        let endpoint = cx.groups().endpoint_of(group);
        // Without the From user (or a digest user, which is not requested here) no aor is found to register to.
        if group.has(AccountFlags::AUTH) || !cx.groups().registers(group) {
            continue;
        }
        let unseen = !is_chosen_by_from(&endpoint);
        let unseen =
            unseen.then_some("its `identify_by` does not let a From header choose it, so that none can register");
        if let Some(why) = unseen.or_else(|| cx.exposure().acl(&endpoint)) {
            cx.groups().quiet(group, why);
            continue;
        }
        let aor = cx.groups().aor_of(group);
        for place in cx.sites().places_of(group, &["aors"]) {
            let mut finding = cx
                .sites()
                .at(&place, format!("anyone can register as {}", cx.sites().whose(&place)))
                .at("has no `auth`")
                .consequence(
                    "Asterisk does not ask for a password here (200 to every REGISTER): anyone who knows the extension \
                     receives its calls and makes calls at your expense",
                )
                .help(
                    "Set `auth` to an auth with a username and a password, or restrict access with `deny` and `permit`",
                );
            if let Some(setting) = aor.as_ref().and_then(|a| a.setting("max_contacts")) {
                let span = cx.config.pjsip.doc.setting_span(&cx.config.sources, setting);
                finding = finding.label(span, "allows devices to register");
            }
            // The identify may be for a proxy that checks the password itself.
            if group.has(AccountFlags::IDENTIFIED) || cx.site().addressing() == Addressing::Private {
                finding = finding.severity(Severity::Info);
            }
            out.push(finding.unless_sure(cx.sentences().doubt(Some(TypeId::pjsip("acl")))));
        }
    }
}
