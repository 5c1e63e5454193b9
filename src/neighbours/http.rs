//! http.conf: the server that WebSocket transports and ARI live on (`main/http.c`, T-4).

use std::net::IpAddr;

use crate::asterisk::value::address;
use crate::asterisk::value::number::{is_true, scan_decimal};
use crate::source::{Sources, Span};
use crate::text::Document;

use super::{Fact, first_block};

/// Where a server listens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Bound {
    /// There.
    Address(IpAddr, u16),
    /// A name, looked up when Asterisk starts; where it is not found nothing listens.
    Name(u16),
    /// Nowhere.
    Nowhere,
}

/// What http.conf says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Http {
    /// `enabled`: no by default. Nothing of the server, HTTPS included, is there without it.
    pub enabled: Fact<bool>,
    /// `bindaddr` with `bindport`. There is no default address: a server that is enabled without one listens nowhere,
    /// nor does HTTPS then.
    pub bound: Fact<Bound>,
    /// `bindport`: 8088 by default, and where it is not a port.
    pub(crate) port: Fact<u16>,
    /// A `bindport` that is not a port, for which 8088 is taken.
    pub(crate) bad_port: Option<Span>,
    /// What stands before every path: empty, or a `/` and the value as written, so that `/ast` becomes `//ast`.
    pub prefix: Fact<Box<[u8]>>,
    /// `enable_static` (also `enablestatic`): no by default.
    pub serves_files: Fact<bool>,
    /// `tlsenable`: no by default.
    pub(crate) tls: Fact<bool>,
    /// `tlsbindaddr`: by default the address of `bindaddr`, port 8089.
    pub(crate) tls_bound: Fact<Bound>,
    /// `tlscertfile`: where there is none, `asterisk.pem` in the directory that Asterisk was started in.
    pub(crate) certificate: Option<Span>,
    /// `tlsprivatekey`: where there is none, the key is in the certificate's file.
    pub(crate) key: Option<Span>,
    /// Lines that the server warns of and ignores.
    pub(crate) unknown: Vec<Span>,
}

const PORT: u16 = 8088;
const TLS_PORT: u16 = 8089;

/// The other names that `[general]` may have; 16.28 and 22.10 warn of every other one.
const OTHERS: &[&str] = &[
    "servername",
    "redirect",
    "sessionlimit",
    "session_inactivity",
    "session_keep_alive",
    "enable_status",
    "tlscipher",
    "sslcipher",
    "tlsdisablev1",
    "tlsdisablev11",
    "tlsdisablev12",
    "tlsservercipherorder",
];

impl Http {
    /// Reads a parsed http.conf: in the first `[general]` the last setting of a name counts. With a file that does
    /// not parse there is no server.
    pub fn new(doc: &Document, sources: &Sources) -> Self {
        let mut http = Self::default();
        let (mut tls_set, mut address) = (false, None);
        let Some(block) = first_block(doc, sources, "general") else { return http };
        block.each(|setting, option, value| {
            let is = |words: &[&str]| words.iter().any(|w| option.eq_ignore_ascii_case(w.as_bytes()));
            let span = block.place(setting);
            if is(&["enabled"]) {
                http.enabled = Fact::set(is_true(value), span);
            } else if is(&["bindaddr"]) {
                address = Some((value, span));
            } else if is(&["bindport"]) {
                let port = port(value);
                http.bad_port = port.is_none().then_some(span);
                http.port = Fact::set(port.unwrap_or(PORT), span);
            } else if is(&["prefix"]) {
                http.prefix = Fact::set(prefix(value), span);
            } else if is(&["enablestatic", "enable_static"]) {
                http.serves_files = Fact::set(is_true(value), span);
            } else if is(&["tlsenable", "sslenable"]) {
                http.tls = Fact::set(is_true(value), span);
            } else if is(&["tlsbindaddr", "sslbindaddr"]) {
                tls_set = true;
                http.tls_bound = Fact::set(listen(value, TLS_PORT), span);
            } else if is(&["tlscertfile", "tlscert", "sslcert"]) {
                http.certificate = Some(span);
            } else if is(&["tlsprivatekey", "sslprivatekey"]) {
                http.key = Some(span);
            } else if !is(OTHERS) {
                http.unknown.push(span);
            }
        });
        if let Some((value, span)) = address {
            http.bound = Fact::set(listen(value, http.port.value), span);
        }
        if !tls_set {
            http.tls_bound.value = match &http.bound.value {
                Bound::Address(address, _) => Bound::Address(*address, TLS_PORT),
                Bound::Name(_) => Bound::Name(TLS_PORT),
                Bound::Nowhere => Bound::Nowhere,
            };
        }
        http
    }

    /// Whether something answers HTTP; also where that depends on a name.
    pub(crate) fn is_serving(&self) -> bool {
        self.enabled.value && self.bound.value != Bound::Nowhere
    }

    /// Whether something may answer HTTPS; whether the certificate can be read is not looked at.
    pub(crate) fn is_serving_tls(&self) -> bool {
        self.is_serving() && self.tls.value && self.tls_bound.value != Bound::Nowhere
    }
}

impl Default for Http {
    /// No server: that is what an empty file gives.
    fn default() -> Self {
        let no = Fact::default_value(false);
        Self {
            enabled: no,
            bound: Fact::default_value(Bound::Nowhere),
            port: Fact::default_value(PORT),
            bad_port: None,
            prefix: Fact::default_value(Box::default()),
            serves_files: no,
            tls: no,
            tls_bound: Fact::default_value(Bound::Nowhere),
            certificate: None,
            key: None,
            unknown: Vec::new(),
        }
    }
}

/// `bindaddr`: an address with or without a port, or what may be a name.
fn listen(value: &[u8], default: u16) -> Bound {
    let own = |port: Option<&[u8]>| port.and_then(address::port).filter(|p| *p != 0).unwrap_or(default);
    if let Some((address, port)) = address::with_port(value) {
        return Bound::Address(address, own(port));
    }
    let host = value.split(|b| *b == b':').next().unwrap_or_default();
    let numeric = host.iter().all(|b| b.is_ascii_digit() || *b == b'.');
    let name = host.iter().all(|b| b.is_ascii_alphanumeric() || b"-._".contains(b));
    if host.is_empty() || numeric || !name {
        return Bound::Nowhere;
    }
    Bound::Name(own(value.get(host.len() + 1..)))
}

/// `bindport`: a number of 0 to 65535 and nothing else; 0 stands for the default.
fn port(value: &[u8]) -> Option<u16> {
    let (number, rest) = scan_decimal(value)?;
    let port = u16::try_from(number).ok().filter(|_| rest.is_empty())?;
    Some(if port == 0 { PORT } else { port })
}

fn prefix(value: &[u8]) -> Box<[u8]> {
    if value.is_empty() { Box::default() } else { [b"/", value].concat().into() }
}
