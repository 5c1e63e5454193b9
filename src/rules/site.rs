//! What the configuration says of the site as a whole: looked up once, when the first rule asks, and used by all.
//! Most of it is there to keep rules quiet where they would be wrong.

use std::net::IpAddr;
use std::sync::OnceLock;

use crate::hashing::{KeyedMap, KeyedSet};

use crate::asterisk::TypeId;
use crate::asterisk::value::address::Rule as Network;
use crate::asterisk::value::{number, trimmed_list, uri};
use crate::finding::Finding;
use crate::objects::{Object, State};
use crate::parity::Parity;
use crate::source::{FileId, Span};
use crate::suppression::Suppressions;
use crate::text::SectionId;

use super::Context;
use super::carriers::Carriers;
use super::heirs::Heirs;
use super::outside::Networks;
use super::overlaps::Overlaps;

pub(crate) use crate::asterisk::value::placeholder::is_placeholder;

/// What was looked up.
#[derive(Debug, Default)]
pub(crate) struct Site<'a> {
    transports: OnceLock<Vec<Object<'a>>>,
    pub(super) carriers: OnceLock<Carriers<'a>>,
    /// The local networks of transports of which something can be said.
    pub(super) local_nets: OnceLock<KeyedMap<SectionId, Networks>>,
    addressing: OnceLock<Addressing>,
    generated: OnceLock<Vec<Option<Generator>>>,
    /// Sections of pjsip.conf that others inherit from.
    pub(super) bases: OnceLock<KeyedSet<SectionId>>,
    /// Identifies that match the same requests.
    pub(super) overlaps: OnceLock<Overlaps<'a>>,
    /// What became of sip.conf; none where there is none, or chan_sip does not read it.
    pub(super) parity: OnceLock<Option<Parity>>,
    /// Whether there is a `type=acl` section that is loaded.
    pub(super) has_acl_section: OnceLock<bool>,
    /// For each type of pjsip.conf the sections that name it, the first 100,000.
    pub(super) of_type: OnceLock<Vec<Vec<SectionId>>>,
    /// Why sections of pjsip.conf are rejected: the first reason, by its place among all.
    pub(super) rejected: OnceLock<KeyedMap<SectionId, usize>>,
    /// The names of the sections below the line at which pjsip.conf is cut, each with its first place.
    pub(super) unread: OnceLock<KeyedMap<&'a [u8], Span>>,
    /// Which sections of pjsip.conf inherit which, and the same of pjsip_wizard.conf and of acl.conf.
    pub(super) heirs: [OnceLock<Heirs>; 3],
    /// The comments that keep findings quiet: known to the rules of group suppression, which run last.
    pub(super) suppressions: OnceLock<Suppressions>,
}

/// The addresses of others that the configuration names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Addressing {
    /// None at all: nothing is known.
    Nothing,
    /// Some, and all private: a laboratory, a container, a site behind its own provider's box.
    Private,
    /// Public ones, or host names.
    Public,
}

/// A program that writes configuration files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Generator {
    /// Its name.
    pub(crate) name: &'static str,
    /// Where to change what it writes.
    pub(crate) place: &'static str,
}

impl<'a> Context<'a> {
    /// The loaded transports, in file order.
    pub(crate) fn transports(&self) -> &[Object<'a>] {
        self.site.transports.get_or_init(|| self.objects("transport").collect())
    }

    /// What is known of the addresses that this site talks to.
    pub(crate) fn addressing(&self) -> Addressing {
        *self.site.addressing.get_or_init(|| {
            let (judged, sources) = (&self.config.pjsip, &self.config.sources);
            let mut found = Addressing::Nothing;
            let mut note = |host: &[u8]| match private(host) {
                Some(true) if found == Addressing::Nothing => found = Addressing::Private,
                Some(true) => {}
                _ => found = Addressing::Public,
            };
            for (of, option) in [("aor", "contact"), ("identify", "match"), ("registration", "server_uri")] {
                let getter = self.getter(option);
                for section in judged.of_type(TypeId::pjsip(of)).filter(|s| judged.state(*s) == State::Loaded) {
                    for value in trimmed_list(getter.value(section)).filter(|v| !v.is_empty()) {
                        note(uri::parse(value, true).map_or(value, |u| u.host));
                    }
                }
            }
            for doc in [&judged.doc] {
                let external = |n: &[u8]| n.starts_with(b"external_media_address") || n.starts_with(b"external_sig");
                for setting in doc.settings_where(|n| external(doc.name_text(n))) {
                    note(doc.value(sources, setting));
                }
            }
            found
        })
    }

