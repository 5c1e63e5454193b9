//! An aor that takes more contacts than anybody has devices.

use crate::accounts::AccountGroup;
use crate::finding::Finding;
use crate::rules::Context;

/// More devices than this of one person are none.
const MAX_USUAL_CONTACTS: u32 = 20;

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let many = |k: &&AccountGroup| cx.groups().aor_of(k).is_some_and(|a| a.number("max_contacts") > MAX_USUAL_CONTACTS);
    for place in
        cx.sites().places(cx.registrations().distinct_aors(cx.accounts.groups().iter().filter(many)), &["max_contacts"])
    {
        out.push(
            cx.sites().at(&place, format!("aor {} {} more than {MAX_USUAL_CONTACTS} contacts", cx.sites().whose(&place), place.agree("takes", "take")))
                .at("far more than devices of one account")
                .consequence("Every reply to REGISTER lists all contacts, and grows until it does not fit into a packet; contacts of devices that are gone stay and are called; a stolen password is used beside the right one, and nobody sees it")
                .help("Set `max_contacts` to the devices that there are, with `remove_existing=yes`"),
        );
    }
}
