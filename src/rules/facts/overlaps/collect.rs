//! The addresses and names that each identify matches.

use crate::hashing::SeededMap;

use crate::accounts::{AccountFlags, AccountGroup};
use crate::asterisk::TypeId;
use crate::asterisk::value::address::Network;
use crate::objects::Object;
use crate::rules::Context;
use crate::rules::facts::address_ranges::Range;
use crate::text::SectionId;

use super::{Identify, Match};

/// The identifies, the ranges that they match, and the names.
pub(super) type Collected<'a> = (Vec<Identify<'a>>, Vec<Match>, Vec<(Vec<u8>, Match)>);

pub(super) fn collect<'a>(cx: &Context<'a>) -> Collected<'a> {
    let (mut identifies, mut matches, mut names): Collected<'a> = (Vec::new(), Vec::new(), Vec::new());
    let judged = &cx.config.pjsip;
    let endpoint = TypeId::pjsip("endpoint");
    let mut groups: SeededMap<SectionId, &AccountGroup> = SeededMap::default();
    for group in cx.accounts.groups().iter().filter(|k| k.has(AccountFlags::IDENTIFIED)) {
        groups.extend(cx.accounts.members(group.id).iter().map(|e| (*e, group)));
    }
    let identifiers = cx.identification().identifiers();
    let header_first = identifiers.before("header", "ip");
    let uri_first = identifiers.before("request_uri", "ip");
    for object in cx.objects().of_type("identify") {
        // dangling-identify-endpoint reports identifies without an endpoint.
        let named = cx.graph.named_by(object.section).iter().copied().find(|n| judged.type_of(*n) == Some(endpoint));
        let Some((owner, group)) = named.and_then(|e| Some((e, *groups.get(&e)?))) else { continue };
        let number = identifies.len() as u32;
        let own = cx.groups().endpoint_of(group);
        identifies.push(Identify {
            section: object.section,
            name: object.id(),
            endpoint: owner,
            endpoint_name: judged.doc.name(&cx.config.sources, owner),
            context: own.text("context"),
            auth: group.has(AccountFlags::AUTH),
            account: group.has(AccountFlags::REGISTERS_OUT) || group.has(AccountFlags::OUTBOUND_AUTH),
            told_apart: group.has(AccountFlags::LINE)
                || header_first && object.is_set("match_header")
                || uri_first && object.is_set("match_request_uri"),
        });
        add(&object, number, &mut matches, &mut names);
    }
    (identifies, matches, names)
}

/// Adds the matches of an identify; the last matching element decides, so `!` removes what earlier ones added.
fn add(object: &Object<'_>, identify: u32, matches: &mut Vec<Match>, names: &mut Vec<(Vec<u8>, Match)>) {
    let start = matches.len();
    for (setting, element) in object.elements("match") {
        let Ok(network) = Network::parse(element, true) else {
            let any = Match { identify, setting, range: Range::all(false), port: 0 };
            names.push((element.to_ascii_lowercase(), any));
            continue;
        };
        let Some(range) = Range::of(&network) else { continue };
        if network.inverted {
            let mine = matches.split_off(start);
            matches
                .extend(mine.into_iter().flat_map(|m| m.range.without(range).map(move |range| Match { range, ..m })));
        } else {
            matches.push(Match { identify, setting, range, port: network.port });
        }
    }
}
