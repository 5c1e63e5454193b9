//! Options that have no effect on a WebSocket transport: its socket is the HTTP server's.

use crate::asterisk::value::bind::Bind;
use crate::catalogue::FixSafety;
use crate::finding::{Edit, Finding, Fix};
use crate::objects::Object;
use crate::rules::Context;
use crate::rules::facts::sockets::is_web;

/// Options of the socket, which are set in http.conf or not at all.
const IGNORED: [&str; 13] = [
    "cert_file",
    "priv_key_file",
    "password",
    "ca_list_file",
    "ca_list_path",
    "method",
    "cipher",
    "verify_server",
    "verify_client",
    "require_client_cert",
    "allow_wildcard_certs",
    "tos",
    "cos",
];

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    for transport in cx.transports().loaded().iter().filter(|t| is_web(t)) {
        let mut named: Vec<&'static str> =
            IGNORED.into_iter().filter(|o| transport.knows(o) && transport.is_set(o)).collect();
        let port = match Bind::parse(transport.text("bind")) {
            Some(Bind::Address(_, port)) if port != 0 => Some(port),
            _ => None,
        };
        if port.is_some() {
            named.push("bind");
        }
        let Some(first) = named.first().copied() else { continue };
        let id = cx.plain(transport.id());
        let names: Vec<String> = named.iter().filter(|o| **o != "bind").map(|o| format!("`{o}`")).collect();
        let what: Vec<String> = names.into_iter().chain(port.map(|p| format!("port {p} in `bind`"))).collect();
        let what = what.join(", ");
        let verb = if named.len() > 1 { "have" } else { "has" };
        let mut finding = cx
            .transports()
            .on(transport, first, format!("{what} {verb} no effect on WebSocket transport `{id}`"))
            .at("not used")
            .consequence("WebSocket connections arrive through Asterisk's HTTP server: its address, ports and certificate apply, and these lines have no effect")
            .help("Remove them, and set `bindaddr`, `bindport`, `tlsbindaddr`, `tlscertfile` and `tlsprivatekey` in http.conf");
        for option in &named[1..] {
            let span = cx.transports().option_span(transport, option);
            if span != finding.primary.span {
                finding = finding.label(span, "not used either");
            }
        }
        finding.fix = edits(cx, transport, &named).map(|e| Fix::new(FixSafety::Safe, "remove the unused options", e));
        if named.contains(&"tos") || named.contains(&"cos") {
            finding = finding.log("TOS and COS values ignored for websocket transport");
        }
        out.push(finding);
    }
}

/// Removes the lines, and the port of `bind`, if they belong to this transport only.
fn edits(cx: &Context<'_>, transport: &Object<'_>, named: &[&'static str]) -> Option<Vec<Edit>> {
    let doc = transport.doc();
    if cx.fixes().is_base(transport.section) {
        return None;
    }
    let edit = |option: &&'static str| {
        let setting = transport.setting(option).filter(|s| cx.fixes().is_own_line(doc, transport.section, *s))?;
        if *option != "bind" {
            return cx.fixes().without(doc, setting);
        }
        let value = std::str::from_utf8(transport.bytes(setting)).ok()?;
        let (host, _) = value.rsplit_once(':')?;
        cx.fixes().with_value(doc, setting, host)
    };
    named.iter().map(edit).collect()
}
