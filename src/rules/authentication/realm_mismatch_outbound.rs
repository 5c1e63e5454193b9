//! One auth for incoming and outgoing authentication, with a realm that fits only one of them.

use std::collections::hash_map::Entry;

use crate::hashing::{SeededMap, SeededSet};

use crate::accounts::AccountFlags;
use crate::asterisk::TypeId;
use crate::asterisk::value::placeholder::is_placeholder;
use crate::asterisk::value::uri;
use crate::finding::Finding;
use crate::objects::Object;
use crate::rules::Context;
use crate::rules::facts::exposure::is_public_name;
use crate::text::SectionId;

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let of = TypeId::pjsip("auth");
    let uses = outbound(cx);
    if uses.is_empty() {
        return;
    }
    let mut told: SeededSet<SectionId> = SeededSet::default();
    // trunk-with-inbound-auth covers a trunk's own inbound auth.
    for group in cx.accounts.groups().iter().filter(|k| !cx.groups().is_trunk(k)) {
        for (endpoint, section) in cx.credentials().inbound_of(group) {
            let Some(use_) = uses.get(&section) else { continue };
            if !told.insert(section) {
                continue;
            }
            let auth = Object::new(cx.config, section, of);
            let Some(use_) = use_ else {
                cx.quiet_object(&auth, "a host that it is used at may be of its realm, or is not a public name");
                continue;
            };
            let Some(setting) = auth.setting("realm") else { continue };
            let (doc, host) = (auth.doc(), cx.plain(use_.host));
            let realm = cx.value(doc, setting);
            let message = format!(
                "auth `{}` is limited to the realm `{realm}`, but is also used to log in at `{host}`",
                cx.plain(auth.id())
            );
            out.push(
                cx.about(
                    &cx.config.pjsip,
                    section,
                    Some(of),
                    setting,
                    doc.setting_span(&cx.config.sources, setting),
                    message,
                )
                .at("probably not the realm of another host")
                .label(doc.name_span(endpoint), "authenticates here with it")
                .label(doc.name_span(use_.by), format!("logs in at `{host}` with it"))
                .consequence(format!(
                    "If `{host}` challenges with another realm, Asterisk does not send these credentials: registration \
                     is rejected, and calls fail"
                ))
                .log("No auth objects matching realm")
                .help(format!("Use a separate auth without `realm` to log in at `{host}`")),
            );
        }
    }
}

/// A use of an auth to log in elsewhere.
struct AuthUse<'a> {
    /// The registration or endpoint that uses it.
    by: SectionId,
    /// The host it logs in at.
    host: &'a [u8],
}

/// The auths with a realm that are used to log in elsewhere; `None` unless only at host names unrelated to the realm.
fn outbound<'a>(cx: &Context<'a>) -> SeededMap<SectionId, Option<AuthUse<'a>>> {
    let (outbound, realm) = (cx.objects().getter("outbound_auth"), cx.objects().getter("realm"));
    let mut found: SeededMap<SectionId, Option<AuthUse<'a>>> = SeededMap::default();
    let mut note = |by: SectionId, hosts: &[&'a [u8]]| {
        for auth in cx.credentials().named_auths(outbound.value(by)) {
            let realm = realm.value(auth);
            // Asterisk's default realm is used by many others too, and `*` matches all.
            if matches!(realm, b"" | b"*") || realm.eq_ignore_ascii_case(b"asterisk") || is_placeholder(realm) {
                continue;
            }
            let strange = !hosts.is_empty() && hosts.iter().all(|h| is_public_name(h) && !is_akin(h, realm));
            let use_ = hosts.first().filter(|_| strange).map(|host| AuthUse { by, host });
            // One use that may fit the realm is enough to stay silent.
            match found.entry(auth) {
                Entry::Vacant(entry) => _ = entry.insert(use_),
                Entry::Occupied(mut entry) if use_.is_none() => _ = entry.insert(None),
                Entry::Occupied(_) => {}
            }
        }
    };
    for registration in cx.objects().of_type("registration") {
        let uris = ["server_uri", "client_uri"].into_iter().filter_map(|o| uri::parse(registration.text(o), true));
        note(registration.section, &uris.map(|u| u.host).collect::<Vec<_>>());
    }
    for group in cx.accounts.groups().iter().filter(|k| k.has(AccountFlags::OUTBOUND_AUTH)) {
        for endpoint in cx.accounts.members(group.id) {
            let mut hosts = cx.credentials().hosts_of(*endpoint);
            hosts.extend(Some(cx.groups().endpoint_of(group).text("from_domain")).filter(|d| !d.is_empty()));
            note(*endpoint, &hosts);
        }
    }
    found
}

/// Whether a host and a realm share a domain, by their last two labels.
fn is_akin(host: &[u8], realm: &[u8]) -> bool {
    let domain = |name: &[u8]| {
        let start =
            name.iter().rposition(|b| *b == b'.').and_then(|last| name[..last].iter().rposition(|b| *b == b'.'));
        name[start.map_or(0, |s| s + 1)..].to_ascii_lowercase()
    };
    domain(host) == domain(realm)
}
