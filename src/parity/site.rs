//! What `[general]` sets for all devices at once, and PJSIP in other places: transports, `global`, `anonymous`.

use crate::asterisk::TypeId;
use crate::asterisk::value::address::Network;
use crate::chan_sip::{General, Origin, Protocol};
use crate::hashing::SeededSet;
use crate::objects::{Configuration, Object, State};

/// A setting of `[general]` that PJSIP lacks.
#[derive(Clone, Debug)]
pub(crate) struct Setting {
    /// A word for the table.
    pub(crate) name: &'static str,
    /// What chan_sip goes by.
    pub(crate) was: String,
    /// What PJSIP goes by.
    pub(crate) now: String,
    /// What to write.
    pub(crate) write: String,
    /// What happens because of it.
    pub(crate) so: &'static str,
    /// The line.
    pub(crate) origin: Origin,
}

pub(super) fn compare(config: &Configuration, general: &General<'_>) -> Vec<Setting> {
    let judged = &config.pjsip;
    let of = |of: TypeId| judged.of_type(of).filter(|s| judged.state(*s) == State::Loaded);
    let transport = TypeId::pjsip("transport");
    let transports: Vec<Object<'_>> = of(transport).map(|s| Object::new(config, s, transport)).collect();
    let mut found = Vec::new();
    missing_transports(general, &transports, &mut found);
    addresses(general, &transports, &mut found);
    let guests = general.allow_guest();
    let endpoint = TypeId::pjsip("endpoint");
    if guests.value && guests.is_set() && !judged.is_loaded(&config.sources, endpoint, b"anonymous") {
        found.push(Setting {
            name: "guests",
            was: "allowguest=yes".into(),
            now: "no endpoint `anonymous`".into(),
            write: "an endpoint `anonymous` with a context for guests".into(),
            so: "Calls from unknown callers are answered 401",
            origin: guests.origin,
        });
    }
    let realm = general.realm();
    let global = TypeId::pjsip("global");
    let now = judged.global().map(|s| Object::new(config, s, global));
    let now = now.map_or(&b"asterisk"[..], |g| g.text("default_realm"));
    if realm.is_set() && realm.value != now {
        let was = String::from_utf8_lossy(realm.value);
        found.push(Setting {
            name: "realm",
            was: format!("realm={was}"),
            now: format!("default_realm={}", String::from_utf8_lossy(now)),
            write: format!("default_realm={was} in type=global"),
            so: "Digests computed for the old realm are refused, and devices configured with it cannot authenticate",
            origin: realm.origin,
        });
    }
    found
}

/// Protocols that chan_sip listens on and PJSIP has no transport for.
fn missing_transports(general: &General<'_>, transports: &[Object<'_>], found: &mut Vec<Setting>) {
    // No transport at all is a matter of its own.
    if transports.is_empty() {
        return;
    }
    let listeners = general.listeners();
    for listener in listeners.iter() {
        let name = listener.protocol.name().to_lowercase();
        if transports.iter().any(|t| t.is_word("protocol", &name)) {
            continue;
        }
        let origin = match listener.protocol {
            Protocol::Tcp => general.tcp_enabled().origin,
            Protocol::Tls => general.tls_enabled().origin,
            _ => listener.address_setting.or(listener.port_setting).map_or(Origin::BuiltIn, Origin::General),
        };
        found.push(Setting {
            name: "transport",
            was: format!("{} listener", listener.protocol.name()),
            now: format!("no transport with protocol={name}"),
            write: format!("a transport with protocol={name} and bind={}:{}", listener.address, listener.port),
            so: "Devices that use this protocol cannot reach Asterisk",
            origin,
        });
    }
}

/// The addresses that chan_sip gives for itself behind NAT (M-51).
fn addresses(general: &General<'_>, transports: &[Object<'_>], found: &mut Vec<Setting>) {
    if transports.is_empty() {
        return;
    }
    let external = |t: &Object<'_>| t.is_set("external_media_address") && t.is_set("external_signaling_address");
    let shown = |t: Option<&Object<'_>>| t.map_or(String::new(), |t| String::from_utf8_lossy(t.id()).into_owned());
    let without = transports.iter().find(|t| !external(t));
    let host = general.extern_host();
    let said = match general.extern_addr() {
        Some(address) => Some((format!("externaddr={}", address.value.0), address.value.0.to_string(), address.origin)),
        None if host.is_set() => {
            let name = String::from_utf8_lossy(host.value).into_owned();
            Some((format!("externhost={name}"), name, host.origin))
        }
        None => None,
    };
    if let (Some((was, address, origin)), true) = (said, without.is_some()) {
        found.push(Setting {
            name: "external address",
            was,
            now: format!("transport `{}` has no external addresses", shown(without)),
            write: format!(
                "external_media_address={address} and external_signaling_address={address} in each transport"
            ),
            so: "Devices outside get Asterisk's private address: no audio, and their requests get no answer",
            origin,
        });
    }
    let nets = general.local_nets();
    let rules = |t: &Object<'_>| -> SeededSet<Network> {
        t.elements("local_net").iter().filter_map(|(_, e)| Network::parse(e, false).ok()).collect()
    };
    let lacks = transports.iter().filter(|t| external(t)).find_map(|t| {
        let known = rules(t);
        nets.iter().find(|n| !known.contains(&n.value)).map(|n| (t, n))
    });
    if let Some((transport, net)) = lacks {
        found.push(Setting {
            name: "local networks",
            was: format!("localnet={}", net.value.shown()),
            now: format!("transport `{}` lacks it", shown(Some(transport))),
            write: format!("local_net={} in each transport", net.value.shown()),
            so: "Devices in that network get the public address: often no audio",
            origin: net.origin,
        });
    }
}
