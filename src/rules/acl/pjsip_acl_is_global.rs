//! A `type=acl` section that denies an address that an identify matches.

use crate::hashing::SeededMap;

use crate::asterisk::value::address::Network;
use crate::finding::Finding;
use crate::objects::Object;
use crate::rules::Context;
use crate::rules::facts::access_lists::{List, SOURCE};
use crate::rules::facts::address_ranges::{Admitted, Range};
use crate::text::{Document, SectionId, SettingId};

/// Limit on checks of an address against an acl: with thousands of acls, only the first ones are reported.
const MAX_COMPARISONS: usize = 4_000_000;

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let doc = &cx.config.pjsip.doc;
    let acls: Vec<Object<'_>> = cx.objects().of_type("acl").collect();
    if acls.is_empty() {
        return;
    }
    let identifies: Vec<Object<'_>> = cx.objects().of_type("identify").collect();
    let mut awaited: Vec<(&Object<'_>, SettingId, &[u8], Range)> = Vec::new();
    for identify in &identifies {
        for (setting, element) in identify.elements("match") {
            let network = Network::parse(element, true).ok().filter(|n| !n.inverted);
            if let Some(range) = network.and_then(|n| Range::of(&n)) {
                awaited.push((identify, setting, element, range));
            }
        }
    }
    let named: SeededMap<&[u8], (&Document, SectionId)> =
        cx.acls().named_acls().into_iter().map(|(doc, s)| (doc.name(&cx.config.sources, s), (doc, s))).collect();
    for acl in acls.iter().take(MAX_COMPARISONS / awaited.len().max(1) + 1) {
        let lists = lists(cx, acl, &named);
        let mut struck = awaited.iter().filter(|(.., range)| !lists.iter().all(|l| l.lets_in(*range)));
        let Some((identify, setting, element, _)) = struck.next() else { continue };
        let more = match struck.count() {
            0 => String::new(),
            n => format!(", and {n} more"),
        };
        let (identify, address) = (cx.plain(identify.id()), cx.plain(element));
        let span = doc.setting_span(&cx.config.sources, *setting);
        let id = cx.plain(acl.id());
        out.push(
            cx.finding(
                acl.name_span(),
                format!("the acl `{id}` denies `{address}`, which the identify `{identify}` matches{more}"),
            )
            .object("acl", &id)
            .at("applies to every SIP request")
            .label(span, "never reached: the request is refused first")
            .consequence(
                "A `type=acl` section does not belong to an endpoint: it filters all SIP traffic. Calls from this \
                 address are answered 403",
            )
            .log("did not pass ACL test")
            .help(format!(
                "Permit the address in `{id}`; if `{id}` is meant for some endpoints only, move it to acl.conf and add \
                 `acl={id}` to those endpoints"
            )),
        );
    }
}

/// The object's own list and the lists of acl.conf that it names: a request must pass all of them.
fn lists(cx: &Context<'_>, acl: &Object<'_>, named: &SeededMap<&[u8], (&Document, SectionId)>) -> Vec<Admitted> {
    let named = acl.elements(SOURCE.acl).into_iter().filter_map(|(_, name)| named.get(name));
    let lists = std::iter::once(List::of(acl, SOURCE)).chain(named.map(|(doc, s)| cx.acls().list_in(doc, *s)));
    lists.map(|list| list.admitted()).collect()
}
