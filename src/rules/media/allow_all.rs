//! An endpoint that allows every codec that Asterisk supports.

use crate::asterisk::value::trimmed_list;
use crate::finding::Finding;
use crate::rules::Context;
use crate::rules::fixes::option_changes::{FindingWithFix, set};
use crate::text::SettingId;

/// More than anyone lists by hand.
const MIN_CODECS: usize = 12;

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let mut found = Vec::new();
    for group in cx.accounts.groups() {
        let endpoint = cx.groups().endpoint_of(group);
        let doc = endpoint.doc();
        let allows = |s: &SettingId| doc.option(&cx.config.sources, *s).eq_ignore_ascii_case(b"allow");
        let is_all = |s: SettingId| trimmed_list(endpoint.bytes(s)).any(|n| n.eq_ignore_ascii_case(b"all"));
        let lines = endpoint.codec_settings().into_iter().filter(allows).count();
        let all = endpoint.codec_settings().into_iter().filter(allows).any(is_all);
        if !all {
            continue;
        }
        let left = endpoint.codecs().names().count();
        if left < MIN_CODECS {
            cx.groups().quiet(group, format_args!("its other lines leave {left} of all codecs"));
            continue;
        }
        for place in cx.sites().places_of(group, &["allow"]) {
            let finding = cx
                .sites()
                .at(
                    &place,
                    format!(
                        "{} {} every codec that Asterisk supports",
                        cx.sites().whose(&place),
                        place.agree("allows", "allow")
                    ),
                )
                .at("dozens, including video and text")
                .consequence(
                    "Every offer lists them all: over UDP such a packet may be fragmented and lost, and calls use \
                     codecs that nobody chose",
                )
                .help("List only the codecs you want, for example `allow=!all,g722,alaw,ulaw`");
            // Browsers have their own codecs; what several lines add or remove is for a person to decide.
            let change = (lines == 1 && !endpoint.is_webrtc()).then(|| set("allow", "!all,g722,alaw,ulaw"));
            found.push(FindingWithFix::new(finding, &place, change));
        }
    }
    cx.fixes().report_with_fixes(found, out);
}
