//! A range of ports for RTP that Asterisk does not take, or that ends after a few calls.

use crate::finding::Finding;
use crate::rules::Context;

/// Fewer ports than this are fewer than anybody means: each side of a call takes two, for RTP and RTCP.
const MIN_PORTS: u32 = 16;

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let Some(rtp) = &cx.config.neighbours.rtp else { return };
    let Some(span) = rtp.start.span.or(rtp.end.span) else { return };
    let other = rtp.end.span.filter(|s| *s != span);
    let (start, end) = (u32::from(rtp.start.value), u32::from(rtp.end.value));
    let ports = (end + 1).saturating_sub(start);
    let mut finding = if rtp.is_refused {
        let (first, last) = rtp.written;
        cx.finding(span, format!("the range of ports for RTP is refused: {first} is not below {last}"))
            .at("not a range")
            .consequence(format!(
                "Asterisk takes its default, {start} to {end}, where the firewall may let nothing in: no sound"
            ))
            .log("Unreasonable values for RTP start/end port in rtp.conf")
            .help("Write an `rtpend` that is well above `rtpstart`, with four ports for each call at a time")
    } else if ports < MIN_PORTS {
        cx.finding(span, format!("the range for RTP, {start} to {end}, has only {ports} ports"))
            .at("the first port")
            .consequence(
                "Each side of a call takes two ports: as soon as none is left the next call is refused or has no sound",
            )
            .help("Write a range with four ports for each call at a time")
    } else {
        return;
    };
    if let Some(other) = other {
        finding = finding.label(other, "the other end");
    }
    out.push(finding.option("rtpstart"));
}
