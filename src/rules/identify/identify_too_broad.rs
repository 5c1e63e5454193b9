//! An identify that matches a large part of the Internet.

use crate::asterisk::TypeId;
use crate::asterisk::value::address::Network;
use crate::asterisk::value::private::is_private_host;
use crate::catalogue::Severity;
use crate::finding::Finding;
use crate::objects::Object;
use crate::rules::Context;
use crate::rules::facts::address_ranges::Range;
use crate::rules::facts::exposure::ACL_SECTION;

/// No single provider has a larger network: /16 of IPv4, /32 of IPv6.
const MAX_ADDRESSES: [u128; 2] = [1 << 16, 1 << 96];

/// Networks that large that a provider documents as its own, all of which it may send from, each with its document.
const DOCUMENTED: &[(&str, &str)] = &[
    // Microsoft, "Plan Direct Routing": SIP signalling and media of Teams.
    ("52.112.0.0/14", "Microsoft documents it for Teams"),
    ("52.120.0.0/14", "Microsoft documents it for Teams"),
];

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let broad = |identify: &Object<'_>, element: &[u8]| {
        let network = Network::parse(element, true).ok().filter(|n| !n.inverted)?;
        let range = Range::of(&network)?;
        // Behind a session border controller, whole private networks are intended.
        let wide = range.last - range.first >= MAX_ADDRESSES[usize::from(range.v6)];
        let private = is_private_host(element) == Some(true);
        if wide && private {
            cx.quiet_object(identify, "its network is private, as behind a session border controller");
        }
        let documented = |(text, _): &&(&str, &str)| {
            let known = Network::parse(text.as_bytes(), true).ok().and_then(|n| Range::of(&n));
            known.is_some_and(|k| k.v6 == range.v6 && k.first <= range.first && range.last <= k.last)
        };
        if let Some((_, why)) = DOCUMENTED.iter().find(documented).filter(|_| wide) {
            cx.quiet_object(identify, why);
            return None;
        }
        (wide && !private).then_some(range)
    };
    let doc = &cx.config.pjsip.doc;
    let guarded = cx.exposure().has_acl_section();
    for identify in &cx.identification().overlaps().identifies {
        let object = Object::new(cx.config, identify.section, TypeId::pjsip("identify"));
        let found = object.elements("match").into_iter().find_map(|(s, e)| Some((s, e, broad(&object, e)?)));
        let Some((setting, element, range)) = found else { continue };
        let endpoint = Object::new(cx.config, identify.endpoint, TypeId::pjsip("endpoint"));
        // An access list restricts the sources anyway.
        if guarded || endpoint.is_set("deny") || endpoint.is_set("acl") {
            let own = "an access list of its endpoint limits who can reach it";
            cx.quiet_object(&object, if guarded { ACL_SECTION } else { own });
            continue;
        }
        let name = cx.plain(identify.endpoint_name);
        let context = cx.plain(identify.context);
        let message = if range.is_all() {
            format!("every host is taken for the endpoint `{name}`: `{}`", cx.plain(element))
        } else {
            format!(
                "`{}` is larger than any provider's network, and all of it is taken for `{name}`",
                cx.plain(element)
            )
        };
        let consequence = if identify.auth {
            "Addresses are checked before usernames: a phone with an address in that network is taken for this \
             endpoint, and its own password is refused"
                .into()
        } else {
            format!("Anyone with such an address can call into context `{context}` without a password")
        };
        let span = doc.setting_span(&cx.config.sources, setting);
        let mut finding = cx
            .about(&cx.config.pjsip, identify.section, Some(object.of), setting, span, message)
            .at(if range.is_all() { "matches all addresses" } else { "matches millions of addresses" })
            .label(endpoint.name_span(), if identify.auth { "this endpoint" } else { "this endpoint has no `auth`" })
            .consequence(consequence)
            .help("Match only the addresses that the provider publishes");
        let outward = || {
            cx.accounts.groups().iter().any(|k| {
                cx.groups().registers(k)
                    && !cx.groups().is_trunk(k)
                    && cx.groups().endpoint_of(k).text("context") == identify.context
            })
        };
        finding.severity = match () {
            () if is_inside(cx) => Severity::Info,
            // It is the context of the phones: anyone can dial what they can dial.
            () if range.is_all() && !identify.auth && outward() => Severity::Error,
            () => Severity::Warning,
        };
        out.push(finding);
    }
}

/// Whether every transport is bound to a specific private address.
fn is_inside(cx: &Context<'_>) -> bool {
    let bound = |t: &Object<'_>| {
        let bind = t.text("bind");
        let any = bind.starts_with(b"0.0.0.0") || bind.starts_with(b"::") || bind.starts_with(b"[::");
        !any && is_private_host(bind) == Some(true)
    };
    !cx.transports().loaded().is_empty() && cx.transports().loaded().iter().all(bound)
}
