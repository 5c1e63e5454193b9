//! Passwords. They are compared, and never shown.

use crate::accounts::{AccountFlags, AccountGroup};
use crate::asterisk::TypeId;
use crate::asterisk::value::trimmed_list;
use crate::chan_sip::{Account, Configured, Host, Origin, Secret};
use crate::objects::State;
use crate::parity::difference::{Aspect, Difference, Weight};
use crate::text::SectionId;

use super::AccountReader;

/// Whether two sides know the same password.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::parity) enum Same {
    Yes,
    No,
    /// The username is another one: then the password is not looked at.
    OtherUser,
}

impl<'a> AccountReader<'a> {
    pub(super) fn login(
        &self,
        device: &Account<'a>,
        endpoint: SectionId,
        group: &AccountGroup,
        found: &mut Vec<Difference>,
    ) {
        self.inbound(device, endpoint, group, found);
        let fixed = matches!(device.host().value, Host::Fixed(_));
        if fixed && device.kind().peer {
            self.outbound(device, endpoint, found);
        }
    }

    fn inbound(&self, device: &Account<'a>, endpoint: SectionId, group: &AccountGroup, found: &mut Vec<Difference>) {
        let (secret, digest) = (device.secret(), device.md5_secret());
        let fixed = !matches!(device.host().value, Host::Dynamic);
        let insecure = device.insecure();
        let open = fixed && insecure.value.invite;
        let has = !secret.value.is_empty() || !digest.value.is_empty();
        let origin = if digest.value.is_empty() { secret.origin } else { digest.origin };
        let challenged = group.has(AccountFlags::AUTH);
        match (has && !open, challenged) {
            (false, false) => {}
            (false, true) if open => found.push(
                Difference::new(Aspect::Challenge, Weight::Fails, insecure.origin, "insecure=invite")
                    .now("auth set")
                    .write("no auth= in the endpoint; outbound_auth= if the far end asks for a password")
                    .so("Its calls are challenged for a password, which a provider does not send: they fail with 401")
                    .option("auth"),
            ),
            (false, true) => found.push(
                Difference::new(Aspect::Secret, Weight::Fails, Origin::BuiltIn, "no password")
                    .now("auth set")
                    .write("a password in the device too, or no auth= in the endpoint")
                    .so("The device has no password: its requests are answered 401")
                    .option("auth"),
            ),
            (true, false) => found.push(
                Difference::new(Aspect::Challenge, Weight::Changes, origin, "a password")
                    .now("no auth")
                    .write("auth=, and an auth object with the device's name and password")
                    .so("No password is required: anyone who uses the name can register and call")
                    .option("auth"),
            ),
            (true, true) => self.same_login(device, endpoint, origin, found),
        }
    }

    fn same_login(&self, device: &Account<'a>, endpoint: SectionId, origin: Origin, found: &mut Vec<Difference>) {
        let auth = TypeId::pjsip("auth");
        let judged = &self.config.pjsip;
        let loaded =
            |n: &[u8]| judged.find(&self.config.sources, auth, n).filter(|s| judged.state(*s) == State::Loaded);
        let (mut best, mut any) = (Same::OtherUser, false);
        for section in trimmed_list(self.auth.value(endpoint)).filter_map(loaded) {
            any = true;
            let same = self.same(
                device.name(),
                device.secret().value,
                device.md5_secret().value,
                section,
                true,
                device.general().realm().value,
            );
            if same == Same::Yes {
                return;
            }
            if same == Same::No {
                best = Same::No;
            }
        }
        if !any {
            found.push(
                Difference::new(Aspect::Secret, Weight::Fails, origin, "a password")
                    .now("no loaded auth object")
                    .write("an auth object with the device's name and password")
                    .so("Every request of the device is answered 500")
                    .option("auth"),
            );
        } else if best == Same::OtherUser {
            found.push(
                Difference::new(Aspect::Username, Weight::Fails, origin, "the section name as username")
                    .now("a different username in the auth object")
                    .write(format!("username={} in the auth object", String::from_utf8_lossy(device.name())))
                    .so("The device authenticates with its section name and is answered 401")
                    .option("auth"),
            );
        } else {
            found.push(
                Difference::new(Aspect::Secret, Weight::Fails, origin, "a password")
                    .now("a different password in the auth object")
                    .write("the device's password in the auth object")
                    .so("The device authenticates with the password of sip.conf and is answered 401")
                    .option("auth"),
            );
        }
    }

