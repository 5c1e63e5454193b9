//! A trunk that registers through a proxy, but places calls without it.

use crate::hashing::SeededSet;

use crate::asterisk::TypeId;
use crate::asterisk::value::uri;
use crate::finding::Finding;
use crate::objects::Object;
use crate::rules::Context;
use crate::rules::facts::proxies::Proxy;
use crate::rules::fixes::option_changes::{FindingWithFix, OptionChange, written};
use crate::text::SectionId;

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let (doc, sources) = (&cx.config.pjsip.doc, &cx.config.sources);
    let of = TypeId::pjsip("registration");
    let (mut said, mut found) = (SeededSet::default(), Vec::new());
    for (kind, section, registrations) in cx.registrations().registering() {
        let endpoint = cx.groups().endpoint_of(kind);
        if endpoint.is_set("outbound_proxy") {
            continue;
        }
        let aors: Vec<Object<'_>> = cx.registrations().loaded_aors(section).filter(|a| a.is_set("contact")).collect();
        // Without a contact nothing goes out, or the dialplan gives the destination.
        let Some(aor) = aors.first() else { continue };
        // A registration without a proxy shows that the provider works without one.
        let proxies = registrations.iter().map(|r| {
            let registration = Object::new(cx.config, *r, of);
            registration.setting("outbound_proxy").map(|setting| (registration, setting))
        });
        let what = || format!("endpoint `{}`", cx.name(doc, section));
        let Some(proxies) = proxies.collect::<Option<Vec<_>>>() else {
            if registrations.len() > 1 {
                cx.quiet_about(
                    what,
                    "a registration of it has no proxy, so that the provider can be reached without one",
                );
            }
            continue;
        };
        for (registration, setting) in proxies {
            let Proxy::Uri(proxy) = Proxy::parse(registration.bytes(setting)) else { continue };
            let contacts = aors.iter().flat_map(|a| a.elements("contact"));
            let there = contacts.filter_map(|(_, c)| uri::parse(c, true)).any(|c| c.host == proxy.host);
            if there {
                cx.quiet_about(what, "its contact is the proxy itself");
                continue;
            }
            if !said.insert(section) {
                continue;
            }
            let id = cx.name(doc, section);
            let mut finding = cx
                .about(
                    &cx.config.pjsip,
                    registration.section,
                    Some(of),
                    setting,
                    doc.setting_span(sources, setting),
                    format!("trunk `{id}` registers through a proxy, but its calls do not use it"),
                )
                .at("for REGISTER only")
                .label(doc.name_span(section), "no `outbound_proxy` here")
                .consequence("INVITE goes straight to the contact's host: a provider that requires the proxy for all requests answers 403 or not at all")
                .help(format!("Add the same `outbound_proxy` to endpoint `{id}`"));
            if let Some(setting) = aor.setting("outbound_proxy") {
                finding = finding.label(doc.setting_span(sources, setting), "for OPTIONS only");
            }
            // Text before an `@` may be a password.
            let value = registration.bytes(setting);
            let same = written(value).filter(|_| !value.contains(&b'@'));
            let place = cx.sites().place(&endpoint_at(cx, section), "outbound_proxy");
            found.push(FindingWithFix::new(
                finding,
                &place,
                same.map(|v| OptionChange::Set("outbound_proxy", v.into())),
            ));
        }
    }
    cx.fixes().report_with_fixes(found, out);
}

fn endpoint_at<'a>(cx: &Context<'a>, section: SectionId) -> Object<'a> {
    Object::new(cx.config, section, TypeId::pjsip("endpoint"))
}
