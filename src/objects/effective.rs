//! The values that a loaded object has, each with the lines that it is from.

use std::net::IpAddr;

use crate::asterisk::value::address::{Bind, Rule, with_port};
use crate::asterisk::value::codecs::CodecList;
use crate::asterisk::value::{callerid, codec_prefs, groups, number, strip, trimmed_list, words};
use crate::asterisk::{Kind, OptionRef, Repeat, Target, TypeId};
use crate::source::Sources;
use crate::text::{SectionId, SettingId};

use super::Judged;
use super::handler::known_words;
use super::view::{View, options_of};

/// A value: one, or several of an option that accumulates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EffectiveValue {
    /// One value, as Asterisk takes it: booleans as yes and no, numbers in decimal.
    One(String),
    /// Several, in Asterisk's order.
    Many(Vec<String>),
}

/// One option's effective value.
#[derive(Clone, Debug)]
pub struct Effective {
    /// The option's name.
    pub name: String,
    /// What Asterisk has.
    pub value: EffectiveValue,
    /// The settings that it is from, in order; empty for a default.
    pub settings: Vec<SettingId>,
}

/// The effective values of a section's object, by option name; with `defaults` also those that are not set.
pub fn effective(
    judged: &Judged,
    sources: &Sources,
    target: &Target,
    section: SectionId,
    of: TypeId,
    defaults: bool,
) -> Vec<Effective> {
    let settings = options_of(&judged.doc, sources, target, section, of);
    let view = View { doc: &judged.doc, sources, section, of, settings: &settings };
    let mut all: Vec<Effective> = Vec::new();
    for option in target.options(of) {
        let facts = option.facts();
        if facts.kind(target.version) == Kind::Type || facts.name == "disallow" {
            continue;
        }
        if facts.pattern {
            all.extend(free_options(&view, option));
            continue;
        }
        let own: Vec<SettingId> = if facts.name == "allow" {
            view.settings
                .iter()
                .filter(|(o, _)| matches!(view.option(*o).name(), "allow" | "disallow"))
                .map(|(_, s)| *s)
                .collect()
        } else {
            view.all(facts.name).collect()
        };
        if own.is_empty() {
            if defaults {
                all.push(Effective { name: facts.name.into(), value: default(option, target), settings: Vec::new() });
            }
            continue;
        }
        let settings = if facts.repeat == Repeat::Append || facts.name.starts_with("supported_algorithms") {
            own
        } else {
            own[own.len() - 1..].to_vec()
        };
        if let Some(value) = value(&view, option, &settings, target) {
            all.push(Effective { name: facts.name.into(), value, settings });
        }
    }
    if of.facts().name == "endpoint" {
        forced(&view, target, &mut all);
    }
    if of.facts().name == "auth" && target.is_modern_auth() {
        digests(&view, &mut all);
    }
    all.extend(extended(judged, sources, section));
    all.sort_by(|a, b| a.name.cmp(&b.name));
    all
}

/// `@name` settings: kept beside the object, never judged (S-17).
fn extended(judged: &Judged, sources: &Sources, section: SectionId) -> Vec<Effective> {
    let mut all: Vec<Effective> = Vec::new();
    judged.doc.each_setting(section, |s| {
        let name = judged.doc.option(sources, s);
        if name.first() == Some(&b'@') {
            let name = text(name);
            all.retain(|e| e.name != name);
            all.push(Effective {
                name,
                value: EffectiveValue::One(text(judged.doc.value(sources, s))),
                settings: vec![s],
            });
        }
    });
    all
}

