//! `bind=[::]` where IPv4 is needed too: for PJSIP it is IPv6 only.

use std::net::IpAddr;

use crate::asterisk::TypeId;
use crate::asterisk::value::address::{Network, with_port};
use crate::asterisk::value::{trimmed_list, uri};
use crate::finding::Finding;
use crate::rules::Context;
use crate::rules::facts::sockets::{Socket, protocol};

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let sockets: Vec<_> = cx.transports().loaded().iter().map(|t| (t, protocol(t), Socket::of(t))).collect();
    let mut wanted = None;
    for (transport, protocol, socket) in &sockets {
        let Some(socket) = socket else { continue };
        if !socket.address.is_unspecified() || socket.address.is_ipv4() {
            continue;
        }
        // A host name may be of either family.
        let other = |s: &Option<Socket>| s.is_none_or(|s| s.address.is_ipv4());
        if sockets.iter().any(|(_, p, s)| p == protocol && other(s)) {
            continue;
        }
        let wanted = *wanted.get_or_insert_with(|| families(cx));
        if wanted == (Families { v4: false, v6: true }) {
            cx.quiet_object(transport, "all other addresses in the configuration are IPv6 as well");
            continue;
        }
        let (id, upper) = (cx.plain(transport.id()), protocol.to_ascii_uppercase());
        let message = format!("transport `{id}` accepts IPv6 only, and there is no IPv4 {upper} transport");
        let finding = cx
            .transports()
            .on(transport, "bind", message)
            .at("does not include IPv4")
            .consequence(format!("{upper} requests from IPv4 addresses get no answer, and Asterisk cannot send to any"))
            .help(format!(
                "Add a second transport with `protocol={protocol}` and `bind=0.0.0.0`: the two do not conflict"
            ));
        let unknown = !wanted.v4;
        out.push(finding.unless_sure(unknown.then(|| "nothing shows whether IPv4 is needed".to_owned())));
    }
}

/// The families of the remote addresses in the configuration.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Families {
    v4: bool,
    v6: bool,
}

fn families(cx: &Context<'_>) -> Families {
    let mut found = Families::default();
    let mut note = |host: &[u8]| {
        let address = with_port(host).map(|(a, _)| a).or_else(|| Network::parse(host, true).ok().map(|n| n.address));
        match address {
            Some(IpAddr::V4(_)) => found.v4 = true,
            Some(IpAddr::V6(_)) => found.v6 = true,
            None => {}
        }
        found.v4
    };
    for transport in cx.transports().loaded() {
        for option in ["local_net", "external_media_address", "external_signaling_address"] {
            if transport.elements(option).into_iter().any(|(_, value)| note(value)) {
                return found;
            }
        }
    }
    for (of, option) in [("registration", "server_uri"), ("identify", "match"), ("aor", "contact")] {
        let getter = cx.objects().getter(option);
        for section in cx.objects().sections_of_type(TypeId::pjsip(of)) {
            for value in trimmed_list(getter.value(section)).filter(|v| !v.is_empty()) {
                if note(uri::parse(value, true).map_or(value, |u| u.host)) {
                    return found;
                }
            }
        }
    }
    found
}
