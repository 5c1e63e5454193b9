//! What the settings of one option come to, in Asterisk's spelling.

use std::net::IpAddr;

use crate::asterisk::value::address::{Network, is_of_link, port, shown, with_port};
use crate::asterisk::value::codecs::CodecList;
use crate::asterisk::value::{
    callerid, codec_prefs, groups, left_trimmed_list, mechanisms, number, strip, trimmed_list, words,
};
use crate::asterisk::{OptionRef, Repeat, Target, ValueKind};
use crate::objects::handler::known_words;
use crate::objects::transports;
use crate::objects::view::View;
use crate::text::SettingId;

use super::{EffectiveValue, text, yes_no};

/// What the option's settings come to; `settings` is the last one, or all of an option that accumulates.
pub(super) fn value(
    view: &View<'_>,
    option: OptionRef,
    settings: &[SettingId],
    target: &Target,
) -> Option<EffectiveValue> {
    let facts = option.facts();
    let bytes = |s: SettingId| view.bytes(s);
    let binary = target.reads_binary();
    let last = bytes(*settings.last()?);
    let one = |s: String| Some(EffectiveValue::One(s));
    let many = |list: Vec<String>| Some(EffectiveValue::Many(list));
    match facts.kind(target.version) {
        ValueKind::Bool => one(yes_no(number::is_true(last))),
        ValueKind::Uint if facts.name == "dtls_rekey" => one(number::scan_unsigned(last)?.to_string()),
        ValueKind::Uint => one(match facts.name {
            "async_operations" => "1".into(),
            _ => number::uint(last, binary)?.to_string(),
        }),
        ValueKind::Int => one(number::int(last, binary)?.to_string()),
        ValueKind::Double => one(number::shown(number::double(last)?)),
        ValueKind::Enum => one(word(option, last, target)),
        // One word that it does not know, and the list is the default again (S-48).
        ValueKind::EnumList
            if facts.name.starts_with("default_auth_algorithms")
                && trimmed_list(last).any(|w| !w.is_empty() && words::digest_length(w).is_none()) =>
        {
            one(facts.default(target.version).into())
        }
        ValueKind::EnumList => one(word_list(settings.iter().map(|s| bytes(*s)), option, target)),
        ValueKind::Codecs => {
            let mut codecs = CodecList::default();
            for &s in settings {
                let allowing = !view.doc.option(view.sources, s).eq_ignore_ascii_case(b"disallow");
                let _ = codecs.apply(bytes(s), allowing, target.version.major);
            }
            many(codecs.names().map(str::to_owned).collect())
        }
        ValueKind::AclRules if facts.name == "local_net" => {
            let mut networks = Vec::new();
            for &s in settings {
                if bytes(s).is_empty() {
                    networks.clear();
                }
                networks.extend(transports::rules(bytes(s)).map(|r| r.shown()));
            }
            many(networks)
        }
        ValueKind::AclRules | ValueKind::AddrList => {
            let ports = facts.name == "match";
            let elements = settings.iter().flat_map(|s| bytes(*s).split(|b| *b == b','));
            let elements = elements.map(|e| if ports { strip(e) } else { e }).filter(|e| !e.is_empty());
            many(elements.map(|e| Network::parse(e, ports).map_or_else(|_| text(e), |r| r.shown())).collect())
        }
        ValueKind::AclNames => {
            // An empty element is a list without a name; an empty line is nothing to an endpoint. There is room
            // for 79 bytes of a name.
            let is_nothing = |s: &&SettingId| option.of.facts().name == "endpoint" && bytes(**s).is_empty();
            let lines = settings.iter().filter(|s| !is_nothing(s));
            many(lines.flat_map(|s| left_trimmed_list(bytes(*s)).map(|n| text(&n[..n.len().min(79)]))).collect())
        }
        ValueKind::SipUriList => {
            let mut uris: Vec<String> = Vec::new();
            for uri in settings.iter().flat_map(|s| trimmed_list(bytes(*s))).filter(|u| !u.is_empty()).map(text) {
                if !uris.contains(&uri) {
                    uris.push(uri);
                }
            }
            many(uris)
        }
        ValueKind::NameValue => {
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
        ValueKind::NameList if facts.name == "cipher" => {
            let old = target.version.major < 20;
            let mut names: Vec<String> = Vec::new();
            for cipher in settings.iter().flat_map(|s| trimmed_list(bytes(*s))).filter_map(|c| words::cipher(c, old)) {
                if !names.iter().any(|n| n == cipher.name) {
                    names.push(cipher.name.into());
                }
            }
            // Asterisk has room for no more, and says nothing of the rest (T-12).
            names.truncate(64);
            many(names)
        }
        ValueKind::NameList if facts.repeat == Repeat::Append => {
            let mut names: Vec<String> = Vec::new();
            for name in settings.iter().flat_map(|s| trimmed_list(bytes(*s))).filter(|n| !n.is_empty()).map(text) {
                if !names.contains(&name) {
                    names.push(name);
                }
            }
            many(names)
        }
        ValueKind::NameList => one(match facts.name {
            "auth" | "outbound_auth" => {
                trimmed_list(last).filter(|n| !n.is_empty()).map(text).collect::<Vec<_>>().join(",")
            }
            "named_call_group" | "named_pickup_group" => groups::named(last).unwrap_or_default().join(", "),
            _ => text(last),
        }),
        ValueKind::GroupList => one(groups::list(groups::numeric(last).0).join(", ")),
        ValueKind::Callerid => one(callerid::parse(last).shown()),
        ValueKind::Tos => {
            let byte = words::tos(last, binary)?;
            one(if facts.name == "tos" { byte & !3 } else { byte }.to_string())
        }
        ValueKind::CodecPrefs => one(codec_prefs::normalize(facts.name, last).ok()?),
        ValueKind::Hostport => {
            one(transports::bind(last).map_or_else(|| text(last), |b| b.shown(view.value("protocol"))))
        }
        ValueKind::IpOrHost if facts.name == "media_address" => one(match with_port(last) {
            Some((_, Some(text))) if port(text).is_none() => self::text(last),
            Some((IpAddr::V6(a), _)) => {
                let address = shown(a.to_ipv4_mapped().map_or(IpAddr::V6(a), IpAddr::V4));
                // The zone is shown where it says nothing.
                let zone = last.iter().position(|b| *b == b'%').filter(|_| !is_of_link(a));
                match zone.map(|z| text(&last[z + 1..])).as_deref().map(|z| z.trim_start_matches('0')) {
                    None | Some("") => address,
                    Some(zone) => format!("{address}%{zone}"),
                }
            }
            Some((address, _)) => shown(address),
            None => text(last),
        }),
        ValueKind::MechList => one(mechanisms::mechanisms(last).join(", ")),
        ValueKind::File | ValueKind::Dir if option.of.facts().name == "transport" => {
            // An empty one does not clear what came before.
            let kept = view.all(facts.name).map(bytes).rfind(|v| !v.is_empty());
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
        "stir_shaken" if option.of.facts().name == "endpoint" => {
            // Later releases take anything, and warn that the option does nothing (S-38).
            let word = known_words(option.facts(), target).find(|w| last.eq_ignore_ascii_case(w.as_bytes()));
            word.unwrap_or("no").into()
        }
        "sdp_session" if modern && last.is_empty() => "-".into(),
        "sdp_owner" if modern && (last.is_empty() || last.iter().any(|b| *b <= 32)) => "-".into(),
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
        ("transport", "method") if value.is_empty() || known == Some("default") => "tlsv1".into(),
        _ => known.map_or_else(|| text(value), str::to_owned),
    }
}

fn word_list<'a>(values: impl Iterator<Item = &'a [u8]>, option: OptionRef, target: &Target) -> String {
    let mut list: Vec<&str> = Vec::new();
    for word in values.flat_map(trimmed_list) {
        if let Some(known) = known_words(option.facts(), target).find(|k| word.eq_ignore_ascii_case(k.as_bytes()))
            && !list.contains(&known)
        {
            list.push(known);
        }
    }
    list.join(",")
}
