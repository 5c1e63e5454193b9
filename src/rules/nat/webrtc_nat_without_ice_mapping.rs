//! WebRTC behind NAT, but browsers are not given the public address.

use crate::asterisk::value::private::is_private;
use crate::finding::Finding;
use crate::rules::Context;
use crate::rules::facts::external_addresses::{external, is_unreal, own_address};

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let rtp = cx.config.neighbours.rtp.as_ref();
    if rtp.is_some_and(|r| r.stun.is_some() || r.turn.is_some() || !r.candidates.is_empty() || !r.ice.value) {
        return;
    }
    let mut real = cx.transports().loaded().iter().filter(|t| !is_unreal(t));
    let nat = real.find_map(|t| Some((t, external(t, "external_media_address")?)));
    let Some((transport, setting)) = nat else { return };
    // An external address implies NAT; a transport at a public address implies none.
    let is_public = |t| own_address(t).is_some_and(|a| !is_private(a));
    let public = cx.transports().loaded().iter().any(is_public);
    for group in cx.accounts.groups().iter().filter(|k| cx.groups().endpoint_of(k).is_webrtc()) {
        if public {
            return cx.quiet("a transport is bound to a public address, so that this machine is not behind NAT");
        }
        // Nothing can be said about what it lacks.
        if rtp.is_none() {
            return cx.quiet("there is no rtp.conf to look at");
        }
        for place in cx.sites().places_of(group, &["webrtc"]) {
            let finding = cx
                .sites()
                .at(
                    &place,
                    format!(
                        "{} {} for WebRTC behind NAT, but rtp.conf does not set the public address",
                        cx.sites().whose(&place),
                        place.agree("is", "are")
                    ),
                )
                .at("its media uses ICE")
                .label(transport.doc().setting_span(&cx.config.sources, setting), "implies NAT")
                .consequence(
                    "ICE offers only Asterisk's private address: an outside browser registers and rings, but there is \
                     no audio",
                )
                .help(
                    "Add the private and the public address to `[ice_host_candidates]` in rtp.conf, or set `stunaddr` \
                     there",
                );
            out.push(finding);
        }
    }
}
