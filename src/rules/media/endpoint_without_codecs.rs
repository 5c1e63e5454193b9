//! An endpoint that allows no codec.

use crate::accounts::{AccountFlags, AccountGroup};
use crate::catalogue::Severity;
use crate::finding::Finding;
use crate::objects::Object;
use crate::rules::Context;
use crate::rules::fixes::option_changes::{FindingWithFix, OptionChange, set};

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    // With resource lists, some phones may only subscribe to others.
    let watching = cx.objects().of_type("resource_list").next().is_some();
    let mut found = Vec::new();
    for group in cx.accounts.groups() {
        let endpoint = cx.groups().endpoint_of(group);
        if !endpoint.codecs().is_empty() {
            continue;
        }
        let allowed = endpoint.codec_settings().into_iter().find(|s| {
            let option = endpoint.doc().option(&cx.config.sources, *s);
            option.eq_ignore_ascii_case(b"allow") && !endpoint.bytes(*s).is_empty()
        });
        if let (None, Some(why)) = (allowed, why_silent(group, &endpoint)) {
            cx.groups().quiet(group, why);
            continue;
        }
        let options: &[&'static str] = if allowed.is_some() { &["disallow", "allow"] } else { &[] };
        for place in cx.sites().places_of(group, options) {
            let mut finding = cx
                .sites()
                .at(&place, format!("{} {} no codec", cx.sites().whose(&place), place.agree("allows", "allow")))
                .consequence("Every call from it is answered 488 Not Acceptable Here, and calls to it offer no media");
            finding = if let Some(allowed) = allowed {
                let at = endpoint.doc().setting_span(&cx.config.sources, allowed);
                let finding = finding
                    .at("removes everything that was allowed before")
                    .help("The lines are applied in order: put `disallow=all` before `allow`, or remove it");
                if at == place.span { finding } else { finding.label(at, "allowed here") }
            } else {
                finding
                    .severity(if watching { Severity::Info } else { Severity::Warning })
                    .at("no `allow`, and nothing is allowed by default")
                    .help("Add codecs, for example `allow=g722,alaw,ulaw`")
            };
            let change = if allowed.is_some() {
                is_fixed_by_removal(cx, &endpoint).then_some(OptionChange::Unset("disallow"))
            } else {
                // A line that removes codecs may come after the added one.
                let is_first = endpoint.codec_settings().is_empty() || !endpoint.doc().inherits(place.section);
                (is_first && !watching).then(|| set("allow", "g722,alaw,ulaw"))
            };
            let is_gone = allowed.is_some();
            let finding = FindingWithFix::new(finding, &place, change);
            found.push(if is_gone { finding.titled("remove `disallow=all`") } else { finding });
        }
    }
    cx.fixes().report_with_fixes(found, out);
}

/// Whether codecs are left once every `disallow=all` is removed.
fn is_fixed_by_removal(cx: &Context<'_>, endpoint: &Object<'_>) -> bool {
    endpoint.codec_settings().into_iter().all(|s| {
        let allows = endpoint.doc().option(&cx.config.sources, s).eq_ignore_ascii_case(b"allow");
        let value = endpoint.bytes(s);
        if allows { !value.contains(&b'!') } else { value.eq_ignore_ascii_case(b"all") }
    })
}

/// Why the endpoint seems to take no part in audio calls, if so.
fn why_silent(group: &AccountGroup, endpoint: &Object<'_>) -> Option<&'static str> {
    let reached = [AccountFlags::AORS, AccountFlags::IDENTIFIED, AccountFlags::AUTH].iter().any(|f| group.has(*f));
    let silent = endpoint.is_set("message_context") || endpoint.is_set("subscribe_context");
    match () {
        () if !reached => Some("it has no aor, no auth and no identify, so that nobody calls with it"),
        () if endpoint.is_on("t38_udptl") => Some("it is for fax (T.38)"),
        () if silent && !endpoint.is_set("context") => Some("it is for messages or subscriptions only"),
        () => None,
    }
}
