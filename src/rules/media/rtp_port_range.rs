//! A range of ports for RTP that Asterisk does not take, or that ends after a few calls.

use crate::finding::Finding;
use crate::rules::Context;

/// Ports that a call between two endpoints takes: two for each (RTP and RTCP).
const PORTS_OF_A_CALL: u32 = 4;
/// Fewer calls at a time than this are fewer than anybody means.
const FEW: u32 = 4;

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let Some(rtp) = &cx.config.neighbours.rtp else { return };
    let Some(span) = rtp.start.span.or(rtp.end.span) else { return };
    let other = rtp.end.span.filter(|s| *s != span);
    let (start, end) = (u32::from(rtp.start.value), u32::from(rtp.end.value));
    let calls = (end + 1 - start) / PORTS_OF_A_CALL;
    let mut finding = if rtp.is_refused {
        let (first, last) = rtp.written;
        cx.finding(span, format!("The range of ports for RTP is refused: {first} is not below {last}"))
            .at("not a range")
            .consequence(format!(
                "Asterisk takes its default, {start} to {end}, where the firewall may let nothing in: no sound"
            ))
            .log(format!("Unreasonable values for RTP start/end port in rtp.conf"))
            .help("Write an `rtpend` that is well above `rtpstart`, with four ports for each call at a time")
    } else if calls < FEW {
        cx.finding(span, format!("The range of ports for RTP is enough for {calls} calls at a time"))
            .at(format!("{} ports", end + 1 - start))
            .consequence("Each call takes four ports, two for each side: the next call has no sound, or is refused")
            .help("Write a range with four ports for each call at a time")
    } else {
        return;
    };
    if let Some(other) = other {
        finding = finding.label(other, "the other end");
    }
    out.push(finding.option("rtpstart"));
}
