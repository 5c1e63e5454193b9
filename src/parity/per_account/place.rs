//! Devices at a fixed host: whether PJSIP calls it there, and knows its calls.

use crate::accounts::{AccountFlags, AccountGroup};
use crate::asterisk::TypeId;
use crate::asterisk::value::address::{self, Network};
use crate::asterisk::value::uri;
use crate::chan_sip::{Account, Host};
use crate::objects::Object;
use crate::parity::difference::{Aspect, Difference, Weight};
use crate::text::SectionId;

use super::AccountReader;

impl<'a> AccountReader<'a> {
    pub(super) fn place(
        &self,
        device: &Account<'a>,
        endpoint: SectionId,
        group: &AccountGroup,
        found: &mut Vec<Difference>,
    ) {
        let host = device.host();
        let Host::Fixed(name) = host.value else { return };
        let port = if device.has_port() { device.port() } else { 5060 };
        let shown = String::from_utf8_lossy(name);
        let place = if port == 5060 { shown.clone().into_owned() } else { format!("{shown}:{port}") };
        let was = format!("host={place}");
        if device.kind().peer && !self.is_called(endpoint, name, port) {
            let aor = self.named(endpoint, TypeId::pjsip("aor"));
            let now = if aor.is_some() { "a different contact in the aor, or none" } else { "no aor" };
            found.push(
                Difference::new(Aspect::Host, Weight::Fails, host.origin, was.clone())
                    .now(now)
                    .write(format!("contact=sip:{place} in the aor"))
                    .so("Calls to it go to another address, or fail")
                    .option("aors"),
            );
        }
        let known = self.is_identified(endpoint, name) || group.has(AccountFlags::LINE);
        if device.kind().peer && !known {
            let (weight, so) = if device.kind().user {
                (
                    Weight::Changes,
                    "Its calls are recognised only if From has the endpoint's name; others are answered 401",
                )
            } else {
                (Weight::Fails, "Its calls are not recognised: they are answered 401")
            };
            found.push(
                Difference::new(Aspect::Identify, weight, host.origin, was)
                    .now("no identify that matches it")
                    .write(format!("an identify with endpoint= and match={shown}"))
                    .so(so),
            );
        }
    }

    fn is_called(&self, endpoint: SectionId, host: &[u8], port: u16) -> bool {
        let aors = self.graph.named_by(endpoint).iter().copied();
        let aor = TypeId::pjsip("aor");
        aors.filter(|s| self.config.pjsip.type_of(*s) == Some(aor)).any(|s| {
            Object::new(self.config, s, aor).elements("contact").iter().any(|(_, contact)| {
                uri::parse(contact, true).is_some_and(|u| {
                    let usual = if u.secure || u.transport.eq_ignore_ascii_case(b"tls") { 5061 } else { 5060 };
                    let usual = if port == 5060 { 5060 } else { usual };
                    same_host(u.host, host) && u.port.unwrap_or(usual) == port
                })
            })
        })
    }

    fn is_identified(&self, endpoint: SectionId, host: &[u8]) -> bool {
        let identify = TypeId::pjsip("identify");
        let address = address::with_port(host).map(|(a, _)| a);
        self.accounts.identified_by(endpoint).iter().any(|s| {
            Object::new(self.config, *s, identify).elements("match").iter().any(|(_, element)| {
                // What a name resolves to is not known here: an identify by address may well be it.
                match (Network::parse(element, true), address) {
                    (Ok(rule), Some(address)) => contains(&rule, address),
                    (Ok(_), None) => true,
                    (Err(_), _) => same_host(element, host) || address.is_some(),
                }
            })
        })
    }
}

fn contains(rule: &Network, address: std::net::IpAddr) -> bool {
    use std::net::IpAddr;
    let inside = match (rule.address, rule.mask, address) {
        (IpAddr::V4(n), IpAddr::V4(m), IpAddr::V4(a)) => u32::from(a) & u32::from(m) == u32::from(n),
        (IpAddr::V6(n), IpAddr::V6(m), IpAddr::V6(a)) => u128::from(a) & u128::from(m) == u128::from(n),
        _ => false,
    };
    inside != rule.inverted
}

/// Whether two texts name the same host: in any case, an IPv6 address with or without its brackets.
pub(in crate::parity) fn same_host(one: &[u8], other: &[u8]) -> bool {
    fn bare(host: &[u8]) -> &[u8] {
        host.strip_prefix(b"[").and_then(|h| h.strip_suffix(b"]")).unwrap_or(host)
    }
    bare(one).eq_ignore_ascii_case(bare(other))
}
