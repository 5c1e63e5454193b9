//! `endpoint_identifier_order` does not have the effect it seems to have.

use crate::asterisk::TypeId;
use crate::asterisk::value::strip;
use crate::catalogue::Severity;
use crate::finding::Finding;
use crate::rules::Context;
use crate::rules::facts::identify_order::{Identifiers, order};
use crate::source::Span;

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let identifiers = cx.identification().identifiers();
    let used = Used::new(cx);
    unread(cx, &identifiers, &used, out);
    swallowed(cx, &identifiers, &used, out);
}

/// Where each identifier is used, if it is.
struct Used(Vec<(&'static str, Option<Span>)>);

impl Used {
    fn new(cx: &Context<'_>) -> Self {
        let with = |option: &'static str| {
            let getter = cx.objects().getter(option);
            let found = cx.objects().sections_of_type(TypeId::pjsip("identify")).find_map(|s| getter.last(s));
            found.map(|s| cx.config.pjsip.doc.setting_span(&cx.config.sources, s))
        };
        let by_digest = cx.accounts.groups().iter().map(|k| cx.groups().endpoint_of(k)).find_map(|e| {
            let setting = e.setting("identify_by").filter(|_| e.names("identify_by").any(|n| n == b"auth_username"))?;
            Some(e.doc().setting_span(&cx.config.sources, setting))
        });
        let anonymous = cx.objects().find("endpoint", b"anonymous").map(|e| e.name_span());
        Self(vec![
            ("ip", with("match")),
            ("header", with("match_header")),
            ("request_uri", with("match_request_uri")),
            ("auth_username", by_digest),
            ("anonymous", anonymous),
        ])
    }

    fn span(&self, name: &str) -> Option<Span> {
        self.0.iter().find(|(n, _)| *n == name)?.1
    }

    /// The identifiers of a list that are used; `username` always is.
    fn of(&self, order: &[&'static str]) -> Vec<&'static str> {
        order.iter().copied().filter(|n| *n == "username" || self.span(n).is_some()).collect()
    }
}

/// Elements that are not the exact name of an identifier.
fn unread(cx: &Context<'_>, identifiers: &Identifiers<'_>, used: &Used, out: &mut Vec<Finding>) {
    let (Some(global), Some(setting)) = (&identifiers.global, identifiers.setting) else { return };
    let known = cx.identification().known_identifiers();
    let elements = || global.bytes(setting).split(|b| *b == b',');
    let is_read = |e: &&[u8]| known.iter().any(|k| k.as_bytes() == *e);
    let Some(wrong) = elements().find(|e| !is_read(e) && !strip(e).is_empty()) else { return };
    let meant: Vec<Vec<u8>> = elements().map(|e| strip(e).to_ascii_lowercase()).collect();
    let meant = order(meant.iter().map(Vec::as_slice), &known);
    let span = cx.config.pjsip.doc.setting_span(&cx.config.sources, setting);
    let text = cx.plain(wrong);
    let about = |message| cx.about(&cx.config.pjsip, global.section, Some(global.of), setting, span, message);
    let lower = strip(wrong).to_ascii_lowercase();
    let (finding, help) = if known.iter().any(|k| k.as_bytes() == lower) {
        let (what, help) = if strip(wrong).len() == wrong.len() {
            ("names are in lower case", "Write the names in lower case")
        } else {
            ("it contains a space", "Remove the spaces around the commas")
        };
        (about(format!("`{text}` is not an identifier: {what}")), help)
    } else {
        (
            about(format!("there is no identifier `{text}` in Asterisk {}", cx.config.target.version)),
            "Use identifiers of this version, separated by commas without spaces",
        )
    };
    let now = used.of(&identifiers.order);
    let differs = now != used.of(&meant);
    let listed = now.join(", ");
    let finding = finding.at("names are compared exactly, including spaces").help(help).consequence(if differs {
        format!(
            "Asterisk silently ignores it and uses the identifiers in this order: {listed}. An endpoint may be matched \
             by a different identifier than intended"
        )
    } else {
        format!("Asterisk silently ignores it. The resulting order is still the intended one: {listed}")
    });
    out.push(if differs { finding } else { finding.severity(Severity::Info) });
}

/// Identifiers that come after `anonymous`, which matches every request not recognised before.
fn swallowed(cx: &Context<'_>, identifiers: &Identifiers<'_>, used: &Used, out: &mut Vec<Finding>) {
    let Some(anonymous) = used.span("anonymous") else { return };
    let late = ["header", "request_uri", "auth_username"];
    let lost: Vec<&str> =
        late.into_iter().filter(|n| used.span(n).is_some() && identifiers.before("anonymous", n)).collect();
    let Some(user) = lost.first().and_then(|n| used.span(n)) else { return };
    let names = lost.iter().map(|n| format!("`{n}`")).collect::<Vec<_>>().join(" and ");
    let is_listed = |n: &&str| matches!(*n, "ip" | "username") || *n != "anonymous" && used.span(n).is_some();
    let better: Vec<&str> = identifiers.order.iter().copied().filter(is_listed).chain(["anonymous"]).collect();
    let are = if lost.len() == 1 { "is" } else { "are" };
    let message = format!("{names} {are} never used: the endpoint `anonymous` matches every request first");
    let (finding, at) = match (&identifiers.global, identifiers.setting) {
        (Some(global), Some(setting)) => {
            let span = cx.config.pjsip.doc.setting_span(&cx.config.sources, setting);
            let finding = cx.about(&cx.config.pjsip, global.section, Some(global.of), setting, span, message);
            (
                finding.label(anonymous, "matches everything not recognised before"),
                format!("lists {names} after `anonymous`, or not at all"),
            )
        }
        _ => (
            cx.finding(anonymous, message).object("endpoint", "anonymous"),
            format!("comes before {names} in the default order"),
        ),
    };
    out.push(
        finding
            .at(at)
            .label(user, "is never reached")
            .consequence("Calls that belong to those endpoints are treated as anonymous")
            .help(format!("Set `endpoint_identifier_order={}` in the global object", better.join(","))),
    );
}
