//! The registrations that chan_sip keeps up, and those of PJSIP (M-48, M-59).

use crate::hashing::SeededMap;

use crate::asterisk::TypeId;
use crate::asterisk::secret;
use crate::asterisk::value::{trimmed_list, uri};
use crate::chan_sip::{ChanSip, General, Host, Protocol, Registration, Secret};
use crate::objects::{Configuration, Object, State};
use crate::text::{SectionId, SettingId};

use super::difference::Weight;
use super::per_account::{AccountReader, Same};

/// Registrations that go to one place for one user, and differ: as many are told apart, and of the auths of each as
/// many are looked at. A file may have as many of either as lines.
const MAX_CANDIDATES: usize = 32;

/// The options of a registration that `differences` looks at.
const LOOKED_AT: [&str; 5] = ["server_uri", "transport", "outbound_auth", "contact_user", "max_retries"];

/// The server of a registration, its user, and, if needed, the extension that its calls go to.
type RegistrarAddress<'a> = (Vec<u8>, &'a [u8], Option<&'a [u8]>);

/// A registration of chan_sip, and what became of it.
#[derive(Clone, Debug)]
pub(crate) struct Registered {
    /// The `register` line, or the `callbackextension` of a device.
    pub(crate) setting: SettingId,
    /// Who is registered where: `user@host`. Never a secret.
    pub(crate) name: String,
    /// The registration of PJSIP that goes to the same host for the same user.
    pub(crate) section: Option<SectionId>,
    /// What differs, how much, and what to write.
    pub(crate) differences: Vec<(Weight, &'static str, String)>,
}

impl Registered {
    /// Whether something is left to do.
    pub(crate) fn is_to_do(&self) -> bool {
        self.section.is_none() || self.differences.iter().any(|d| d.0.is_to_do())
    }
}

/// What is wanted of a registration.
struct SipRegistration<'a> {
    setting: SettingId,
    name: String,
    user: &'a [u8],
    auth_user: &'a [u8],
    secret: Secret<'a>,
    host: &'a [u8],
    port: Option<u16>,
    protocol: Protocol,
    extension: &'a [u8],
}

pub(super) fn compare<'a>(
    config: &'a Configuration,
    general: &'a General<'a>,
    own: &AccountReader<'a>,
) -> Vec<Registered> {
    let judged = &config.pjsip;
    let of = TypeId::pjsip("registration");
    let loaded = judged.of_type(of).filter(|s| judged.state(*s) == State::Loaded);
    let objects: Vec<Object<'a>> = loaded.map(|s| Object::new(config, s, of)).collect();
    let by_place = by_place(&objects);
    let endless = general.register_attempts().value == 0;
    let mut found = Vec::new();
    for wanted in wanted(config, general) {
        let known = |extension| {
            let place = (wanted.host.to_ascii_lowercase(), wanted.user, extension);
            by_place.get(&place).map_or(&[][..], Vec::as_slice)
        };
        let candidates = known(None);
        // Where there are more than are told apart, those for the extension may be among the others.
        let more = if candidates.len() < MAX_CANDIDATES { &[][..] } else { known(Some(wanted.extension)) };
        let results =
            candidates.iter().chain(more).map(|at| (*at, differences(config, &wanted, &objects[*at], own, endless)));
        // Of several for the same user and host the one that is most alike.
        let best = results.min_by_key(|(at, d)| (d.iter().map(|d| d.0).max(), d.len(), *at));
        let (section, differences) = best.map_or((None, Vec::new()), |(at, d)| (Some(objects[at].section), d));
        found.push(Registered { setting: wanted.setting, name: wanted.name, section, differences });
    }
    found
}

/// For each place the registrations that go there, by their order; of those that are alike the first.
fn by_place<'a>(objects: &[Object<'a>]) -> SeededMap<RegistrarAddress<'a>, Vec<usize>> {
    let mut by_place: SeededMap<RegistrarAddress<'a>, Vec<usize>> = SeededMap::default();
    let looks: Vec<[&[u8]; 5]> = objects.iter().map(|o| LOOKED_AT.map(|option| o.text(option))).collect();
    for (at, object) in objects.iter().enumerate() {
        let (server, client) =
            (uri::parse(object.text("server_uri"), true), uri::parse(object.text("client_uri"), true));
        let (Some(server), Some(client)) = (server, client) else { continue };
        for host in [server.host, client.host] {
            for extension in [None, Some(extension(object))] {
                let known = by_place.entry((host.to_ascii_lowercase(), client.user, extension)).or_default();
                if known.len() < MAX_CANDIDATES && !known.iter().any(|k| looks[*k] == looks[at]) {
                    known.push(at);
                }
            }
        }
    }
    by_place
}

fn wanted<'a>(config: &'a Configuration, general: &'a General<'a>) -> Vec<SipRegistration<'a>> {
    let line = |setting| config.chan_sip.as_ref().map_or(&b""[..], |s| s.doc.value(&config.sources, setting));
    let lines = general.registrations().into_iter().map(|r| SipRegistration {
        setting: r.setting,
        name: shown(line(r.setting), &r),
        user: r.user,
        auth_user: if r.auth_user.is_empty() { r.user } else { r.auth_user },
        secret: r.secret,
        host: r.host,
        port: Some(r.port).filter(|p| *p != if r.protocol == Protocol::Tls { 5061 } else { 5060 }),
        protocol: r.protocol,
        extension: r.extension,
    });
    let mut list: Vec<SipRegistration<'a>> = lines.collect();
    let Some(sip) = &config.chan_sip else { return list };
    // Asked of the few names first: hardly any sip.conf has the option.
    if sip.doc.option_names().any(|n| n.eq_ignore_ascii_case(b"callbackextension")) {
        list.extend(callbacks(sip, general));
    }
    list
}