/// Settings of an option that is a pattern: each under the name that it was written with.
fn free_options(view: &View<'_>, option: OptionRef) -> Vec<Effective> {
    let mine = view.settings.iter().filter(|(o, _)| view.option(*o) == option);
    let mut all: Vec<Effective> = Vec::new();
    for (_, s) in mine {
        let name = text(view.doc.option(view.sources, *s));
        all.retain(|e| e.name != name);
        all.push(Effective {
            name,
            value: EffectiveValue::One(text(view.doc.value(view.sources, *s))),
            settings: vec![*s],
        });
    }
    all
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// What an option is when it is not set.
fn default(option: OptionRef, target: &Target) -> EffectiveValue {
    let facts = option.facts();
    let written = facts.default(target.version);
    let many = facts.repeat == Repeat::Append && !matches!(facts.kind(target.version), Kind::EnumList);
    if many && written.is_empty() {
        return EffectiveValue::Many(Vec::new());
    }
    EffectiveValue::One(match (option.of.facts().name, facts.name) {
        ("endpoint", "dtls_setup") => "active".into(),
        ("endpoint", "dtls_fingerprint") => "SHA-256".into(),
        ("endpoint", "stir_shaken") => {
            if target.version.major <= 18 {
                "off".into()
            } else {
                "no".into()
            }
        }
        ("transport", "method") => "unspecified".into(),
        ("auth", "supported_algorithms_uas" | "supported_algorithms_uac") => "MD5".into(),
        _ => match facts.kind(target.version) {
            Kind::Bool => yes_no(number::is_true(written.as_bytes())),
            Kind::Uint | Kind::Int if written.is_empty() => "0".into(),
            Kind::Double => format!("{:.6}", number::double(written.as_bytes()).unwrap_or_default()),
            Kind::CodecPrefs => codec_prefs::normalize(facts.name, written.as_bytes()).unwrap_or_default(),
            _ => written.into(),
        },
    })
}

fn yes_no(on: bool) -> String {
    if on { "yes".into() } else { "no".into() }
}

/// What the option's settings come to; `settings` is the last one, or all of an option that accumulates.
fn value(view: &View<'_>, option: OptionRef, settings: &[SettingId], target: &Target) -> Option<EffectiveValue> {
    let facts = option.facts();
    let bytes = |s: SettingId| view.doc.value(view.sources, s);
    let last = bytes(*settings.last()?);
    let one = |s: String| Some(EffectiveValue::One(s));
    let many = |list: Vec<String>| Some(EffectiveValue::Many(list));
    match facts.kind(target.version) {
        Kind::Bool => one(yes_no(number::is_true(last))),
        Kind::Uint if facts.name == "dtls_rekey" => {
            one(number::scan_decimal(last).map_or(0, |(n, _)| n as u32).to_string())
        }
        Kind::Uint => one(match facts.name {
            "async_operations" => "1".into(),
            _ => number::uint(last)?.to_string(),
        }),
        Kind::Int => one(number::int(last)?.to_string()),
        Kind::Double => one(format!("{:.6}", number::double(last)?)),
        Kind::Enum => one(word(option, last, target)),
        Kind::EnumList => one(word_list(facts.name, settings.iter().map(|s| bytes(*s)), option, target)),
        Kind::Codecs => {
            let mut list = CodecList::default();
            for &s in settings {
                let allowing = !view.doc.option(view.sources, s).eq_ignore_ascii_case(b"disallow");
                let _ = list.apply(bytes(s), allowing, target.version.major);
            }
            many(list.names().map(str::to_owned).collect())
        }
        Kind::AclRules | Kind::AddrList => {
            let mut rules = Vec::new();
            for &s in settings {
                if facts.name == "local_net" && bytes(s).is_empty() {
                    rules.clear();
                }
                let ports = facts.name == "match";
                for element in
                    bytes(s).split(|b| *b == b',').map(|e| if ports { strip(e) } else { e }).filter(|e| !e.is_empty())
                {
                    rules.push(Rule::parse(element, ports).map_or_else(|_| text(element), |r| r.shown()));
                }
            }
            many(rules)
        }
        Kind::AclNames => {
            many(settings.iter().flat_map(|s| trimmed_list(bytes(*s)).map(text)).filter(|n| !n.is_empty()).collect())
        }
        Kind::SipUriList => {
            let mut uris: Vec<String> = Vec::new();
            for uri in settings.iter().flat_map(|s| trimmed_list(bytes(*s))).filter(|u| !u.is_empty()).map(text) {
                if !uris.contains(&uri) {
                    uris.push(uri);
                }
            }
            many(uris)
        }
        Kind::NameValue => {
            let mut variables: Vec<(String, String)> = Vec::new();
            for pair in settings.iter().map(|s| text(bytes(*s))) {
                let Some((name, value)) = pair.split_once('=') else { continue };
                match variables.iter_mut().find(|(n, _)| n == name) {
                    Some((_, v)) => value.clone_into(v),
                    None => variables.push((name.into(), value.into())),
                }
            }
            many(variables.into_iter().map(|(n, v)| format!("{n}={v}")).collect())
        }
        Kind::NameList if facts.repeat == Repeat::Append => {
            let mut names: Vec<String> = Vec::new();
            for name in settings.iter().flat_map(|s| trimmed_list(bytes(*s))).filter(|n| !n.is_empty()).map(text) {
                if !names.contains(&name) {
                    names.push(name);
                }
            }
            many(names)
        }
        Kind::NameList => one(match facts.name {
            "auth" | "outbound_auth" => {
                trimmed_list(last).filter(|n| !n.is_empty()).map(text).collect::<Vec<_>>().join(",")
            }
            "named_call_group" | "named_pickup_group" => groups::named(last).unwrap_or_default().join(", "),
            _ => text(last),
        }),
        Kind::GroupList => one(groups::list(groups::numeric(last).0).join(", ")),
        Kind::Callerid => one(callerid::parse(last).shown()),
        Kind::Tos => {
            let byte = words::tos(last)?;
            one(if facts.name == "tos" { byte & !3 } else { byte }.to_string())
        }
        Kind::CodecPrefs => one(codec_prefs::normalize(facts.name, last).ok()?),
        Kind::Hostport => one(bind(view, last)),
        Kind::IpOrHost if facts.name == "media_address" => one(match with_port(last) {
            Some((IpAddr::V6(a), _)) => a.to_ipv4_mapped().map_or(a.to_string(), |a| a.to_string()),
            Some((address, _)) => address.to_string(),
            None => text(last),
        }),
        Kind::MechList => one(words::mechanisms(last).join(", ")),
        Kind::String if facts.name == "cipher" => {
            let mut names: Vec<String> = Vec::new();
            for name in settings.iter().flat_map(|s| trimmed_list(bytes(*s))).filter(|n| !n.is_empty()).map(text) {
                if !names.contains(&name) {
                    names.push(name);
                }
            }
            many(names)
        }
        Kind::File | Kind::Dir if option.of.facts().name == "transport" => {
            // An empty one does not clear what came before.
            let kept = view.all(facts.name).map(bytes).filter(|v| !v.is_empty()).last();
            one(text(kept.unwrap_or_default()))
        }
        _ if settings.len() > 1 => many(settings.iter().map(|s| text(bytes(*s))).collect()),
        _ => one(plain(option, last, target)),
    }
}

/// Text options that Asterisk changes.
fn plain(option: OptionRef, last: &[u8], target: &Target) -> String {
    let modern = target.version.major >= 18;
    match option.name() {
        "sdp_session" if modern && last.is_empty() => "-".into(),
        "sdp_owner" if modern && (last.is_empty() || last.contains(&b' ') || last.contains(&b'\t')) => "-".into(),
        "stir_shaken" if option.of.facts().name == "endpoint" && target.version.major > 18 => "no".into(),
        "subscribe_context" => text(&last[..last.len().min(79)]),
        "event" if option.of.facts().name == "resource_list" => text(&last[..last.len().min(31)]),
        _ => text(last),
    }
}

fn word(option: OptionRef, value: &[u8], target: &Target) -> String {
    let facts = option.facts();
    let known = known_words(facts, target).find(|w| value.eq_ignore_ascii_case(w.as_bytes()));
    match (option.of.facts().name, facts.name) {
        ("endpoint", "timers") if value.eq_ignore_ascii_case(b"forced") => "always".into(),
        ("endpoint", "100rel" | "timers") if known.is_none() => yes_no(number::is_true(value)),
        ("endpoint", "connected_line_method" | "direct_media_method") if known == Some("reinvite") => "invite".into(),
        ("endpoint", "callerid_privacy") => words::privacy(value).unwrap_or("unknown").into(),
        ("endpoint", "dtls_setup") => known.unwrap_or("active").into(),
        ("endpoint", "dtls_fingerprint") => known.unwrap_or("SHA-256").into(),
        ("endpoint", "stir_shaken") => plain(option, value, target),
        ("transport", "method") if value.is_empty() || known == Some("default") => "tlsv1".into(),
        _ => known.map_or_else(|| text(value), str::to_owned),
    }
}

fn word_list<'a>(name: &str, values: impl Iterator<Item = &'a [u8]>, option: OptionRef, target: &Target) -> String {
    let mut list: Vec<&str> = Vec::new();
    for word in values.flat_map(trimmed_list) {
        if let Some(known) = known_words(option.facts(), target).find(|k| word.eq_ignore_ascii_case(k.as_bytes()))
            && !list.contains(&known)
        {
            list.push(known);
        }
    }
    if list.is_empty() && name.starts_with("supported_algorithms") {
        return "MD5".into();
    }
    list.join(",")
}

