//! chan_sip and PJSIP on one address and port, or both on WebSocket: only one of them gets it (T-22 to T-26).

mod place;

use crate::catalogue::Severity;
use crate::chan_sip::{ChanSip, General, Listener, Protocol};
use crate::finding::Finding;
use crate::neighbours::Loads;
use crate::objects::Object;
use crate::rules::Context;
use crate::rules::facts::sockets::{Socket, is_web};

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let Some(sides) = Sides::new(cx) else { return };
    for listener in sides.general.listeners().iter() {
        let rival = sides.sockets.iter().find(|(_, s)| collides(&listener, s));
        out.extend(rival.map(|(transport, socket)| sides.socket(&listener, transport, socket)));
    }
    out.extend(sides.websocket());
}

/// Whether both bind the same socket. chan_sip's `[::]` includes IPv4; PJSIP's does not (T-6).
fn collides(listener: &Listener, socket: &Socket) -> bool {
    let is_udp = |protocol: &str| protocol == "udp";
    let (mine, theirs) = (listener.address, socket.address);
    let same_family = mine.is_ipv4() == theirs.is_ipv4();
    let covers = mine.is_unspecified() && (mine.is_ipv6() || same_family);
    (listener.protocol == Protocol::Udp) == is_udp(socket.protocol)
        && listener.port == socket.port
        && (covers || same_family && (mine == theirs || theirs.is_unspecified()))
}

/// Both sides, if both are loaded.
struct Sides<'c, 'a> {
    cx: &'c Context<'a>,
    sip: &'a ChanSip,
    general: General<'a>,
    sockets: Vec<(&'c Object<'a>, Socket)>,
    /// Whether it is sure that chan_sip is loaded.
    sure: bool,
    /// Whether sip.conf has devices or registrations that need it.
    used: bool,
}

impl<'c, 'a> Sides<'c, 'a> {
    fn new(cx: &'c Context<'a>) -> Option<Self> {
        let (modules, version) = (&cx.config.neighbours.modules, cx.config.target.version);
        let sip = cx.config.chan_sip.as_ref().filter(|s| version.major < 21 && s.declined.is_none())?;
        let chan_sip = modules.will_load("chan_sip", version);
        if matches!(chan_sip, Loads::No(_)) || matches!(modules.will_load("res_pjsip", version), Loads::No(_)) {
            cx.quiet("modules.conf does not load both of chan_sip and `res_pjsip`");
            return None;
        }
        // A tls transport whose port is already taken has no socket (T-7).
        let silent = |t: &Object<'_>| cx.config.pjsip.silent_tls.iter().any(|(_, loser)| *loser == t.section);
        let transports = cx.transports().loaded().iter().filter(|t| !silent(t));
        let sockets = transports.filter_map(|t| Socket::of(t).map(|s| (t, s))).collect();
        let general = sip.general(&cx.config.sources);
        let used = !sip.is_empty() || !general.registrations().is_empty();
        Some(Self { cx, sip, general, sockets, sure: chan_sip == Loads::Yes, used })
    }

    /// An error only if modules.conf says that chan_sip is loaded, and a note if nothing needs it.
    fn severity(&self, used: bool) -> Severity {
        match (used, self.sure) {
            (false, _) => Severity::Info,
            (true, true) => Severity::Error,
            (true, false) => Severity::Warning,
        }
    }

