//! What the configuration needs, and modules.conf does not load.

mod needs;

use rustc_hash::FxHashSet;

use crate::finding::Finding;
use crate::neighbours::{Absence, Loads};
use crate::rules::Context;
use crate::source::Span;

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let (modules, version) = (&cx.config.neighbours.modules, cx.config.target.version);
    if !modules.is_known() || !modules.no_start.is_empty() {
        return;
    }
    // Without res_pjsip on purpose nothing of pjsip.conf is in use: a site with chan_sip, perhaps. One that it cannot do
    // without is easily forgotten.
    match modules.will_load("res_pjsip", version) {
        Loads::Yes => {}
        Loads::No(Absence::Needs(module, place)) => {
            if let Some(endpoint) = cx.written("endpoint").next() {
                out.push(finding(cx, module, place, (endpoint.name_span(), "an endpoint"), &needs::CORE));
            }
            return;
        }
        _ => return,
    }
    let mut told: FxHashSet<&str> = FxHashSet::default();
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
        .at(if place.is_some() { "it is not loaded because of this" } else { "needs it" })
        .consequence(need.consequence)
        .help(format!("Add `load={module}.so`, or remove the `noload` of it"));
    if place.is_some() {
        finding = finding.label(needing, "needs it");
    }
    finding.log = need.log.map(str::to_owned);
    finding
}
