//! Objects that do not hold together as a whole.

use crate::asterisk::TypeId;
use crate::finding::Finding;
use crate::objects::{Constraint, Judged, Why};
use crate::rules::Context;
use crate::rules::context::Group;

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    for judged in cx.judged() {
        for group in cx.rejections(judged, |r| matches!(r.why, Why::Whole(c) if c != Constraint::NoProfile)) {
            let Why::Whole(constraint) = group.first.why else { continue };
            out.push(finding(cx, judged, &group, constraint));
        }
    }
}

fn finding<'a>(cx: &Context<'a>, judged: &'a Judged, group: &Group<'_>, constraint: Constraint) -> Finding {
    let (doc, of, section) = (&judged.doc, group.first.of, group.first.section);
    let id = cx.name(doc, section);
    let kind = of.facts().name;
    let said = sentence(constraint, kind, &id, of);
    let who = if group.count > 1 { format!(" (in {})", cx.who(doc, section, group.count)) } else { String::new() };
    let message = format!("{kind} `{id}`: {}{who}", said.wrong);
    let mut finding = match group.first.setting {
        Some(setting) => {
            let span = if doc.value_span(setting).len == 0 { doc.option_span(&cx.config.sources, setting) } else { doc.value_span(setting) };
            cx.about(judged, section, Some(of), setting, span, message)
        }
        None => cx.finding(doc.name_span(section), message).object(kind, &id),
    };
    finding = finding.at(said.short).consequence(cx.rejected(of, group.count)).help(said.help).count(group.count);
    if let Some((_, rival)) = judged.taken_by.iter().find(|(s, _)| *s == section).filter(|_| constraint == Constraint::BindTaken) {
        finding = finding.label(judged.name_span(*rival), "has the address already");
    }
    finding.log = said.log.or_else(|| Some(format!("Could not create an object of type '{kind}' with id '{id}' from configuration file '{}'", of.facts().file)));
    finding
}

struct Said {
    wrong: String,
    short: &'static str,
    help: String,
    log: Option<String>,
}

