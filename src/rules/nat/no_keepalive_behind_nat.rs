//! A phone behind NAT that Asterisk does not qualify.

use crate::finding::Finding;
use crate::rules::Context;
use crate::rules::fixes::option_changes::{FindingWithFix, set};

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let mut found = Vec::new();
    for group in cx.accounts.groups() {
        if !cx.groups().registers(group) || cx.groups().is_trunk(group) {
            continue;
        }
        let (endpoint, Some(aor)) = (cx.groups().endpoint_of(group), cx.groups().aor_of(group)) else { continue };
        let meant = endpoint.is_on("rtp_symmetric") || endpoint.is_on("rewrite_contact");
        if !meant || endpoint.is_webrtc() || aor.number("qualify_frequency") > 0 {
            continue;
        }
        // A connection is kept open by keep_alive_interval (T-19).
        if !cx.transports().transports_of(group).iter().any(|t| t.is_word("protocol", "udp")) {
            cx.groups().quiet(group, "it has no UDP transport; connections are kept open by `keep_alive_interval`");
            continue;
        }
        for place in cx.sites().places(cx.sites().aors_of(group), &["qualify_frequency", "max_contacts"]) {
            let finding = cx
                .sites()
                .at(
                    &place,
                    format!(
                        "{} {} contacts are not qualified",
                        cx.sites().whose(&place),
                        place.agree("is behind NAT, but its", "are behind NAT, but their")
                    ),
                )
                .at("`qualify_frequency` is 0")
                .consequence(
                    "The phone's router drops the NAT mapping after a minute or two without packets: calls to the \
                     phone then time out until it registers again",
                )
                .help("Set `qualify_frequency` to about 30, unless the phone itself keeps the mapping open");
            found.push(FindingWithFix::new(finding, &place, [set("qualify_frequency", "30")]));
        }
    }
    cx.fixes().report_with_fixes(found, out);
}
