//! The username of an auth is not the id of its endpoint, where it has to be, or where it looks like a slip.

use crate::hashing::SeededSet;

use crate::accounts::{AccountFlags, AccountGroup};
use crate::asterisk::TypeId;
use crate::asterisk::value::placeholder::is_placeholder;
use crate::catalogue::Severity;
use crate::finding::Finding;
use crate::objects::State;
use crate::rules::Context;
use crate::text::{SectionId, SettingId};

/// More than this of one kind are not told.
const MAX_COMPARED: usize = 100;

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    for kind in cx.accounts.groups() {
        if is_found_by_digest(cx, kind) {
            not_found(cx, kind, out);
        } else if !kind.has(AccountFlags::NAMESAKE_USER) && !cx.groups().is_trunk(kind) {
            near_misses(cx, kind, out);
        }
    }
}

/// Whether only the username of a digest leads to the endpoint (I-8).
fn is_found_by_digest(cx: &Context<'_>, kind: &AccountGroup) -> bool {
    let endpoint = cx.groups().endpoint_of(kind);
    let by = |what: &[u8]| endpoint.names("identify_by").any(|m| m.eq_ignore_ascii_case(what));
    let otherwise = kind.has(AccountFlags::IDENTIFIED) || kind.has(AccountFlags::LINE) || by(b"username");
    by(b"auth_username") && !otherwise
}

fn not_found(cx: &Context<'_>, kind: &AccountGroup, out: &mut Vec<Finding>) {
    let (doc, sources) = (&cx.config.pjsip.doc, &cx.config.sources);
    let username = cx.objects().getter("username");
    let mut of_endpoint: Vec<(SectionId, Vec<SectionId>)> = Vec::new();
    for (endpoint, auth) in cx.credentials().inbound_of(kind) {
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
        let message = format!("The username of `{}` is not the id of its endpoint", cx.name(doc, auths[0]));
        let finding = about(cx, *endpoint, auths[0], setting, message)
            .at("no endpoint of this name")
            .consequence("With `identify_by=auth_username` Asterisk looks for an endpoint of the name that the phone logs in with, finds none, and answers every request 401")
            .log("No matching endpoint found")
            .help("Write the endpoint's id as `username`, or add `username` to `identify_by`");
        out.push(finding.unless_sure(cx.sentences().doubt(Some(TypeId::pjsip("identify")))));
    }
}

/// Another name is often meant: it is harder to guess. One that is nearly the endpoint's, or that of another endpoint,
/// is more likely a slip.
fn near_misses(cx: &Context<'_>, kind: &AccountGroup, out: &mut Vec<Finding>) {
    let judged = &cx.config.pjsip;
    let (doc, sources) = (&judged.doc, &cx.config.sources);
    let (username, auths, of) =
        (cx.objects().getter("username"), cx.objects().getter("auth"), TypeId::pjsip("endpoint"));
    let mut told: SeededSet<SettingId> = SeededSet::default();
    for (endpoint, auth) in cx.credentials().inbound_of(kind) {
        let (id, user) = (doc.name(sources, endpoint), username.value(auth));
        if user == id || id.contains(&b'@') || is_placeholder(user) {
            continue;
        }
        // Two endpoints of one person may share the auth that is named as one of them.
        let other = judged.find(sources, of, user).filter(|o| judged.state(*o) == State::Loaded);
        let shared = other.is_some_and(|o| cx.credentials().named_auths(auths.value(o)).any(|a| a == auth));
        if shared || other.is_none() && !is_near(id, user) {
            continue;
        }
        let Some(setting) = username.last(auth).filter(|s| told.len() < MAX_COMPARED && told.insert(*s)) else {
            continue;
        };
        let name = cx.name(doc, auth);
        let what = if other.is_some() { "the id of another endpoint" } else { "nearly the id of its endpoint" };
        let mut finding = about(cx, endpoint, auth, setting, format!("The username of `{name}` is {what}"));
        if let Some(other) = other {
            finding = finding.label(doc.name_span(other), "the other one");
        }
        finding = finding
            .at("not quite the same")
            .consequence("A phone that logs in with its endpoint's name is answered 401: it needs this other name as its authentication name")
            .help("Write the endpoint's id, unless the phone has the other name on purpose");
        out.push(finding.severity(Severity::Info));
    }
}

fn about(cx: &Context<'_>, endpoint: SectionId, auth: SectionId, setting: SettingId, message: String) -> Finding {
    let judged = &cx.config.pjsip;
    let span = judged.doc.setting_span(&cx.config.sources, setting);
    cx.about(judged, auth, Some(TypeId::pjsip("auth")), setting, span, message)
        .label(judged.doc.name_span(endpoint), "the endpoint that names this auth")
}

/// Whether two names differ by the case of letters only, or by one letter too many, too few or wrong. Numbers are near
/// each other by nature.
fn is_near(id: &[u8], user: &[u8]) -> bool {
    if id.eq_ignore_ascii_case(user) {
        return true;
    }
    // `u1001` for 1001 is a scheme and no slip.
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
