//! A trunk without a password whose name is a phone number: calls with that caller number are taken for the trunk.

use crate::accounts::{AccountFlags, AccountGroup};
use crate::catalogue::Severity;
use crate::finding::Finding;
use crate::rules::Context;
use crate::rules::facts::addressing::Addressing;
use crate::rules::facts::exposure::ACL_SECTION;
use crate::text::SectionId;

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    // A `type=acl` section already limits who can send requests.
    if cx.exposure().has_acl_section() {
        let is_open = |k: &AccountGroup| k.has(AccountFlags::IDENTIFIED) && !k.has(AccountFlags::AUTH);
        if cx.accounts.groups().iter().any(is_open) {
            cx.quiet(ACL_SECTION);
        }
        return;
    }
    let doc = &cx.config.pjsip.doc;
    for group in cx.accounts.groups() {
        if !group.has(AccountFlags::IDENTIFIED) || group.has(AccountFlags::AUTH) {
            continue;
        }
        let endpoint = cx.groups().endpoint_of(group);
        let by_name = endpoint.names("identify_by").any(|n| n == b"username");
        if !by_name {
            continue;
        }
        let is_number = |s: &SectionId| {
            let name = doc.name(&cx.config.sources, *s);
            let digits = name.strip_prefix(b"+").unwrap_or(name);
            digits.len() >= 3 && digits.iter().all(u8::is_ascii_digit)
        };
        let mut members = cx.accounts.members(group.id).iter().copied().filter(is_number).peekable();
        if endpoint.is_set("deny") || endpoint.is_set("acl") {
            if members.peek().is_some() {
                cx.groups().quiet(group, "its own access list limits who can reach it");
            }
            continue;
        }
        for place in cx.sites().places(members, &[]) {
            let mut finding = cx
                .sites()
                .at(
                    &place,
                    format!(
                        "{} {} that any caller can send",
                        cx.sites().whose(&place),
                        place.agree(
                            "is also identified by its name, a number",
                            "are also identified by their names, numbers"
                        )
                    ),
                )
                .at("no `auth`, and `identify_by` has `username`");
            if let Some(identify) = cx.accounts.identified_by(place.section).first() {
                finding = finding.label(doc.name_span(*identify), "restricts only the requests that it matches");
            }
            if cx.site().addressing() == Addressing::Private {
                finding = finding.severity(Severity::Info);
            }
            out.push(
                finding
                    .consequence(format!(
                        "A call from any address with that number in its From header is taken for this endpoint: it \
                         enters context `{}` without a password",
                        cx.plain(endpoint.text("context"))
                    ))
                    .help("Set `identify_by=ip` in the endpoint, so that only the identify matches it"),
            );
        }
    }
}
