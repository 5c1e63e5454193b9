//! The values that a loaded object has, each with the lines that it is from.

mod system;
mod value;

use crate::asterisk::value::{codec_prefs, number, words};
use crate::asterisk::{OptionRef, Repeat, Target, TypeId, ValueKind};
use crate::source::Sources;
use crate::text::{SectionId, SettingId};

use super::LoadedFile;
use super::handler::known_words;
use super::object_checks::Algorithms;
use super::view::{View, options_of, own_options};
use super::wizard;

use value::value;

/// A value: one, or several of an option that accumulates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EffectiveValue {
    /// One value, as Asterisk takes it: booleans as yes and no, numbers in decimal.
    One(String),
    /// Several, in Asterisk's order.
    Many(Vec<String>),
}

impl std::fmt::Display for EffectiveValue {
    /// Several values with commas between them.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::One(one) => f.write_str(one),
            Self::Many(many) => f.write_str(&many.join(", ")),
        }
    }
}

/// One option's effective value.
#[derive(Clone, Debug)]
pub struct Effective {
    /// The option's name.
    pub name: String,
    /// What Asterisk has.
    pub value: EffectiveValue,
    /// The settings that it is from, in order; empty for a default.
    pub(crate) settings: Vec<SettingId>,
}

/// The effective values of a section's object, by option name; with `defaults` also those that are not set.
pub fn effective(
    judged: &LoadedFile,
    sources: &Sources,
    target: &Target,
    section: SectionId,
    of: TypeId,
    defaults: bool,
) -> Vec<Effective> {
    let mut settings = options_of(judged, sources, target, section, of);
    if of.facts().name == "transport" {
        // Files that a refused transport has left behind are not values of this one, although they are in use (S-62).
        let own = own_options(&judged.doc, sources, target, section, of);
        let is_file = |o: u16| {
            matches!(OptionRef { of, index: o }.facts().kind(target.version), ValueKind::File | ValueKind::Dir)
        };
        settings.retain(|(o, s)| !is_file(*o) || own.iter().any(|(_, mine)| mine == s));
    }
    let view = View { doc: &judged.doc, sources, target, section, of, settings: &settings };
    let mut all: Vec<Effective> = Vec::new();
    for option in target.options(of) {
        let facts = option.facts();
        if facts.kind(target.version) == ValueKind::Type || facts.name == "disallow" {
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
        let settings = if facts.repeat == Repeat::Append { own } else { vec![counting(&view, option, &own)] };
        if let Some(value) = value(&view, option, &settings, target) {
            all.push(Effective { name: facts.name.into(), value, settings });
        }
    }
    if of.facts().name == "endpoint" {
        forced(&view, target, &mut all);
    }
    if of.facts().name == "system" {
        system::together(&view, target, &mut all);
    }
    if of.facts().name == "auth" && target.is_modern_auth() {
        algorithms(&view, &Algorithms::of(judged, sources, target), defaults, &mut all);
        digests(&view, &mut all);
    }
    if of.facts().name == "transport" && view.value("protocol").eq_ignore_ascii_case(b"flow") {
        // It has no socket of its own, whatever `bind` says (T-1).
        replace(&mut all, "bind", "0.0.0.0:0".into(), view.last("protocol").into_iter().collect());
    }
    all.extend(extended(judged, sources, section, of));
    all.sort_by(|a, b| a.name.cmp(&b.name));
    all
}

/// The setting that counts of an option that has one value: the last one (S-15), or of those that take any word and
/// keep what they know the last known one.
fn counting(view: &View<'_>, option: OptionRef, settings: &[SettingId]) -> SettingId {
    let keeps = matches!(option.name(), "dtls_setup" | "dtls_fingerprint");
    let is_known = |s: &&SettingId| {
        known_words(option.facts(), view.target).any(|w| view.bytes(**s).eq_ignore_ascii_case(w.as_bytes()))
    };
    let known = settings.iter().rev().find(is_known).filter(|_| keeps);
    *known.unwrap_or(&settings[settings.len() - 1])
}

/// `@name` settings: kept next to the object, never judged (S-17). A wizard's object has the wizard's name.
fn extended(judged: &LoadedFile, sources: &Sources, section: SectionId, of: TypeId) -> Vec<Effective> {
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
    if judged.generated.is_generated(section) {
        all.retain(|e| e.name != "@pjsip_wizard");
        let wizard = wizard::name_of(judged.doc.name(sources, section), of);
        all.push(Effective {
            name: "@pjsip_wizard".into(),
            value: EffectiveValue::One(text(wizard)),
            settings: Vec::new(),
        });
    }
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
    let many = facts.repeat == Repeat::Append && !matches!(facts.kind(target.version), ValueKind::EnumList);
    if many && written.is_empty() {
        return EffectiveValue::Many(Vec::new());
    }
    EffectiveValue::One(match (option.of.facts().name, facts.name) {
        ("endpoint", "dtls_setup") => "active".into(),
        ("endpoint", "dtls_fingerprint") => "SHA-256".into(),
        ("endpoint", "stir_shaken") if known_words(facts, target).next().is_none() => "no".into(),
        ("transport", "method") => "unspecified".into(),
        _ => match facts.kind(target.version) {
            ValueKind::Bool => yes_no(number::is_true(written.as_bytes())),
            ValueKind::Uint | ValueKind::Int if written.is_empty() => "0".into(),
            ValueKind::Double => number::shown(number::double(written.as_bytes()).unwrap_or_default()),
            ValueKind::CodecPrefs => codec_prefs::normalize(facts.name, written.as_bytes()).unwrap_or_default(),
            _ => written.into(),
        },
    })
}

fn yes_no(on: bool) -> String {
    if on { "yes".into() } else { "no".into() }
}

/// Sets an option's value, whatever its own lines say.
fn replace(all: &mut Vec<Effective>, name: &str, value: String, settings: Vec<SettingId>) {
    all.retain(|e| e.name != name);
    all.push(Effective { name: name.into(), value: EffectiveValue::One(value), settings });
}

/// The algorithms of an auth object: its own, or those of the global object (S-41).
fn algorithms(view: &View<'_>, algorithms: &Algorithms, defaults: bool, all: &mut Vec<Effective>) {
    for option in ["supported_algorithms_uas", "supported_algorithms_uac"] {
        let settings: Vec<SettingId> = view.all(option).collect();
        if defaults || !settings.is_empty() {
            replace(all, option, algorithms.for_auth(view, option).join(","), settings);
        }
    }
}

/// From 20.12 and 22.2 `md5_cred` and `password_digest` fill one store: the last one of an algorithm counts (S-41).
fn digests(view: &View<'_>, all: &mut Vec<Effective>) {
    let mut store: Vec<(&'static str, String, SettingId)> = Vec::new();
    for (_, setting) in
        view.settings.iter().filter(|(o, _)| matches!(view.option(*o).name(), "md5_cred" | "password_digest"))
    {
        let value = view.doc.value(view.sources, *setting);
        let Ok(algorithm) = words::digest(value) else { continue };
        let colon = value.iter().position(|b| *b == b':');
        let hash = text(colon.map_or(value, |c| &value[c + 1..]));
        store.retain(|(a, ..)| *a != algorithm);
        store.push((algorithm, hash, *setting));
    }
    if store.is_empty() {
        return;
    }
    store.sort_by_key(|(a, ..)| words::DIGESTS.iter().position(|(k, _)| k == a));
    let mut put = |name: &str, value: String, settings| replace(all, name, value, settings);
    match (store.iter().find(|(a, ..)| *a == "MD5"), view.last("md5_cred")) {
        (Some((_, hash, setting)), _) => put("md5_cred", hash.clone(), vec![*setting]),
        (None, Some(other)) => put("md5_cred", String::new(), vec![other]),
        (None, None) => {}
    }
    let shown: Vec<String> = store.iter().map(|(a, hash, _)| format!("{a}:{hash}")).collect();
    put("password_digest", shown.join(","), store.iter().map(|(.., s)| *s).collect());
}

/// What one option of an endpoint makes of others, once all are set (S-36, S-37).
fn forced(view: &View<'_>, target: &Target, all: &mut Vec<Effective>) {
    let mut force = |by: &str, name: &str, value: &str| {
        replace(all, name, value.into(), view.last(by).into_iter().collect());
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
    if view.is_on("bundle", false) {
        force("bundle", "rtcp_mux", "yes");
    }
    if target.version.major >= 18 && view.is_on("preferred_codec_only", false) {
        force("preferred_codec_only", "incoming_call_offer_pref", "local_first");
    }
}
