//! Only one contact, which is kept, for a device whose address changes.

use crate::accounts::AccountGroup;
use crate::asterisk::TypeId;
use crate::catalogue::Severity;
use crate::finding::Finding;
use crate::objects::Object;
use crate::rules::Context;
use crate::rules::facts::addressing::Addressing;
use crate::rules::facts::sockets::is_web;
use crate::rules::findings::report_sites::ReportSite;
use crate::rules::fixes::option_changes::{FindingWithFix, set};
use crate::source::Span;
use crate::text::SectionId;

/// Why the device's contact changes before the old one expires.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Moves {
    Nat,
    Connection,
    Softphone,
}

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let mut found = Vec::new();
    for moves in [Moves::Nat, Moves::Connection, Moves::Softphone] {
        let groups: Vec<&AccountGroup> =
            cx.accounts.groups().iter().filter(|k| locks_out(cx, k) && moves_as(cx, k, moves)).collect();
        let Some(sign) = groups.first().and_then(|k| why(cx, k)).map(|w| w.1) else { continue };
        let of_first = cx.sites().aors_of(groups[0]);
        for place in cx.sites().places(cx.registrations().distinct_aors(groups.iter().copied()), &["max_contacts"]) {
            let sign = of_first.contains(&place.section).then_some(sign);
            let finding = finding(cx, moves, place.section, cx.sites().at(&place, message(cx, moves, &place)), sign);
            found.push(FindingWithFix::new(finding, &place, [set("remove_existing", "yes")]));
        }
    }
    cx.fixes().report_with_fixes(found, out);
}

fn locks_out(cx: &Context<'_>, group: &AccountGroup) -> bool {
    // A device with a static contact rarely registers.
    let is_full = |a: &Object<'_>| a.number("max_contacts") == 1 && keeps_old(a);
    let aor = cx.groups().aor_of(group).filter(|a| cx.registrations().is_phone(group) && is_full(a));
    let fixed = aor.as_ref().is_some_and(|a| a.is_set("contact"));
    if fixed {
        cx.groups().quiet(group, "its aor has a static contact, and such a device rarely registers");
    }
    aor.is_some() && !fixed
}

/// Whether a new contact does not replace an old one: `remove_unavailable` removes only contacts that qualify has found
/// unreachable, and without qualify none.
fn keeps_old(aor: &Object<'_>) -> bool {
    let makes_room = aor.is_on("remove_unavailable") && aor.number("qualify_frequency") > 0;
    !aor.is_on("remove_existing") && !makes_room
}

fn moves_as(cx: &Context<'_>, group: &AccountGroup, moves: Moves) -> bool {
    let why = why(cx, group);
    if why.is_none() {
        cx.groups().quiet(group, "nothing shows that its contact changes: no NAT, TCP, TLS or softphone");
    }
    why.is_some_and(|w| w.0 == moves)
}

fn why(cx: &Context<'_>, group: &AccountGroup) -> Option<(Moves, Span)> {
    let endpoint = cx.groups().endpoint_of(group);
    let named = endpoint.text("transport");
    let transport = cx.transports().transport(named);
    // For browsers see webrtc-max-contacts.
    if endpoint.is_webrtc() || transport.is_some_and(is_web) {
        return None;
    }
    let doc = &cx.config.pjsip.doc;
    let span = |option: &str| {
        endpoint.setting(option).map_or(endpoint.name_span(), |s| doc.setting_span(&cx.config.sources, s))
    };
    if endpoint.is_on("rewrite_contact") {
        Some((Moves::Nat, span("rewrite_contact")))
    } else if transport.is_some_and(|t| t.is_word("protocol", "tcp") || t.is_word("protocol", "tls")) {
        Some((Moves::Connection, span("transport")))
    } else {
        cx.groups().is_of_class(group, "softphone").then(|| (Moves::Softphone, endpoint.name_span()))
    }
}

fn message(cx: &Context<'_>, moves: Moves, place: &ReportSite) -> String {
    let what = match moves {
        Moves::Nat => "a phone behind NAT",
        Moves::Connection => "a phone on TCP or TLS",
        Moves::Softphone => "a softphone",
    };
    let allows = place.agree("allows only one contact", "allow only one contact each");
    format!("aor {} of {what} {allows}, and a stale one blocks re-registration", cx.sites().whose(place))
}

fn finding(cx: &Context<'_>, moves: Moves, section: SectionId, finding: Finding, sign: Option<Span>) -> Finding {
    let aor = Object::new(cx.config, section, TypeId::pjsip("aor"));
    let unavailable = aor.is_on("remove_unavailable");
    let (sign_is, moved) = match moves {
        Moves::Nat => ("its contact is the router's address and port", "Its router gives it a new port or address"),
        Moves::Connection => ("every connection has its own port", "It reconnects after a network change"),
        Moves::Softphone => ("a softphone, judging by its name", "It moves from Wi-Fi to mobile data, or restarts"),
    };
    let finding = finding
        .at(if unavailable { "`remove_unavailable` does nothing without `qualify_frequency`" } else { "without `remove_existing=yes`" })
        .consequence(format!("{moved}: its new contact is a second one, and is answered 403 until the old one expires. Calls go to the old address"))
        .log("will exceed max contacts of 1")
        .help("Add `remove_existing=yes`, so that the newest contact wins");
    // In a lab or on an isolated LAN a phone behind a router is rare.
    let finding = match (moves, cx.site().addressing()) {
        (Moves::Nat, Addressing::Private) => finding.severity(Severity::Info),
        _ => finding,
    };
    match sign {
        Some(span) => finding.label(span, sign_is),
        None => finding,
    }
}
