//! Modules that the configuration needs, but modules.conf does not load.

mod needs;

use crate::hashing::SeededSet;

use crate::finding::Finding;
use crate::neighbours::{Absence, Loads};
use crate::rules::Context;
use crate::source::Span;

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let (modules, version) = (&cx.config.neighbours.modules, cx.config.target.version);
    if !modules.is_known() {
        return;
    }
    if !modules.no_start.is_empty() {
        return cx.quiet("Asterisk does not start with this modules.conf, which comes first");
    }
    // With a `noload` of res_pjsip, or with chan_sip instead, pjsip.conf is unused on purpose. A missing dependency of
    // res_pjsip, or a missing `load` line, is easily overlooked.
    let is_chan_sip = || matches!(modules.will_load("chan_sip", version), Loads::Yes);
    let lacking = match modules.will_load("res_pjsip", version) {
        Loads::Yes => None,
        Loads::No(Absence::Needs(module, place)) => Some((module, place)),
        Loads::No(Absence::NotNamed(place)) if !is_chan_sip() => Some(("res_pjsip", place)),
        _ => {
            if cx.objects().written("endpoint").next().is_some() {
                cx.quiet("modules.conf leaves PJSIP out on purpose: by a `noload`, or for chan_sip");
            }
            return;
        }
    };
    if let Some((module, place)) = lacking {
        if let Some(endpoint) = cx.objects().written("endpoint").next() {
            out.push(finding(cx, module, place, (endpoint.name_span(), "an endpoint"), &needs::CORE));
        }
        return;
    }
    let mut told: SeededSet<&str> = SeededSet::default();
    for need in needs::NEEDS {
        let Loads::No(why) = modules.will_load(need.module, version) else { continue };
        let (module, place) = match why {
            Absence::Version => continue,
            Absence::Barred(place) => (need.module, Some(place)),
            Absence::NotNamed(place) => (need.module, place),
            Absence::Needs(module, place) => (module, place),
        };
        let Some(needing) = (need.needing)(cx).filter(|_| told.insert(module)) else { continue };
        out.push(finding(cx, module, place, needing, need));
    }
}

fn finding(
    cx: &Context<'_>,
    module: &str,
    place: Option<Span>,
    (needing, what): (Span, &'static str),
    need: &needs::Need,
) -> Finding {
    let mut finding = cx
        .finding(place.unwrap_or(needing), format!("modules.conf does not load `{module}`, which {what} needs"))
        .at(if place.is_some() { "not loaded because of this" } else { "needs it" })
        .consequence(need.consequence)
        .help(if module == "res_pjsip" {
            "Set `autoload=yes` (only yes, true, y, t, 1 and on count as yes), or list every PJSIP module in a `load` \
             line"
                .to_owned()
        } else {
            format!("Add `load={module}.so`, or remove its `noload`")
        });
    if place.is_some() {
        finding = finding.label(needing, "needs it");
    }
    finding.log = need.log.map(str::to_owned);
    finding
}
