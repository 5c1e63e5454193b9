//! A caller ID without a number, which Asterisk does not use.

use crate::asterisk::value::callerid;
use crate::asterisk::value::placeholder::is_placeholder;
use crate::finding::Finding;
use crate::rules::Context;

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let value = cx.objects().getter("callerid");
    // A trunk's callers have their own numbers; its caller ID only labels the trunk.
    for group in cx.accounts.groups() {
        let endpoint = cx.groups().endpoint_of(group);
        if !endpoint.is_set("callerid") {
            continue;
        }
        let is_unused = |text: &[u8]| {
            let id = callerid::parse(text);
            !id.name.is_empty() && id.number.is_empty() && !is_placeholder(text)
        };
        if cx.groups().is_trunk(group) {
            if is_unused(endpoint.text("callerid")) {
                cx.groups().quiet(group, "it is a trunk, whose callers have numbers of their own");
            }
            continue;
        }
        let members = cx.accounts.members(group.id).iter().copied().filter(|e| is_unused(value.value(*e)));
        for place in cx.sites().places(members, &["callerid"]) {
            out.push(
                cx.sites().at(&place, format!("the caller ID of {} has no number", cx.sites().whose(&place)))
                    .at("no `<number>` in it")
                    .consequence("Asterisk does not use it, not even the name: the called phone shows what the From header of the call says")
                    .help("Write `Name <number>`"),
            );
        }
    }
}
