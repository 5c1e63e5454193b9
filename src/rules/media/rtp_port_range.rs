//! An RTP port range that Asterisk rejects, or that is used up after a few calls.

use crate::finding::Finding;
use crate::rules::Context;

/// Fewer ports than this are hardly intended: each call leg takes two, for RTP and RTCP.
const MIN_PORTS: u32 = 16;

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let Some(rtp) = &cx.config.neighbours.rtp else { return };
    let Some(span) = rtp.start.span.or(rtp.end.span) else { return };
    let other = rtp.end.span.filter(|s| *s != span);
    let (start, end) = (u32::from(rtp.start.value), u32::from(rtp.end.value));
    let ports = (end + 1).saturating_sub(start);
    let mut finding = if rtp.is_refused {
        let (first, last) = rtp.written;
        cx.finding(span, format!("the RTP port range is rejected: {first} is not below {last}"))
            .at("not a range")
            .consequence(format!("Asterisk uses its default, {start} to {end}, which the firewall may block: no audio"))
            .log("Unreasonable values for RTP start/end port in rtp.conf")
            .help("Set `rtpend` well above `rtpstart`: four ports for each concurrent call")
    } else if ports < MIN_PORTS {
        cx.finding(span, format!("the RTP port range, {start} to {end}, has only {ports} ports"))
            .at("the first port")
            .consequence("Each call leg takes two ports: once none is left, the next call is refused or has no audio")
            .help("Use a range with four ports for each concurrent call")
    } else {
        return;
    };
    if let Some(other) = other {
        finding = finding.label(other, "the other end of the range");
    }
    out.push(finding.option("rtpstart"));
}
