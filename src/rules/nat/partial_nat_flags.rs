//! A phone with some, but not all, of the three flags that a device behind NAT needs.

use crate::catalogue::Severity;
use crate::finding::Finding;
use crate::rules::Context;
use crate::rules::facts::addressing::Addressing;
use crate::rules::fixes::option_changes::{FindingWithFix, set};

const FLAGS: [&str; 3] = ["rtp_symmetric", "rewrite_contact", "force_rport"];

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let mut found = Vec::new();
    for group in cx.accounts.groups() {
        if !cx.groups().registers(group) {
            continue;
        }
        let endpoint = cx.groups().endpoint_of(group);
        // force_rport is on by default, so it does not show any intent.
        let meant = endpoint.is_on("rtp_symmetric") || endpoint.is_on("rewrite_contact");
        let missing: Vec<&'static str> = FLAGS.into_iter().filter(|f| !endpoint.is_on(f)).collect();
        let (true, Some(first)) = (meant, missing.first()) else { continue };
        // On one `rewrite_contact` breaks routing through some proxies.
        if cx.groups().is_trunk(group) {
            cx.groups().quiet(group, "it is a trunk, and these differ for good reasons");
            continue;
        }
        // WebRTC uses ICE for media and keeps its connection open.
        if endpoint.is_webrtc() {
            cx.groups().quiet(group, "WebRTC does not need them");
            continue;
        }
        let present: &[&'static str] =
            if endpoint.is_on("rtp_symmetric") { &["rtp_symmetric"] } else { &["rewrite_contact"] };
        for place in cx.sites().places_of(group, present) {
            let list = missing.join("` and `");
            let mut finding = cx
                .sites()
                .at(
                    &place,
                    format!(
                        "{} {} set up for NAT, but without `{list}`",
                        cx.sites().whose(&place),
                        place.agree("is", "are")
                    ),
                )
                .at(format!("`{list}` is missing"))
                .consequence(match *first {
                    "rtp_symmetric" => {
                        "The phone registers and rings, but hears nothing: Asterisk sends audio to the private address \
                         in the phone's SDP"
                    }
                    "rewrite_contact" => {
                        "The phone registers and can call, but calls to it time out: they go to the private address \
                         that it registered"
                    }
                    _ => "Replies go to the port in the phone's Via, and its router drops them",
                })
                .help(format!(
                    "Add {}",
                    missing.iter().map(|f| format!("`{f}=yes`")).collect::<Vec<_>>().join(" and ")
                ));
            if cx.site().addressing() == Addressing::Private {
                finding = finding.severity(Severity::Info);
            }
            found.push(FindingWithFix::new(finding, &place, missing.iter().map(|f| set(f, "yes"))));
        }
    }
    cx.fixes().report_with_fixes(found, out);
}
