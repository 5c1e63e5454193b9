//! Which module is needed for what, and what happens without it. All of it was tested.

use crate::accounts::{AccountFlags, AccountGroup};
use crate::objects::Object;
use crate::rules::Context;
use crate::source::Span;

/// A module, and what needs it.
pub(super) struct Need {
    /// Its name, without `.so`.
    pub(super) module: &'static str,
    /// The place of the first object that needs it, and what that object is.
    pub(super) needing: fn(&Context<'_>) -> Option<(Span, &'static str)>,
    /// What happens without the module.
    pub(super) consequence: &'static str,
    /// What Asterisk logs then.
    pub(super) log: Option<&'static str>,
}

/// For `res_pjsip` and its dependencies.
pub(super) const CORE: Need = Need {
    module: "res_pjsip",
    needing: |_| None,
    consequence: "Asterisk starts without PJSIP: no socket is opened, and pjsip.conf is not used",
    log: None,
};

pub(super) const NEEDS: &[Need] = &[
    Need {
        module: "res_pjsip_authenticator_digest",
        needing: |cx| first(cx, "auth", "the `auth` of an endpoint", |_, k| k.has(AccountFlags::AUTH)),
        consequence: "No password is requested: every request for the endpoint is accepted, whatever password it has",
        log: Some("No SIP authenticator registered. Assuming authentication is not required"),
    },
    Need {
        module: "res_pjsip_registrar",
        needing: |cx| first(cx, "aors", "a phone that registers", |cx, k| k.registers(cx.accounts, cx.config)),
        consequence: "Phones cannot register: the REGISTER is answered 501",
        log: None,
    },
    Need {
        module: "res_pjsip_endpoint_identifier_user",
        needing: |cx| {
            let by_name =
                |cx: &Context<'_>, k: &AccountGroup| cx.groups().registers(k) && !k.has(AccountFlags::IDENTIFIED);
            first(cx, "identify_by", "a phone that is identified by its From user", by_name)
        },
        consequence: "Requests from phones are answered 401, whatever password they have: their endpoint is not found",
        log: Some("No matching endpoint found"),
    },
    Need {
        module: "res_pjsip_endpoint_identifier_ip",
        needing: |cx| object(cx, "identify", "an identify"),
        consequence: "The identify objects do not exist: calls from their addresses are answered 401",
        log: Some("No matching endpoint found"),
    },
    Need {
        module: "res_pjsip_acl",
        needing: |cx| object(cx, "acl", "a `type=acl` section"),
        consequence: "Nothing is blocked: requests from denied addresses are accepted",
        log: None,
    },
    Need {
        module: "res_pjsip_outbound_registration",
        needing: |cx| object(cx, "registration", "a registration"),
        consequence: "The registrations do not exist: Asterisk does not register anywhere",
        log: None,
    },
    Need {
        module: "chan_pjsip",
        needing: |cx| object(cx, "endpoint", "an endpoint"),
        consequence: "No calls are possible: incoming ones are not answered, and `Dial(PJSIP/...)` does not know the \
                      technology",
        log: None,
    },
    Need {
        module: "res_pjsip_sdp_rtp",
        needing: |cx| object(cx, "endpoint", "an endpoint"),
        consequence: "No audio can be negotiated: calls are answered 488",
        log: None,
    },
];

/// The place of an option of the first endpoint of a group that `wants` holds for, or of its name.
fn first(
    cx: &Context<'_>,
    option: &str,
    what: &'static str,
    wants: impl Fn(&Context<'_>, &AccountGroup) -> bool,
) -> Option<(Span, &'static str)> {
    let kind = cx.accounts.groups().iter().find(|k| wants(cx, k))?;
    let endpoint = cx.groups().endpoint_of(kind);
    let doc = &cx.config.pjsip.doc;
    let line = endpoint.setting(option).map(|s| doc.setting_span(&cx.config.sources, s));
    Some((line.unwrap_or_else(|| endpoint.name_span()), what))
}

/// The first loaded object of the type.
fn object(cx: &Context<'_>, of: &str, what: &'static str) -> Option<(Span, &'static str)> {
    cx.objects().written(of).next().map(|o: Object<'_>| (o.name_span(), what))
}
