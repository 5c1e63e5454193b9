//! Transports, in file order: each takes a socket, and a refused one leaves values behind for the next (T-5 to T-7,
//! S-62).

use std::net::IpAddr;

use crate::hashing::SeededMap;

use crate::asterisk::value::address::{Network, is_of_link};
use crate::asterisk::value::bind::Bind;
use crate::asterisk::{Target, TypeId};
use crate::source::Sources;
use crate::text::{SectionId, SettingId};

use super::rejection::{FailedCheck, ObjectCheck, RejectReason, Rejection};
use super::view::{View, options_of, own_options};
use super::{LoadedFile, State};

/// Options whose handlers keep their value where the next transport finds it.
const LEAKING: &[&str] = &[
    "bind",
    "local_net",
    "cipher",
    "method",
    "verify_server",
    "verify_client",
    "require_client_cert",
    "allow_wildcard_certs",
    "cert_file",
    "priv_key_file",
    "ca_list_file",
    "ca_list_path",
];
/// Options whose own handler, when it refuses a value, drops what was kept (from 17 on; 16 keeps it always).
const CLEARING: &[&str] =
    &["bind", "protocol", "cert_file", "priv_key_file", "ca_list_file", "ca_list_path", "method", "cipher", "tos"];

/// Settles the transports: who has no `bind`, whose socket is taken, who inherits from a refused one. Those that an
/// option line has refused are in `judged.rejections` already.
pub(super) fn settle(judged: &mut LoadedFile, sources: &Sources, target: &Target, servers: &[(IpAddr, u16)]) {
    let of = TypeId::pjsip("transport");
    let mut open = Open::default();
    let mut refused: SeededMap<SectionId, Option<SettingId>> = SeededMap::default();
    for rejection in judged.rejections.iter().filter(|r| judged.type_of(r.section) == Some(of)) {
        // The first one: Asterisk reads no further.
        refused.entry(rejection.section).or_insert(rejection.setting);
    }
    let mut kept = LeakedSettings::default();
    let sections: Vec<SectionId> = judged.of_type(of).collect();
    for section in sections {
        let own = own_options(&judged.doc, sources, target, section, of);
        if judged.states[section as usize] == State::Rejected {
            let rejected = refused.get(&section).copied().flatten();
            let view = View { doc: &judged.doc, sources, target, section, of, settings: &own };
            kept.add(&view, rejected);
            continue;
        }
        let leaked = std::mem::take(&mut kept);
        let settings: Vec<(u16, SettingId)> = leaked.settings.iter().copied().chain(own).collect();
        let view = View { doc: &judged.doc, sources, target, section, of, settings: &settings };
        let socket = Socket::of(&view);
        let found = match socket.protocol {
            "flow" => flow_with_external(&view),
            _ if socket.bind.is_none() => Some((ObjectCheck::NoBind, None)),
            _ => None,
        };
        let is_impossible = socket.is_impossible();
        // A TLS transport that listens nowhere is not missed.
        let is_loud = matches!(socket.protocol, "udp" | "tcp");
        let found = found.or_else(|| (is_impossible && is_loud).then(|| (ObjectCheck::NoSocket, view.last("bind"))));
        let rival = open.rival(&socket);
        let server = socket.protocol == "tcp" && servers.iter().any(|s| socket.is_at(*s));
        let found = found.or_else(|| {
            (server || rival.is_some() && socket.protocol != "tls").then(|| (ObjectCheck::BindTaken, view.last("bind")))
        });
        if let Some((constraint, setting)) = found {
            judged.states[section as usize] = State::Rejected;
            judged.rejections.push(Rejection { section, of, setting, why: RejectReason::Whole(constraint) });
            if let Some(rival) = rival.filter(|_| constraint == ObjectCheck::BindTaken) {
                judged.taken_by.push((section, rival));
            }
        } else {
            judged.leaks.extend(leaked.from.iter().map(|from| (*from, section)));
            match rival {
                Some(rival) => judged.silent_tls.push((rival, section)),
                None if is_impossible => {}
                None => open.add(section, &socket),
            }
        }
        if !leaked.settings.is_empty() {
            judged.leaked.push((section, leaked.settings));
        }
    }
    judged.rejections.sort_by_key(|r| r.section);
}

