//! An endpoint with codecs that its devices do not support.

use crate::catalogue::Severity;
use crate::finding::Finding;
use crate::rules::Context;

/// What every browser must support (RFC 7874), and G.722, which all of them have.
const BROWSERS: [&str; 4] = ["opus", "ulaw", "alaw", "g722"];

/// Formats without audio.
const SILENT: [&str; 13] =
    ["h261", "h263", "h263p", "h264", "h265", "mpeg4", "vp8", "vp9", "av1", "jpeg", "png", "t140", "red"];

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    for group in cx.accounts.groups() {
        let endpoint = cx.groups().endpoint_of(group);
        let codecs = endpoint.codecs();
        if codecs.is_empty() {
            continue;
        }
        let no_audio = codecs.names().all(|n| SILENT.contains(&n));
        let foreign = endpoint.is_webrtc() && !codecs.names().any(|n| BROWSERS.contains(&n));
        if !no_audio && !foreign {
            continue;
        }
        for place in cx.sites().places_of(group, &["allow"]) {
            let finding = if no_audio {
                cx.sites()
                    .at(
                        &place,
                        format!("{} {} no audio codec", cx.sites().whose(&place), place.agree("allows", "allow")),
                    )
                    .at("only video, images or text")
                    .severity(Severity::Info)
                    .consequence("Every audio call is answered 488 Not Acceptable Here")
                    .help("Add an audio codec, for example `allow=alaw,ulaw`")
            } else {
                cx.sites()
                    .at(
                        &place,
                        format!(
                            "{} {} no codec that browsers support",
                            cx.sites().whose(&place),
                            place.agree("is for WebRTC, but allows", "are for WebRTC, but allow")
                        ),
                    )
                    .at("browsers support Opus, G.711 (ulaw, alaw) and G.722")
                    .consequence("Every call from a browser is answered 488 Not Acceptable Here")
                    .help("Add `opus` or `ulaw`")
            };
            out.push(finding);
        }
    }
}
