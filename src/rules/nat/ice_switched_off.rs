//! ICE is disabled globally, but endpoints need it.

use crate::catalogue::{FixSafety, Severity};
use crate::finding::{Edit, Finding, Fix};
use crate::rules::Context;
use crate::source::Span;

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let Some(rtp) = &cx.config.neighbours.rtp else { return };
    let (false, Some(span)) = (rtp.ice.value, rtp.ice.span) else { return };
    let kinds = || cx.accounts.groups().iter();
    let browser = kinds().find(|k| cx.groups().endpoint_of(k).is_webrtc());
    let Some(kind) = browser.or_else(|| kinds().find(|k| cx.groups().endpoint_of(k).is_on("ice_support"))) else {
        return;
    };
    let option = if browser.is_some() { "webrtc" } else { "ice_support" };
    let endpoint = cx.groups().endpoint_of(kind);
    let whose = cx.plain(endpoint.id());
    let mut finding = cx
        .finding(span, format!("ICE is disabled here, but `{option}` of `{whose}` needs it"))
        .at("applies to every endpoint")
        .option("icesupport")
        .consequence(if browser.is_some() {
            "Asterisk offers no ICE candidates: browsers register and ring, but there is no audio"
        } else {
            "Asterisk offers no ICE candidates: media uses only the addresses in SDP, and `ice_support` has no effect"
        })
        .help("Remove the line, or set `icesupport=yes`, which is the default");
    if let Some(setting) = endpoint.setting(option) {
        finding = finding.label(endpoint.doc().setting_span(&cx.config.sources, setting), "needs ICE");
    }
    if browser.is_none() {
        finding = finding.severity(Severity::Info);
    } else if let Some(edit) = switched_on(cx, span) {
        finding = finding.fix(Some(Fix::new(FixSafety::Unsafe, "write `icesupport=yes`", [edit])));
    }
    out.push(finding);
}

/// Changes the value of the line; `None` if it holds more than a name and a value.
fn switched_on(cx: &Context<'_>, line: Span) -> Option<Edit> {
    let text = cx.config.sources.bytes(line);
    let sign = memchr::memchr(b'=', text).filter(|at| *at > 0 && text[at - 1] != b'+')?;
    let value = text[sign + 1..].iter().position(|b| *b > 32 && *b != b'>')? + sign + 1;
    let is_plain = text[value..].iter().all(u8::is_ascii_alphanumeric) && cx.site().generator(line.file).is_none();
    is_plain.then(|| Edit::replace(line.part(value, text.len() - value), "yes"))
}
