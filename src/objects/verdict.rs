//! Why a section is no object of Asterisk's, in a sentence, with the place and the rule to look up. For lists of
//! objects: the rules say more of each.

use crate::asterisk::TypeId;
use crate::asterisk::secret::{self, is_secret};
use crate::source::Span;
use crate::text::{ProblemKind, SectionId, SettingId};

use super::{Configuration, LoadedFile, ObjectCheck, RejectReason, Rejection, State, check_value};

/// Why a section is not loaded as an object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// The rule that reports it; empty where it is nothing to report.
    pub rule: &'static str,
    /// A sentence. It may quote the configuration: whoever prints it sees to control characters.
    pub message: String,
    /// The place at fault.
    pub span: Option<Span>,
}

/// What became of a section as an object of this type: its own, or one that it is by its name too (S-6).
pub fn state_of(judged: &LoadedFile, section: SectionId, of: Option<TypeId>) -> State {
    match of {
        Some(of) if judged.type_of(section) != Some(of) => {
            if judged.is_lost(of) {
                State::TypeLost
            } else if judged.also.contains(&(section, of)) {
                State::Loaded
            } else {
                State::Rejected
            }
        }
        _ => judged.state(section),
    }
}

/// The objects that a section is, or was to be: nearly always one; a typed `[global]` can be a second one (S-6).
pub fn objects_of(judged: &LoadedFile, section: SectionId) -> impl Iterator<Item = Option<TypeId>> + '_ {
    let own = judged.type_of(section);
    let second = judged.also.iter().filter(move |(s, _)| *s == section).map(|(_, t)| *t);
    let refused = rejections(judged, section).iter().map(|r| r.of).filter(move |t| Some(*t) != own);
    std::iter::once(own).chain(second.chain(refused).map(Some))
}

/// Why the section is not loaded as an object of this type; `None` where it is, or where it is a template.
pub fn explain(
    config: &Configuration,
    judged: &LoadedFile,
    section: SectionId,
    of: Option<TypeId>,
) -> Option<Explanation> {
    let (doc, sources) = (&judged.doc, &config.sources);
    let kind = of.map_or("", |t| t.facts().name);
    let said = |rule, message: String, span| Some(Explanation { rule, message, span: Some(span) });
    match state_of(judged, section, of) {
        State::Loaded | State::Template => None,
        State::Rejected => {
            let rejection = rejections(judged, section).iter().find(|r| Some(r.of) == of)?;
            Some(rejected(config, judged, rejection))
        }
        State::TypeLost => {
            let Some(lost) = judged.lost.iter().find(|l| Some(l.of) == of) else {
                let (_, refused) = judged.incomplete.iter().find(|(t, _)| Some(*t) == of)?;
                let id = String::from_utf8_lossy(doc.name(sources, *refused)).into_owned();
                let message =
                    format!("sorcery.conf wants every {kind} or none (integrity=file), and `{id}` is refused");
                return said("", message, doc.name_span(*refused));
            };
            let (first, second) = (sources.cite(doc.name_span(lost.first)), doc.name_span(lost.second));
            if lost.too_many {
                return said(
                    "global-object-rejected",
                    format!("there are more than two {kind} objects: none is taken"),
                    second,
                );
            }
            let id = String::from_utf8_lossy(doc.name(sources, lost.second)).into_owned();
            said("duplicate-object", format!("`{id}` is there twice (first at {first}): every {kind} is lost"), second)
        }
        State::FileLost => {
            let problem = doc.problems.iter().rev().find(|p| p.fatal)?;
            let (rule, what) = fatal(&problem.kind);
            said(rule, format!("the whole file is lost: {what}"), problem.span)
        }
        State::NoType => said("missing-type", "the section has no `type`".into(), doc.name_span(section)),
        State::UnknownType => {
            let setting = type_setting(config, judged, section);
            let name =
                setting.map_or_else(String::new, |s| secret::name(&String::from_utf8_lossy(doc.value(sources, s))));
            let span = setting.map_or_else(|| doc.name_span(section), |s| doc.setting_span(sources, s));
            // chan_sip's devices have a rule of their own.
            if ["friend", "peer", "user"].iter().any(|t| name.eq_ignore_ascii_case(t)) {
                return said("chan-sip-option", format!("`type={name}` is chan_sip's: PJSIP has no such object"), span);
            }
            let rule = if name == "wizard" { "wizard-in-wrong-file" } else { "unknown-object-type" };
            said(rule, format!("nothing reads sections of type `{name}`"), span)
        }
        State::Foreign => {
            let message = "a module that is not Asterisk's reads it, or its `type` is still to be filled in".into();
            Some(Explanation { rule: "", message, span: Some(doc.name_span(section)) })
        }
        State::Shadowed => {
            let message = format!("pjsip.conf has a {kind} of that id, which is found first");
            let there = judged.find(sources, of?, doc.name(sources, section))?;
            said("wizard-name-collision", message, doc.name_span(there))
        }
        State::Replaced => {
            let message = "a later wizard of that name takes its place".into();
            said("wizard-repeated", message, doc.name_span(section))
        }
        State::Unmade => {
            let message = format!("the wizard makes no further {kind}, since one before it is refused");
            Some(Explanation { rule: "", message, span: Some(doc.name_span(section)) })
        }
        State::NoModule => {
            let message = format!("modules.conf does not load `{}`, which reads {kind} objects", of?.facts().module);
            said("required-module-noload", message, doc.name_span(section))
        }
        State::Elsewhere => {
            let fatal = config.mapping.fatal().filter(|_| of.is_some_and(|t| t.facts().file == "pjsip.conf"));
            if let Some(line) = fatal {
                let message = "a line of sorcery.conf cannot be applied: nothing of PJSIP loads".into();
                return said("", message, line.store.span);
            }
            let store = of.and_then(|t| config.mapping.stores(t).last());
            let message = format!("sorcery.conf says that {kind} objects are not in this file");
            Some(Explanation { rule: "", message, span: store.map(|s| s.span) })
        }
    }
}

