//! A transport's `bind` (T-2), as pjproject reads it.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use super::address::{inet_aton, v6, with_port_shown};

/// What a transport's `bind` comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Bind {
    /// An address and a port; port 0 stands for the protocol's own.
    Address(IpAddr, u16),
    /// A name that is looked up when Asterisk starts.
    Name(String),
}

impl Bind {
    /// Parses the value as pjproject does; an empty one means `0.0.0.0`.
    pub fn parse(value: &[u8]) -> Option<Self> {
        Self::read(value).ok()
    }

    /// What 16 keeps of a `bind` that it refused, where the next transport finds it (S-62): the address that stands
    /// for no address. Nothing where the text did not even have the form of an address.
    pub(crate) fn left_behind(value: &[u8]) -> Option<Self> {
        Self::read(value).err().flatten()
    }

    fn read(value: &[u8]) -> Result<Self, Option<Self>> {
        let nowhere = |address: IpAddr, port| Err(Some(Self::Address(address, port)));
        if memchr::memchr_iter(b':', value).count() <= 1 {
            let colon = value.iter().position(|b| *b == b':');
            let (host, port) = colon.map_or((value, &[][..]), |c| (&value[..c], &value[c + 1..]));
            let port = bind_port(port).ok_or(None)?;
            if host.is_empty() {
                return Ok(Self::Address(Ipv4Addr::UNSPECIFIED.into(), port));
            }
            let first = host.split(u8::is_ascii_whitespace).next().unwrap_or_default();
            if let Some(address) = inet_aton(first) {
                return Ok(Self::Address(address.into(), port));
            }
            // Only what can be a name is left to the resolver.
            let name = host.iter().all(|b| b.is_ascii_alphanumeric() || b"-._".contains(b)) && host.len() < 256;
            let numeric = host.iter().all(|b| b.is_ascii_digit() || *b == b'.');
            if name && !numeric {
                return Ok(Self::Name(String::from_utf8_lossy(host).into_owned()));
            }
            return nowhere(Ipv4Addr::BROADCAST.into(), port);
        }
        let nowhere = nowhere(Ipv6Addr::UNSPECIFIED.into(), 0);
        if let Some(inner) = value.strip_prefix(b"[") {
            let close = inner.iter().position(|b| *b == b']').ok_or(None)?;
            let after = &inner[close + 1..];
            let port = after.iter().rposition(|b| *b == b':').map_or(&[][..], |c| &after[c + 1..]);
            let port = bind_port(port).ok_or(None)?;
            return v6(&inner[..close]).map_or(nowhere, |a| Ok(Self::Address(a, port)));
        }
        if let Some(address) = v6(value) {
            return Ok(Self::Address(address, 0));
        }
        // Not an address as a whole: what follows the last `:` may be its port.
        let colon = value.iter().rposition(|b| *b == b':').ok_or(None)?;
        match (v6(&value[..colon]), bind_port(&value[colon + 1..])) {
            (Some(address), Some(port)) => Ok(Self::Address(address, port)),
            _ => nowhere,
        }
    }

    /// As `pjsip show transport` prints it, for a transport of that protocol: port 0 stands for the protocol's own.
    pub fn shown(&self, protocol: &[u8]) -> String {
        let own = if protocol.eq_ignore_ascii_case(b"tls") { 5061 } else { 5060 };
        match self {
            Self::Address(address, port) => with_port_shown(*address, if *port == 0 { own } else { *port }),
            Self::Name(name) => name.clone(),
        }
    }
}

fn bind_port(text: &[u8]) -> Option<u16> {
    if !text.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let n = text.iter().fold(0u64, |n, b| n.wrapping_mul(10).wrapping_add(u64::from(b - b'0')));
    u16::try_from(n).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_16_keeps_of_a_refused_bind() {
        let kept = |t: &str| Bind::left_behind(t.as_bytes()).map(|b| b.shown(b"udp"));
        for nowhere in ["256.1.1.1", "*", "a b", "[zz]", "a,b", "[]"] {
            assert_eq!(kept(nowhere).as_deref(), Some("255.255.255.255:5060"), "{nowhere}");
        }
        assert_eq!(kept("[zz]:5070").as_deref(), Some("255.255.255.255:5070"));
        for nowhere in ["::zz", "[fe80::zz]:5081", "::1:99999x", "1:2:3:4:5:6:7:8:9:10"] {
            assert_eq!(kept(nowhere).as_deref(), Some("[::]:5060"), "{nowhere}");
        }
        for formless in ["1.2.3.4:65536", "1.2.3.4:x", "[::", "[::1]:99999", "1.2.3.4"] {
            assert_eq!(kept(formless), None, "{formless}");
        }
    }

    #[test]
    fn binds_as_pjproject_takes_them() {
        let v4 = |a: [u8; 4], p| Some(Bind::Address(IpAddr::from(a), p));
        assert_eq!(Bind::parse(b""), v4([0, 0, 0, 0], 0));
        assert_eq!(Bind::parse(b":5080"), v4([0, 0, 0, 0], 5080));
        assert_eq!(Bind::parse(b"5216"), v4([0, 0, 20, 96], 0));
        assert_eq!(Bind::parse(b"0.0.0.0 :5208"), v4([0, 0, 0, 0], 5208));
        assert_eq!(Bind::parse(b"[::]:5060"), Some(Bind::Address(IpAddr::from([0u16; 8]), 5060)));
        assert_eq!(Bind::parse(b"pbx.example.com"), Some(Bind::Name("pbx.example.com".into())));
        for bad in ["0.0.0.0:65536", "0.0.0.0:x", "256.1.1.1", "*", "[::", "1.2.3.4:5:6"] {
            assert_eq!(Bind::parse(bad.as_bytes()), None, "{bad}");
        }
    }
}
