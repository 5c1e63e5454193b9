//! Whether others can reach the PBX, and what stops them: security rules are silent where nobody can.

use crate::hashing::SeededSet;

use crate::accounts::{AccountFlags, AccountGroup};
use crate::asterisk::TypeId;
use crate::asterisk::value::address::Network;
use crate::asterisk::value::bind::Bind;
use crate::asterisk::value::{trimmed_list, uri};
use crate::finding::Finding;
use crate::objects::Object;

use crate::asterisk::value::private::is_private_host;
use crate::rules::context::Exposure;
use crate::rules::facts::addressing::Addressing;

/// For `Context::quiet`.
pub(crate) const ACL_SECTION: &str = "a `type=acl` section limits who can reach Asterisk";

impl<'a> Exposure<'_, 'a> {
    /// What the rule finds, unless nobody on another host can do harm by it. `-v` says so where there is something.
    pub(crate) fn where_exposed(self, out: &mut Vec<Finding>, find: impl FnOnce(&mut Vec<Finding>)) {
        let Some(why) = self.why_hidden() else { return find(out) };
        if self.cx.is_verbose() {
            let mut found = Vec::new();
            find(&mut found);
            if !found.is_empty() {
                self.cx.quiet(why);
            }
        }
    }

    /// Why requests cannot come from another host, if so. A laboratory, or a site with an authenticating proxy on the same
    /// host, has only loopback addresses; without a transport nothing listens (S-52).
    fn why_hidden(self) -> Option<&'static str> {
        let transports = self.cx.transports().loaded();
        if transports.is_empty() {
            let may_be_there = self.cx.sentences().doubt(Some(TypeId::pjsip("transport"))).is_some();
            return (!may_be_there).then_some("no transport is loaded, so that nobody can reach Asterisk");
        }
        let is_local = |t: &Object<'_>| match Bind::parse(t.text("bind")) {
            Some(Bind::Address(address, _)) => address.to_canonical().is_loopback(),
            Some(Bind::Name(name)) => name.eq_ignore_ascii_case("localhost"),
            None => false,
        };
        let inside = self.cx.site().addressing() == Addressing::Private && self.talks_to_itself();
        let is_hidden = inside || transports.iter().all(is_local);
        is_hidden.then_some("only this host can reach Asterisk: its transports or its peers have loopback addresses")
    }

    /// Whether every peer address in the configuration is a loopback address.
    fn talks_to_itself(self) -> bool {
        [("aor", "contact"), ("identify", "match"), ("registration", "server_uri")].into_iter().all(|(of, option)| {
            let getter = self.cx.objects().getter(option);
            self.cx.objects().sections_of_type(TypeId::pjsip(of)).all(|section| {
                let hosts = trimmed_list(getter.value(section)).filter(|v| !v.is_empty());
                hosts.map(|v| uri::parse(v, true).map_or(v, |u| u.host)).all(is_loopback)
            })
        })
    }

    /// Whether an ACL restricts the endpoint: its own, or a `type=acl` section, which applies to all.
    pub(crate) fn has_acl(self, endpoint: &Object<'_>) -> bool {
        self.acl(endpoint).is_some()
    }

    /// What restricts who can reach the endpoint, for `Context::quiet`.
    pub(crate) fn acl(self, endpoint: &Object<'_>) -> Option<&'static str> {
        const OWN: [&str; 6] = ["acl", "deny", "permit", "contact_acl", "contact_deny", "contact_permit"];
        if OWN.iter().any(|o| endpoint.is_set(o)) {
            return Some("its own access list limits who can reach it");
        }
        self.has_acl_section().then_some(ACL_SECTION)
    }

    /// Whether a `type=acl` section limits who can reach Asterisk.
    pub(crate) fn has_acl_section(self) -> bool {
        let any = || self.cx.objects().sections_of_type(TypeId::pjsip("acl")).next().is_some();
        *self.cx.cache.has_acl_section.get_or_init(any)
    }

    /// Whether accounts of the group are phones that authenticate: they register, and have an auth.
    pub(crate) fn is_phone_with_auth(self, group: &AccountGroup) -> bool {
        group.has(AccountFlags::AUTH) && self.cx.groups().registers(group) && !self.cx.groups().is_trunk(group)
    }

    /// The contexts of phones that authenticate.
    pub(crate) fn phone_contexts(self) -> SeededSet<&'a [u8]> {
        let phones = self.cx.accounts.groups().iter().filter(|k| self.is_phone_with_auth(k));
        phones.map(|k| self.cx.groups().endpoint_of(k).text("context")).collect()
    }
}

/// Whether a request can choose the endpoint by the user of its From header (I-5, I-7).
pub(crate) fn is_chosen_by_from(endpoint: &Object<'_>) -> bool {
    endpoint.names("identify_by").any(|m| m.eq_ignore_ascii_case(b"username"))
}

/// Whether a host, an address or a network is on this host.
pub(crate) fn is_loopback(host: &[u8]) -> bool {
    let text = host.strip_prefix(b"[").and_then(|h| h.strip_suffix(b"]")).unwrap_or(host);
    Network::parse(text, true).is_ok_and(|n| n.address.to_canonical().is_loopback())
}

/// Whether a host is a name that may be in public DNS.
pub(crate) fn is_public_name(host: &[u8]) -> bool {
    const LOCAL: [&str; 8] = ["local", "lan", "internal", "home", "localdomain", "test", "example", "invalid"];
    let last = host.rsplit(|b| *b == b'.').next().unwrap_or(host);
    host.contains(&b'.')
        && is_private_host(host).is_none()
        && last.iter().all(u8::is_ascii_alphabetic)
        && !LOCAL.iter().any(|l| last.eq_ignore_ascii_case(l.as_bytes()))
}
