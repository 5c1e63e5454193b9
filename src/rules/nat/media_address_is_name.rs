//! A host name as `media_address`.

use crate::asterisk::value::address::with_port;
use crate::asterisk::value::placeholder::is_placeholder;
use crate::finding::Finding;
use crate::rules::Context;

use super::placeholder_left::has_word;

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    for group in cx.accounts.groups() {
        let endpoint = cx.groups().endpoint_of(group);
        let value = endpoint.text("media_address");
        if value.is_empty() || with_port(value).is_some() {
            continue;
        }
        if is_placeholder(value) || has_word(value) {
            cx.groups().quiet(group, "its `media_address` is still a placeholder");
            continue;
        }
        for place in cx.sites().places_of(group, &["media_address"]) {
            let finding = cx
                .sites()
                .at(&place, format!("`media_address` of {} is a host name, not an address", cx.sites().whose(&place)))
                .at("copied into SDP unchanged")
                .consequence(
                    "Asterisk does not resolve the name but leaves that to the other side: many phones and providers \
                     refuse such an offer, or send no audio",
                )
                .help("Use an address; host names are accepted in `external_media_address` of the transport");
            out.push(finding);
        }
    }
}
