//! A TLS transport that cannot answer a handshake: no certificate, or no key for it.

use crate::catalogue::Severity;
use crate::finding::Finding;
use crate::objects::Object;
use crate::rules::Context;
use crate::rules::facts::sockets::{Need, protocol};

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    for transport in cx.transports().loaded().iter().filter(|t| protocol(t) == "tls") {
        let (cert, key) = (transport.is_set("cert_file"), transport.is_set("priv_key_file"));
        if cert && key {
            continue;
        }
        let id = cx.plain(transport.id());
        let (option, message, at) = match (cert, key) {
            (true, _) => (
                "cert_file",
                format!("TLS transport `{id}` has a certificate, but no `priv_key_file`"),
                "the key is not read from this file",
            ),
            (_, true) => (
                "priv_key_file",
                format!("TLS transport `{id}` has a key, but no `cert_file`"),
                "a key without a certificate",
            ),
            _ => ("cert_file", format!("TLS transport `{id}` has no certificate"), "without `cert_file`"),
        };
        let help = match (cert, key) {
            (true, _) => "Add `priv_key_file`; it may name the same file, if the key is in it",
            (_, true) => "Add `cert_file`",
            _ => "Add `cert_file` and `priv_key_file`, unless this transport is only used for outgoing connections",
        };
        let finding = cx
            .transports()
            .on(transport, option, message)
            .at(at)
            .consequence("The transport loads and listens, but incoming TLS connections fail: phones cannot register over TLS, and no calls come in over it. Outgoing connections still work")
            .log("no shared cipher")
            .help(help);
        out.push(finding.severity(severity(cx, transport, cert || key)));
    }
}

/// Worse if clients connect to the transport, as far as the configuration shows.
fn severity(cx: &Context<'_>, transport: &Object<'_>, meant: bool) -> Severity {
    let pinned = |e: &Object<'_>| e.text("transport") == transport.id();
    let phones = cx
        .accounts
        .groups()
        .iter()
        .any(|k| cx.groups().registers(k) && !cx.groups().is_trunk(k) && pinned(&cx.groups().endpoint_of(k)));
    if phones {
        return Severity::Error;
    }
    // A client needs neither: with one of them, both were meant.
    if meant {
        return Severity::Warning;
    }
    let client = transport.is_on("verify_server") || goes_out(cx);
    if client { Severity::Info } else { Severity::Warning }
}

/// Whether Asterisk itself connects to others over TLS.
fn goes_out(cx: &Context<'_>) -> bool {
    let is_tls = |text: &[u8]| Need::of(text).is_some_and(|n| n.protocol == "tls");
    let registers = cx.objects().of_type("registration").any(|r| is_tls(r.text("server_uri")));
    registers
        || cx.accounts.groups().iter().filter(|k| cx.groups().is_trunk(k)).filter_map(|k| cx.groups().aor_of(k)).any(
            |aor| {
                // Of similar aors only the first one's contact is checked: they usually use the same transport.
                aor.elements("contact").iter().any(|(_, contact)| is_tls(contact))
            },
        )
}