    fn socket(&self, listener: &Listener, transport: &Object<'a>, socket: &Socket) -> Finding {
        let cx = self.cx;
        let id = cx.plain(transport.id());
        let protocol = listener.protocol.name();
        let address = std::net::SocketAddr::new(listener.address, listener.port);
        let place = place::of_listener(self, listener, transport);
        let message = format!(
            "chan_sip binds {protocol} {address}, which PJSIP transport `{id}` also binds ({})",
            socket.shown()
        );
        let mut finding = cx.finding(place.span, message).at(place.at);
        if place.span != cx.transports().bind_span(transport) {
            finding = finding.label(cx.transports().bind_span(transport), "PJSIP's address");
        }
        let modules = &cx.config.neighbours.modules;
        if let Some(early) = modules.preloaded("chan_sip").filter(|_| modules.preloaded("res_pjsip").is_none()) {
            let lost = if socket.protocol == "tls" {
                "the PJSIP transport does not listen, and nothing is logged"
            } else {
                "the PJSIP transport is rejected"
            };
            let log = format!("Transport '{id}' could not be started: Address already in use");
            finding = finding
                .label(early, "loaded first")
                .consequence(format!("chan_sip is preloaded, so it gets the socket: {lost}"))
                .severity(self.severity(true));
            finding.log = (socket.protocol != "tls").then_some(log);
        } else {
            finding = finding.consequence(self.consequence(listener.protocol)).severity(self.severity(self.used));
            finding.log = Some(match listener.protocol {
                Protocol::Udp => format!("Failed to bind to {address}: Address already in use"),
                other => {
                    format!("SIP {} Server start failed", other.name()).replace("SIP TLS", "TLS")
                        + &format!(". Not listening on {} socket.", other.name())
                }
            });
        }
        let option = match listener.protocol {
            Protocol::Udp => "bindport",
            Protocol::Tcp => "tcpbindaddr",
            _ => "tlsbindaddr",
        };
        finding.help(format!(
            "Give one of them another port, for instance with `{option}` in sip.conf; or disable chan_sip with `noload => chan_sip.so` in modules.conf, once its devices have moved to PJSIP"
        ))
    }

    fn consequence(&self, protocol: Protocol) -> String {
        if !self.used {
            return "PJSIP opens its transports first, so chan_sip gets no socket; but sip.conf has neither devices nor registrations that need it".into();
        }
        let devices = match self.sip.len() {
            0 => "its registrations fail".to_owned(),
            1 => "its only device cannot be reached".to_owned(),
            n => format!("none of its {n} devices can be reached"),
        };
        let name = protocol.name();
        match protocol {
            Protocol::Udp => format!(
                "PJSIP opens its transports first, so chan_sip gets no UDP socket, although `module show` says that it is running: {devices}, and what they send reaches PJSIP, which does not know them (401)"
            ),
            _ => format!(
                "PJSIP opens its transports first, so chan_sip gets no {name} socket: devices that use {name} reach PJSIP, which does not know them (401)"
            ),
        }
    }

    /// chan_sip registers the WebSocket subprotocol `sip`, and then PJSIP's WebSocket module declines to load (T-22).
    fn websocket(&self) -> Option<Finding> {
        let (cx, version) = (self.cx, self.cx.config.target.version);
        let enabled = self.general.websocket_enabled();
        let module = cx.config.neighbours.modules.will_load("res_pjsip_transport_websocket", version);
        if !enabled.value || matches!(module, Loads::No(_)) {
            return None;
        }
        let transport = cx.transports().loaded().iter().find(|t| is_web(t)).cloned();
        let browser = || {
            let mut kinds = cx.accounts.groups().iter().filter(|k| cx.groups().registers(k));
            kinds.find_map(|k| Some(cx.groups().endpoint_of(k)).filter(Object::is_webrtc))
        };
        let who = transport.or_else(browser)?;
        let place = place::of_option(self, enabled.setting(), &who, "on, unless `websocket_enabled=no` is set");
        let message = "chan_sip takes over WebSocket, so PJSIP has none".to_owned();
        let mut finding = cx.finding(place.span, message).at(place.at);
        if place.span != who.name_span() {
            finding = finding.label(who.name_span(), "gets no connections");
        }
        Some(
            finding
                .consequence("Asterisk does not load PJSIP's WebSocket module, whatever the order in modules.conf: browsers reach chan_sip, which does not know them, and none registers with PJSIP")
                .log("res_pjsip_transport_websocket declined to load")
                .help("Set `websocket_enabled=no` in `[general]` of sip.conf; or disable chan_sip with `noload => chan_sip.so`")
                .severity(self.severity(true)),
        )
    }
}
