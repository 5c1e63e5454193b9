//! `register =>` and `auth=`: accounts elsewhere (M-19, M-59).

use std::fmt;

use crate::text::SettingId;

use super::Secret;
use super::lines::{self, SettingLine};
use super::transports::Protocol;

/// A registration that chan_sip keeps up (M-59).
#[derive(Clone, Copy)]
pub struct Registration<'a> {
    /// The line.
    pub(crate) setting: SettingId,
    /// The transport.
    pub(crate) protocol: Protocol,
    /// The user that is registered.
    pub user: &'a [u8],
    /// The domain of From and To; empty for the host.
    pub domain: &'a [u8],
    /// The domain's port; 0 for none.
    pub domain_port: u16,
    /// The password.
    pub(crate) secret: Secret<'a>,
    /// The user of the digest; empty for the user. Where a password has a `:` in it this is what follows the `:`, so
    /// it is never shown.
    pub(crate) auth_user: &'a [u8],
    /// Where it is sent.
    pub host: &'a [u8],
    /// The port there.
    pub port: u16,
    /// What calls are sent to: the user part of the contact.
    pub(crate) extension: &'a [u8],
    /// Seconds asked for; none is `defaultexpiry`.
    pub expiry: Option<i32>,
}

impl fmt::Debug for Registration<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Registration").field("setting", &self.setting).finish_non_exhaustive()
    }
}

impl<'a> Registration<'a> {
    /// `[peer?][transport://]user[@domain][:secret[:authuser]]@host[:port][/extension][~expiry]`, cut where chan_sip
    /// cuts it: at the last `@`, and the user's side at `:` after that. `None` where it refuses the line.
    pub(super) fn parse((setting, value): SettingLine<'a>) -> Option<Self> {
        let value = lines::cut(value, 255);
        let at = value.iter().rposition(|b| *b == b'@')?;
        let (user, host) = (&value[..at], &value[at + 1..]);
        if user.is_empty() || host.is_empty() {
            return None;
        }
        // What is before the `?` names the device whose settings it is sent with.
        let [peer, rest] = split(user, b'?');
        let rest = rest.filter(|rest| !rest.is_empty()).or(peer).unwrap_or_default();
        let [transport, blank, rest] = split(rest, b'/');
        let (protocol, rest) = match rest {
            Some(rest) if !rest.is_empty() => (transport.and_then(Protocol::beginning), rest),
            _ => (None, transport.unwrap_or_default()),
        };
        if blank.is_some_and(|b| !b.is_empty()) {
            return None;
        }
        let protocol = protocol.filter(|p| matches!(p, Protocol::Tcp | Protocol::Tls)).unwrap_or(Protocol::Udp);
        let [account, mut secret, auth] = split(rest, b':');
        let [mut auth_user, more] = split(auth.unwrap_or_default(), b':');
        let mut domain_port = None;
        // With three `:` the first field after the user is the domain's port.
        if let Some(user) = more {
            (domain_port, secret, auth_user) = (secret, auth_user, Some(user));
        }
        let [user, domain] = split(account.unwrap_or_default(), b'@');
        let [host, expiry] = split(host, b'~');
        let [host, extension] = split(host.unwrap_or_default(), b'/');
        let [host, port] = split(host.unwrap_or_default(), b':');
        let text = |t: Option<&'a [u8]>| unquoted(t.unwrap_or_default());
        Some(Self {
            setting,
            protocol,
            user: text(user),
            domain: text(domain),
            domain_port: domain_port.and_then(lines::port).unwrap_or(0),
            secret: Secret::new(text(secret)),
            auth_user: text(auth_user),
            host: text(host),
            port: port.and_then(lines::port).unwrap_or(if protocol == Protocol::Tls { 5061 } else { 5060 }),
            extension: unquoted(extension.filter(|e| !e.is_empty()).unwrap_or(b"s")),
            expiry: expiry.map(|e| lines::atoi(unquoted(e))),
        })
    }
}

/// A password for a realm (M-19).
#[derive(Clone, Copy, Debug)]
pub struct Credential<'a> {
    /// The user.
    pub user: &'a [u8],
    /// The password.
    pub secret: Secret<'a>,
    /// The digest instead of a password.
    pub md5_secret: Secret<'a>,
    /// The realm.
    pub realm: &'a [u8],
}

