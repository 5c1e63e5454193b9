//! An outbound proxy that nothing can be sent to, or that gets requests addressed to itself.

use crate::asterisk::TypeId;
use crate::asterisk::value::uri;
use crate::catalogue::Severity;
use crate::finding::Finding;
use crate::objects::Object;
use crate::rules::Context;
use crate::rules::facts::proxies::Proxy;
use crate::rules::findings::report_sites::ReportSite;
use crate::rules::fixes::option_changes::{FindingWithFix, OptionChange, written};
use crate::text::SectionId;

/// What is wrong with a proxy.
#[derive(Clone, Copy, PartialEq, Eq)]
enum ProxyFault {
    NoUri,
    Strict,
}

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let mut found = Vec::new();
    for fault in [ProxyFault::NoUri, ProxyFault::Strict] {
        let kinds = || cx.accounts.groups().iter();
        let wrong = |o: &Object<'_>| fault_of(cx, o) == Some(fault);
        let endpoints = kinds().filter(|k| wrong(&cx.groups().endpoint_of(k)));
        let mut endpoints: Vec<SectionId> = endpoints.flat_map(|k| cx.accounts.members(k.id).iter().copied()).collect();
        endpoints.sort_unstable();
        report(cx, "endpoint", fault, endpoints, &mut found);
        let aors =
            cx.registrations().distinct_aors(kinds().filter(|k| cx.groups().aor_of(k).is_some_and(|a| wrong(&a))));
        report(cx, "aor", fault, aors, &mut found);
    }
    // A registration whose proxy is not a URI is rejected (S-46), which another rule reports.
    let registrations = cx.objects().of_type("registration").filter(|r| fault_of(cx, r) == Some(ProxyFault::Strict));
    report(cx, "registration", ProxyFault::Strict, registrations.map(|r| r.section).collect(), &mut found);
    cx.fixes().report_with_fixes(found, out);
}

fn fault_of(cx: &Context<'_>, object: &Object<'_>) -> Option<ProxyFault> {
    let setting = object.setting("outbound_proxy")?;
    // Where a `;` cuts the value off, that is what needs fixing.
    if cx.config.pjsip.doc.cut.contains(&setting) {
        cx.quiet_object(object, "a `;` cuts the value off: see unescaped-semicolon");
        return None;
    }
    match Proxy::parse(object.bytes(setting)) {
        Proxy::NoUri => Some(ProxyFault::NoUri),
        Proxy::Uri(uri) if !Proxy::is_loose(&uri) => Some(ProxyFault::Strict),
        _ => None,
    }
}

fn report(
    cx: &Context<'_>,
    of: &'static str,
    fault: ProxyFault,
    sections: Vec<SectionId>,
    found: &mut Vec<FindingWithFix>,
) {
    for place in cx.sites().places(sections, &["outbound_proxy"]) {
        let who = cx.sites().whose(&place);
        let finding = match fault {
            ProxyFault::NoUri => {
                no_uri(cx, of, &place, cx.sites().at(&place, format!("`outbound_proxy` of {of} {who} is not a SIP URI")))
            }
            ProxyFault::Strict => cx
                .sites()
                .at(&place, format!("`outbound_proxy` of {of} {who} has no `lr`"))
                .at("a strict router")
                .severity(Severity::Info)
                .consequence("The request is addressed to the proxy itself, and its real target is in the last Route header: a proxy that does not undo this answers 404, or handles the call as its own")
                .help("Add `\\;lr` at the end of the URI"),
        };
        let object = Object::new(cx.config, place.section, TypeId::pjsip(of));
        let change = loose(object.text("outbound_proxy")).map(|v| OptionChange::Set("outbound_proxy", v.into()));
        found.push(FindingWithFix::new(finding, &place, change));
    }
}

/// The value as a URI with `lr`, as it is written in a file; `None` for more than a host, a port and parameters. Text
/// before an `@` may be a password.
fn loose(value: &[u8]) -> Option<String> {
    let is_simple = !value.iter().any(|b| b"<>@,?\"/ ".contains(b));
    let begun = if uri::scheme(value).is_some() { value.to_vec() } else { [b"sip:", value].concat() };
    let whole = [&begun[..], b";lr"].concat();
    let is_uri = uri::parse(&whole, true).is_some_and(|u| !u.host.is_empty());
    written(&whole).filter(|_| is_simple && is_uri)
}

fn no_uri(cx: &Context<'_>, of: &'static str, place: &ReportSite, finding: Finding) -> Finding {
    let object = Object::new(cx.config, place.section, TypeId::pjsip(of));
    let has_scheme = uri::scheme(object.text("outbound_proxy")).is_some();
    let finding = finding
        .at(if has_scheme { "cannot be parsed" } else { "must begin with `sip:` or `sips:`" })
        .help("Write `sip:HOST\\;lr`");
    if of == "aor" {
        let asked = object.number("qualify_frequency") > 0;
        return finding
            .severity(if asked { Severity::Warning } else { Severity::Info })
            .consequence("No OPTIONS are sent to its contacts, so an unreachable one goes unnoticed")
            .log("Unable to apply outbound proxy on request to qualify contact");
    }
    let finding = finding.consequence("Nothing is sent: every call to the endpoint fails");
    let (Some(setting), 1) = (object.setting("outbound_proxy"), place.count) else { return finding };
    // Text before a `:` is taken for another URI scheme, and nothing is logged.
    if !has_scheme && object.bytes(setting).contains(&b':') {
        return finding;
    }
    let (id, value) = (cx.plain(object.id()), cx.value(object.doc(), setting));
    finding.log(format!("Could not create dialog to endpoint '{id}' as outbound proxy URI '{value}' is not valid"))
}
