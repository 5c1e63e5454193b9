//! Signalling should be copied to a collector (HEP), but is not sent.

use crate::finding::Finding;
use crate::neighbours::{Absence, Collector, HepFault, Loads};
use crate::rules::Context;

/// The consequence if `res_hep` itself does not load.
const DECLINED: &str =
    "`res_hep` and the modules that depend on it do not load: the collector stays empty; calls are not affected";

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let neighbours = &cx.config.neighbours;
    let Some(hep) = neighbours.hep.as_ref().filter(|h| h.enabled.value) else { return };
    let loads = |module: &str| neighbours.modules.will_load(module, cx.config.target.version);
    // The file may be unused.
    if matches!(loads("res_hep"), Loads::No(_)) {
        return cx.quiet("modules.conf does not load `res_hep`, so that hep.conf is not used");
    }
    let at = |span, message: &str, label: &str, consequence: &str, help: &str| {
        cx.finding(span, message).at(label).consequence(consequence).help(help)
    };
    match hep.fault {
        // If the file does not parse, there is no line to point at.
        Some(HepFault::Lost | HepFault::NoAddress(None)) => {
            return cx.quiet("hep.conf does not parse, or has no line to point at");
        }
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
            out.push(at(span, "hep.conf has no such option", "unknown", DECLINED, "Remove it, or correct its name"));
        }
        Some(HepFault::BadValue(span)) => {
            out.push(at(span, "hep.conf has an invalid value", "not accepted", DECLINED, "Correct the value"));
        }
        Some(HepFault::NoAddress(Some(span))) => {
            let help = "Add `capture_address=HOST:PORT` of the collector, or set `enabled=no`";
            out.push(at(span, "hep.conf does not set a collector", "has no `capture_address`", DECLINED, help));
        }
        None => {
            if let Some(span) = hep.address.filter(|a| a.value == Collector::Nowhere).and_then(|a| a.span) {
                let why = "`res_hep` loads but cannot send anything: the collector stays empty";
                let help = "Set both, for example `capture_address=192.0.2.30:9060`";
                out.push(at(span, "the collector's address is incomplete", "needs a host and a port", why, help));
            }
        }
    }
    // An explicit `noload` means that only RTCP is wanted.
    let copying = loads("res_hep_pjsip");
    if let Loads::No(Absence::Barred(_)) = copying {
        cx.quiet("a `noload` of `res_hep_pjsip` says that only RTCP is wanted");
    }
    if let (None, Loads::No(Absence::NotNamed(Some(span)))) = (hep.fault, copying) {
        let why = "SIP messages are not copied: the collector shows no calls";
        let wanted = hep.enabled.span.or(hep.address.and_then(|a| a.span)).unwrap_or(span);
        let help = "Add `load=res_hep_pjsip.so`, and `load=res_hep_rtcp.so` for RTCP reports";
        out.push(
            at(span, "modules.conf does not load `res_hep_pjsip`", "not loaded because of this", why, help)
                .label(wanted, "copying is enabled"),
        );
    }
}
