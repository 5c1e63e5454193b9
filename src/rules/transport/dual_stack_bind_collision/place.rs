//! Where sip.conf sets the address that chan_sip binds.

use crate::chan_sip::{Listener, Protocol};
use crate::objects::Object;
use crate::source::Span;
use crate::text::SettingId;

use super::Sides;

/// A place, and its label.
pub(super) struct BindPlace {
    pub(super) span: Span,
    pub(super) at: String,
}

/// The line that gives the port, else the one that gives the address, else the one that turns the listener on.
pub(super) fn of_listener(sides: &Sides<'_, '_>, listener: &Listener, transport: &Object<'_>) -> BindPlace {
    let udp = sides.general.listeners().udp;
    let own =
        |s: Option<SettingId>| s.filter(|s| listener.protocol == Protocol::Udp || Some(*s) != udp.address_setting);
    let on = match listener.protocol {
        Protocol::Udp => None,
        Protocol::Tcp => sides.general.tcp_enabled().setting(),
        _ => sides.general.tls_enabled().setting(),
    };
    // For a TCP port that follows the UDP port, the line that turns TCP on counts.
    let own_port = own(listener.port_setting).filter(|s| on.is_none() || Some(*s) != udp.port_setting);
    let setting = own_port.or(own(listener.address_setting)).or(on);
    let default = match listener.port_setting {
        Some(_) => "chan_sip's address".to_owned(),
        None => format!("no port means {}", listener.port),
    };
    let (port, all) = (listener.port, listener.address.is_unspecified());
    let nothing = format!("without `bindport` chan_sip uses port {port}{}", if all { " on every address" } else { "" });
    match setting {
        Some(_) => BindPlace { at: default, ..of_option(sides, setting, transport, "") },
        None => of_option(sides, None, transport, &nothing),
    }
}

/// A line of `[general]`; without one its header, or else the transport on PJSIP's side.
pub(super) fn of_option(
    sides: &Sides<'_, '_>,
    setting: Option<SettingId>,
    other: &Object<'_>,
    nothing: &str,
) -> BindPlace {
    let (doc, sources) = (&sides.sip.doc, &sides.cx.config.sources);
    if let Some(setting) = setting {
        return BindPlace { span: doc.setting_span(sources, setting), at: "chan_sip's".into() };
    }
    let mut sections = (0..doc.section_count()).filter(|s| !doc.is_template(*s));
    let general = sections.find(|s| doc.name(sources, *s).eq_ignore_ascii_case(b"general"));
    if let Some(section) = general {
        return BindPlace { span: doc.name_span(section), at: nothing.into() };
    }
    let span = if other.setting("bind").is_some() { sides.cx.transports().bind_span(other) } else { other.name_span() };
    BindPlace { span, at: format!("sip.conf has no `[general]`: {nothing}") }
}
