//! Copies of the signalling that are wanted, and do not go out.

use crate::finding::Finding;
use crate::neighbours::{Absence, Collector, HepFault, Loads};
use crate::rules::Context;

/// Why nothing arrives where `res_hep` itself does not load.
const DECLINED: &str =
    "`res_hep` does not load, nor what builds on it: the collector stays empty, and calls go on as before";

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let neighbours = &cx.config.neighbours;
    let Some(hep) = neighbours.hep.as_ref().filter(|h| h.enabled.value) else { return };
    let loads = |module: &str| neighbours.modules.will_load(module, cx.config.target.version);
    // The file may lie there unused.
    if matches!(loads("res_hep"), Loads::No(_)) {
        return;
    }
    let at = |span, message: &str, label: &str, consequence: &str, help: &str| {
        cx.finding(span, message).at(label).consequence(consequence).help(help)
    };
    match hep.fault {
        // Where the file does not parse there is no place to point at.
        Some(HepFault::Lost | HepFault::NoAddress(None)) => return,
        Some(HepFault::UnknownSection(span)) => {
            out.push(at(
                span,
                "hep.conf has a section that is not `[general]`",
                "no such section",
                DECLINED,
                "Remove it",
            ));
        }
        Some(HepFault::UnknownOption(span)) => {
            out.push(at(span, "hep.conf has no such option", "unknown", DECLINED, "Remove it, or mend its name"));
        }
        Some(HepFault::BadValue(span)) => {
            out.push(at(
                span,
                "hep.conf has a value that the option does not take",
                "not taken",
                DECLINED,
                "Mend the value",
            ));
        }
        Some(HepFault::NoAddress(Some(span))) => {
            let help = "Add `capture_address=HOST:PORT` of the collector, or write `enabled=no`";
            out.push(at(span, "hep.conf names no collector", "no `capture_address` in it", DECLINED, help));
        }
        None => {
            if let Some(span) = hep.address.filter(|a| a.value == Collector::Nowhere).and_then(|a| a.span) {
                let why = "`res_hep` loads and has nowhere to send to: the collector stays empty";
                let help = "Write both: `capture_address=192.0.2.30:9060`";
                out.push(at(span, "The collector's address is not complete", "needs a host and a port", why, help));
            }
        }
    }
    // Who bars it by name wants RTCP only.
    if let (None, Loads::No(Absence::NotNamed(Some(span)))) = (hep.fault, loads("res_hep_pjsip")) {
        let why = "SIP messages are not copied: the collector shows no calls";
        let wanted = hep.enabled.span.or(hep.address.and_then(|a| a.span)).unwrap_or(span);
        let help = "Add `load=res_hep_pjsip.so`, and `load=res_hep_rtcp.so` for reports on the sound";
        out.push(
            at(span, "modules.conf does not load `res_hep_pjsip`", "it is not loaded because of this", why, help)
                .label(wanted, "copies are wanted"),
        );
    }
}
