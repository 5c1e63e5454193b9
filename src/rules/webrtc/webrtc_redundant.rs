//! Options beside `webrtc=yes` that it overrides, or that repeat it.

use crate::asterisk::value::number;
use crate::catalogue::FixSafety;
use crate::catalogue::Profile;
use crate::finding::{Finding, Fix};
use crate::objects::Object;
use crate::rules::Context;

/// What `webrtc=yes` sets, and to what (S-36).
const SETS: [(&str, &str); 9] = [
    ("media_encryption", "dtls"),
    ("rtcp_mux", "yes"),
    ("use_avpf", "yes"),
    ("ice_support", "yes"),
    ("bundle", "yes"),
    ("media_use_received_transport", "yes"),
    ("dtls_setup", "actpass"),
    ("dtls_verify", "fingerprint"),
    ("dtls_rekey", "0"),
];

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    // A repetition does no harm: only a review is interested in it.
    let wants_all = cx.policy.profile == Profile::Audit;
    for group in cx.accounts.groups() {
        let endpoint = cx.groups().endpoint_of(group);
        if !endpoint.is_webrtc() {
            continue;
        }
        for (option, value) in SETS {
            if !endpoint.knows(option) || !endpoint.is_set(option) {
                continue;
            }
            // Asterisk 16 does not change this one.
            if option == "dtls_rekey" && cx.config.target.version.major < 18 {
                continue;
            }
            let same = agrees(&endpoint, option, value);
            if same && !wants_all {
                cx.groups().quiet(group, "what it repeats does no harm, and is only for `--profile audit`");
                continue;
            }
            for place in cx.sites().places_of(group, &[option]) {
                out.push(finding(cx, &place, option, value, same));
            }
        }
    }
}

fn agrees(endpoint: &Object<'_>, option: &str, value: &str) -> bool {
    let written = endpoint.text(option);
    match value {
        "yes" => number::is_true(written),
        "0" => endpoint.number(option) == 0,
        _ => written.eq_ignore_ascii_case(value.as_bytes()),
    }
}

fn finding(
    cx: &Context<'_>,
    place: &crate::rules::findings::report_sites::ReportSite,
    option: &str,
    value: &str,
    same: bool,
) -> Finding {
    let whose = cx.sites().whose(place);
    let doc = &cx.config.pjsip.doc;
    // A template's line may matter to an endpoint without webrtc.
    let line = place.setting.filter(|s| place.count == 1 && cx.fixes().is_own_line(doc, place.section, *s));
    let line = line.filter(|_| !cx.fixes().is_base(place.section));
    let fix = line.and_then(|s| cx.fixes().without(doc, s)).map(|e| Fix::new(FixSafety::Safe, "remove the line", [e]));
    if same {
        return cx
            .sites()
            .at(place, format!("`{option}` of {whose} repeats what `webrtc=yes` sets"))
            .at("already set")
            .consequence("None: the line is redundant, and hides values that matter")
            .help("Remove it")
            .fix(fix);
    }
    let finding = cx
        .sites()
        .at(place, format!("`{option}` of {whose} is overridden by `webrtc=yes`"))
        .at(format!("`webrtc=yes` sets it to `{value}`"))
        .consequence("Asterisk follows `webrtc`, and ignores this line")
        .help("Remove the line, or `webrtc=yes`")
        .fix(fix);
    if option == "dtls_rekey" {
        return finding.log("DTLS renegotiation is not supported with WebRTC. Disabling dtls_rekey.");
    }
    finding
}