/// `bind` with the protocol's port where it names none.
fn bind(view: &View<'_>, value: &[u8]) -> String {
    let protocol = view.value("protocol");
    if protocol.eq_ignore_ascii_case(b"flow") {
        return "0.0.0.0:0".into();
    }
    let own = if protocol.eq_ignore_ascii_case(b"tls") { 5061 } else { 5060 };
    match Bind::parse(value) {
        Some(Bind::Address(IpAddr::V4(a), port)) => format!("{a}:{}", if port == 0 { own } else { port }),
        Some(Bind::Address(IpAddr::V6(a), port)) => format!("[{a}]:{}", if port == 0 { own } else { port }),
        _ => text(value),
    }
}

/// From 20.12 and 22.2 `md5_cred` and `password_digest` fill one store: the last one of an algorithm counts (S-41).
fn digests(view: &View<'_>, all: &mut Vec<Effective>) {
    let mut store: Vec<(&'static str, String, SettingId)> = Vec::new();
    for (option, setting) in
        view.settings.iter().filter(|(o, _)| matches!(view.option(*o).name(), "md5_cred" | "password_digest"))
    {
        let value = view.doc.value(view.sources, *setting);
        let Ok(algorithm) = words::digest(value) else { continue };
        let colon = value.iter().position(|b| *b == b':').filter(|_| view.option(*option).name() == "password_digest");
        let hash = text(colon.map_or(value, |c| &value[c + 1..]));
        store.retain(|(a, ..)| *a != algorithm);
        store.push((algorithm, hash, *setting));
    }
    if store.is_empty() {
        return;
    }
    store.sort_by_key(|(a, ..)| ["MD5", "SHA-256", "SHA-512-256"].iter().position(|k| k == a));
    let mut put = |name: &str, value: String, settings: Vec<SettingId>| {
        all.retain(|e| e.name != name);
        all.push(Effective { name: name.into(), value: EffectiveValue::One(value), settings });
    };
    if let Some((_, hash, setting)) = store.iter().find(|(a, ..)| *a == "MD5") {
        put("md5_cred", hash.clone(), vec![*setting]);
    }
    let shown: Vec<String> = store.iter().map(|(a, hash, _)| format!("{a}:{hash}")).collect();
    put("password_digest", shown.join(","), store.iter().map(|(.., s)| *s).collect());
}

/// What one option of an endpoint makes of others, once all are set (S-36, S-37).
fn forced(view: &View<'_>, target: &Target, all: &mut Vec<Effective>) {
    let mut force = |by: &str, name: &str, value: &str| {
        let settings = view.last(by).into_iter().collect();
        all.retain(|e| e.name != name);
        all.push(Effective { name: name.into(), value: EffectiveValue::One(value.into()), settings });
    };
    if view.is_on("webrtc", false) && target.option(view.of, "webrtc").is_some() {
        for name in ["bundle", "rtcp_mux", "use_avpf", "ice_support", "media_use_received_transport"] {
            force("webrtc", name, "yes");
        }
        force("webrtc", "media_encryption", "dtls");
        force("webrtc", "dtls_verify", "fingerprint");
        force("webrtc", "dtls_setup", "actpass");
        if view.value("dtls_cert_file").is_empty() {
            force("webrtc", "dtls_auto_generate_cert", "yes");
        }
        if target.version.major > 16 && view.last("dtls_rekey").is_some() {
            force("webrtc", "dtls_rekey", "0");
        }
    }
    if target.version.major >= 18 && view.is_on("preferred_codec_only", false) {
        force("preferred_codec_only", "incoming_call_offer_pref", "local_first");
    }
}
