//! Endpoints that are found by the user name of their credentials.

use crate::accounts::AccountGroup;
use crate::asterisk::value::trimmed_list;
use crate::finding::Finding;
use crate::rules::Context;

const CONSEQUENCE: &str = "The first request of a call has no credentials, so that it is not recognised, and is answered 401. Asterisk holds back its warnings about unknown requests for a while, and programs such as fail2ban see them late";

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let is_it = |n: &[u8]| n == b"auth_username";
    let identifiers = cx.identification().identifiers();
    if let (Some(global), Some(setting)) = (&identifiers.global, identifiers.setting)
        && trimmed_list(global.bytes(setting)).any(is_it)
    {
        let span = cx.config.pjsip.doc.setting_span(&cx.config.sources, setting);
        let message = "endpoints are looked for by the user name of the credentials".to_owned();
        out.push(
            cx.about(&cx.config.pjsip, global.section, Some(global.of), setting, span, message)
                .at("`auth_username` is listed")
                .consequence(CONSEQUENCE)
                .help("Leave it out, unless the From user is the caller's number and not the account"),
        );
    }
    let is_found = |k: &&AccountGroup| {
        let endpoint = cx.groups().endpoint_of(k);
        endpoint.setting("identify_by").is_some() && endpoint.names("identify_by").any(is_it)
    };
    let found = cx.accounts.groups().iter().filter(is_found).flat_map(|k| cx.accounts.members(k.id).iter().copied());
    for place in cx.sites().places(found, &["identify_by"]) {
        let message = format!(
            "{} {} credentials",
            cx.sites().whose(&place),
            place.agree("is found by the user name of its", "are found by the user names of their")
        );
        out.push(
            cx.sites()
                .at(&place, message)
                .at("`auth_username` is listed")
                .consequence(CONSEQUENCE)
                .help("Write `username`, unless the From user is the caller's number and not the account"),
        );
    }
}
