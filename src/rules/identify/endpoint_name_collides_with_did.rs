//! A trunk without a password whose name is a telephone number: who calls with that number is the trunk.

use crate::accounts::AccountFlags;
use crate::catalogue::Severity;
use crate::finding::Finding;
use crate::rules::Context;
use crate::rules::facts::addressing::Addressing;
use crate::text::SectionId;

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    // An acl section says who may send anything at all.
    if cx.objects().of_type("acl").next().is_some() {
        return;
    }
    let doc = &cx.config.pjsip.doc;
    for kind in cx.accounts.groups() {
        if !kind.has(AccountFlags::IDENTIFIED) || kind.has(AccountFlags::AUTH) {
            continue;
        }
        let endpoint = cx.groups().endpoint_of(kind);
        let by_name = endpoint.names("identify_by").any(|n| n == b"username");
        if !by_name || endpoint.is_set("deny") || endpoint.is_set("acl") {
            continue;
        }
        let is_number = |s: &SectionId| {
            let name = doc.name(&cx.config.sources, *s);
            let digits = name.strip_prefix(b"+").unwrap_or(name);
            digits.len() >= 3 && digits.iter().all(u8::is_ascii_digit)
        };
        let members = cx.accounts.members(kind.id).iter().copied().filter(is_number);
        for place in cx.sites().places(members, &[]) {
            let mut finding = cx
                .sites()
                .at(
                    &place,
                    format!(
                        "{} {} that callers may show",
                        cx.sites().whose(&place),
                        place.agree(
                            "is found by its name too, which is a number",
                            "are found by their names too, which are numbers"
                        )
                    ),
                )
                .at("no `auth`, and `identify_by` has `username`");
            if let Some(identify) = cx.accounts.identified_by(place.section).first() {
                finding = finding.label(doc.name_span(*identify), "limits the addresses only of who is found by it");
            }
            if cx.site().addressing() == Addressing::Private {
                finding = finding.severity(Severity::Info);
            }
            out.push(
                finding
                    .consequence(format!(
                        "A call from any address with that number in its From header is taken for this endpoint: it arrives in context `{}` and needs no password",
                        cx.plain(endpoint.text("context"))
                    ))
                    .help("Write `identify_by=ip` into the endpoint, so that only the identify leads to it"),
            );
        }
    }
}
