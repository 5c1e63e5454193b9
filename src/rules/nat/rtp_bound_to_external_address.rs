//! RTP is bound to an address that belongs to the router.

use crate::asterisk::value::address::with_port;
use crate::finding::Finding;
use crate::objects::Object;
use crate::rules::Context;
use crate::rules::facts::external_addresses::{EXTERNAL, external, own_address};
use crate::rules::fixes::option_changes::{FindingWithFix, OptionChange};
use crate::text::SettingId;

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let mut found = Vec::new();
    for group in cx.accounts.groups() {
        let endpoint = cx.groups().endpoint_of(group);
        if !endpoint.is_on("bind_rtp_to_media_address") || !endpoint.is_set("media_address") {
            continue;
        }
        let Some((address, _)) = with_port(endpoint.text("media_address")) else { continue };

        let is_it = |t: &Object<'_>| -> Option<SettingId> {
            let same = |s: &SettingId| with_port(t.bytes(*s)).is_some_and(|(a, _)| a == address);
            EXTERNAL.into_iter().filter_map(|o| external(t, o)).find(same)
        };
        let Some((transport, setting)) = cx.transports().loaded().iter().find_map(|t| Some((t, is_it(t)?))) else {
            continue;
        };
        if cx.transports().loaded().iter().any(|t| own_address(t) == Some(address)) {
            cx.groups().quiet(group, "a transport is bound to the address as well, so that it is one of this machine");
            continue;
        }
        for place in cx.sites().places_of(group, &["bind_rtp_to_media_address"]) {
            let message = format!(
                "{} {} RTP to {address}, which is an external address",
                cx.sites().whose(&place),
                place.agree("binds", "bind")
            );
            let mut finding = cx
                .sites()
                .at(&place, message)
                .at("needs an address of this machine")
                .label(transport.doc().setting_span(&cx.config.sources, setting), "the address of the router")
                .consequence("The socket for RTP cannot be bound, and every call with this endpoint fails")
                .log("Unable to create RTP instance using RTP engine 'asterisk'")
                .help(
                    "Remove `bind_rtp_to_media_address`; `media_address` alone sets the address that peers are given",
                );
            if let Some(media) = endpoint.setting("media_address").filter(|_| place.section == endpoint.section) {
                finding = finding.label(endpoint.doc().setting_span(&cx.config.sources, media), "this address");
            }
            found.push(FindingWithFix::new(finding, &place, [OptionChange::Unset("bind_rtp_to_media_address")]));
        }
    }
    cx.fixes().report_with_fixes(found, out);
}
