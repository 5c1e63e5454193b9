//! Browsers should connect, but http.conf or modules.conf prevents it.

use std::net::IpAddr;

use crate::catalogue::Severity;
use crate::finding::Finding;
use crate::neighbours::{Bound, Http, Loads};
use crate::objects::Object;
use crate::rules::Context;
use crate::rules::facts::sockets::{is_web, protocol};
use crate::source::Span;

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let Some(who) = who(cx) else { return };
    out.extend(modules(cx, &who));
    let Some(http) = &cx.config.neighbours.http else {
        return cx.quiet("there is no http.conf to look at");
    };
    if !http.enabled.value {
        out.push(closed(
            cx,
            &who,
            http.enabled.span,
            "the HTTP server is off",
            "no connections without `enabled=yes`",
            "Set `enabled=yes` and `bindaddr` in http.conf, with `tlsenable=yes` and `tlscertfile` for wss",
        ));
    } else if http.bound.value == Bound::Nowhere {
        let span = http.bound.span.or(http.enabled.span);
        let finding = closed(
            cx,
            &who,
            span,
            "the HTTP server is on, but has no address",
            "no valid `bindaddr`",
            "Set `bindaddr` in http.conf: `0.0.0.0`, or `127.0.0.1` behind a web server that proxies WebSocket",
        );
        out.push(finding.log("Unable to resolve host"));
    } else {
        out.extend(secure(cx, &who, http));
        out.extend(moved(cx, &who, http));
    }
}

/// What shows that browsers should connect: the first WebSocket transport, else the first endpoint of a browser.
fn who<'a>(cx: &Context<'a>) -> Option<Object<'a>> {
    let transport = cx.transports().loaded().iter().find(|t| is_web(t)).cloned();
    transport.or_else(|| {
        let mut kinds = cx.accounts.groups().iter().filter(|k| cx.groups().registers(k) && !cx.groups().is_trunk(k));
        kinds.find_map(|k| Some(cx.groups().endpoint_of(k)).filter(Object::is_webrtc))
    })
}

/// A finding at the line of the other file, if there is one, and at what needs it.
fn place(cx: &Context<'_>, who: &Object<'_>, span: Option<Span>, message: &str, at: &str) -> Finding {
    let (name, kind) = (cx.plain(who.id()), who.of.facts().name);
    let message = format!("{message}, while {kind} `{name}` is for browsers");
    match span {
        Some(span) => cx.finding(span, message).at(at).label(who.name_span(), "needs it"),
        None => cx.finding(who.name_span(), message).at(at).object(kind, name),
    }
}

fn closed(cx: &Context<'_>, who: &Object<'_>, span: Option<Span>, message: &str, at: &str, help: &str) -> Finding {
    place(cx, who, span, message, at)
        .consequence("WebSocket connections arrive through the HTTP server: every browser's connection is refused, and none registers")
        .help(help)
}

/// Modules without which there is no SIP over WebSocket.
fn modules(cx: &Context<'_>, who: &Object<'_>) -> Option<Finding> {
    let (modules, version) = (&cx.config.neighbours.modules, cx.config.target.version);
    // Without PJSIP itself there are no browsers to serve.
    if matches!(modules.will_load("res_pjsip", version), Loads::No(_)) {
        return None;
    }
    let Loads::No(why) = modules.will_load("res_pjsip_transport_websocket", version) else { return None };
    Some(closed(
        cx,
        who,
        why.span(),
        "`res_pjsip_transport_websocket.so` is not loaded",
        "so there is no SIP over WebSocket",
        "Load `res_http_websocket.so` and `res_pjsip_transport_websocket.so` in modules.conf",
    ))
}

/// Whether HTTPS is available for wss.
fn secure(cx: &Context<'_>, who: &Object<'_>, http: &Http) -> Option<Finding> {
    // Behind a web server on this host plain WebSocket is correct; on a plain transport it may be intended.
    let wss = cx.transports().loaded().iter().find(|t| protocol(t) == "wss");
    let inside = |bound: &Bound| {
        matches!(bound, Bound::Address(IpAddr::V4(a), _) if a.is_loopback())
            || matches!(bound, Bound::Address(IpAddr::V6(a), _) if a.is_loopback())
    };
    if !http.tls.value {
        let transport = wss?;
        if inside(&http.bound.value) {
            cx.quiet("the HTTP server serves only this host, where another server may do TLS for it");
            return None;
        }
        let span = http.tls.span.or(http.enabled.span);
        return Some(
            place(cx, transport, span, "the HTTP server has no TLS", "without `tlsenable=yes`")
                .consequence("A browser's `wss:` connection is refused. A page loaded over https cannot use plain `ws:`, and without https it gets no microphone")
                .help("Set `tlsenable=yes`, `tlsbindaddr`, `tlscertfile` and `tlsprivatekey` in http.conf; if a web server in front terminates TLS, bind to 127.0.0.1")
                .severity(Severity::Warning),
        );
    }
    if http.certificate.is_some() {
        return None;
    }
    Some(
        place(cx, wss.unwrap_or(who), http.tls.span, "the HTTP server has TLS on, but no certificate", "without `tlscertfile`")
            .consequence("There is no HTTPS: Asterisk looks for `asterisk.pem` in the directory where it was started, and rarely finds it there. A browser's `wss:` connection is refused")
            .log("TLS/SSL error loading cert file. <asterisk.pem>")
            .help("Set `tlscertfile` and `tlsprivatekey` in http.conf")
            .severity(Severity::Warning),
    )
}

/// A prefix changes the path that browsers must use.
fn moved(cx: &Context<'_>, who: &Object<'_>, http: &Http) -> Option<Finding> {
    if http.prefix.value.is_empty() {
        return None;
    }
    let path = cx.plain(&http.prefix.value);
    Some(
        place(cx, who, http.prefix.span, &format!("WebSocket is at `{path}/ws`"), "added before every path")
            .consequence("A browser that connects to `/ws`, as in most guides, is answered 404")
            .help(format!("Remove `prefix`, or have the browsers connect to `{path}/ws`"))
            .severity(Severity::Info),
    )
}
