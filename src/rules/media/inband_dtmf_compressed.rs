//! An endpoint whose key presses are tones in the audio, with codecs in which Asterisk finds none.

use crate::finding::Finding;
use crate::objects::Object;
use crate::rules::Context;
use crate::rules::fixes::option_changes::{FindingWithFix, set};

/// Audio in which Asterisk does not look for tones (S-63). Most of these distort them too.
const COMPRESSED: [&str; 23] = [
    "amr", "amrwb", "codec2", "g723", "gsm", "g726", "g726aal2", "adpcm", "lpc10", "g729", "speex", "speex16",
    "speex32", "ilbc", "g722", "siren7", "siren14", "g719", "opus", "silk8", "silk12", "silk16", "silk24",
];

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    // With `auto` and `auto_info`, a device that can sends events; one that cannot is not known here.
    let is_wrong = |group: &_| {
        let endpoint = cx.groups().endpoint_of(group);
        endpoint.is_word("dtmf_mode", "inband") && has_no_tones(cx, &endpoint)
    };
    let wrong = cx.accounts.groups().iter().filter(|group| is_wrong(*group));
    let members = wrong.flat_map(|group| cx.accounts.members(group.id).iter().copied());
    let mut found = Vec::new();
    for place in cx.sites().places(members, &["dtmf_mode"]) {
        let message = format!(
            "{} {} key presses as tones, but {} no codec in which Asterisk hears them",
            cx.sites().whose(&place),
            place.agree("sends", "send"),
            place.agree("allows", "allow"),
        );
        let mut finding = cx
            .sites()
            .at(&place, message)
            .at("tones in the audio")
            .consequence(
                "Menus, voicemail and PINs do not react to keys: Asterisk finds tones only in alaw, ulaw and signed \
                 linear, and logs a warning in each call",
            )
            .help("Set `dtmf_mode=rfc4733`, which nearly all devices support, or allow `alaw` or `ulaw`");
        let allow = cx.sites().object(&place).and_then(|endpoint| endpoint.codec_settings().last().copied());
        if let Some(allow) = allow {
            let at = cx.config.pjsip.doc.setting_span(&cx.config.sources, allow);
            finding = finding.label(at, "neither alaw nor ulaw");
        }
        found.push(FindingWithFix::new(finding, &place, [set("dtmf_mode", "rfc4733")]));
    }
    cx.fixes().report_with_fixes(found, out);
}

/// Whether the endpoint allows audio, and none of it in a codec in which Asterisk looks for tones.
fn has_no_tones(cx: &Context<'_>, endpoint: &Object<'_>) -> bool {
    let codecs = endpoint.codecs();
    let is_plain = |name: &str| matches!(name, "alaw" | "ulaw") || name.starts_with("slin");
    if !codecs.names().any(|n| COMPRESSED.contains(&n)) {
        return false;
    }
    let plain = codecs.names().any(is_plain);
    if plain {
        cx.quiet_object(endpoint, "a codec in which Asterisk hears tones is allowed too");
    }
    !plain
}