/// The first `type` line of a section, its own or inherited: the one that counts (G-33).
pub fn type_setting(config: &Configuration, judged: &LoadedFile, section: SectionId) -> Option<SettingId> {
    let mut first = None;
    judged.doc.each_setting(section, |s| {
        if first.is_none() && judged.doc.option(&config.sources, s).eq_ignore_ascii_case(b"type") {
            first = Some(s);
        }
    });
    first
}

/// Rejections are in the order of sections.
fn rejections(judged: &LoadedFile, section: SectionId) -> &[Rejection] {
    let from = judged.rejections.partition_point(|r| r.section < section);
    let to = judged.rejections.partition_point(|r| r.section <= section);
    &judged.rejections[from..to]
}

fn rejected(config: &Configuration, judged: &LoadedFile, rejection: &Rejection) -> Explanation {
    let (doc, sources) = (&judged.doc, &config.sources);
    let kind = rejection.of.facts().name;
    let option =
        rejection.setting.map_or_else(String::new, |s| String::from_utf8_lossy(doc.option(sources, s)).into_owned());
    let value = rejection.setting.map_or(&b""[..], |s| doc.value(sources, s));
    let quoted = || {
        let hide = value.is_empty() || is_secret(option.as_bytes(), value);
        let shown = || secret::value(option.as_bytes(), &String::from_utf8_lossy(value));
        if hide { format!("`{option}`") } else { format!("`{option}={}`", shown()) }
    };
    let (rule, message) = match rejection.why {
        RejectReason::UnknownOption => ("unknown-option", format!("{kind} objects have no option `{option}`")),
        RejectReason::BadValue => {
            let known = config.target.option(rejection.of, &option.to_ascii_lowercase());
            let complaint =
                known.and_then(|o| check_value(o, option.as_bytes(), value, &config.target, &config.options).err());
            let what = complaint.unwrap_or_else(|| "its value is not accepted".into());
            let what = secret::complaint(option.as_bytes(), &String::from_utf8_lossy(value), &what);
            ("invalid-value", format!("{}: {what}", quoted()))
        }
        RejectReason::Unreadable => ("cert-file-missing", format!("{} is not there to be read", quoted())),
        RejectReason::Whole(ObjectCheck::NoProfile) => {
            ("dangling-profile", format!("{}: there is no such profile", quoted()))
        }
        RejectReason::Whole(ObjectCheck::BindTaken) => {
            ("transport-bind-duplicate", whole(ObjectCheck::BindTaken).into())
        }
        RejectReason::Whole(constraint) => ("rejected-object", whole(constraint).into()),
    };
    let span = rejection.setting.map_or_else(|| doc.name_span(rejection.section), |s| doc.setting_span(sources, s));
    Explanation { rule, message: secret::sentence(message), span: Some(span) }
}

