//! `identify_by` keeps a phone from registering, or has no effect on an identify.

use crate::accounts::AccountFlags;
use crate::asterisk::TypeId;
use crate::catalogue::Severity;
use crate::finding::Finding;
use crate::objects::Object;
use crate::rules::Context;
use crate::text::SectionId;

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    // Groups that differ otherwise may share a template's line: one finding covers all of them.
    let (mut known, mut unknown, mut trunks) = (Vec::new(), Vec::new(), Vec::new());
    for group in cx.accounts.groups() {
        let endpoint = cx.groups().endpoint_of(group);
        if endpoint.setting("identify_by").is_none() {
            continue;
        }
        let by_name = endpoint.names("identify_by").any(|n| n == b"username" || n == b"auth_username");
        // A static contact makes it a trunk, whatever `max_contacts` is.
        let phone = cx.groups().registers(group) && cx.groups().aor_of(group).is_some_and(|a| !a.is_set("contact"));
        let identified = group.has(AccountFlags::IDENTIFIED);
        let list = match () {
            () if phone && !by_name && identified => &mut known,
            () if phone && !by_name => &mut unknown,
            () if identified => &mut trunks,
            () => {
                if cx.groups().registers(group) && !by_name {
                    cx.groups()
                        .quiet(group, "its aor has a static contact, as that of a trunk, which need not register");
                }
                continue;
            }
        };
        list.extend_from_slice(cx.accounts.members(group.id));
    }
    cannot_register(cx, known, true, out);
    cannot_register(cx, unknown, false, out);
    matches_anyway(cx, trunks, out);
}

fn cannot_register(cx: &Context<'_>, phones: Vec<SectionId>, identified: bool, out: &mut Vec<Finding>) {
    for place in cx.sites().places(phones, &["identify_by"]) {
        let message = format!(
            "phones cannot register as {}: `identify_by` has neither `username` nor `auth_username`",
            cx.sites().whose(&place)
        );
        let finding = cx.sites().at(&place, message).at("also selects the aor of a registration");
        out.push(if identified {
            finding
                .consequence(
                    "Its requests are recognised by their address, but a REGISTER is answered 404: no aor is selected",
                )
                .log("AOR '' not found for endpoint")
                .help(
                    "Add `username`; if nothing should register, set `max_contacts=0` and a `contact` in the aor \
                     instead",
                )
                .severity(Severity::Warning)
        } else {
            finding
                .consequence(
                    "No identify matches it either: every request from the phone is answered 401, whatever its \
                     password",
                )
                .log("No matching endpoint found")
                .help("Add `username`, or remove the line")
                .unless_sure(cx.sentences().doubt(Some(TypeId::pjsip("identify"))))
        });
    }
}

/// The identifiers of identify objects never look at `identify_by` (I-5).
fn matches_anyway(cx: &Context<'_>, trunks: Vec<SectionId>, out: &mut Vec<Finding>) {
    for place in cx.sites().places(trunks, &["identify_by"]) {
        let endpoint = Object::new(cx.config, place.section, TypeId::pjsip("endpoint"));
        let lacks = |name: &[u8]| !endpoint.names("identify_by").any(|n| n == name);
        let identifies = cx.accounts.identified_by(place.section).iter();
        let objects = identifies.map(|s| Object::new(cx.config, *s, TypeId::pjsip("identify")));
        let ways = [("match", "ip"), ("match_header", "header"), ("match_request_uri", "request_uri")];
        let found = objects.into_iter().find_map(|o| {
            let setting = |(option, name): &(&str, &str)| lacks(name.as_bytes()).then(|| o.setting(option)).flatten();
            let (way, setting) = ways.iter().find_map(|w| Some((w, setting(w)?)))?;
            Some((*way, setting))
        });
        let Some(((option, name), setting)) = found else { continue };
        let span = cx.config.pjsip.doc.setting_span(&cx.config.sources, setting);
        out.push(
            cx.sites()
                .at(
                    &place,
                    format!(
                        "`identify_by` without `{name}` does not stop an identify from matching {}",
                        cx.sites().whose(&place)
                    ),
                )
                .severity(Severity::Info)
                .at(format!("`{name}` is missing here, but that has no effect"))
                .label(span, format!("`{option}` still matches"))
                .consequence(
                    "Requests that match the identify are taken for this endpoint: Asterisk checks `identify_by` only \
                     for usernames",
                )
                .help(format!(
                    "Remove the identify if the endpoint should not be matched by it; otherwise add `{name}` for \
                     clarity"
                )),
        );
    }
}
