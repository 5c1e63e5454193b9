//! WebRTC behind NAT without anything that tells the browser the public address.

use crate::asterisk::value::private::is_private;
use crate::finding::Finding;
use crate::rules::Context;
use crate::rules::facts::external_addresses::{external, is_unreal, own_address};

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    // Only an rtp.conf that is there says what is missing from it.
    let Some(rtp) = &cx.config.neighbours.rtp else { return };
    if rtp.stun.is_some() || rtp.turn.is_some() || !rtp.candidates.is_empty() || !rtp.ice.value {
        return;
    }
    // An external address says that there is NAT; a transport at a public address says that there is none.
    let public = |t| own_address(t).is_some_and(|a| !is_private(a));
    if cx.transports().loaded().iter().any(public) {
        return;
    }
    let mut real = cx.transports().loaded().iter().filter(|t| !is_unreal(t));
    let nat = real.find_map(|t| Some((t, external(t, "external_media_address")?)));
    let Some((transport, setting)) = nat else { return };
    for kind in cx.accounts.groups().iter().filter(|k| cx.groups().endpoint_of(k).is_webrtc()) {
        for place in cx.sites().places_of(kind, &["webrtc"]) {
            let finding = cx
                .sites()
                .at(&place, format!("{} {} for WebRTC behind NAT, but rtp.conf says nothing of the public address", cx.sites().whose(&place), place.agree("is", "are")))
                .at("its media goes where ICE finds a way")
                .label(transport.doc().setting_span(&cx.config.sources, setting), "shows that there is NAT")
                .consequence("ICE offers the private address of Asterisk only: a browser outside registers and rings, and there is no sound")
                .help("Add the private and the public address to `[ice_host_candidates]` in rtp.conf, or set `stunaddr` there");
            out.push(finding);
        }
    }
}
