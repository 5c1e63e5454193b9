//! Signalling is copied to a collector (HEP), but not that of chan_sip calls.

use crate::finding::Finding;
use crate::neighbours::Loads;
use crate::rules::Context;

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let (neighbours, sources) = (&cx.config.neighbours, &cx.config.sources);
    let Some(hep) = neighbours.hep.as_ref().filter(|h| h.is_sending()) else { return };
    let is_out = |module: &str| matches!(neighbours.modules.will_load(module, cx.config.target.version), Loads::No(_));
    let Some(sip) = &cx.config.chan_sip else { return };
    if is_out("chan_sip") || is_out("res_hep") {
        return cx.quiet("chan_sip or `res_hep` is not loaded");
    }
    let general = sip.general(sources);
    let Some(device) = sip.accounts(&general).next() else { return };
    let Some(span) = hep.address.and_then(|a| a.span) else { return };
    out.push(
        cx.finding(span, "chan_sip calls are not copied to the collector")
            .at("receives SIP messages of PJSIP only")
            .label(sip.doc.name_span(device.section()), "a chan_sip device")
            .consequence("For chan_sip calls, the collector shows RTCP reports but no SIP messages")
            .help("Move the devices to PJSIP, or capture their messages outside Asterisk"),
    );
}
