//! An endpoint with codecs that the devices it is for do not have.

use crate::catalogue::Severity;
use crate::finding::Finding;
use crate::rules::Context;

/// What every browser can do (RFC 7874), and G.722, which all of them have.
const BROWSERS: [&str; 4] = ["opus", "ulaw", "alaw", "g722"];

/// Formats that carry no sound.
const SILENT: [&str; 13] =
    ["h261", "h263", "h263p", "h264", "h265", "mpeg4", "vp8", "vp9", "av1", "jpeg", "png", "t140", "red"];

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    for kind in cx.accounts.groups() {
        let endpoint = cx.groups().endpoint_of(kind);
        let codecs = endpoint.codecs();
        if codecs.is_empty() {
            continue;
        }
        let soundless = codecs.names().all(|n| SILENT.contains(&n));
        let foreign = endpoint.is_webrtc() && !codecs.names().any(|n| BROWSERS.contains(&n));
        if !soundless && !foreign {
            continue;
        }
        for place in cx.sites().places_of(kind, &["allow"]) {
            let finding = if soundless {
                cx.sites()
                    .at(
                        &place,
                        format!("{} {} no codec for sound", cx.sites().whose(&place), place.agree("allows", "allow")),
                    )
                    .at("nothing but video, pictures or text")
                    .severity(Severity::Info)
                    .consequence("Every call with sound alone is answered 488 Not Acceptable Here")
                    .help("Add a codec for sound, such as `allow=alaw,ulaw`")
            } else {
                cx.sites()
                    .at(
                        &place,
                        format!(
                            "{} {} no codec that browsers have",
                            cx.sites().whose(&place),
                            place.agree("is for WebRTC, but allows", "are for WebRTC, but allow")
                        ),
                    )
                    .at("browsers have Opus, G.711 (ulaw, alaw) and G.722")
                    .consequence("Every call of a browser is answered 488 Not Acceptable Here")
                    .help("Add `opus` or `ulaw`")
            };
            out.push(finding);
        }
    }
}