impl<'a> Credential<'a> {
    /// `user[:secret]@realm` or `user#digest@realm`, cut at the last `@`. `None` where chan_sip refuses the line.
    pub(super) fn parse((_, value): SettingLine<'a>) -> Option<Self> {
        let at = value.iter().rposition(|b| *b == b'@')?;
        let (user, realm) = (&value[..at], &value[at + 1..]);
        if user.is_empty() || realm.is_empty() {
            return None;
        }
        let (mut secret, mut md5_secret, mut name) = (&[][..], &[][..], user);
        if let Some(colon) = user.iter().position(|b| *b == b':') {
            (name, secret) = (&user[..colon], &user[colon + 1..]);
        } else if let Some(hash) = user.iter().position(|b| *b == b'#') {
            (name, md5_secret) = (&user[..hash], &user[hash + 1..]);
        }
        let (secret, md5_secret) = (Secret::new(secret), Secret::new(md5_secret));
        Some(Self { user: name, secret, md5_secret, realm })
    }
}

/// `AST_NONSTANDARD_RAW_ARGS`: at most `N` pieces, of which the last keeps what follows. Nothing is cut inside quotes,
/// parentheses and brackets, nor after a backslash. An empty text has no piece at all.
fn split<const N: usize>(text: &[u8], at: u8) -> [Option<&[u8]>; N] {
    let (mut pieces, mut count, mut start) = ([None; N], 0, 0);
    let (mut parens, mut brackets, mut quoted, mut skip) = (0u32, 0u32, false, false);
    for (i, &b) in text.iter().enumerate() {
        if count + 1 == N {
            break;
        }
        if skip {
            skip = false;
            continue;
        }
        match b {
            b'(' => parens += 1,
            b')' => parens = parens.saturating_sub(1),
            b'[' => brackets += 1,
            b']' => brackets = brackets.saturating_sub(1),
            b'"' => quoted = !quoted,
            b'\\' => skip = true,
            _ if b == at && parens == 0 && brackets == 0 && !quoted => {
                pieces[count] = Some(&text[start..i]);
                count += 1;
                start = i + 1;
            }
            _ => {}
        }
    }
    if !text.is_empty() {
        pieces[count] = Some(&text[start..]);
    }
    pieces
}

/// `ast_strip_quoted`: without the spaces and one pair of quotes around it.
fn unquoted(text: &[u8]) -> &[u8] {
    match crate::asterisk::value::strip(text) {
        [b'"', inner @ .., b'"'] => inner,
        [b'"'] => &[],
        text => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(line: &str) -> Option<String> {
        let r = Registration::parse((0, line.as_bytes()))?;
        let t = |b: &[u8]| String::from_utf8_lossy(b).into_owned();
        let secret = ["pw", "a", "p@w", ""].into_iter().find(|s| r.secret.same_secret(s.as_bytes())).unwrap_or("?");
        let parts = [r.protocol.name().into(), t(r.user), t(r.domain), r.domain_port.to_string()];
        let more = [secret.into(), t(r.auth_user), t(r.host), r.port.to_string(), t(r.extension)];
        Some(format!("{}|{}|{:?}", parts.join("|"), more.join("|"), r.expiry))
    }

    #[test]
    fn every_form_of_a_registration() {
        let is = |line: &str, expected: &str| assert_eq!(shown(line).as_deref(), Some(expected), "{line}");
        is("u@h", "UDP|u||0|||h|5060|s|None");
        is("u:pw@h/55", "UDP|u||0|pw||h|5060|55|None");
        is("u@d:pw:au@h", "UDP|u|d|0|pw|au|h|5060|s|None");
        is("tls://u@d:pw:au@h/e~111", "TLS|u|d|0|pw|au|h|5061|e|Some(111)");
        is("p?tcp://u@d:pw:au@h:1234/e~111", "TCP|u|d|0|pw|au|h|1234|e|Some(111)");
        is("u@d:4321:pw:au@h", "UDP|u|d|4321|pw|au|h|5060|s|None");
        is("u@d:4321::@h", "UDP|u|d|4321|||h|5060|s|None");
        is("u:p@w@h", "UDP|u||0|p@w||h|5060|s|None");
        is("u:\"pw\"@h", "UDP|u||0|pw||h|5060|s|None");
        for refused in ["u", "@h", "u@", "peer?u:pw:au:1234/e~111", "tcp:/x/u@h"] {
            assert_eq!(shown(refused), None, "{refused}");
        }
    }
}