    /// The program that wrote the file, if its first lines or its name say so: what is wrong in it is not to be mended
    /// by hand, and rules on style have nothing to say about it.
    pub(crate) fn generator(&self, file: FileId) -> Option<Generator> {
        let files = self.site.generated.get_or_init(|| {
            self.config.sources.iter().map(|(_, f)| generator(&f.bytes[..f.bytes.len().min(2000)])).collect()
        });
        files.get(file.0 as usize).copied().flatten()
    }

    /// What a program writes is not mended in its file: the fix goes, and where the value comes from is said.
    pub(super) fn leave_generated(&self, finding: &mut Finding) {
        let files: Vec<FileId> = finding.fix.iter().flat_map(|f| &f.edits).map(|e| e.span.file).collect();
        let known = files.iter().find_map(|file| self.generator(*file));
        let some_program = || files.iter().any(|file| is_managed(&self.config.sources.file(*file).bytes));
        let (place, said) = match known {
            Some(g) => (format!("{} writes this file: change it in {}", g.name, g.place), g.place),
            None if some_program() => {
                ("Its first lines say that a program writes this file: change it there".to_owned(), "a program writes")
            }
            None => return,
        };
        finding.fix = None;
        if !finding.help.as_ref().is_some_and(|text| text.contains(said)) {
            finding.help = Some(match finding.help.take() {
                Some(help) if help.ends_with(['?', '.']) => format!("{help} {place}"),
                Some(help) => format!("{help}. {place}"),
                None => place,
            });
        }
    }
}

/// Whether a host, an address or a network is private; `None` for a name.
pub(crate) fn private(host: &[u8]) -> Option<bool> {
    let text = host.strip_prefix(b"[").and_then(|h| h.strip_suffix(b"]")).unwrap_or(host);
    let network = Network::parse(text, true).ok()?;
    let everything = network.mask.is_unspecified();
    Some(!everything && is_private(network.network))
}

/// Addresses that the public Internet does not carry: private, loopback, link-local, carrier NAT, unique local.
pub(crate) fn is_private(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(a) => {
            let [first, second, ..] = a.octets();
            a.is_private()
                || a.is_loopback()
                || a.is_link_local()
                || a.is_unspecified()
                || first == 100 && second & 0xc0 == 64
        }
        IpAddr::V6(a) => match a.to_ipv4_mapped() {
            Some(a) => is_private(IpAddr::V4(a)),
            None => {
                a.is_loopback()
                    || a.is_unspecified()
                    || a.segments()[0] & 0xfe00 == 0xfc00
                    || a.segments()[0] & 0xffc0 == 0xfe80
            }
        },
    }
}

/// Whether a boolean's text is on.
pub(crate) fn is_on(value: &[u8]) -> bool {
    number::is_true(value)
}

/// Whether the first lines say that a program wrote the file, whichever.
fn is_managed(bytes: &[u8]) -> bool {
    let head = bytes[..bytes.len().min(1000)].to_ascii_lowercase();
    let says = |what: &str| memchr::memmem::find(&head, what.as_bytes()).is_some();
    ["do not edit", "ansible managed", "managed by", "auto-generated", "autogenerated", "automatically generated"]
        .into_iter()
        .any(says)
}

/// Who wrote a file, by its first bytes.
fn generator(head: &[u8]) -> Option<Generator> {
    const MARKS: [(&[u8], &str, &str); 5] = [
        (b"FreePBX", "FreePBX", "its web interface, or in the *_custom_post.conf file beside it"),
        (b"MikoPBX", "MikoPBX", "its web interface"),
        (b"MagnusBilling", "MagnusBilling", "its web interface"),
        (b"Issabel", "Issabel", "its web interface"),
        (b"wazo-confgend", "Wazo", "its API"),
    ];
    let says = |what: &[u8]| memchr::memmem::find(head, what).is_some();
    let lower = head.to_ascii_lowercase();
    let automatic = [&b"auto-generated"[..], b"automatically generated", b"do not edit", b"generated by"];
    let made = automatic.iter().any(|m| memchr::memmem::find(&lower, m).is_some());
    let (_, name, place) = MARKS.iter().find(|(mark, ..)| made && says(mark))?;
    Some(Generator { name, place })
}