    fn outbound(&self, device: &Account<'a>, endpoint: SectionId, found: &mut Vec<Difference>) {
        let (remote, secret) = (device.remote_secret(), device.secret());
        let was: Configured<Secret<'a>> = if remote.value.is_empty() { secret } else { remote };
        let digest = device.md5_secret().value;
        if was.value.is_empty() && digest.is_empty() {
            return;
        }
        let auth = TypeId::pjsip("auth");
        let judged = &self.config.pjsip;
        let names = trimmed_list(self.outbound_auth.value(endpoint)).filter(|n| !n.is_empty());
        let auths: Vec<SectionId> = names
            .filter_map(|n| judged.find(&self.config.sources, auth, n).filter(|s| judged.state(*s) == State::Loaded))
            .collect();
        let user = device.default_user();
        let differs = |aspect, now: &str, write: &str, so| {
            Difference::new(aspect, Weight::Changes, was.origin, "credentials for the host")
                .now(now)
                .write(write)
                .so(so)
                .option("outbound_auth")
        };
        if auths.is_empty() {
            let so = "If the far end asks for a password, calls to it fail";
            let write = "outbound_auth=, and an auth object with the username and password for the far end";
            found.push(differs(Aspect::OutboundSecret, "no outbound_auth", write, so));
            return;
        }
        let same = |s: &SectionId| {
            let name = if user.value.is_empty() { self.username.value(*s) } else { user.value };
            self.same(name, was.value, digest, *s, false, device.general().realm().value)
        };
        let results: Vec<Same> = auths.iter().map(same).collect();
        if results.contains(&Same::Yes) {
            return;
        }
        let so = "The far end refuses the credentials: calls to it fail";
        let (now, write) = if results.contains(&Same::No) {
            ("a different password", "the password of sip.conf in the object that outbound_auth= names")
        } else {
            ("a different username", "the username of defaultuser= in the object that outbound_auth= names")
        };
        found.push(differs(Aspect::OutboundSecret, now, write, so));
    }

    /// Whether the auth object knows the user and the password. `inbound` says whose realm a digest is for: our own,
    /// which is `realm` in chan_sip.
    pub(in crate::parity) fn same(
        &self,
        user: &[u8],
        secret: Secret<'_>,
        digest: Secret<'_>,
        auth: SectionId,
        inbound: bool,
        realm: &[u8],
    ) -> Same {
        let username = self.username.value(auth);
        if username != user {
            return Same::OtherUser;
        }
        let own = self.auth_realm.value(auth);
        let realm_now = if own.is_empty() { self.realm } else { own };
        let digest_now =
            [self.md5_cred.value(auth), self.password_digest.value(auth).strip_prefix(b"MD5:").unwrap_or_default()];
        let digest_now = digest_now.into_iter().find(|d| !d.is_empty()).unwrap_or_default().to_ascii_lowercase();
        let password = self.password.value(auth);
        let by_digest =
            self.auth_type.value(auth).eq_ignore_ascii_case(b"md5") || password.is_empty() && !digest_now.is_empty();
        // Another server's realm is not known: a digest for it can be compared with a digest only.
        let hashed = |realm: &[u8], secret: &[u8]| md5_hex(&[user, b":", realm, b":", secret].concat());
        let same = match (digest.is_empty(), by_digest) {
            (true, false) => secret.same_secret(password),
            (false, true) => digest.same_ignoring_case(&digest_now) && (!inbound || realm == realm_now),
            (false, false) => !inbound || digest.same_ignoring_case(hashed(realm, password).as_bytes()),
            (true, true) => !inbound || secret.compared(|s| hashed(realm_now, s).as_bytes() == digest_now),
        };
        if same { Same::Yes } else { Same::No }
    }
}

/// The MD5 digest in small hexadecimal letters, as `md5secret` and `md5_cred` hold it.
fn md5_hex(text: &[u8]) -> String {
    format!("{:x}", md5::compute(text))
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_digest_is_that_of_the_standard() {
        assert_eq!(super::md5_hex(b"abc"), "900150983cd24fb0d6963f7d28e17f72");
    }
}
