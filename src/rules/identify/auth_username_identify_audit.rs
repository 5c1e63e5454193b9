//! Endpoints that are identified by the digest username.

use crate::accounts::AccountGroup;
use crate::asterisk::value::trimmed_list;
use crate::finding::Finding;
use crate::rules::Context;

const CONSEQUENCE: &str = "The first request of a call has no credentials, so it is not recognised, and is answered \
                           401. Asterisk therefore delays its warnings about unknown requests, and programs such as \
                           fail2ban see attacks late";

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let is_it = |n: &[u8]| n == b"auth_username";
    let identifiers = cx.identification().identifiers();
    if let (Some(global), Some(setting)) = (&identifiers.global, identifiers.setting)
        && trimmed_list(global.bytes(setting)).any(is_it)
    {
        let span = cx.config.pjsip.doc.setting_span(&cx.config.sources, setting);
        let message = "endpoints are identified by the digest username".to_owned();
        out.push(
            cx.about(&cx.config.pjsip, global.section, Some(global.of), setting, span, message)
                .at("`auth_username` is listed")
                .consequence(CONSEQUENCE)
                .help("Remove it, unless the From user is the caller's number and not the account"),
        );
    }
    let is_found = |k: &&AccountGroup| {
        let endpoint = cx.groups().endpoint_of(k);
        endpoint.setting("identify_by").is_some() && endpoint.names("identify_by").any(is_it)
    };
    let found = cx.accounts.groups().iter().filter(is_found).flat_map(|k| cx.accounts.members(k.id).iter().copied());
    for place in cx.sites().places(found, &["identify_by"]) {
        let message = format!(
            "{} {}",
            cx.sites().whose(&place),
            place.agree("is identified by its digest username", "are identified by their digest usernames")
        );
        out.push(
            cx.sites()
                .at(&place, message)
                .at("`auth_username` is listed")
                .consequence(CONSEQUENCE)
                .help("Use `username`, unless the From user is the caller's number and not the account"),
        );
    }
}
