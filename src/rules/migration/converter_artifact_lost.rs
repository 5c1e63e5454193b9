//! Options that the converter left out, or converted wrongly.

use crate::asterisk::value::number::is_false;
use crate::asterisk::{CHAN_SIP, TypeId};
use crate::finding::Finding;
use crate::rules::Context;

/// Options that mean nothing for PJSIP, or that it does not need.
const NO_LOSS: [&str; 9] =
    ["bindaddr", "udpbindaddr", "bindport", "port", "t38pt_udptl", "type", "rtcachefriends", "callcounter", "sipdebug"];

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    for mark in cx.migration().converted() {
        for lost in cx.migration().left_out(mark) {
            let option = String::from_utf8_lossy(lost.option).to_ascii_lowercase();
            let Some((name, instead)) = CHAN_SIP.iter().find(|(n, _)| *n == option) else { continue };
            // What is off in chan_sip is off in PJSIP too.
            let is_default = is_false(lost.value) || *name == "transport" && lost.value.eq_ignore_ascii_case(b"udp");
            if is_default || NO_LOSS.contains(name) || instead.starts_with("no ") || instead.starts_with("none") {
                let what = || format!("`{name}` of `{}`", cx.plain(lost.section));
                cx.quiet_about(what, "PJSIP does the same without it, or has nothing for it");
                continue;
            }
            let section = cx.plain(lost.section);
            if has_it(cx, lost.section, instead, lost.value) {
                cx.quiet_about(|| format!("`{name}` of `{section}`"), "an object of that name has the value after all");
                continue;
            }
            out.push(
                cx.finding(lost.span, format!("the converter left out `{name}` of `{section}`"))
                    .at("only the first option of each section is listed here")
                    .object("", &section)
                    .consequence(
                        "PJSIP has nothing in its place; more options of the section may be missing without being \
                         listed",
                    )
                    .help(format!("In PJSIP: {instead}. `pjlint parity` compares all of sip.conf with this file")),
            );
        }
        dtmf(cx, mark.0, out);
    }
}

/// Whether an object of the section's name has the value in an option that stands for the one that was left out.
fn has_it(cx: &Context<'_>, section: &[u8], instead: &str, value: &[u8]) -> bool {
    // What stands for it is in backticks: "`username` of an auth object".
    let options: Vec<&str> = instead.split('`').skip(1).step_by(2).collect();
    ["endpoint", "aor", "auth", "identify", "registration"].into_iter().any(|of| {
        let Some(object) = cx.objects().find(of, section) else { return false };
        let known = |option: &&str| cx.config.target.option(object.of, option).is_some();
        options.iter().copied().filter(known).any(|option| object.is_set(option) && object.text(option) == value)
    })
}

/// `dtmfmode=shortinfo`, or `RFC2833` in upper case, becomes `none` (M-84).
fn dtmf(cx: &Context<'_>, file: crate::source::FileId, out: &mut Vec<Finding>) {
    let judged = &cx.config.pjsip;
    let getter = cx.objects().getter("dtmf_mode");
    let endpoints = cx
        .objects()
        .sections_of_type(TypeId::pjsip("endpoint"))
        .filter(|s| judged.doc.name_span(*s).file == file && getter.value(*s).eq_ignore_ascii_case(b"none"));
    for place in cx.sites().places(endpoints, &["dtmf_mode"]) {
        let who = cx.sites().whose(&place);
        out.push(
            cx.sites()
                .at(&place, format!("DTMF is disabled for {who}"))
                .at("the converter writes this for an unknown `dtmfmode`")
                .consequence("Menus, voicemail and features do not receive key presses")
                .help("Set `dtmf_mode=rfc4733`, or `info` if sip.conf has `dtmfmode=shortinfo`"),
        );
    }
}
