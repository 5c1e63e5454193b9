//! The lines of a wizard section: its own options, and those that it hands on to objects.

use crate::source::Sources;
use crate::text::{Document, NameId, SectionId, SettingId};

/// What a wizard section makes, each with the prefix of its options (W-4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum ObjectRole {
    Endpoint,
    Aor,
    InboundAuth,
    OutboundAuth,
    Identify,
    Registration,
    Phoneprov,
}

impl ObjectRole {
    pub(super) const ALL: [Self; 7] = [
        Self::Endpoint,
        Self::Aor,
        Self::InboundAuth,
        Self::OutboundAuth,
        Self::Identify,
        Self::Registration,
        Self::Phoneprov,
    ];
    const PREFIXES: [&'static str; 7] =
        ["endpoint/", "aor/", "inbound_auth/", "outbound_auth/", "identify/", "registration/", "phoneprov/"];

    /// The type of the object.
    pub(super) fn type_name(self) -> &'static str {
        ["endpoint", "aor", "auth", "auth", "identify", "registration", "phoneprov"][self as usize]
    }

    /// What the object's id has behind the wizard's name.
    pub(super) fn suffix(self) -> &'static str {
        ["", "", "-iauth", "-oauth", "-identify", "-reg-", "-phoneprov"][self as usize]
    }
}

/// The wizard's own options.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum WizardOption {
    Transport,
    RemoteHosts,
    OutboundProxy,
    SendsAuth,
    AcceptsAuth,
    SendsRegistrations,
    SendsLine,
    AcceptsRegistrations,
    HasPhoneprov,
    ServerUriPattern,
    ClientUriPattern,
    ContactPattern,
    HintContext,
    HintExten,
    /// Not its own: lines of objects that it looks for.
    AorContact,
    IdentifyMatch,
    InboundUser,
    OutboundUser,
    InboundType,
    OutboundType,
    Mac,
    EndpointContext,
}

/// The names of a wizard's own options that are not looked at here (W-4).
const REST: [&str; 3] = ["type", "has_hint", "hint_application"];

/// Whether pjsip_wizard.conf has an option of that name that is the wizard's own, in whatever case.
pub(crate) fn is_wizard_option(name: &[u8]) -> bool {
    let own = OWN.iter().filter(|o| !o.contains('/')).chain(&REST);
    own.into_iter().any(|o| name.eq_ignore_ascii_case(o.as_bytes()))
}

/// The wizard's own options.
pub(crate) fn wizard_options() -> impl Iterator<Item = &'static str> {
    OWN.into_iter().filter(|o| !o.contains('/')).chain(REST)
}

const OWN: [&str; 22] = [
    "transport",
    "remote_hosts",
    "outbound_proxy",
    "sends_auth",
    "accepts_auth",
    "sends_registrations",
    "sends_line_with_registrations",
    "accepts_registrations",
    "has_phoneprov",
    "server_uri_pattern",
    "client_uri_pattern",
    "contact_pattern",
    "hint_context",
    "hint_exten",
    "aor/contact",
    "identify/match",
    "inbound_auth/username",
    "outbound_auth/username",
    "inbound_auth/auth_type",
    "outbound_auth/auth_type",
    "phoneprov/mac",
    "endpoint/context",
];

/// What an option name of pjsip_wizard.conf is.
#[derive(Clone, Copy, Debug, Default)]
struct Meaning {
    own: Option<u8>,
    part: Option<(ObjectRole, NameId)>,
    /// With the value `wizard` it makes the section one: any name that has `type` in it (W-1).
    is_type: bool,
}

/// What each option name of pjsip_wizard.conf is.
#[derive(Debug)]
pub(super) struct Names {
    meanings: Vec<Meaning>,
    /// Names that are given to generated settings.
    pub(super) given: GeneratedNames,
}

/// The names of options that a wizard sets itself, in the document of the generated sections.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs)]
pub(super) struct GeneratedNames {
    pub(super) aors: NameId,
    pub(super) auth: NameId,
    pub(super) outbound_auth: NameId,
    pub(super) transport: NameId,
    pub(super) outbound_proxy: NameId,
    pub(super) contact: NameId,
    pub(super) endpoint: NameId,
    pub(super) matches: NameId,
    pub(super) auth_type: NameId,
    pub(super) server_uri: NameId,
    pub(super) client_uri: NameId,
    pub(super) line: NameId,
    pub(super) hint_context: NameId,
    pub(super) hint_exten: NameId,
}

