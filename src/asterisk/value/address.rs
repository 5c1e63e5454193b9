//! Addresses: ACL rules, `match`, `local_net` (T-14), `bind` (T-2).

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use super::number::{low_bits, scan_decimal};

/// `inet_aton`: one to four parts, each decimal, octal or hexadecimal; the last one fills what is left.
pub(crate) fn inet_aton(text: &[u8]) -> Option<Ipv4Addr> {
    let mut parts = Vec::new();
    for part in text.split(|b| *b == b'.') {
        let (digits, radix) = match part {
            [b'0', b'x' | b'X', rest @ ..] => (rest, 16),
            [b'0', rest @ ..] if !rest.is_empty() => (rest, 8),
            _ => (part, 10),
        };
        if digits.is_empty() || digits.len() > 16 || !digits.iter().all(|b| char::from(*b).is_digit(radix)) {
            return None;
        }
        parts.push(u64::from_str_radix(std::str::from_utf8(digits).ok()?, radix).ok()?);
    }
    let (last, first) = parts.split_last()?;
    if first.len() > 3 || first.iter().any(|p| *p > 255) || *last >= 1 << (8 * (4 - first.len())) {
        return None;
    }
    let high = first.iter().enumerate().fold(0u64, |n, (i, p)| n | p << (8 * (3 - i)));
    Some(Ipv4Addr::from((high | last) as u32))
}

/// An address and what follows it as port: `1.2.3.4`, `1.2.3.4:5060`, `::1`, `[::1]`, `[::1]:5060`, as
/// `ast_sockaddr_split_hostport` cuts it: the `]` may be missing, and what stands between it and the `:` is ignored.
/// `None` for anything else, names among it. The port's text is for `port` to judge.
pub fn with_port(text: &[u8]) -> Option<(IpAddr, Option<&[u8]>)> {
    let (host, port) = if let [b'[', inner @ ..] = text {
        let close = inner.iter().position(|b| *b == b']').unwrap_or(inner.len());
        (&inner[..close], inner[close..].strip_prefix(b"]:"))
    } else {
        let mut colons = text.iter().enumerate().filter(|(_, b)| **b == b':').map(|(i, _)| i);
        match (colons.next(), colons.next()) {
            (Some(colon), None) => (&text[..colon], Some(&text[colon + 1..])),
            _ => (text, None),
        }
    };
    let address = if host.contains(&b':') { v6(host)? } else { IpAddr::V4(inet_aton(host)?) };
    Some((address, port))
}

/// A port as the C library takes it: digits, of which the low 16 bits count; nothing is 0.
pub(crate) fn port(text: &[u8]) -> Option<u16> {
    if !text.iter().all(u8::is_ascii_digit) {
        return None;
    }
    Some(scan_decimal(text).map_or(0, |(n, _)| low_bits(n).cast_unsigned() as u16))
}

/// The address as `inet_ntop` writes it: unlike Rust it shows the last 32 bits of `::1:2` as an IPv4 address.
pub fn shown(address: IpAddr) -> String {
    match address {
        IpAddr::V6(a) if a.segments()[..6] == [0; 6] && a.segments()[6] != 0 => {
            let [.., a, b, c, d] = a.octets();
            format!("::{a}.{b}.{c}.{d}")
        }
        _ => address.to_string(),
    }
}

pub(super) fn v6(text: &[u8]) -> Option<IpAddr> {
    let text = std::str::from_utf8(text).ok()?;
    let (address, zone) = text.split_once('%').map_or((text, None), |(a, zone)| (a, Some(zone)));
    let address = address.parse::<Ipv6Addr>().ok()?;
    zone.is_none_or(|zone| is_zone(zone, address)).then_some(IpAddr::V6(address))
}

/// What may follow the `%`: a number, and for addresses of the link a name. Whether there is such an interface is
/// another machine's business.
fn is_zone(zone: &str, address: Ipv6Addr) -> bool {
    let number = zone.bytes().all(|b| b.is_ascii_digit()) && zone.parse::<u32>().is_ok();
    let name = (1..16).contains(&zone.len()) && !zone.contains(|c: char| c == '/' || c.is_whitespace());
    number || name && is_of_link(address)
}

/// Whether an address means something on its own link only.
pub(crate) fn is_of_link(address: Ipv6Addr) -> bool {
    let first = address.segments()[0];
    first & 0xffc0 == 0xfe80 || first & 0xff0f == 0xff02
}

/// One element of `permit`, `deny`, `local_net` or `match`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Network {
    /// The network's address, its host bits cleared.
    pub(crate) address: IpAddr,
    /// The mask; any bits, not only leading ones.
    pub(crate) mask: IpAddr,
    /// Written with `!`.
    pub(crate) inverted: bool,
    /// The source port that it is for; 0 for any.
    pub(crate) port: u16,
}

/// Why an element is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NetworkError {
    /// No address; a name, or nothing.
    Address,
    /// A port where none may be.
    Port,
    /// No mask.
    Mask,
}

