//! A realm that is there for the callers here keeps the same credentials from a provider that has another one.

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
    // A trunk's own inbound auth is another rule's matter.
    for kind in cx.accounts.groups().iter().filter(|k| !cx.groups().is_trunk(k)) {
        for (endpoint, section) in cx.credentials().inbound_of(kind) {
            let Some(use_) = uses.get(&section) else { continue };
            if !told.insert(section) {
                continue;
            }
            let auth = Object::new(cx.config, section, of);
            let Some(setting) = auth.setting("realm") else { continue };
            let (doc, host) = (auth.doc(), cx.plain(use_.host));
            let realm = cx.value(doc, setting);
            let message =
                format!("auth `{}` is for the realm `{realm}` only, and logs in at `{host}` too", cx.plain(auth.id()));
            out.push(
                cx.about(&cx.config.pjsip, section, Some(of), setting, doc.setting_span(&cx.config.sources, setting), message)
                    .at("not the realm of another host, probably")
                    .label(doc.name_span(endpoint), "logs in here with it")
                    .label(doc.name_span(use_.by), format!("logs in at `{host}` with it"))
                    .consequence(format!("Where `{host}` asks for a password under another realm Asterisk does not send this one: the registration is rejected, calls fail"))
                    .log("No auth objects matching realm")
                    .help(format!("Give what logs in at `{host}` an auth of its own, without `realm`")),
            );
        }
    }
}

/// An auth that logs in elsewhere.
struct AuthUse<'a> {
    /// The registration or the endpoint that does.
    by: SectionId,
    /// Where.
    host: &'a [u8],
}

/// The auths with a realm that log in at hosts with names, none of which has to do with the realm.
fn outbound<'a>(cx: &Context<'a>) -> SeededMap<SectionId, AuthUse<'a>> {
    let (outbound, realm) = (cx.objects().getter("outbound_auth"), cx.objects().getter("realm"));
    let mut found: SeededMap<SectionId, Option<AuthUse<'a>>> = SeededMap::default();
    let mut note = |by: SectionId, hosts: &[&'a [u8]]| {
        for auth in cx.credentials().named_auths(outbound.value(by)) {
            let realm = realm.value(auth);
            // Asterisk's own default is that of many others too, and `*` is for all.
            if matches!(realm, b"" | b"*") || realm.eq_ignore_ascii_case(b"asterisk") || is_placeholder(realm) {
                continue;
            }
            let strange = !hosts.is_empty() && hosts.iter().all(|h| is_public_name(h) && !is_akin(h, realm));
            let use_ = hosts.first().filter(|_| strange).map(|host| AuthUse { by, host });
            // One use that it may be right for is enough.
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
    for kind in cx.accounts.groups().iter().filter(|k| k.has(AccountFlags::OUTBOUND_AUTH)) {
        for endpoint in cx.accounts.members(kind.id) {
            let mut hosts = cx.credentials().hosts_of(*endpoint);
            hosts.extend(Some(cx.groups().endpoint_of(kind).text("from_domain")).filter(|d| !d.is_empty()));
            note(*endpoint, &hosts);
        }
    }
    found.into_iter().filter_map(|(auth, u)| Some((auth, u?))).collect()
}

/// Whether a host and a realm are of one domain, by their last two labels.
fn is_akin(host: &[u8], realm: &[u8]) -> bool {
    let domain = |name: &[u8]| {
        let start =
            name.iter().rposition(|b| *b == b'.').and_then(|last| name[..last].iter().rposition(|b| *b == b'.'));
        name[start.map_or(0, |s| s + 1)..].to_ascii_lowercase()
    };
    domain(host) == domain(realm)
}
