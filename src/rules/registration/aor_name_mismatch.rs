//! Phones register under a name that none of the endpoint's aors has.

use crate::accounts::{AccountFlags, AccountGroup};
use crate::asterisk::value::placeholder::is_placeholder;
use crate::finding::Finding;
use crate::objects::Object;
use crate::rules::Context;
use crate::rules::findings::report_sites::ReportSite;
use crate::text::SectionId;

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    for group in cx.accounts.groups() {
        // An account with a static contact rarely registers, and phones that share an aor register with its name.
        let fixed =
            cx.groups().aor_of(group).is_some_and(|a| a.is_set("contact")) || group.has(AccountFlags::SHARED_AOR);
        if group.has(AccountFlags::NAMESAKE_AOR) || !cx.registrations().is_phone(group) {
            continue;
        }
        if fixed {
            cx.groups()
                .quiet(group, "its aor has a static contact, or is shared by phones that register with its name");
            continue;
        }
        let endpoint = cx.groups().endpoint_of(group);
        let by = |word: &[u8]| endpoint.names("identify_by").any(|n| n.eq_ignore_ascii_case(word));
        if !by(b"username") && !by(b"auth_username") {
            continue;
        }
        let lost: Vec<SectionId> = cx
            .accounts
            .members(group.id)
            .iter()
            .copied()
            .filter(|e| is_lost(cx, group, *e, by(b"auth_username")))
            .collect();
        for place in cx.sites().places(lost, &["aors"]) {
            report(cx, &place, out);
        }
    }
}

/// Whether the user in the phone's requests, which is the endpoint's id, selects none of the aors.
fn is_lost(cx: &Context<'_>, group: &AccountGroup, section: SectionId, by_digest: bool) -> bool {
    let endpoint = Object::new(cx.config, section, cx.groups().endpoint_of(group).of);
    let user = user_of(endpoint.id());
    // `anonymous` is not a phone, and a placeholder is not yet a name.
    if user == b"anonymous" || is_placeholder(endpoint.id()) {
        return false;
    }
    let login = by_digest.then(|| login_of(cx, &endpoint)).flatten();
    endpoint.names("aors").all(|aor| user_of(aor) != user && login.is_none_or(|l| user_of(aor) != l))
}

/// The username that the phone logs in with.
fn login_of<'a>(cx: &Context<'a>, endpoint: &Object<'a>) -> Option<&'a [u8]> {
    let auth = endpoint.names("auth").next()?;
    Some(cx.objects().find("auth", auth)?.text("username"))
}

/// The user of `user@domain`.
fn user_of(id: &[u8]) -> &[u8] {
    id.split(|b| *b == b'@').next().unwrap_or(id)
}

fn report(cx: &Context<'_>, place: &ReportSite, out: &mut Vec<Finding>) {
    let doc = &cx.config.pjsip.doc;
    let id = cx.name(doc, place.section);
    let Some(aor) = cx.registrations().loaded_aors(place.section).next() else { return };
    let (named, user) = (cx.plain(aor.id()), cx.plain(user_of(doc.name(&cx.config.sources, place.section))));
    let mut finding = cx
        .sites()
        .at(place, format!("endpoint {} {} register", cx.sites().whose(place), place.agree("has no aor of that name, so its phone cannot", "have no aors of those names, so their phones cannot")))
        .at("none of these is the user the phone registers as")
        .label(aor.name_span(), format!("found only by a phone that registers as `{named}`"))
        .consequence("The registrar looks for an aor named after the user in the To header, the same user that identifies the endpoint: REGISTER is answered 404")
        .help(format!("Name the aor `{user}`, and set `aors={user}`"));
    if place.count == 1 {
        finding = finding.log(format!("AOR '' not found for endpoint '{id}'"));
    }
    out.push(finding);
}