impl Network {
    /// Parses `[!]ADDRESS[/MASK]`; `ports` says whether `ADDRESS:PORT` is accepted, as `match` does.
    ///
    /// # Errors
    /// What the handler refuses.
    pub fn parse(text: &[u8], ports: bool) -> Result<Self, NetworkError> {
        let (inverted, text) = text.strip_prefix(b"!").map_or((false, text), |t| (true, t));
        let slash = text.iter().position(|b| *b == b'/');
        let (address, mask) = slash.map_or((text, None), |s| (&text[..s], Some(&text[s + 1..])));
        let (address, port) = with_port(address).ok_or(NetworkError::Address)?;
        let port = match port {
            Some(_) if !ports => return Err(NetworkError::Port),
            Some(text) => self::port(text).ok_or(NetworkError::Port)?,
            None => 0,
        };
        let address = match address {
            IpAddr::V6(a) if mask.is_none() => a.to_ipv4_mapped().map_or(address, IpAddr::V4),
            _ => address,
        };
        let mask = match mask {
            None => full_mask(address),
            Some(text) => parse_mask(text, address).ok_or(NetworkError::Mask)?,
        };
        let network = match (address, mask) {
            (IpAddr::V4(a), IpAddr::V4(m)) => IpAddr::V4(Ipv4Addr::from(u32::from(a) & u32::from(m))),
            (IpAddr::V6(a), IpAddr::V6(m)) => IpAddr::V6(Ipv6Addr::from(u128::from(a) & u128::from(m))),
            _ => return Err(NetworkError::Mask),
        };
        Ok(Self { address: network, mask, inverted, port })
    }

    /// As Asterisk prints it: `[!]NETWORK[:PORT]/MASK`.
    pub fn shown(&self) -> String {
        let sign = if self.inverted { "!" } else { "" };
        let address = match (self.address, self.port) {
            (network, 0) => shown(network),
            (network, port) => with_port_shown(network, port),
        };
        format!("{sign}{address}/{}", shown(self.mask))
    }
}

/// Address and port in one text.
pub(super) fn with_port_shown(address: IpAddr, port: u16) -> String {
    match address {
        IpAddr::V4(a) => format!("{a}:{port}"),
        IpAddr::V6(_) => format!("[{}]:{port}", shown(address)),
    }
}

fn full_mask(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => IpAddr::V4(Ipv4Addr::BROADCAST),
        IpAddr::V6(_) => IpAddr::V6(Ipv6Addr::from(u128::MAX)),
    }
}

fn parse_mask(text: &[u8], address: IpAddr) -> Option<IpAddr> {
    if text.contains(&b'.') || text.contains(&b':') {
        let (mask, port) = with_port(text)?;
        return (port.is_none() && mask.is_ipv4() == address.is_ipv4()).then_some(mask);
    }
    let bits = low_bits(scan_decimal(text)?.0);
    match address {
        IpAddr::V4(_) => {
            let bits = u32::try_from(bits).ok().filter(|b| *b <= 32)?;
            Some(IpAddr::V4(Ipv4Addr::from(u32::MAX.checked_shl(32 - bits).unwrap_or(0))))
        }
        IpAddr::V6(a) => {
            let most = if a.to_ipv4_mapped().is_some() { 32 } else { 128 };
            let bits = u32::try_from(bits).ok().filter(|b| *b <= most)?;
            Some(IpAddr::V6(Ipv6Addr::from(u128::MAX.checked_shl(128 - bits).unwrap_or(0))))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_as_the_acl_code_takes_them() {
        let shown = |t: &str| Network::parse(t.as_bytes(), false).map(|r| r.shown());
        assert_eq!(shown("10.1.2.3/8"), Ok("10.0.0.0/255.0.0.0".into()));
        assert_eq!(shown("!10"), Ok("!0.0.0.10/255.255.255.255".into()));
        assert_eq!(shown("10.0.0.0/24abc"), Ok("10.0.0.0/255.255.255.0".into()));
        assert_eq!(shown("10.0.0.0/0x18"), Ok("0.0.0.0/0.0.0.0".into()));
        assert_eq!(shown("2001:db8::1/32"), Ok("2001:db8::/ffff:ffff::".into()));
        assert_eq!(shown("fe80::1%eth0/64"), Ok("fe80::/ffff:ffff:ffff:ffff::".into()));
        assert_eq!(shown("::1%07/128"), Ok("::1/ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff".into()));
        for zone in ["::1%lo", "fe80::1%", "fe80::1%lo x", "::1%+7", "::1%4294967296"] {
            assert_eq!(shown(zone), Err(NetworkError::Address), "{zone}");
        }
        assert_eq!(shown("10.0.0.0/33"), Err(NetworkError::Mask));
        assert_eq!(shown(" 10.0.0.0"), Err(NetworkError::Address));
        assert_eq!(shown("localhost"), Err(NetworkError::Address));
        assert_eq!(shown("10.0.0.1:5060"), Err(NetworkError::Port));
    }

    #[test]
    fn addresses_as_asterisk_cuts_and_shows_them() {
        let read = |t: &str| with_port(t.as_bytes()).map(|(a, p)| (shown(a), p.map(<[u8]>::to_vec)));
        let plain = |a: &str| Some((a.to_owned(), None));
        assert_eq!(read("[::1"), plain("::1"));
        assert_eq!(read("[::1]x:5"), plain("::1"));
        assert_eq!(read("[::1]:5060"), Some(("::1".into(), Some(b"5060".to_vec()))));
        assert_eq!(read("[1.2.3.4]"), plain("1.2.3.4"));
        assert_eq!(read("::1:5088"), plain("::0.1.80.136"));
        assert_eq!(read("64:ff9b::1.2.3.4"), plain("64:ff9b::102:304"));
        assert_eq!(read("::"), plain("::"));
        assert_eq!(read("1.2.3.4:x"), Some(("1.2.3.4".into(), Some(b"x".to_vec()))));
        assert_eq!(port(b"65536"), Some(0));
        assert_eq!(port(b"x"), None);
    }
}
