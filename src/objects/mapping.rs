//! sorcery.conf: which types are read from elsewhere (D-1 to D-5).

use rustc_hash::FxHashMap;

use crate::asterisk::{TYPES, TypeId};
use crate::source::{Sources, Span};
use crate::text::Document;

/// One mapping line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Store {
    /// `config`, `realtime`, `memory`, `astdb`, ...
    pub wizard: String,
    /// What follows the first comma.
    pub data: String,
    /// Where the line stands.
    pub span: Span,
}

impl Store {
    /// Whether it is the file that the type is read from where sorcery.conf says nothing.
    fn is_usual(&self, of: TypeId) -> bool {
        self.wizard == "config" && self.data.split(',').next().map(str::trim) == Some(of.facts().file)
    }
}

/// What sorcery.conf says.
#[derive(Clone, Debug, Default)]
pub struct Mapping {
    stores: FxHashMap<TypeId, Vec<Store>>,
}

/// The section that owns a type's mapping (D-1).
fn owner(of: TypeId) -> &'static str {
    match (of.facts().file, of.facts().name) {
        ("pjsip.conf", "identify") => "res_pjsip_endpoint_identifier_ip",
        ("pjsip.conf", "registration") => "res_pjsip_outbound_registration",
        ("pjsip.conf", "outbound-publish") => "res_pjsip_outbound_publish",
        ("pjsip.conf", "resource_list" | "inbound-publication" | "subscription_persistence") => "res_pjsip_pubsub",
        ("pjsip.conf", "asterisk-publication") => "res_pjsip_publish_asterisk",
        ("pjsip.conf", "phoneprov") => "res_pjsip_phoneprov_provider",
        ("pjsip.conf", "acl") => "acl",
        ("geolocation.conf", _) => "res_geolocation",
        ("stir_shaken.conf", _) => "res_stir_shaken",
        _ => "res_pjsip",
    }
}

impl Mapping {
    /// Reads a parsed sorcery.conf.
    pub fn new(doc: &Document, sources: &Sources) -> Self {
        let mut stores: FxHashMap<TypeId, Vec<Store>> = FxHashMap::default();
        for section in (0..doc.len()).filter(|s| !doc.is_template(*s)) {
            let name = doc.name(sources, section).to_vec();
            doc.each_setting(section, |setting| {
                let option = String::from_utf8_lossy(doc.option(sources, setting)).into_owned();
                let (kind, cache) =
                    option.split_once('/').map_or((option.as_str(), false), |(k, o)| (k, o.contains("cache")));
                if cache {
                    return;
                }
                let value = String::from_utf8_lossy(doc.value(sources, setting)).into_owned();
                let (wizard, data) = value.split_once(',').unwrap_or((value.as_str(), ""));
                let store = Store {
                    wizard: wizard.trim().into(),
                    data: data.trim().into(),
                    span: doc.setting_span(sources, setting),
                };
                for (index, facts) in TYPES.iter().enumerate() {
                    let of = TypeId(index as u8);
                    let shared = facts.file == "pjsip.conf" && name == b"res_pjsip";
                    if facts.name == kind && (owner(of).as_bytes() == name || shared) {
                        // A wizard is taken once for a type: its second line is ignored (D-5).
                        let taken = stores.entry(of).or_default();
                        if !taken.iter().any(|s| s.wizard == store.wizard) {
                            taken.push(store.clone());
                        }
                    }
                }
            });
        }
        Self { stores }
    }

    /// Whether sorcery.conf has a line for the type: its defaults are off then (D-4).
    pub fn is_mapped(&self, of: TypeId) -> bool {
        self.stores.contains_key(&of)
    }

    /// Whether sections of the type in its usual file are not read at all.
    pub fn is_elsewhere(&self, of: TypeId) -> bool {
        self.stores.get(&of).is_some_and(|s| !s.iter().any(|s| s.is_usual(of)))
    }

    /// Whether one refused object of the type takes all others with it: `integrity=file` (S-14).
    pub fn wants_all(&self, of: TypeId) -> bool {
        let whole = |s: &Store| {
            let mut parts = s.data.split(',').skip(1).map(str::trim);
            s.is_usual(of)
                && parts.any(|p| p.split_once('=').is_some_and(|(k, v)| k.trim() == "integrity" && v.trim() == "file"))
        };
        self.stores.get(&of).is_some_and(|s| s.iter().any(whole))
    }

    /// Whether objects of the type may be where pjlint does not look: in a database, say, or in another file.
    pub fn is_partly_elsewhere(&self, of: TypeId) -> bool {
        self.stores.get(&of).is_some_and(|s| s.iter().any(|s| !s.is_usual(of)))
    }

    /// The lines for a type.
    pub fn stores(&self, of: TypeId) -> &[Store] {
        self.stores.get(&of).map_or(&[], Vec::as_slice)
    }
}
