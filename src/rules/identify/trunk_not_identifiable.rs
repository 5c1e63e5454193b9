//! A trunk that registers, but whose provider's calls are not recognised.

use crate::hashing::SeededSet;

use crate::accounts::{AccountFlags, AccountGroup};
use crate::asterisk::TypeId;
use crate::asterisk::value::address::Network;
use crate::asterisk::value::private::is_private;
use crate::asterisk::value::uri;
use crate::finding::Finding;
use crate::objects::Object;
use crate::rules::Context;
use crate::rules::facts::address_ranges::{Cover, Range};
use crate::rules::fixes::option_changes::FindingWithFix;
use crate::text::SectionId;

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let groups: Vec<&AccountGroup> = cx.accounts.groups().iter().filter(|k| is_candidate(cx, k)).collect();
    // An anonymous endpoint accepts the provider's calls too.
    if groups.is_empty() {
        return;
    }
    if cx.objects().find("endpoint", b"anonymous").is_some() {
        return cx.quiet("the endpoint `anonymous` accepts the provider's calls too");
    }
    let matched = Matched::new(cx);
    if matched.anything {
        return cx.quiet("an identify matches a header or a request URI, which may be that of the provider's calls");
    }
    let mut found = Vec::new();
    for group in groups {
        if matched.contexts.contains(cx.groups().endpoint_of(group).text("context")) {
            cx.groups()
                .quiet(group, "another endpoint, which an identify recognises, has its context and may take its calls");
            continue;
        }
        let lost = |e: &SectionId| !cx.accounts.registered_by(*e).iter().any(|r| is_known(cx, *e, *r, &matched));
        let lost: Vec<SectionId> = cx.accounts.members(group.id).iter().copied().filter(lost).collect();
        if lost.is_empty() {
            cx.groups()
                .quiet(group, "an identify may match the registrar, or the endpoint has the name of the account");
        }
        for place in cx.sites().places(lost, &[]) {
            let mut finding = cx
                .sites()
                .at(&place, format!("the provider's calls for {} are not recognised", cx.sites().whose(&place)))
                .at("no identify or registration line points to it");
            if let Some(registration) = cx.accounts.registered_by(place.section).first() {
                let span = cx.config.pjsip.doc.name_span(*registration);
                finding = finding.label(span, "registers at the provider, which then sends calls");
            }
            let doubt = cx.sentences().doubt(Some(TypeId::pjsip("identify")));
            let is_sure = doubt.is_none() && place.members.len() == place.count as usize;
            let lines = cx.registrations().with_lines(&place.members).filter(|_| is_sure).unwrap_or_default();
            let finding = finding
                .consequence(
                    "Registration and outgoing calls work, but every call from the provider is answered 401: the \
                     caller's number is not the name of an endpoint",
                )
                .log("No matching endpoint found")
                .help(
                    "Add an identify with the provider's addresses, or set `line=yes` and `endpoint=` in the \
                     registration",
                )
                .unless_sure(doubt);
            found.push(
                FindingWithFix::with(finding, lines).titled("set `line=yes` and `endpoint=` in the registration"),
            );
        }
    }
    cx.fixes().report_with_fixes(found, out);
}

/// Whether calls are expected, but no address, line or inbound registration leads to the endpoint.
fn is_candidate(cx: &Context<'_>, group: &AccountGroup) -> bool {
    let known = group.has(AccountFlags::IDENTIFIED) || group.has(AccountFlags::LINE);
    // Without its own context it is for outgoing calls only.
    if !group.has(AccountFlags::REGISTERS_OUT) || known || cx.groups().registers(group) {
        return false;
    }
    let has_context = cx.groups().endpoint_of(group).is_set("context");
    if !has_context {
        cx.groups().quiet(group, "it sets no `context`, as an endpoint that is for outgoing calls only");
    }
    has_context
}

/// Whether calls from the registrar are recognised: by another endpoint's identify, or because the endpoint is named
/// like the account.
fn is_known(cx: &Context<'_>, endpoint: SectionId, registration: SectionId, matched: &Matched<'_>) -> bool {
    let object = Object::new(cx.config, registration, TypeId::pjsip("registration"));
    let id = cx.config.pjsip.doc.name(&cx.config.sources, endpoint);
    let uri = |option| uri::parse(object.text(option), true);
    let account = uri("client_uri").is_some_and(|u| u.user == id) || object.text("contact_user") == id;
    account || uri("server_uri").is_none_or(|u| matched.covers(u.host))
}

/// What the identifies match.
struct Matched<'a> {
    networks: Cover,
    /// Some network may be public.
    public: bool,
    /// Some mask has gaps: it may match anything.
    gaps: bool,
    names: SeededSet<Vec<u8>>,
    /// The contexts of their endpoints: calls that enter these are expected.
    contexts: SeededSet<&'a [u8]>,
    /// Some match headers or request URIs, which may be anything.
    anything: bool,
}

impl<'a> Matched<'a> {
    fn new(cx: &Context<'a>) -> Self {
        let mut matched = Self {
            networks: Cover::default(),
            public: false,
            gaps: false,
            names: SeededSet::default(),
            contexts: SeededSet::default(),
            anything: false,
        };
        matched.contexts.extend(cx.identification().overlaps().identifies.iter().map(|i| i.context));
        for identify in cx.objects().of_type("identify") {
            matched.anything |= identify.is_set("match_header") || identify.is_set("match_request_uri");
            for (_, element) in identify.elements("match") {
                match Network::parse(element, true) {
                    Ok(network) => {
                        // A provider's host name does not resolve to a private address.
                        matched.public |= network.mask.is_unspecified() || !is_private(network.address);
                        match Range::of(&network) {
                            Some(range) => drop(matched.networks.add(range)),
                            None => matched.gaps = true,
                        }
                    }
                    Err(_) => drop(matched.names.insert(element.to_ascii_lowercase())),
                }
            }
        }
        matched
    }

    /// Whether an identify matches the host, or may: a name and a network cannot be compared.
    fn covers(&self, host: &[u8]) -> bool {
        let Ok(host) = Network::parse(host, true) else {
            return self.names.contains(&host.to_ascii_lowercase()) || self.public;
        };
        let meets = Range::of(&host).is_none_or(|range| self.networks.meets(range));
        meets || self.gaps || !self.names.is_empty()
    }
}
