//! A provider is asked for a password that it does not have.

use crate::accounts::{AccountFlags, Kind};
use crate::finding::{Finding, Severity};
use crate::rules::Context;
use crate::rules::exposure::is_public_name;
use crate::rules::site::private;
use crate::text::SectionId;

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let (auth, outbound) = (cx.getter("auth"), cx.getter("outbound_auth"));
    // The login that a registration uses at the provider is asked of the provider.
    let asks_own_login = |endpoint: SectionId| {
        let asked: Vec<SectionId> = cx.named_auths(auth.value(endpoint)).collect();
        let registrations = cx.accounts.registered_by(endpoint).iter();
        registrations.flat_map(|r| cx.named_auths(outbound.value(*r))).any(|a| asked.contains(&a))
    };
    for kind in cx.accounts.kinds() {
        if !kind.has(AccountFlags::AUTH) || !is_provider(cx, kind) {
            continue;
        }
        // Two exchanges that authenticate each other have an auth for each direction, and are sound.
        let is_asked = |e: &SectionId| {
            kind.has(AccountFlags::SAME_AUTH)
                || asks_own_login(*e)
                || kind.has(AccountFlags::REGISTERS_OUT) && cx.hosts_of(*e).iter().any(|h| is_public_name(h))
        };
        let members = cx.accounts.members(kind.id).iter().copied().filter(is_asked);
        for place in cx.places(members, &["auth"]) {
            let mut finding = cx
                .at(
                    &place,
                    format!("the provider {} {} to log in here to call", cx.whose(&place), place.agree("has", "have")),
                )
                .at("asks the provider for a password")
                .consequence(
                    "Calls from the provider are answered 401, which providers do not answer: no call comes in",
                )
                .help(
                    "Remove `auth`: `outbound_auth` is what logs in at the provider, and an identify knows its calls",
                );
            // On one's own network the other side is more likely an exchange that knows the password.
            let hosts = cx.hosts_of(place.section);
            if !hosts.is_empty()
                && hosts.iter().all(|h| private(h) == Some(true) || private(h).is_none() && !is_public_name(h))
            {
                finding = finding.severity(Severity::Info);
            }
            out.push(finding);
        }
    }
}

/// Whether it is a provider: a trunk, and no phone that is called at a preset contact besides.
fn is_provider(cx: &Context<'_>, kind: &Kind) -> bool {
    let fixed = cx.aor_of(kind).is_some_and(|a| a.is_set("contact")) && !cx.registers(kind);
    // Who registers here knows the password that is asked for.
    cx.is_trunk(kind) && (fixed || kind.has(AccountFlags::REGISTERS_OUT) && !cx.registers(kind))
}
