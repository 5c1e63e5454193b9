//! `direct_media` is on for an endpoint behind NAT.

use crate::accounts::AccountGroup;
use crate::catalogue::Severity;
use crate::finding::Finding;
use crate::objects::Object;
use crate::rules::Context;
use crate::rules::facts::addressing::Addressing;
use crate::rules::facts::exposure::is_public_name;
use crate::rules::facts::external_addresses::{external, is_alone, is_unreal};
use crate::rules::fixes::option_changes::{FindingWithFix, set};

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let direct = |k: &&AccountGroup| is_direct(cx, k);
    // Both sides of a call must allow it: a single endpoint that does is not affected.
    if cx.accounts.groups().iter().filter(direct).map(|k| k.count).sum::<u32>() < 2 {
        if let Some(only) = cx.accounts.groups().iter().find(direct).filter(|k| is_flagged(&cx.groups().endpoint_of(k)))
        {
            cx.groups().quiet(only, "no other endpoint allows direct media, which both sides of a call must");
        }
        return;
    }
    let mut found = Vec::new();
    for group in cx.accounts.groups().iter().filter(direct) {
        let endpoint = cx.groups().endpoint_of(group);
        let flagged = is_flagged(&endpoint);
        let transport = if flagged { None } else { through_nat(cx, group) };
        if !flagged && transport.is_none() {
            continue;
        }
        for place in cx.sites().places_of(group, &["direct_media", "rtp_symmetric", "rewrite_contact"]) {
            let (whose, is) = (cx.sites().whose(&place), place.agree("is", "are"));
            let why = if flagged { "set up for NAT" } else { "reached through NAT" };
            let mut finding = cx
                .sites()
                .at(&place, format!("{whose} {is} {why}, but `direct_media` is on"))
                .at(match place.option {
                    Some("direct_media") => "media bypasses Asterisk",
                    _ => "`direct_media=no` is missing; the default is yes",
                })
                .consequence(
                    "Once a call is answered, Asterisk tells the other side to send audio directly to the private \
                     address of this side: one-way audio, or none",
                )
                .help("Set `direct_media=no`");
            if let Some((transport, setting)) = transport {
                let span = transport.doc().setting_span(&cx.config.sources, setting);
                finding = finding.label(span, "its transport has an external address");
            }
            if cx.site().addressing() == Addressing::Private || is_alone(cx.transports().loaded()) {
                finding = finding.severity(Severity::Info);
            }
            // Such programs set the NAT options for every phone, including those on the LAN.
            if let Some(program) = cx.site().generator(place.span.file) {
                finding = finding.severity(Severity::Info).help(format!(
                    "If such phones are behind NAT, turn direct media off in {}: {}",
                    program.name, program.place
                ));
            }
            found.push(FindingWithFix::new(finding, &place, [set("direct_media", "no")]));
        }
    }
    cx.fixes().report_with_fixes(found, out);
}

/// Whether it is set up for NAT.
fn is_flagged(endpoint: &Object<'_>) -> bool {
    endpoint.is_on("rtp_symmetric") || endpoint.is_on("rewrite_contact")
}

/// Whether media of the group's endpoints may bypass Asterisk (N-5); encryption prevents that.
fn is_direct(cx: &Context<'_>, group: &AccountGroup) -> bool {
    let endpoint = cx.groups().endpoint_of(group);
    if !endpoint.is_on("direct_media") {
        return false;
    }
    let why = if endpoint.is_on("disable_direct_media_on_nat") {
        "`disable_direct_media_on_nat` keeps its media at Asterisk"
    } else if endpoint.is_webrtc() || !endpoint.is_word("media_encryption", "no") {
        "its media are encrypted, which keeps them at Asterisk"
    } else {
        return true;
    };
    if is_flagged(&endpoint) {
        cx.groups().quiet(group, why);
    }
    false
}

/// The first transport of a trunk, if all its transports have external addresses and nothing shows that the trunk is on
/// this side of the NAT. Phones may be on either side; their own flags tell.
fn through_nat<'c, 'a>(cx: &'c Context<'a>, group: &AccountGroup) -> Option<(&'c Object<'a>, u32)> {
    if !cx.groups().is_trunk(group) {
        return None;
    }
    let transports = cx.transports().transports_of(group);
    let all = transports.iter().all(|t| external(t, "external_media_address").is_some() && !is_unreal(t));
    let first = transports.first().filter(|_| all)?;
    let local = cx.transports().local_nets(first);
    let near = cx.identification().find_peer(group, |p| p.is_near(local)).is_some();
    // A name in the local network does not imply NAT.
    let named = cx.identification().find_peer(group, |p| p.is_private().is_some() || is_public_name(p.host)).is_some();
    if near {
        cx.groups().quiet(group, "an address of it is on this side of the NAT");
    } else if !named {
        cx.groups().quiet(group, "nothing shows that its host is on the other side of the NAT");
    }
    (named && !near).then_some((first, external(first, "external_media_address")?))
}