/// What refused transports have left behind, for the next one that no option line refuses.
#[derive(Default)]
struct LeakedSettings {
    from: Vec<SectionId>,
    settings: Vec<(u16, SettingId)>,
}

impl LeakedSettings {
    /// Adds what a refused transport's handlers took before the line at fault, and what that line's own handler took
    /// of its value.
    fn add(&mut self, view: &View<'_>, at_fault: Option<SettingId>) {
        let leaks = |o: &(u16, SettingId)| LEAKING.contains(&view.option(o.0).name());
        let before = self.settings.len();
        self.settings.extend(taken(view, at_fault).iter().filter(|o| leaks(o)));
        let old = view.target.version.major <= 16;
        if let Some(fault) = view.settings.iter().find(|(_, s)| Some(*s) == at_fault) {
            let name = view.option(fault.0).name();
            // `local_net` does the same where its list comes out empty.
            let empty = || networks(view, self.settings.iter().chain([fault])) == 0;
            if !old && (CLEARING.contains(&name) || name == "local_net" && empty()) {
                *self = Self::default();
                return;
            }
            if matches!(name, "bind" if Bind::left_behind(view.bytes(fault.1)).is_some())
                || matches!(name, "local_net" | "cipher")
            {
                self.settings.push(*fault);
            }
        }
        if self.settings.len() > before {
            self.from.push(view.section);
        }
    }
}

/// The settings before the one at fault, which may be one that the type does not know.
fn taken<'v>(view: &View<'v>, at_fault: Option<SettingId>) -> &'v [(u16, SettingId)] {
    let (mut count, mut reached) = (0, false);
    view.doc.each_setting(view.section, |s| {
        reached |= Some(s) == at_fault;
        count += usize::from(!reached && view.settings.get(count).is_some_and(|(_, known)| *known == s));
    });
    &view.settings[..count]
}

/// How many networks the `local_net` lines come to: an empty one clears the list, and what follows a bad one in its
/// line is not read.
fn networks<'a>(view: &View<'_>, settings: impl Iterator<Item = &'a (u16, SettingId)>) -> usize {
    settings.filter(|(o, _)| view.option(*o).name() == "local_net").fold(0, |count, (_, setting)| {
        match view.bytes(*setting) {
            b"" => 0,
            value => count + rules(value).count(),
        }
    })
}

/// The elements of a rule list up to the first that is none.
pub(super) fn rules(value: &[u8]) -> impl Iterator<Item = Network> + '_ {
    value.split(|b| *b == b',').map_while(|e| Network::parse(e, false).ok())
}

/// What a transport's options come to, with the values that a refused one left behind before its own (S-62).
#[derive(Clone, Debug)]
struct Socket {
    protocol: &'static str,
    bind: Option<Bind>,
    /// The address names an interface.
    has_zone: bool,
}

impl Socket {
    fn of(view: &View<'_>) -> Self {
        let protocol = view.value("protocol");
        let known = ["udp", "tcp", "tls", "ws", "wss", "flow"];
        let protocol = known.into_iter().find(|p| protocol.eq_ignore_ascii_case(p.as_bytes())).unwrap_or("udp");
        let text = view.last("bind").map(|s| view.bytes(s));
        Self { protocol, bind: text.and_then(bind), has_zone: text.is_some_and(|t| t.contains(&b'%')) }
    }

    /// Address and port; `None` without one, or where a name stands for it.
    fn address(&self) -> Option<(IpAddr, u16)> {
        match self.bind.as_ref()? {
            Bind::Address(address, 0) => Some((*address, if self.protocol == "tls" { 5061 } else { 5060 })),
            Bind::Address(address, port) => Some((*address, *port)),
            Bind::Name(_) => None,
        }
    }

    /// Whether the system binds no socket to the address, on whatever host: one that needs an interface and names none
    /// (`%eth0`), an IPv4 address within IPv6, and for TCP any multicast address.
    fn is_impossible(&self) -> bool {
        let Some((IpAddr::V6(address), _)) = self.address() else { return false };
        let needs_zone = is_of_link(address) || address.segments()[0] & 0xff0f == 0xff01;
        let is_deaf = self.protocol != "udp" && address.is_multicast();
        !self.has_zone && (needs_zone || is_deaf || address.to_ipv4_mapped().is_some())
    }

