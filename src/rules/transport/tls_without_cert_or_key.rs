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
                "the key is not looked for in this file",
            ),
            (_, true) => {
                ("priv_key_file", format!("TLS transport `{id}` has a key, but no `cert_file`"), "a key for nothing")
            }
            _ => ("cert_file", format!("TLS transport `{id}` has no certificate"), "without `cert_file`"),
        };
        let help = match (cert, key) {
            (true, _) => "Add `priv_key_file`; it may name the same file, if the key is in it",
            (_, true) => "Add `cert_file`",
            _ => "Add `cert_file` and `priv_key_file`, unless Asterisk only connects to others by this transport",
        };
        let finding = cx
            .transports()
            .on(transport, option, message)
            .at(at)
            .consequence("The transport loads and listens, but every handshake of who connects to it fails: phones cannot register by TLS, and no call comes in by it. What Asterisk connects to by itself works")
            .log("no shared cipher")
            .help(help);
        out.push(finding.severity(severity(cx, transport, cert || key)));
    }
}

/// Who connects to the transport, as far as the configuration says.
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
    // Half a pair is no client's way: it was meant to be complete.
    if meant {
        return Severity::Warning;
    }
    let client = transport.is_on("verify_server") || goes_out(cx);
    if client { Severity::Info } else { Severity::Warning }
}

/// Whether Asterisk itself connects to others by TLS.
fn goes_out(cx: &Context<'_>) -> bool {
    let is_tls = |text: &[u8]| Need::of(text).is_some_and(|n| n.protocol == "tls");
    let registers = cx.objects().of_type("registration").any(|r| is_tls(r.text("server_uri")));
    registers
        || cx.accounts.groups().iter().filter(|k| cx.groups().is_trunk(k)).filter_map(|k| cx.groups().aor_of(k)).any(
            |aor| {
                // Of like aors only the first one's contact is looked at: they go by the same transport as a rule.
                aor.elements("contact").iter().any(|(_, contact)| is_tls(contact))
            },
        )
}
