//! A call from whoever claims to be this endpoint.

use crate::accounts::{AccountFlags, AccountGroup};
use crate::asterisk::TypeId;
use crate::catalogue::Severity;
use crate::finding::Finding;
use crate::rules::Context;
use crate::rules::facts::addressing::Addressing;
use crate::rules::facts::exposure::is_chosen_by_from;

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    if !cx.exposure().is_exposed() {
        return;
    }
    let phones = cx.exposure().phone_contexts();
    let (doc, sources) = (&cx.config.pjsip.doc, &cx.config.sources);
    for kind in cx.accounts.groups() {
        let endpoint = cx.groups().endpoint_of(kind);
        // What devices can register to is said by registrable-without-auth.
        let known = kind.has(AccountFlags::AUTH) || kind.has(AccountFlags::IDENTIFIED) || cx.groups().registers(kind);
        // What calls from a context of its own reaches what is meant for it; the harm is in the context of the phones.
        let context = endpoint.text("context");
        if known || !phones.contains(context) || !is_chosen_by_from(&endpoint) || cx.exposure().has_acl(&endpoint) {
            continue;
        }
        let is_anonymous = |id: &[u8]| id == b"anonymous" || id.starts_with(b"anonymous@");
        let members = cx.accounts.members(kind.id).iter().copied();
        let members = members.filter(|e| !is_anonymous(doc.name(sources, *e)));
        for place in cx.sites().places(members, &["context"]) {
            let shown = cx.plain(context);
            let mut finding = cx
                .sites()
                .at(&place, format!("Whoever claims to be {} can call from the context `{shown}`", cx.sites().whose(&place)))
                .at("neither a password nor an address is asked for")
                .consequence("Asterisk takes a call for this endpoint's when the user in its From header is the endpoint's id, and anybody can write that")
                .help(help(kind));
            if cx.site().addressing() == Addressing::Private {
                finding = finding.severity(Severity::Info);
            }
            out.push(finding.unless_sure(cx.sentences().doubt(Some(TypeId::pjsip("identify")))));
        }
    }
}

fn help(kind: &AccountGroup) -> &'static str {
    if kind.has(AccountFlags::LINE) {
        "Add `identify_by=ip`: the registration's `line` knows the provider's calls"
    } else {
        "Add an identify with the other side's addresses and `identify_by=ip`, or an `auth`; or, where no call is to come in, another context"
    }
}
