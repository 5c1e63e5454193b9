//! A TLS transport that supports only one old version of TLS; without `method` that is TLS 1.0.

use crate::asterisk::value::placeholder::is_placeholder;
use crate::catalogue::Severity;
use crate::finding::Finding;
use crate::objects::Object;
use crate::rules::Context;
use crate::rules::facts::sockets::protocol;
use crate::rules::fixes::option_changes::{FindingWithFix, set};

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let mut found = Vec::new();
    for transport in cx.transports().loaded().iter().filter(|t| protocol(t) == "tls") {
        let method = transport.text("method");
        if is_placeholder(method) {
            cx.quiet_object(transport, "its `method` is a placeholder, which a program fills in");
            continue;
        }
        let Some(version) = version(&method.to_ascii_lowercase()) else { continue };
        let finding = finding(cx, transport, &version);
        found.push(FindingWithFix::new(finding, &cx.sites().place(transport, "method"), [set("method", "sslv23")]));
    }
    cx.fixes().report_with_fixes(found, out);
}

/// The version that `method` selects, if it is too old.
struct Version {
    spoken: &'static str,
    written: bool,
    dead: bool,
}

/// `None` if it is new enough: `sslv23` is whatever both sides support, despite its name.
fn version(method: &[u8]) -> Option<Version> {
    let of = |spoken, written, dead| Some(Version { spoken, written, dead });
    match method {
        b"" => of("TLS 1.0", false, false),
        b"default" | b"unspecified" | b"tlsv1" => of("TLS 1.0", true, false),
        b"tlsv1_1" => of("TLS 1.1", true, false),
        b"sslv2" => of("SSL 2", true, true),
        b"sslv3" => of("SSL 3", true, true),
        _ => None,
    }
}

fn finding(cx: &Context<'_>, transport: &Object<'_>, version: &Version) -> Finding {
    let id = cx.plain(transport.id());
    let spoken = version.spoken;
    let message = if version.written {
        format!("TLS transport `{id}` supports only {spoken}")
    } else {
        format!("TLS transport `{id}` has no `method`: it supports only {spoken}")
    };
    let finding = cx
        .transports()
        .on(transport, "method", message)
        .at(if version.written { "exactly this version, not at least" } else { "no `method` means `tlsv1`" })
        .help("Set `method=sslv23`: despite its name it negotiates the newest version that both sides support; or `method=tlsv1_2` for TLS 1.2 only");
    if version.dead {
        finding
            .consequence(format!("{spoken} has been removed from OpenSSL: no handshake succeeds, in either direction"))
            .severity(Severity::Error)
    } else {
        finding.consequence(format!(
            "Phones and providers that refuse {spoken}, as most do today, cannot connect, and Asterisk cannot connect to them; the others have a connection that is no longer considered secure"
        ))
    }
}
