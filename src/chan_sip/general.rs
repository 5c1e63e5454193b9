//! `[general]`: what chan_sip itself goes by, and the defaults of devices (M-6).

pub(super) mod devices;

use std::borrow::Cow;
use std::net::IpAddr;

use crate::asterisk::value::address::{self, Network};
use crate::asterisk::value::codecs::CodecList;
use crate::asterisk::value::number::{is_false, is_true};
use crate::asterisk::value::words;
use crate::source::Sources;
use crate::text::SettingId;

use super::lines::{self, SettingLine, SettingLines};
use super::register::{Credential, Registration};
use super::setting::{Configured, Origin};
use super::transports::{Protocol, Transports};
use super::{ChanSip, Proxy, SipOption as O};

/// The branch that chan_sip is followed in.
pub(super) const MAJOR: u8 = 16;
/// What chan_sip starts with before any `allow` (M-7).
const CODECS: &[u8] = b"ulaw,alaw,gsm,h263";

/// `[general]`, with chan_sip's own defaults for what it does not say.
#[derive(Debug)]
pub struct General<'a> {
    sip: &'a ChanSip,
    sources: &'a Sources,
    /// The last line of each option.
    last: Vec<Option<SettingId>>,
    codecs: CodecList,
    transports: Configured<Transports>,
}

impl<'a> General<'a> {
    pub(super) fn new(sip: &'a ChanSip, sources: &'a Sources) -> Self {
        let mut last = vec![None; O::COUNT];
        let mut codecs = CodecList::default();
        // A name that is unknown does not keep the others from counting (M-7).
        let _ = codecs.apply(CODECS, true, MAJOR);
        if let Some(section) = sip.general {
            sip.doc.each_setting(section, |setting| {
                let Some(option) = sip.option(sources, setting) else { return };
                last[option as usize] = Some(setting);
                if matches!(option, O::Allow | O::Disallow) {
                    let _ = codecs.apply(sip.doc.value(sources, setting), option == O::Allow, MAJOR);
                }
            });
        }
        let transports = Configured::new(Transports::UDP, Origin::BuiltIn);
        let mut general = Self { sip, sources, last, codecs, transports };
        general.transports = general.transport_list();
        general
    }

