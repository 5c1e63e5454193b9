//! A phone with some of the three flags that a device behind NAT needs, but not all.

use crate::catalogue::Severity;
use crate::finding::Finding;
use crate::rules::Context;
use crate::rules::facts::addressing::Addressing;
use crate::rules::fixes::option_changes::{FindingWithFix, set};

const FLAGS: [&str; 3] = ["rtp_symmetric", "rewrite_contact", "force_rport"];

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let mut found = Vec::new();
    for kind in cx.accounts.groups() {
        // Trunks differ for good reasons: what rewrites a phone's contact breaks the route of some proxies.
        if !cx.groups().registers(kind) || cx.groups().is_trunk(kind) {
            continue;
        }
        let endpoint = cx.groups().endpoint_of(kind);
        // WebRTC has its own ways for media (ICE) and keeps its connection.
        if endpoint.is_webrtc() {
            continue;
        }
        // force_rport is on unless somebody switches it off: that alone shows no intent.
        let meant = endpoint.is_on("rtp_symmetric") || endpoint.is_on("rewrite_contact");
        let missing: Vec<&'static str> = FLAGS.into_iter().filter(|f| !endpoint.is_on(f)).collect();
        let (true, Some(first)) = (meant, missing.first()) else { continue };
        let present: &[&'static str] =
            if endpoint.is_on("rtp_symmetric") { &["rtp_symmetric"] } else { &["rewrite_contact"] };
        for place in cx.sites().places_of(kind, present) {
            let list = missing.join("` and `");
            let mut finding = cx
                .sites()
                .at(&place, format!("{} {} set up for NAT, but without `{list}`", cx.sites().whose(&place), place.agree("is", "are")))
                .at(format!("`{list}` is missing beside it"))
                .consequence(match *first {
                    "rtp_symmetric" => {
                        "The phone registers and rings, but hears nothing: Asterisk sends the sound to the private address that the phone names"
                    }
                    "rewrite_contact" => {
                        "The phone registers and can call, but calls to it time out: they go to the private address that it registered"
                    }
                    _ => "Replies go to the port that the phone names, where its router lets nothing in",
                })
                .help(format!("Add {}", missing.iter().map(|f| format!("`{f}=yes`")).collect::<Vec<_>>().join(" and ")));
            if cx.site().addressing() == Addressing::Private {
                finding = finding.severity(Severity::Info);
            }
            found.push(FindingWithFix::new(finding, &place, missing.iter().map(|f| set(f, "yes"))));
        }
    }
    cx.fixes().report_with_fixes(found, out);
}