/// Devices with `callbackextension` are registrations too.
fn callbacks<'a>(sip: &'a ChanSip, general: &'a General<'a>) -> Vec<SipRegistration<'a>> {
    let mut list = Vec::new();
    for device in sip.accounts(general) {
        let (extension, host) = (device.callback_extension(), device.host());
        let (Some(setting), Host::Fixed(name)) = (extension.setting(), host.value) else { continue };
        let user = device.default_user();
        let user = if user.value.is_empty() { device.name() } else { user.value };
        list.push(SipRegistration {
            setting,
            name: secret::name(&format!("{}@{}", String::from_utf8_lossy(user), String::from_utf8_lossy(name))),
            user,
            auth_user: user,
            secret: device.secret().value,
            host: name,
            port: None,
            protocol: device.transports().value.primary(),
            extension: extension.value,
        });
    }
    list
}

/// `user@host`. A password with a `?` or a `/` in it is cut in odd ways, so that what is called user may be a piece of
/// it: where a `:` stands before it, but for that of the transport, only the host is shown.
fn shown(line: &[u8], r: &Registration<'_>) -> String {
    let host = String::from_utf8_lossy(r.host);
    let before = (r.user.as_ptr() as usize).saturating_sub(line.as_ptr() as usize);
    let before = line.get(..before).unwrap_or(line);
    let scheme = [&b"udp://"[..], b"tcp://", b"tls://"];
    let cut = before.len().saturating_sub(6);
    let before = if scheme.iter().any(|s| before[cut..].eq_ignore_ascii_case(s)) { &before[..cut] } else { before };
    let is_odd = before.contains(&b':') || r.user.is_empty();
    let user = if is_odd { secret::MASK.into() } else { String::from_utf8_lossy(r.user) };
    secret::name(&format!("{user}@{host}"))
}

fn differences(
    config: &Configuration,
    wanted: &SipRegistration<'_>,
    object: &Object<'_>,
    own: &AccountReader<'_>,
    endless: bool,
) -> Vec<(Weight, &'static str, String)> {
    let mut found = Vec::new();
    let server = uri::parse(object.text("server_uri"), true);
    if let Some(server) = &server {
        let usual = if wanted.protocol == Protocol::Tls { 5061 } else { 5060 };
        let port = server.port.filter(|p| *p != usual);
        if wanted.port.is_some() && port != wanted.port {
            let write = format!("the port {} in server_uri", wanted.port.unwrap_or(usual));
            found.push((Weight::Changes, "uses a different port", write));
        }
        let protocol = protocol(config, object, server);
        if !protocol.eq_ignore_ascii_case(wanted.protocol.name().as_bytes()) {
            let write = format!(
                "transport={} in server_uri, or a transport of that protocol",
                wanted.protocol.name().to_lowercase()
            );
            found.push((Weight::Changes, "uses a different transport", write));
        }
    }
    let auth = TypeId::pjsip("auth");
    let judged = &config.pjsip;
    let auths = trimmed_list(object.text("outbound_auth")).filter(|n| !n.is_empty()).take(MAX_CANDIDATES);
    let results: Vec<Same> = auths
        .filter_map(|n| judged.find(&config.sources, auth, n).filter(|s| judged.state(*s) == State::Loaded))
        .map(|s| own.same(wanted.auth_user, wanted.secret, Secret::NONE, s, false, b""))
        .collect();
    if !wanted.secret.is_empty() && !results.contains(&Same::Yes) {
        let (what, write) = if results.is_empty() {
            ("has no password", "outbound_auth=, and an auth object with the username and password of the line")
        } else if results.contains(&Same::No) {
            ("has a different password", "the password of the line in the auth object")
        } else {
            ("has a different username", "the username of the line in the auth object")
        };
        found.push((Weight::Fails, what, write.to_owned()));
    }
    if extension(object) != wanted.extension {
        let extension = String::from_utf8_lossy(wanted.extension).into_owned();
        let write = format!("contact_user={extension}");
        found.push((Weight::Changes, "sends calls to a different extension", write));
    }
    if endless && object.number("max_retries") <= 10 {
        let write = "max_retries=10000, which is practically unlimited".to_owned();
        found.push((Weight::Changes, "gives up after max_retries failures; chan_sip never gives up", write));
    }
    found
}

/// The extension that calls come to.
fn extension<'a>(object: &Object<'a>) -> &'a [u8] {
    let contact = object.text("contact_user");
    if contact.is_empty() { b"s" } else { contact }
}

fn protocol<'a>(config: &'a Configuration, object: &Object<'a>, server: &uri::SipUri<'a>) -> &'a [u8] {
    if !server.transport.is_empty() {
        return server.transport;
    }
    let of = TypeId::pjsip("transport");
    let section = config.pjsip.find(&config.sources, of, object.text("transport"));
    match section {
        Some(section) => Object::new(config, section, of).text("protocol"),
        None if server.secure => b"tls",
        None => b"udp",
    }
}
