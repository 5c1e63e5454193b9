//! Names that are both a chan_sip device and a PJSIP endpoint.

use crate::asterisk::TypeId;
use crate::chan_sip::DeviceKind;
use crate::finding::Finding;
use crate::neighbours::Loads;
use crate::rules::Context;
use crate::rules::facts::chan_sip_migration::ChanSipState;

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let version = cx.config.target.version;
    // Without chan_sip there is no conflict.
    let Some(sip) = cx.config.chan_sip.as_ref().filter(|_| version.major < 21) else { return };
    let pjsip_is_off = matches!(cx.config.neighbours.modules.will_load("chan_pjsip", version), Loads::No(_));
    let why = match cx.migration().chan_sip() {
        _ if pjsip_is_off => Some("modules.conf does not load chan_pjsip".to_owned()),
        ChanSipState::Gone { why, .. } => Some(why),
        ChanSipState::There => None,
    };
    if why.is_some() && !cx.is_verbose() {
        return;
    }
    let (general, endpoint) = (sip.general(&cx.config.sources), TypeId::pjsip("endpoint"));
    let is_called = |d: &crate::chan_sip::Account<'_>| d.kind() != DeviceKind { user: true, peer: false };
    let both = sip.accounts(&general).filter(is_called).filter_map(|device| {
        let loaded = cx.config.pjsip.is_loaded(&cx.config.sources, endpoint, device.name());
        let found = cx.config.pjsip.find(&cx.config.sources, endpoint, device.name()).filter(|_| loaded)?;
        Some((device.section(), found))
    });
    let both: Vec<_> = both.collect();
    let Some(&(section, endpoint)) = both.first() else { return };
    if let Some(why) = why {
        return cx.quiet(why);
    }
    let (Some((span, name)), doc) = (cx.migration().device(section), &cx.config.pjsip.doc) else { return };
    let who = match both.len() {
        1 => format!("`{name}` is"),
        2 => format!("`{name}` and 1 other are"),
        n => format!("`{name}` and {} others are", n - 1),
    };
    out.push(
        cx.finding(doc.name_span(endpoint), format!("{who} in sip.conf and in PJSIP"))
            .at("the endpoint")
            .label(span, "the chan_sip device")
            .count(both.len() as u32)
            .consequence(
                "A phone is reached where it registered last: `SIP/` and `PJSIP/` reach different devices, and so do \
                 hints and queues",
            )
            .help(
                "Finish the migration, so that each name is on one side only; `pjlint parity` lists what is left to do",
            ),
    );
}