/// The rule on what has stopped the reading of a file, and what that is.
fn fatal(kind: &ProblemKind) -> (&'static str, String) {
    match kind {
        ProblemKind::NoBase(name) => ("undefined-template", format!("there is no `{name}` to inherit from")),
        ProblemKind::NoAppendTarget(name) => ("append-to-missing", format!("there is no `{name}` to append to")),
        ProblemKind::MissingInclude(why) => ("missing-include", format!("an included file cannot be had: {why}")),
        ProblemKind::NoArgument => ("missing-include", "an #include names no file".into()),
        ProblemKind::Cycle => ("include-trap", "a file includes itself".into()),
        ProblemKind::TooDeep => ("include-trap", "includes are nested too deeply".into()),
        ProblemKind::TooMuchAgain => ("include-trap", "the same files are included again and again".into()),
        ProblemKind::InheritsItself => ("malformed-line", "a section inherits from itself".into()),
        ProblemKind::CommentTooDeep => ("comment-trap", "block comments are nested too deeply".into()),
        ProblemKind::NoBracket => ("malformed-line", "a header has no `]`".into()),
        ProblemKind::NoParenthesis => ("malformed-line", "a header has no `)`".into()),
        ProblemKind::NoSection => ("malformed-line", "a setting stands before any section".into()),
        ProblemKind::BadEscape => ("malformed-line", "a line begins with `\\` and a blank".into()),
        ProblemKind::TooMuchInherited => {
            ("malformed-line", "its templates come to more settings than fit in memory".into())
        }
        _ => ("malformed-line", "a line cannot be read".into()),
    }
}

fn whole(constraint: ObjectCheck) -> &'static str {
    match constraint {
        ObjectCheck::NoUsername => "it has no `username`",
        ObjectCheck::Md5Cred => "`auth_type=md5` needs an `md5_cred` of 32 digits",
        ObjectCheck::NoSecret => "it has no password or digest for an algorithm that it supports",
        ObjectCheck::NoOauth => "`google_oauth` needs `refresh_token`, `oauth_clientid` and `oauth_secret`",
        ObjectCheck::MinSe => "`timers_min_se` is below 90",
        ObjectCheck::SessionExpires => "`timers_sess_expires` is below `timers_min_se`",
        ObjectCheck::PreferredCodec => "`preferred_codec_only` contradicts `incoming_call_offer_pref`",
        ObjectCheck::RtpPorts => "`rtp_port_start` and `rtp_port_end` make no range from 1024 on",
        ObjectCheck::TwoCertificates => "`dtls_auto_generate_cert` and `dtls_cert_file` exclude each other",
        ObjectCheck::AclTwice => "it names the same ACL twice",
        ObjectCheck::NoEndpoint => "it has no `endpoint`",
        ObjectCheck::NoMatch => "it matches nothing",
        ObjectCheck::HeaderForm => "`match_header` is not of the form `Name: value`",
        ObjectCheck::HeaderRegex => "what stands between the slashes is not a regular expression",
        ObjectCheck::NoServerUri => "it has no `server_uri`",
        ObjectCheck::BadServerUri => "`server_uri` is no SIP URI that pjproject takes",
        ObjectCheck::NoClientUri => "it has no `client_uri`",
        ObjectCheck::BadClientUri => "`client_uri` is no SIP URI that pjproject takes",
        ObjectCheck::LineWithoutEndpoint => "`line` is on, but there is no `endpoint`",
        ObjectCheck::EndpointWithoutLine => "`endpoint` is set, but `line` is not on",
        ObjectCheck::BadProxy => "`outbound_proxy` is no URI",
        ObjectCheck::NoTransport => "no loaded transport can carry its `server_uri`",
        ObjectCheck::BadContact => "its Contact would be no SIP URI",
        ObjectCheck::NoExpiration => "`expiration` is 0",
        ObjectCheck::NoEvent => "it has no `event`",
        ObjectCheck::BadOtherUri => "`from_uri` or `to_uri` is no SIP URI that pjproject takes",
        ObjectCheck::NoItems => "it has no `list_item`",
        ObjectCheck::NoDomain => "it has no `domain`",
        ObjectCheck::NoBind => "it has no `bind`",
        ObjectCheck::BindTaken => "another transport has its address and port",
        ObjectCheck::NoSocket => "no socket can be bound to its address",
        ObjectCheck::FlowExternal => "a flow transport cannot have external addresses",
        ObjectCheck::NoProfile => "its geolocation profile does not exist",
        ObjectCheck::NoLocation => "its `location_reference` names no location",
        ObjectCheck::LocationReference => "what it says of a location does not go with its `location_reference`",
        ObjectCheck::LocationForm => "it has no `format`, or not what the format asks for",
        ObjectCheck::TooMany => "there are too many",
    }
}
