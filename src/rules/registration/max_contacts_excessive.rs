//! An aor that accepts more contacts than anyone has devices.

use crate::accounts::AccountGroup;
use crate::finding::Finding;
use crate::rules::Context;

/// One account rarely has more devices than this.
const MAX_USUAL_CONTACTS: u32 = 20;

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let many = |k: &&AccountGroup| cx.groups().aor_of(k).is_some_and(|a| a.number("max_contacts") > MAX_USUAL_CONTACTS);
    for place in
        cx.sites().places(cx.registrations().distinct_aors(cx.accounts.groups().iter().filter(many)), &["max_contacts"])
    {
        out.push(
            cx.sites().at(&place, format!("aor {} {} more than {MAX_USUAL_CONTACTS} contacts", cx.sites().whose(&place), place.agree("accepts", "accept")))
                .at("far more than the devices of one account")
                .consequence("Every response to REGISTER lists all contacts, and can grow until it no longer fits into a packet; contacts of devices that are gone remain and are called; a stolen password can be used unnoticed beside the owner's devices")
                .help("Set `max_contacts` to the actual number of devices, with `remove_existing=yes`"),
        );
    }
}
