//! NAT, transport, watching over devices, what may register, access lists.

use crate::accounts::AccountFlags;
use crate::asterisk::value::address::Network;
use crate::asterisk::value::left_trimmed_list;
use crate::chan_sip::{AclKind, AclRule, Host, Origin, Protocol, SipOption as O};
use crate::parity::difference::{Aspect, Difference, Weight};

use super::{Pair, yes};

impl Pair<'_> {
    pub(super) fn signalling(&mut self) {
        self.nat();
        self.registrar();
        self.qualify();
        self.transport();
        for contact in [false, true] {
            self.acl(contact);
        }
        let so = "Routers drop the NAT mapping of the device sooner, and calls to it fail";
        self.lost(Aspect::Qualify, O::KeepAlive, |v| !crate::asterisk::value::number::is_false(v) && v != b"0", so);
    }

    /// N-17. What chan_sip finds out by itself (`auto_`) must be said in PJSIP.
    fn nat(&mut self) {
        let was = self.device.nat();
        let n = was.value;
        let phone = self.device.host().value == Host::Dynamic;
        let forced = n.force_rport || n.auto_force_rport;
        let wanted = [
            ("force_rport", forced, n.auto_force_rport),
            ("rewrite_contact", forced && phone, n.auto_force_rport),
            ("rtp_symmetric", n.comedia || n.auto_comedia, n.auto_comedia),
        ];
        let missing: Vec<&str> =
            wanted.iter().filter(|(o, w, _)| *w && !self.endpoint.is_on(o)).map(|(o, ..)| *o).collect();
        let extra: Vec<&str> =
            wanted.iter().filter(|(o, w, _)| !w && self.endpoint.is_on(o)).map(|(o, ..)| *o).collect();
        let words = [
            (n.force_rport, "force_rport"),
            (n.comedia, "comedia"),
            (n.auto_force_rport, "auto_force_rport"),
            (n.auto_comedia, "auto_comedia"),
        ];
        let words: Vec<&str> = words.into_iter().filter(|(on, _)| *on).map(|(_, w)| w).collect();
        let said = if words.is_empty() { "no".to_owned() } else { words.join(",") };
        let state: Vec<String> = wanted.iter().map(|(o, ..)| format!("{o}={}", yes(self.endpoint.is_on(o)))).collect();
        let differs = |weight, options: &[&str], value: &str, so| {
            let write: Vec<String> = options.iter().map(|o| format!("{o}={value}")).collect();
            Difference::new(Aspect::Nat, weight, was.origin, format!("nat={said}"))
                .now(state.join(", "))
                .write(write.join(", "))
                .so(so)
                .option("rtp_symmetric")
        };
        if let Some(first) = missing.first() {
            let auto = wanted.iter().all(|(o, _, auto)| !missing.contains(o) || *auto);
            let so = match (*first, auto) {
                ("rtp_symmetric", true) => {
                    "A phone behind NAT hears nothing: chan_sip detects NAT, PJSIP has to be told"
                }
                ("rtp_symmetric", _) => {
                    "A phone behind NAT hears nothing: media goes to the private address in its SDP"
                }
                (_, true) => "Calls to a phone behind NAT fail: chan_sip detects NAT, PJSIP has to be told",
                _ => "Calls to a phone behind NAT fail: they go to the private address that it registered",
            };
            self.found.push(differs(Weight::Changes, &missing, "yes", so));
        } else if !extra.is_empty() && !Self::unsaid(&was) {
            let so = "PJSIP answers to other addresses than the device gives: harmless except for devices that need it";
            self.found.push(differs(Weight::Note, &extra, "no", so));
        }
    }

    /// Whether a phone can register, and is found by its name.
    fn registrar(&mut self) {
        let host = self.device.host();
        // A user makes calls only: nothing is registered for it.
        if host.value != Host::Dynamic || !self.device.kind().peer {
            return;
        }
        let differs = |weight, now: &str, write: &str, so| {
            Difference::new(Aspect::Registrar, weight, host.origin, "host=dynamic").now(now).write(write).so(so)
        };
        let found = match &self.aor {
            None => {
                let so = "The phone's registration is answered 404";
                Some(differs(Weight::Fails, "no aor", "aors=, and an aor of the device's name with max_contacts=1", so))
            }
            Some(_) if !self.flags.has(AccountFlags::NAMESAKE_AOR) => {
                let so = "The phone registers with its own name and is answered 404: there is no such aor";
                Some(differs(Weight::Fails, "no aor of the device's name", "an aor of the device's name", so))
            }
            Some(aor) if aor.number("max_contacts") == 0 => {
                let so = "The phone's registration is answered 403: the aor accepts no contacts";
                Some(differs(Weight::Fails, "max_contacts=0", "max_contacts=1 and remove_existing=yes in the aor", so))
            }
            Some(aor) if aor.number("max_contacts") == 1 && !aor.is_on("remove_existing") => {
                let so = "A phone that returns from another address or port is answered 403 until its old registration expires; in chan_sip the new one replaced it";
                let now = "max_contacts=1, remove_existing=no";
                Some(differs(Weight::Changes, now, "remove_existing=yes in the aor", so))
            }
            Some(_) => None,
        };
        let knows = |word: &[u8]| self.endpoint.names("identify_by").any(|n| n.eq_ignore_ascii_case(word));
        let unnamed = !knows(b"username") && !knows(b"auth_username");
        self.found.extend(found);
        if unnamed && !self.flags.has(AccountFlags::IDENTIFIED) {
            let so = "The phone's requests are not recognised as the endpoint's: they are answered 401";
            let now = format!("identify_by={}", String::from_utf8_lossy(self.endpoint.text("identify_by")));
            let differs = Difference::new(Aspect::Registrar, Weight::Fails, host.origin, "host=dynamic");
            self.found.push(differs.now(now).write("identify_by=username").so(so).option("identify_by"));
        }
        self.expiry();
    }

    fn expiry(&mut self) {
        let Some(aor) = &self.aor else { return };
        let [least, most, usual] = self.device.general().expiry();
        for (was, name, option) in [
            (least, "minexpiry", "minimum_expiration"),
            (most, "maxexpiry", "maximum_expiration"),
            (usual, "defaultexpiry", "default_expiration"),
        ] {
            let now = aor.number(option);
            if was.is_set() && i64::from(was.value) != i64::from(now) {
                let differs =
                    Difference::new(Aspect::Expiry, Weight::Note, was.origin, format!("{name}={}", was.value));
                let so = "Phones register more or less often than before";
                let write = format!("{option}={} in the aor", was.value);
                self.found.push(differs.now(format!("{option}={now}")).write(write).so(so));
            }
        }
    }

    fn qualify(&mut self) {
        let was = self.device.qualify();
        let now = self.aor.as_ref().map_or(0, |a| a.number("qualify_frequency"));
        if was.value > 0 && now == 0 && self.device.kind().peer {
            let often = self.device.qualify_freq().value.max(1);
            self.found.push(
                Difference::new(Aspect::Qualify, Weight::Changes, was.origin, format!("qualify={}", was.value))
                    .now("qualify_frequency=0")
                    .write(format!("qualify_frequency={often} in the aor"))
                    .so("The device is not qualified: calls to an unreachable device wait for a timeout, and its router may drop the NAT mapping"),
            );
        }
    }

    fn transport(&mut self) {
        let was = self.device.transports();
        let named = self.endpoint.text("transport");
        if named.is_empty() {
            return;
        }
        let of = crate::asterisk::TypeId::pjsip("transport");
        let judged = &self.config.pjsip;
        let section = judged.find(&self.config.sources, of, named);
        let Some(section) = section.filter(|s| judged.state(*s) == crate::objects::State::Loaded) else { return };
        let transport = crate::objects::Object::new(self.config, section, of);
        let protocol = transport.text("protocol").to_ascii_lowercase();
        let fits = |p: Protocol| p.name().as_bytes().eq_ignore_ascii_case(&protocol);
        if !was.value.iter().any(fits) {
            let list: Vec<String> = was.value.iter().map(|p| p.name().to_lowercase()).collect();
            self.found.push(
                Difference::new(
                    Aspect::Transport,
                    Weight::Changes,
                    was.origin,
                    format!("transport={}", list.join(",")),
                )
                .now(format!(
                    "transport={}, which is {}",
                    String::from_utf8_lossy(named),
                    String::from_utf8_lossy(&protocol)
                ))
                .write(format!("a transport with protocol={}", was.value.primary().name().to_lowercase()))
                .so("Calls to the device use a transport that it does not listen on")
                .option("transport"),
            );
        }
    }

    fn acl(&mut self, contact: bool) {
        let (old, names): (Vec<AclRule<'_>>, [&str; 3]) = if contact {
            (self.device.contact_acl(), ["contact_permit", "contact_deny", "contact_acl"])
        } else {
            (self.device.acl(), ["permit", "deny", "acl"])
        };
        let (mut was, mut lists) = (Vec::new(), Vec::new());
        for rule in &old {
            match rule.kind {
                AclKind::Named => lists.extend(left_trimmed_list(rule.value).map(<[u8]>::to_vec)),
                kind => was.extend(networks(rule.value, kind == AclKind::Permit)),
            }
        }
        let (mut now, mut named) = (Vec::new(), Vec::new());
        for (option, setting) in self.endpoint.all() {
            let value = self.endpoint.bytes(setting);
            match names.iter().position(|n| *n == option.name()) {
                Some(2) => named.extend(left_trimmed_list(value).map(<[u8]>::to_vec)),
                Some(at) => now.extend(networks(value, at == 0)),
                None => {}
            }
        }
        lists.sort_unstable();
        lists.dedup();
        named.sort_unstable();
        named.dedup();
        if was == now && lists == named {
            return;
        }
        let count = |n: usize, l: usize| match (n, l) {
            (0, 0) => "no access list".to_owned(),
            (n, 0) => format!("{n} rules"),
            (0, l) => format!("{l} lists of acl.conf"),
            (n, l) => format!("{n} rules and {l} lists of acl.conf"),
        };
        let origin = old.first().map_or(Origin::BuiltIn, |r| Origin::Device(r.setting));
        let name = if contact { "contacts: " } else { "" };
        let lost = old.is_empty();
        let so = match (lost, now.is_empty() && named.is_empty()) {
            (true, _) => "Addresses that chan_sip accepted are refused",
            (_, true) => "Every address is accepted: chan_sip accepted only those on its list",
            _ => "Different addresses are accepted or refused than before: the last matching rule decides",
        };
        let write: Vec<String> = old
            .iter()
            .map(|r| {
                let at = [AclKind::Permit, AclKind::Deny, AclKind::Named].iter().position(|k| *k == r.kind);
                format!("{}={}", names[at.unwrap_or(2)], String::from_utf8_lossy(r.value))
            })
            .collect();
        let weight = if lost { Weight::Note } else { Weight::Changes };
        self.found.push(
            Difference::new(Aspect::Acl, weight, origin, format!("{name}{}", count(was.len(), lists.len())))
                .now(format!("{name}{}", count(now.len(), named.len())))
                .write(write.join(", "))
                .so(so)
                .option(if contact { "contact_permit" } else { "permit" }),
        );
    }
}

/// The networks of a value, each with whether it is let in.
fn networks(value: &[u8], permit: bool) -> Vec<(Option<Network>, bool)> {
    value
        .split(|b| *b == b',')
        .map(|e| {
            let rule = Network::parse(e, false).ok();
            let inverted = rule.is_some_and(|r| r.inverted);
            (rule.map(|r| Network { inverted: false, ..r }), permit != inverted)
        })
        .collect()
}
