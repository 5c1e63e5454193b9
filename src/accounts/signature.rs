//! Signatures of objects: equal if their lines are the same, apart from options that only identify one object.

use crate::asterisk::TypeId;
use crate::asterisk::value::uri;
use crate::objects::{Configuration, Object};
use crate::text::{SectionId, SectionInterner, SettingId, SkeletonId};

/// The index of a signature.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct SignatureId(pub(crate) u32);

/// What similar objects have in common, with the first of them.
#[derive(Debug)]
pub(crate) struct ObjectSignature {
    /// The first object of the signature.
    pub(crate) first: SectionId,
    /// Their type.
    pub(crate) of: TypeId,
    settings: Box<[(u16, SettingId)]>,
}

impl ObjectSignature {
    /// The first object of the signature. Options that only identify an object (ids, names, secrets) are that object's.
    pub(crate) fn object<'a>(&'a self, config: &'a Configuration) -> Object<'a> {
        Object::with(config, self.first, self.of, (&*self.settings).into())
    }
}

/// Options that identify an object within its group: only their presence belongs to the signature. For `contact` the
/// transport does, too.
const OWN: [&str; 20] = [
    "aors",
    "auth",
    "outbound_auth",
    "callerid",
    "callerid_tag",
    "mailboxes",
    "set_var",
    "accountcode",
    "from_user",
    "contact_user",
    "named_call_group",
    "named_pickup_group",
    "call_group",
    "pickup_group",
    "voicemail_extension",
    "incoming_mwi_mailbox",
    "mwi_from_user",
    "username",
    "password",
    "md5_cred",
];

/// What of a line belongs to the signature.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    /// All of it.
    Whole,
    /// That it is present, with a value.
    Presence,
    /// `contact`: how it is reached, not where.
    Contact,
}

/// Finds signatures.
pub(super) struct Signatures<'a> {
    config: &'a Configuration,
    pub(super) all: Vec<ObjectSignature>,
    interner: SectionInterner,
    /// By the id of an option's name.
    parts: Vec<Part>,
}

impl<'a> Signatures<'a> {
    /// `asked` are options whose values are needed for each object: these always belong to the signature.
    pub(super) fn new(config: &'a Configuration, asked: &[&str]) -> Self {
        let part = |name: &[u8]| {
            let is = |option: &str| name.eq_ignore_ascii_case(option.as_bytes());
            if asked.iter().any(|o| is(o)) {
                Part::Whole
            } else if is("contact") {
                Part::Contact
            } else if name.first() == Some(&b'@') || OWN.iter().any(|o| is(o)) {
                Part::Presence
            } else {
                Part::Whole
            }
        };
        let parts = config.pjsip.doc.option_names().map(part).collect();
        Self { config, all: Vec::new(), interner: SectionInterner::default(), parts }
    }

    /// The skeleton of the section, if all sections with it have one signature: where values differ, only their
    /// presence matters.
    pub(super) fn common(&self, section: SectionId) -> Option<SkeletonId> {
        let doc = &self.config.pjsip.doc;
        let skeleton = doc.skeleton(section).filter(|_| doc.is_simple(section))?;
        let open = doc.open_settings(section);
        let own = doc.own_settings(section).enumerate().filter(|(nth, _)| open & 1 << nth != 0);
        let mut parts = own.map(|(_, s)| self.parts.get(doc.option_id(s).0 as usize));
        parts.all(|part| part == Some(&Part::Presence)).then_some(skeleton)
    }

    /// The signature of a section.
    pub(super) fn of(&mut self, section: SectionId, of: TypeId) -> SignatureId {
        let config = self.config;
        let (doc, sources, parts) = (&config.pjsip.doc, &config.sources, &self.parts);
        let id = self.interner.of(doc, section, of.0, |setting| {
            let name = doc.option_id(setting);
            let value = doc.value(sources, setting);
            let part = parts.get(name.0 as usize).copied().unwrap_or(Part::Whole);
            (name, if value.is_empty() { value } else { part.of(value) })
        });
        if id as usize == self.all.len() {
            let object = Object::new(config, section, of);
            let settings = object.all().map(|(o, s)| (o.index, s)).collect();
            self.all.push(ObjectSignature { first: section, of, settings });
        }
        SignatureId(id)
    }
}

impl Part {
    fn of(self, value: &[u8]) -> &[u8] {
        match self {
            Self::Whole => value,
            Self::Presence => b"*",
            Self::Contact => match uri::parse(value, true) {
                Some(uri) if uri.secure => b"sips:",
                Some(uri) if uri.transport.is_empty() => b"sip:",
                Some(uri) => uri.transport,
                // Several, or not a URI.
                None => value,
            },
        }
    }
}