/// What is said of each; every log line here was seen on 22.10.
fn sentence(constraint: Constraint, kind: &str, id: &str, of: TypeId) -> Said {
    let said = |wrong: &str, short, help: &str, log: Option<String>| Said { wrong: wrong.into(), short, help: help.into(), log };
    let _ = of;
    match constraint {
        Constraint::NoUsername => said("it has no `username`", "needs a username", "Set `username` to the name that the phone logs in with; it is not taken from the id", Some(format!("{id}: No authentication username"))),
        Constraint::Md5Cred => said("`auth_type=md5` needs an `md5_cred` of 32 digits", "no usable md5_cred", "Set `md5_cred` to the MD5 of user:realm:password, or use `auth_type=userpass`", None),
        Constraint::NoSecret => said("it has neither a `password` nor a digest for every algorithm that it supports", "no usable secret", "Set `password`, or `password_digest=ALGORITHM:HASH` for each supported algorithm", Some(format!("{id}: No plain text or digest password found for algorithm MD5 in supported_algorithms_uas"))),
        Constraint::NoOauth => said("`google_oauth` needs `refresh_token`, `oauth_clientid` and `oauth_secret`", "incomplete", "Set all three", None),
        Constraint::MinSe => said("`timers_min_se` is below 90", "at least 90", "RFC 4028 allows no less than 90 seconds", None),
        Constraint::SessionExpires => said("`timers_sess_expires` is below `timers_min_se`", "shorter than timers_min_se", "Set `timers_sess_expires` (default 1800) to at least `timers_min_se`", None),
        Constraint::PreferredCodec => said("`preferred_codec_only` and `incoming_call_offer_pref` contradict each other", "beside incoming_call_offer_pref", "Keep `incoming_call_offer_pref` only; `preferred_codec_only` is its older form", None),
        Constraint::RtpPorts => said("`rtp_port_start` and `rtp_port_end` do not make a range from 1024 on", "no range", "Set both, the end above the start, or neither", None),
        Constraint::TwoCertificates => said("`dtls_auto_generate_cert` and `dtls_cert_file` exclude each other", "beside dtls_auto_generate_cert", "Keep one of them", None),
        Constraint::AclTwice => said("it names the same ACL twice", "named before", "Name each ACL once", None),
        Constraint::NoEndpoint => said("it has no `endpoint`", "needs an endpoint", "Set `endpoint` to the endpoint that requests from these addresses belong to", Some(format!("Identify '{id}' missing required endpoint name."))),
        Constraint::NoMatch => said("it matches nothing", "nothing to match", "Set `match` to addresses, or `match_header`", Some(format!("Identify '{id}' is not configured to match anything."))),
        Constraint::HeaderForm => said("`match_header` is not of the form `Name: value`", "no header name", "Write `match_header = Name: value` or `Name: /regex/`", Some(format!("Identify '{id}' missing ':' separator in match_header"))),
        Constraint::HeaderRegex => said("what stands between the slashes is not a regular expression", "no regular expression", "Mend the expression (POSIX extended), or drop the slashes to compare the text as it is", Some(format!("Identify '{id}' failed to compile match_header regex"))),
        Constraint::NoServerUri => said("it has no `server_uri`", "needs a server_uri", "Set `server_uri=sip:HOST`", Some(format!("No server URI specified on outbound {} '{id}'", what(kind)))),
        Constraint::BadServerUri => said("`server_uri` is not a SIP URI that pjproject accepts", "no SIP URI", "Write `sip:HOST` or `sip:HOST:PORT`; before a parameter put `\\;`", Some(format!("Server URI or hostname length exceeds pjproject limit or is not a sip(s) uri: '{id}'"))),
        Constraint::NoClientUri => said("it has no `client_uri`", "needs a client_uri", "Set `client_uri=sip:USER@HOST`", Some(format!("No client URI specified on outbound registration '{id}'"))),
        Constraint::BadClientUri => said("`client_uri` is not a SIP URI that pjproject accepts", "no SIP URI", "Write `sip:USER@HOST`", Some(format!("Client URI or hostname length exceeds pjproject limit or is not a sip(s) uri: '{id}'"))),
        Constraint::LineWithoutEndpoint => said("`line` is on, but there is no `endpoint`", "needs an endpoint", "Set `endpoint` to the endpoint that calls on this line belong to", Some(format!("Line support has been enabled on outbound registration '{id}' without providing an endpoint"))),
        Constraint::EndpointWithoutLine => said("`endpoint` is set, but `line` is not on", "needs line=yes", "Set `line=yes`, or remove `endpoint`", Some(format!("An endpoint has been specified on outbound registration '{id}' without enabling line support"))),
        Constraint::BadProxy => said("`outbound_proxy` is not a URI", "no URI", "Write `sip:HOST\\;lr`", None),
        Constraint::NoTransport => said("no loaded transport can carry its `server_uri`", "no transport for it", "Add a transport of that protocol (udp unless the URI says `\\;transport=`, tls for sips) and address family", None),
        Constraint::BadContact => said("`contact_user` cannot stand in a SIP URI", "not a SIP user", "Use letters, digits and -_.!~*'()&=+$,;?/", None),
        Constraint::NoExpiration => said("`expiration` is 0", "must not be 0", "Set the seconds that a registration lasts; the default is 3600", None),
        Constraint::NoEvent => said("it has no `event`", "needs an event", "Set `event`, for instance `event=presence`", None),
        Constraint::BadOtherUri => said("it is not a SIP URI that pjproject accepts", "no SIP URI", "Write `sip:USER@HOST`", None),
        Constraint::NoItems => said("it has no `list_item`", "needs list items", "Set `list_item` to the hints or lists that it consists of", Some(format!("Resource list '{id}' has no list items"))),
        Constraint::NoDomain => said("it has no `domain`", "needs a domain", "Set `domain` to the domain that the section's name is an alias of", None),
        Constraint::NoBind => said("it has no `bind`", "needs a bind", "Set `bind=0.0.0.0` or an address of this host; ws and wss need the line too", Some(format!("Transport '{id}' could not be started as binding not specified"))),
        Constraint::BindTaken => said("another transport has its address and port", "already taken", "Give it another port or address", Some(format!("Transport '{id}' could not be started: Address already in use"))),
        Constraint::FlowExternal => said("a flow transport cannot have external addresses", "not for flow", "Remove it, or set the address on the transport that the flow uses", None),
        Constraint::NoProfile => said("its geolocation profile does not exist", "no such profile", "Add the profile to geolocation.conf", None),
        Constraint::TooMany => said("there are too many", "too many", "Keep one", None),
    }
}

fn what(kind: &str) -> &str {
    if kind == "outbound-publish" { "publish" } else { kind }
}