impl Names {
    pub(super) fn new(wizards: &Document, doc: &mut Document) -> Self {
        let meanings = wizards.option_names().map(|name| meaning(name, doc)).collect();
        let mut name = |n: &str| doc.intern_name(n.as_bytes());
        let given = GeneratedNames {
            aors: name("aors"),
            auth: name("auth"),
            outbound_auth: name("outbound_auth"),
            transport: name("transport"),
            outbound_proxy: name("outbound_proxy"),
            contact: name("contact"),
            endpoint: name("endpoint"),
            matches: name("match"),
            auth_type: name("auth_type"),
            server_uri: name("server_uri"),
            client_uri: name("client_uri"),
            line: name("line"),
            hint_context: name("@hint_context"),
            hint_exten: name("@hint_exten"),
        };
        Self { meanings, given }
    }

    /// Whether the value of a setting of that name decides over what is generated, and not only is a part of it.
    pub(super) fn decides(&self, name: NameId) -> bool {
        let meaning = self.of(name);
        let only_there = [
            WizardOption::AorContact,
            WizardOption::IdentifyMatch,
            WizardOption::InboundUser,
            WizardOption::OutboundUser,
            WizardOption::InboundType,
            WizardOption::OutboundType,
            WizardOption::Mac,
        ];
        let decides = |own: u8| !only_there.iter().any(|o| *o as u8 == own);
        name == NameId::OVERFLOW || meaning.is_type || meaning.own.is_some_and(decides)
    }

    fn of(&self, name: NameId) -> Meaning {
        self.meanings.get(name.0 as usize).copied().unwrap_or_default()
    }
}

fn meaning(name: &[u8], doc: &mut Document) -> Meaning {
    let is_own = |own: &str| match own.split_once('/') {
        // The prefix is compared with case, the option behind it without (W-4).
        Some((prefix, option)) => {
            let behind = name.strip_prefix(prefix.as_bytes()).and_then(|n| n.strip_prefix(b"/"));
            behind.is_some_and(|n| n.eq_ignore_ascii_case(option.as_bytes()))
        }
        None => name.eq_ignore_ascii_case(own.as_bytes()),
    };
    let part = ObjectRole::ALL.iter().zip(ObjectRole::PREFIXES).find_map(|(part, prefix)| {
        let option = name.strip_prefix(prefix.as_bytes()).filter(|o| !o.is_empty())?;
        Some((*part, doc.intern_name(option)))
    });
    Meaning {
        own: OWN.iter().position(|o| is_own(o)).map(|i| i as u8),
        part,
        is_type: memchr::memmem::find(name, b"type").is_some(),
    }
}

/// The lines of one section, or of all that it inherits.
#[derive(Clone, Debug, Default)]
pub(super) struct WizardLines {
    pub(super) is_wizard: bool,
    /// The last line of each of [`OWN`]: that one counts (W-4).
    last: [Option<SettingId>; OWN.len()],
    /// Lines that are handed on, in order.
    pub(super) parts: Vec<(ObjectRole, NameId, SettingId)>,
}

impl WizardLines {
    /// Reads a section's own lines; all that it has, where it does not just follow its bases.
    pub(super) fn read(&mut self, wizards: &Document, sources: &Sources, names: &Names, section: SectionId, own: bool) {
        self.is_wizard = false;
        self.last = [None; OWN.len()];
        self.parts.clear();
        let mut take = |setting: SettingId| {
            let meaning = names.of(wizards.option_id(setting));
            if meaning.is_type && wizards.value(sources, setting) == b"wizard" {
                self.is_wizard = true;
            }
            if let Some(own) = meaning.own {
                self.last[own as usize] = Some(setting);
            }
            if let Some((part, name)) = meaning.part {
                self.parts.push((part, name, setting));
            }
        };
        if own {
            wizards.own_settings(section).for_each(take);
        } else {
            wizards.each_setting(section, &mut take);
        }
    }

    /// The line that counts of an option.
    pub(super) fn get(&self, own: WizardOption) -> Option<SettingId> {
        self.last[own as usize]
    }

    /// Whether nothing is generated of them but copies of lines, and names with something behind.
    pub(super) fn is_simple(&self) -> bool {
        [WizardOption::RemoteHosts, WizardOption::SendsRegistrations, WizardOption::HintExten]
            .iter()
            .all(|o| self.get(*o).is_none())
    }

    /// The lines that ask for auths.
    pub(super) fn asking(&self) -> impl Iterator<Item = SettingId> {
        [WizardOption::AcceptsAuth, WizardOption::SendsAuth].into_iter().filter_map(|o| self.get(o))
    }

    /// Takes in the lines of a base that comes before.
    pub(super) fn follow(&mut self, base: &Self) {
        self.is_wizard |= base.is_wizard;
        for (mine, theirs) in self.last.iter_mut().zip(&base.last) {
            *mine = theirs.or(*mine);
        }
    }

    /// Whether a line of that part is among them.
    pub(super) fn has(&self, part: ObjectRole) -> bool {
        self.parts.iter().any(|(p, ..)| *p == part)
    }
}
