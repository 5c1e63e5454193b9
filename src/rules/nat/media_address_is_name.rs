//! A host name as `media_address`.

use crate::asterisk::value::address::with_port;
use crate::asterisk::value::placeholder::is_placeholder;
use crate::finding::Finding;
use crate::rules::Context;

use super::placeholder_left::has_word;

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    for kind in cx.accounts.groups() {
        let endpoint = cx.groups().endpoint_of(kind);
        let value = endpoint.text("media_address");
        if value.is_empty() || is_placeholder(value) || has_word(value) || with_port(value).is_some() {
            continue;
        }
        for place in cx.sites().places_of(kind, &["media_address"]) {
            let finding = cx
                .sites()
                .at(&place, format!("`media_address` of {} is no address but a name", cx.sites().whose(&place)))
                .at("written into SDP as it stands")
                .consequence("Asterisk does not look the name up but leaves that to the other side: many phones and providers refuse such an offer, or send no sound")
                .help("Write an address; `external_media_address` of the transport is the option that takes names");
            out.push(finding);
        }
    }
}