    pub(super) fn sip(&self) -> &'a ChanSip {
        self.sip
    }

    pub(super) fn sources(&self) -> &'a Sources {
        self.sources
    }

    fn lines(&self) -> SettingLines<'a> {
        SettingLines::new(self.sip, self.sources, self.sip.general.as_slice())
    }

    /// The last line of the option, and its value.
    pub fn line(&self, option: O) -> Option<SettingLine<'a>> {
        self.last[option as usize].map(|s| (s, self.sip.doc.value(self.sources, s)))
    }

    /// What the last line comes to, or what holds without one; an invalid value also leaves the default.
    pub(super) fn read<T>(&self, option: O, default: T, read: impl FnOnce(&'a [u8]) -> Option<T>) -> Configured<T> {
        match self.line(option).and_then(|(s, v)| read(v).map(|v| (s, v))) {
            Some((setting, value)) => Configured::new(value, Origin::General(setting)),
            None => Configured::new(default, Origin::BuiltIn),
        }
    }

    /// A switch.
    pub fn flag(&self, option: O, default: bool) -> Configured<bool> {
        self.read(option, default, |v| Some(is_true(v)))
    }

    /// A text, as much of it as chan_sip keeps.
    pub fn text(&self, option: O, default: &'static [u8], keeps: usize) -> Configured<&'a [u8]> {
        self.read(option, default, |v| Some(lines::cut(v, keeps)))
    }

    /// A number that must be at least `least`, or the default counts.
    fn at_least(&self, option: O, default: i32, least: i32) -> Configured<i32> {
        self.read(option, default, |v| Some(lines::atoi(v)).filter(|n| *n >= least))
    }

    pub(super) fn each(&self, option: O) -> Vec<SettingLine<'a>> {
        self.lines().all(&[option])
    }

    /// Whether chan_sip takes the WebSocket sub-protocol `sip` for itself: yes by default (T-22).
    pub(crate) fn websocket_enabled(&self) -> Configured<bool> {
        self.flag(O::WebsocketEnabled, true)
    }

    /// Whether there is a TCP listener. Any line that does not say no turns it on, and none turns it off again.
    pub(crate) fn tcp_enabled(&self) -> Configured<bool> {
        let on = self.each(O::TcpEnable).into_iter().find(|(_, v)| !is_false(v));
        on.map_or(Configured::new(false, Origin::BuiltIn), |(s, _)| Configured::new(true, Origin::General(s)))
    }

    /// Whether there is a TLS listener, if its certificate can be read.
    pub(crate) fn tls_enabled(&self) -> Configured<bool> {
        self.flag(O::TlsEnable, false)
    }

    /// The realm of chan_sip's challenges. Where none is set it is asterisk.conf's `systemname`, or `asterisk`.
    pub fn realm(&self) -> Configured<&'a [u8]> {
        self.text(O::Realm, b"asterisk", 255)
    }

    /// Whether callers that no device fits are let in (M-54).
    pub fn allow_guest(&self) -> Configured<bool> {
        self.flag(O::AllowGuest, true)
    }

    /// Whether a device is found by the user of the digest (M-10).
    pub fn match_auth_username(&self) -> Configured<bool> {
        self.flag(O::MatchAuthUsername, false)
    }

    /// Whether a wrong name is answered as a wrong password is.
    pub fn always_auth_reject(&self) -> Configured<bool> {
        self.flag(O::AlwaysAuthReject, true)
    }

    /// Whether names without a port are looked up by SRV (M-55).
    pub fn srv_lookup(&self) -> Configured<bool> {
        self.flag(O::SrvLookup, true)
    }

    /// Seconds that a phone's registration lasts at least, at most, and where it asks for nothing; the last is what
    /// chan_sip's own registrations ask for too (M-56).
    pub fn expiry(&self) -> [Configured<i32>; 3] {
        [
            self.at_least(O::MinExpiry, 60, 1),
            self.at_least(O::MaxExpiry, 3600, 1),
            self.at_least(O::DefaultExpiry, 120, 1),
        ]
    }

    /// Seconds that a subscription lasts at least and at most: by default as long as a registration.
    pub fn subscription_expiry(&self) -> [Configured<i32>; 2] {
        let [least, most, _] = self.expiry();
        let of = |option, default: Configured<i32>, instead| match self.line(option) {
            Some((s, v)) => {
                let n = lines::atoi(v);
                Configured::new(if n < 1 { instead } else { n }, Origin::General(s))
            }
            None => default,
        };
        [of(O::SubMinExpiry, least, 60), of(O::SubMaxExpiry, most, 3600)]
    }

    /// Seconds between two attempts to register (M-57).
    pub fn register_timeout(&self) -> Configured<i32> {
        self.at_least(O::RegisterTimeout, 20, 1)
    }

    /// How often a registration is tried; 0 is for ever (M-57).
    pub fn register_attempts(&self) -> Configured<i32> {
        self.read(O::RegisterAttempts, 0, |v| Some(lines::atoi(v)))
    }

    /// The registrations, one a line, in file order; lines that chan_sip refuses are not among them (M-59).
    pub fn registrations(&self) -> Vec<Registration<'a>> {
        self.each(O::Register).into_iter().filter_map(Registration::parse).collect()
    }

    /// Lines of `register` that chan_sip refuses with a message.
    pub fn refused_registrations(&self) -> Vec<SettingId> {
        let refused = |l: &SettingLine<'a>| Registration::parse(*l).is_none();
        self.each(O::Register).into_iter().filter(refused).map(|(s, _)| s).collect()
    }

    /// The passwords of `[authentication]` (M-19).
    pub fn credentials(&self) -> Vec<Credential<'a>> {
        let lines = SettingLines::new(self.sip, self.sources, self.sip.authentication.as_slice());
        lines.all(&[O::Auth]).into_iter().filter_map(Credential::parse).collect()
    }

    /// Networks that are not behind NAT as seen from here; invalid elements are left out (M-51).
    pub fn local_nets(&self) -> Vec<Configured<Network>> {
        let lines = self.each(O::LocalNet).into_iter();
        let nets = lines.flat_map(|(s, value)| {
            let rules = value.split(|b| *b == b',').map_while(|e| Network::parse(e, false).ok());
            rules.map(move |rule| Configured::new(rule, Origin::General(s))).collect::<Vec<_>>()
        });
        nets.collect()
    }

    /// The address that chan_sip gives for itself to the world, and the port with it: the last that is an address.
    pub fn extern_addr(&self) -> Option<Configured<(IpAddr, u16)>> {
        self.address(O::ExternAddr)
    }

    /// The name that stands for that address and is looked up again and again.
    pub fn extern_host(&self) -> Configured<&'a [u8]> {
        self.text(O::ExternHost, b"", 255)
    }

    /// The last line of an option that is an address; others change nothing.
    pub(super) fn address(&self, option: O) -> Option<Configured<(IpAddr, u16)>> {
        self.each(option).into_iter().rev().find_map(|(setting, value)| {
            let (address, port) = address::with_port(value)?;
            let port = port.map_or(Some(0), address::port)?;
            Some(Configured::new((address, port), Origin::General(setting)))
        })
    }

    /// The domain of From in calls to devices that have none, and its port (M-20).
    pub fn from_domain(&self) -> Configured<(&'a [u8], u16)> {
        self.text(O::FromDomain, b"", 255).map(lines::domain)
    }

    /// The proxy for everything, unless a device has its own (M-47).
    pub fn outbound_proxy(&self) -> Option<Configured<Proxy<'a>>> {
        let (setting, value) = self.each(O::OutboundProxy).into_iter().rev().find(|(_, v)| !v.is_empty())?;
        Some(Configured::new(Proxy::parse(value)?, Origin::General(setting)))
    }

    /// The owner of chan_sip's session descriptions: the last one without a space in it.
    pub fn sdp_owner(&self) -> Configured<&'a [u8]> {
        let valid = |(_, v): &SettingLine<'a>| !v.contains(&b' ');
        let line = self.each(O::SdpOwner).into_iter().rev().find(valid);
        line.map_or(Configured::new(b"root", Origin::BuiltIn), |(s, v)| {
            Configured::new(lines::cut(v, 63), Origin::General(s))
        })
    }

    /// The type of service of a packet, by its option (M-52); CS0 by default.
    pub fn tos(&self, option: O) -> Configured<u8> {
        self.read(option, 0, |v| words::tos(v, false))
    }

    /// The codecs that devices start from (M-7).
    pub fn codecs(&self) -> &CodecList {
        &self.codecs
    }

    /// The transports of devices that name none that can be used.
    pub fn transports(&self) -> Configured<Transports> {
        self.transports
    }

    fn transport_list(&self) -> Configured<Transports> {
        let Some((setting, value)) = self.line(O::Transport) else { return self.transports };
        let mut list = Transports::parse(value, |_| true);
        for (protocol, on) in [(Protocol::Tcp, self.tcp_enabled()), (Protocol::Tls, self.tls_enabled())] {
            if !on.value && list.has(protocol) {
                list = list.without(protocol);
            }
        }
        let list = if list.is_empty() { Transports::UDP } else { list.with_primary(Protocol::Udp) };
        Configured::new(list, Origin::General(setting))
    }

    /// The domains that are local, each with the context of its calls (M-58).
    pub fn domains(&self) -> Vec<(SettingId, Cow<'a, [u8]>)> {
        self.each(O::Domain).into_iter().map(|(s, v)| (s, Cow::Borrowed(v))).collect()
    }
}
