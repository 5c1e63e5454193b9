//! Anonymous calls enter the same context as the phones.

use crate::hashing::SeededSet;

use crate::accounts::AccountFlags;
use crate::finding::Finding;
use crate::reach::nearest_first;
use crate::rules::Context;

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    cx.exposure().where_exposed(out, |out| find(cx, out));
}

fn find(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let is_anonymous = |id: &[u8]| id == b"anonymous" || id.starts_with(b"anonymous@");
    let (doc, sources) = (&cx.config.pjsip.doc, &cx.config.sources);
    let groups = cx.accounts.groups().iter().filter(|k| !k.has(AccountFlags::AUTH));
    for group in groups {
        // Hardly any endpoint of a large group is named anonymous: check only the ids.
        let members = cx.accounts.members(group.id).iter();
        let found: Vec<_> = members.copied().filter(|e| is_anonymous(doc.name(sources, *e))).collect();
        let endpoint = cx.groups().endpoint_of(group);
        if found.is_empty() {
            continue;
        }
        if let Some(why) = cx.exposure().acl(&endpoint) {
            cx.groups().quiet(group, why);
            continue;
        }
        let reached = reached_from(cx, endpoint.text("context"));
        let phones = cx.accounts.groups().iter().find(|k| {
            cx.exposure().is_phone_with_auth(k) && reached.contains(cx.groups().endpoint_of(k).text("context"))
        });
        let Some(phone) = phones.map(|k| cx.groups().endpoint_of(k)) else {
            cx.groups().quiet(group, why_apart(cx));
            continue;
        };
        let context = cx.plain(phone.text("context"));
        for place in cx.sites().places(found, &["context"]) {
            let span = phone.setting("context").map_or_else(|| phone.name_span(), |s| doc.setting_span(sources, s));
            let finding = cx
                .sites()
                .at(&place, format!("anonymous calls enter the context `{context}`, the same as your phones"))
                .at("calls from unknown sources start here")
                .label(span, "authenticated phones use it too")
                .consequence(
                    "Anyone who can reach Asterisk can dial whatever your phones can dial, including abroad, without a \
                     password",
                )
                .help("Give `anonymous` its own context with only what anyone may call, or remove it");
            out.push(finding);
        }
    }
}

/// Why no phone shares what an anonymous caller reaches, as far as the files say.
fn why_apart(cx: &Context<'_>) -> &'static str {
    match &cx.config.extensions {
        None => "no phone with a password has its context, and there is no extensions.conf that includes others in it",
        Some(dialplan) if dialplan.is_incomplete() => {
            "no phone with a password has its context, and not all of extensions.conf was read"
        }
        Some(_) => "its context leads to none that a phone with a password has",
    }
}

/// The contexts that a call reaches from this one: itself, and those that extensions.conf includes in it.
fn reached_from<'a>(cx: &Context<'a>, context: &'a [u8]) -> SeededSet<&'a [u8]> {
    nearest_first(context, |context| included_in(cx, context)).collect()
}

fn included_in<'a>(cx: &Context<'a>, context: &[u8]) -> Vec<&'a [u8]> {
    let mut included = Vec::new();
    let Some(dialplan) = &cx.config.extensions else { return included };
    let sources = &cx.config.sources;
    for section in (0..dialplan.section_count()).filter(|s| dialplan.name(sources, *s) == context) {
        dialplan.each_setting(section, |setting| {
            if dialplan.option(sources, setting).eq_ignore_ascii_case(b"include") {
                // After a comma or a bar comes the time range in which the include applies.
                let value = dialplan.value(sources, setting);
                let name = value.split(|b| *b == b',' || *b == b'|').next().unwrap_or(value);
                included.push(name.trim_ascii());
            }
        });
    }
    included
}
