//! The username of an auth differs from the id of its endpoint where it must not, or where it looks like a typo.

use crate::hashing::SeededSet;

use crate::accounts::{AccountFlags, AccountGroup};
use crate::asterisk::TypeId;
use crate::asterisk::value::placeholder::is_placeholder;
use crate::catalogue::Severity;
use crate::finding::Finding;
use crate::objects::State;
use crate::rules::Context;
use crate::text::{SectionId, SettingId};

/// At most this many of one account group are reported.
const MAX_COMPARED: usize = 100;

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    for group in cx.accounts.groups() {
        if is_found_by_digest(cx, group) {
            not_found(cx, group, out);
        } else if !group.has(AccountFlags::NAMESAKE_USER) && !cx.groups().is_trunk(group) {
            near_misses(cx, group, out);
        }
    }
}

/// Whether the endpoint can be found only by the digest username (I-8).
fn is_found_by_digest(cx: &Context<'_>, group: &AccountGroup) -> bool {
    let endpoint = cx.groups().endpoint_of(group);
    let by = |what: &[u8]| endpoint.names("identify_by").any(|m| m.eq_ignore_ascii_case(what));
    let otherwise = group.has(AccountFlags::IDENTIFIED) || group.has(AccountFlags::LINE) || by(b"username");
    by(b"auth_username") && !otherwise
}

fn not_found(cx: &Context<'_>, group: &AccountGroup, out: &mut Vec<Finding>) {
    let (doc, sources) = (&cx.config.pjsip.doc, &cx.config.sources);
    let username = cx.objects().getter("username");
    let mut of_endpoint: Vec<(SectionId, Vec<SectionId>)> = Vec::new();
    for (endpoint, auth) in cx.credentials().inbound_of(group) {
        match of_endpoint.last_mut().filter(|(e, _)| *e == endpoint) {
            Some((_, auths)) => auths.push(auth),
            None => of_endpoint.push((endpoint, vec![auth])),
        }
    }
    let fits = |endpoint: SectionId, auth: SectionId| {
        let (id, user) = (doc.name(sources, endpoint), username.value(auth));
        // An id of the form user@domain is found by the user and the realm.
        user == id.split(|b| *b == b'@').next().unwrap_or(id) || user == id || is_placeholder(user)
    };
    let lost = of_endpoint.iter().filter(|(e, auths)| !auths.iter().any(|a| fits(*e, *a)));
    for (endpoint, auths) in lost.take(MAX_COMPARED) {
        let Some(setting) = username.last(auths[0]) else { continue };
        let message = format!("the username of `{}` is not the id of its endpoint", cx.name(doc, auths[0]));
        let finding = about(cx, *endpoint, auths[0], setting, message)
            .at("no endpoint has this name")
            .consequence(
                "With `identify_by=auth_username`, Asterisk looks for an endpoint named after the digest username, \
                 finds none, and answers every request 401",
            )
            .log("No matching endpoint found")
            .help("Set `username` to the endpoint's id, or add `username` to `identify_by`");
        out.push(finding.unless_sure(cx.sentences().doubt(Some(TypeId::pjsip("identify")))));
    }
}

/// A different name is often intended: it is harder to guess. A name that is nearly the endpoint's id, or the id of
/// another endpoint, is more likely a typo.
fn near_misses(cx: &Context<'_>, group: &AccountGroup, out: &mut Vec<Finding>) {
    let judged = &cx.config.pjsip;
    let (doc, sources) = (&judged.doc, &cx.config.sources);
    let (username, auths, of) =
        (cx.objects().getter("username"), cx.objects().getter("auth"), TypeId::pjsip("endpoint"));
    let mut told: SeededSet<SettingId> = SeededSet::default();
    for (endpoint, auth) in cx.credentials().inbound_of(group) {
        let (id, user) = (doc.name(sources, endpoint), username.value(auth));
        if user == id || id.contains(&b'@') || is_placeholder(user) {
            continue;
        }
        // Two endpoints of one person may share an auth that is named after one of them.
        let other = judged.find(sources, of, user).filter(|o| judged.state(*o) == State::Loaded);
        let shared = other.is_some_and(|o| cx.credentials().named_auths(auths.value(o)).any(|a| a == auth));
        if shared {
            cx.quiet_about(|| format!("auth `{}`", cx.name(doc, auth)), "the endpoint of that name uses it too");
            continue;
        }
        if other.is_none() && !is_near(id, user) {
            continue;
        }
        let Some(setting) = username.last(auth).filter(|s| told.len() < MAX_COMPARED && told.insert(*s)) else {
            continue;
        };
        let name = cx.name(doc, auth);
        let what = if other.is_some() { "the id of another endpoint" } else { "almost the id of its endpoint" };
        let mut finding = about(cx, endpoint, auth, setting, format!("the username of `{name}` is {what}"));
        if let Some(other) = other {
            finding = finding.label(doc.name_span(other), "the other endpoint");
        }
        finding = finding
            .at("differs from the endpoint's id")
            .consequence(
                "A phone that authenticates with its endpoint's name is answered 401: it needs this username as its \
                 authentication name",
            )
            .help("Use the endpoint's id, unless the phone uses the other name on purpose");
        out.push(finding.severity(Severity::Info));
    }
}

fn about(cx: &Context<'_>, endpoint: SectionId, auth: SectionId, setting: SettingId, message: String) -> Finding {
    let judged = &cx.config.pjsip;
    let span = judged.doc.setting_span(&cx.config.sources, setting);
    cx.about(judged, auth, Some(TypeId::pjsip("auth")), setting, span, message)
        .label(judged.doc.name_span(endpoint), "the endpoint that uses this auth")
}

/// Whether two names differ only in case, or by one letter (added, missing or wrong). Numbers do not count: extensions
/// are close to each other anyway.
fn is_near(id: &[u8], user: &[u8]) -> bool {
    if id.eq_ignore_ascii_case(user) {
        return true;
    }
    // `u1001` for 1001 is a scheme, not a typo.
    let letters = |name: &[u8]| name.iter().filter(|b| b.is_ascii_alphabetic()).count();
    if letters(id).min(letters(user)) < 4 {
        return false;
    }
    let before = id.iter().zip(user).take_while(|(a, b)| a == b).count();
    let (id, user) = (&id[before..], &user[before..]);
    let after = id.iter().rev().zip(user.iter().rev()).take_while(|(a, b)| a == b).count();
    let (id, user) = (&id[..id.len() - after], &user[..user.len() - after]);
    id.len() <= 1 && user.len() <= 1 && id.iter().chain(user).all(u8::is_ascii_alphabetic)
}