    /// Whether it wants the address and port that a server has.
    fn is_at(&self, (address, port): (IpAddr, u16)) -> bool {
        self.address().is_some_and(|(mine, at)| {
            at == port
                && mine.is_ipv4() == address.is_ipv4()
                && (mine == address || mine.is_unspecified() || address.is_unspecified())
        })
    }

    /// What is taken by one and wanted by another, but for the address: the kind of socket, the port, the family.
    fn key(&self) -> Option<(IpAddr, (bool, u16, bool))> {
        let is_udp = match self.protocol {
            "udp" => true,
            "tcp" | "tls" => false,
            _ => return None,
        };
        let (address, port) = self.address()?;
        Some((address, (is_udp, port, address.is_ipv4())))
    }
}

/// The sockets that are taken, in the order in which they were. A file may have 60,000 transports, so that they are
/// looked up by port.
#[derive(Default)]
struct Open(SeededMap<(bool, u16, bool), Takers>);

/// Who has a port: the first transport of all, the first on each address.
struct Takers {
    first: SectionId,
    /// The one on the family's wildcard.
    everywhere: Option<SectionId>,
    by_address: SeededMap<IpAddr, SectionId>,
}

impl Open {
    /// The first one that wants one and the same socket: the family's wildcard covers each of its addresses (T-6).
    fn rival(&self, socket: &Socket) -> Option<SectionId> {
        let (address, key) = socket.key()?;
        let takers = self.0.get(&key)?;
        if address.is_unspecified() {
            return Some(takers.first);
        }
        takers.by_address.get(&address).copied().into_iter().chain(takers.everywhere).min()
    }

    fn add(&mut self, section: SectionId, socket: &Socket) {
        let Some((address, key)) = socket.key() else { return };
        let none = || Takers { first: section, everywhere: None, by_address: SeededMap::default() };
        let takers = self.0.entry(key).or_insert_with(none);
        if address.is_unspecified() {
            takers.everywhere.get_or_insert(section);
        }
        takers.by_address.entry(address).or_insert(section);
    }
}

/// A transport's bind address: as written, or what a refused one left behind on 16.
pub(super) fn bind(value: &[u8]) -> Option<Bind> {
    Bind::parse(value).or_else(|| Bind::left_behind(value))
}

/// Whether a `flow` transport has external addresses, for which it has no address family.
fn flow_with_external(view: &View<'_>) -> FailedCheck {
    let external =
        ["external_media_address", "external_signaling_address"].iter().find(|o| !view.value(o).is_empty())?;
    view.last("bind").is_none().then(|| (ObjectCheck::FlowExternal, view.last(external)))
}

/// A loaded transport as registrations look for it.
pub(super) struct LoadedTransport {
    /// Its id; empty if no option can name it.
    pub(super) id: Vec<u8>,
    /// Its protocol, in lower case.
    pub(super) protocol: &'static str,
    /// Whether its address is one of IPv6.
    pub(super) v6: bool,
}

/// The transports that carry requests: the loaded ones, and, where the type is lost, those before the object that
/// cost it, which have their sockets already but cannot be named any more (S-8).
pub(super) fn loaded(judged: &LoadedFile, sources: &Sources, target: &Target) -> Vec<LoadedTransport> {
    let of = TypeId::pjsip("transport");
    let duplicate = judged.lost.iter().find(|l| l.of == of).map(|l| l.second);
    let refused = judged.incomplete.iter().find(|(t, _)| *t == of).map(|(_, s)| *s);
    let end = duplicate.into_iter().chain(refused).min();
    let open = judged.of_type(of).take_while(|s| end.is_none_or(|e| *s < e));
    open.filter(|s| judged.states[*s as usize] == State::Loaded)
        .map(|section| {
            let settings = options_of(judged, sources, target, section, of);
            let view = View { doc: &judged.doc, sources, target, section, of, settings: &settings };
            let socket = Socket::of(&view);
            let v6 = socket.address().is_some_and(|(a, _)| a.is_ipv6());
            let id = if end.is_none() { judged.doc.name(sources, section).to_vec() } else { Vec::new() };
            LoadedTransport { id, protocol: socket.protocol, v6 }
        })
        .collect()
}
