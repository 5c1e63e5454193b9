//! A provider is challenged for a password that it does not have.

use std::cell::OnceCell;
use std::net::IpAddr;

use crate::hashing::SeededMap;

use crate::accounts::{AccountFlags, AccountGroup};
use crate::asterisk::TypeId;
use crate::asterisk::value::address::Network;
use crate::asterisk::value::private::is_private_host;
use crate::catalogue::Severity;
use crate::finding::Finding;
use crate::objects::Object;
use crate::rules::Context;
use crate::rules::facts::exposure::{is_chosen_by_from, is_public_name};
use crate::rules::fixes::option_changes::{FindingWithFix, OptionChange, set};
use crate::text::SectionId;

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let (auth, outbound) = (cx.objects().getter("auth"), cx.objects().getter("outbound_auth"));
    // The endpoint challenges the provider with the credentials that its registration uses there.
    let asks_own_login = |endpoint: SectionId| {
        let asked: Vec<SectionId> = cx.credentials().named_auths(auth.value(endpoint)).collect();
        let registrations = cx.accounts.registered_by(endpoint).iter();
        registrations.flat_map(|r| cx.credentials().named_auths(outbound.value(*r))).any(|a| asked.contains(&a))
    };
    let (mut found, identifies) = (Vec::new(), OnceCell::new());
    for group in cx.accounts.groups() {
        if !group.has(AccountFlags::AUTH) || !is_provider(cx, group) {
            continue;
        }
        // Two PBXs that authenticate each other have an auth for each direction, which is correct.
        let is_asked = |e: &SectionId| {
            group.has(AccountFlags::SAME_AUTH)
                || asks_own_login(*e)
                || group.has(AccountFlags::REGISTERS_OUT)
                    && cx.credentials().hosts_of(*e).iter().any(|h| is_public_name(h))
        };
        let members: Vec<SectionId> = cx.accounts.members(group.id).iter().copied().filter(is_asked).collect();
        if members.is_empty() {
            cx.groups().quiet(group, "its `auth` may be the other side's: two PBXs have a login for each direction");
        }
        for place in cx.sites().places(members, &["auth"]) {
            let finding = cx
                .sites()
                .at(
                    &place,
                    format!(
                        "the provider {} {} to authenticate here to call",
                        cx.sites().whose(&place),
                        place.agree("has", "have")
                    ),
                )
                .at("challenges the provider for a password")
                .consequence(
                    "Calls from the provider are challenged with 401, which providers do not answer: no incoming calls",
                )
                .help("Remove `auth`: `outbound_auth` logs in at the provider, and an identify recognises its calls");
            // On a private network the other side is more likely a PBX that knows the password.
            let hosts = cx.credentials().hosts_of(place.section);
            if !hosts.is_empty()
                && hosts
                    .iter()
                    .all(|h| is_private_host(h) == Some(true) || is_private_host(h).is_none() && !is_public_name(h))
            {
                found.push(FindingWithFix::new(finding.severity(Severity::Info), &place, []));
                continue;
            }
            let known =
                place.members.iter().all(|e| is_known(cx, group, *e, identifies.get_or_init(|| identifies_of(cx))));
            let changes = if known { unasked(&cx.groups().endpoint_of(group)) } else { Vec::new() };
            found.push(FindingWithFix::new(finding, &place, changes));
        }
    }
    cx.fixes().report_with_fixes(found, out);
}

/// The identifies of each endpoint.
type Identifies = SeededMap<SectionId, Vec<SectionId>>;

fn identifies_of(cx: &Context<'_>) -> Identifies {
    let mut all = Identifies::default();
    for identify in &cx.identification().overlaps().identifies {
        all.entry(identify.endpoint).or_default().push(identify.section);
    }
    all
}

/// Removes the challenge, and makes sure that a From header alone is not taken for the provider.
fn unasked(endpoint: &Object<'_>) -> Vec<OptionChange> {
    let mut changes = vec![OptionChange::Unset("auth")];
    if is_chosen_by_from(endpoint) {
        changes.push(set("identify_by", "ip"));
    }
    changes
}

/// Whether only the provider's calls are recognised without a password: by few addresses, or by a line.
fn is_known(cx: &Context<'_>, group: &AccountGroup, endpoint: SectionId, identifies: &Identifies) -> bool {
    // Older releases recognise an endpoint by its name whatever `identify_by` says.
    if cx.config.target.version.major < 16 {
        return false;
    }
    let Some(identifies) = identifies.get(&endpoint) else { return group.has(AccountFlags::LINE) };
    identifies.iter().all(|section| {
        let identify = Object::new(cx.config, *section, TypeId::pjsip("identify"));
        let by_text = ["match_header", "match_request_uri"].iter().any(|o| identify.is_set(o));
        !by_text && identify.elements("match").iter().all(|(_, text)| is_few(text))
    })
}

/// Whether a `match` is a name, or a network of at most 65536 addresses (IPv6: /48).
fn is_few(text: &[u8]) -> bool {
    Network::parse(text, true).map_or(true, |n| match n.mask {
        IpAddr::V4(mask) => mask.to_bits().count_ones() >= 16,
        IpAddr::V6(mask) => mask.to_bits().count_ones() >= 48,
    })
}

/// Whether it is a provider: a trunk, not a phone with a static contact.
fn is_provider(cx: &Context<'_>, group: &AccountGroup) -> bool {
    let fixed = cx.groups().aor_of(group).is_some_and(|a| a.is_set("contact")) && !cx.groups().registers(group);
    // A device that registers here knows the password.
    cx.groups().is_trunk(group) && (fixed || group.has(AccountFlags::REGISTERS_OUT) && !cx.groups().registers(group))
}
