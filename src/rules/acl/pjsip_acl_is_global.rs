//! A `type=acl` section that keeps out an address that an identify waits for.

use crate::asterisk::value::address::Rule as Network;
use crate::finding::Finding;
use crate::objects::Object;
use crate::rules::Context;
use crate::rules::access::{List, SOURCE};
use crate::rules::ranges::Range;
use crate::source::Span;

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let doc = &cx.config.pjsip.doc;
    let acls: Vec<(Object<'_>, Vec<List>)> = cx.objects("acl").map(|a| (a.clone(), lists(cx, &a))).collect();
    if acls.is_empty() {
        return;
    }
    // For each: the first line that it keeps out, with its identify, and how many there are.
    let mut struck: Vec<Option<(Span, String, String, u32)>> = vec![None; acls.len()];
    for identify in cx.objects("identify") {
        for (setting, element) in identify.elements("match") {
            let Some(range) = Network::parse(element, true).ok().filter(|n| !n.inverted).and_then(|n| Range::of(&n))
            else {
                continue;
            };
            for ((_, lists), struck) in acls.iter().zip(&mut struck) {
                if lists.iter().all(|l| l.lets_in(range)) {
                    continue;
                }
                let first =
                    || (doc.setting_span(&cx.config.sources, setting), cx.plain(identify.id()), cx.plain(element), 0);
                struck.get_or_insert_with(first).3 += 1;
            }
        }
    }
    for ((acl, _), struck) in acls.iter().zip(struck) {
        let Some((span, identify, address, count)) = struck else { continue };
        let more = match count {
            1 => String::new(),
            n => format!(", and {} more", n - 1),
        };
        let id = cx.plain(acl.id());
        out.push(
            cx.finding(acl.name_span(), format!("the acl `{id}` keeps out `{address}`, which the identify `{identify}` matches{more}"))
                .object("acl", &id)
                .at("is asked for every SIP request")
                .label(span, "is never asked: the request is refused before")
                .consequence("A `type=acl` section belongs to no endpoint: it filters all SIP traffic. The identify's calls are answered 403")
                .log("did not pass ACL test")
                .help(format!("Permit the address in `{id}`; if `{id}` was meant for some endpoints only, move it to acl.conf and write `acl={id}` into those")),
        );
    }
}

/// The object's own list, and those of acl.conf that it names: a request has to pass them all.
fn lists<'a>(cx: &Context<'a>, acl: &Object<'a>) -> Vec<List> {
    let named = cx
        .named_acls()
        .into_iter()
        .filter(|(doc, s)| acl.elements(SOURCE.acl).iter().any(|(_, n)| *n == doc.name(&cx.config.sources, *s)));
    std::iter::once(List::of(acl, SOURCE)).chain(named.map(|(doc, s)| cx.list_in(doc, s))).collect()
}
