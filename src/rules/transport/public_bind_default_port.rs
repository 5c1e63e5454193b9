//! SIP on the port that every scanner tries, open to anyone.

use crate::asterisk::value::private::is_private;
use crate::finding::Finding;
use crate::rules::Context;
use crate::rules::facts::exposure::ACL_SECTION;
use crate::rules::facts::sockets::Socket;

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    for transport in cx.transports().loaded() {
        let Some(socket) = Socket::of(transport) else { continue };
        let open = socket.address.is_unspecified() || !is_private(socket.address);
        if socket.protocol != "udp" || socket.port != 5060 || !open {
            continue;
        }
        if !logs_in(cx) {
            if !cx.accounts.groups().is_empty() {
                cx.quiet("no endpoint is identified by a name in requests, so that there is nothing to guess");
            }
            return;
        }
        // It applies to every request.
        if cx.exposure().has_acl_section() {
            return cx.quiet(ACL_SECTION);
        }
        let id = cx.plain(transport.id());
        out.push(
            cx.transports().on(transport, "bind", format!("transport `{id}` answers anyone on UDP port 5060"))
                .at("the port that scanners try first")
                .consequence("Within hours of being reachable from the Internet it is probed with guessed names and passwords around the clock: the log fills up, and a weak password is found")
                .help("Add a section with `type=acl` that allows only the networks of phones and providers, or use another port; behind a firewall that does so, nothing needs to be done"),
        );
    }
}

/// Whether any endpoint is identified by the name in a request: otherwise there is nothing to guess.
fn logs_in(cx: &Context<'_>) -> bool {
    let by_name = |word: &[u8]| word.eq_ignore_ascii_case(b"username") || word.eq_ignore_ascii_case(b"auth_username");
    cx.accounts.groups().iter().any(|k| cx.groups().endpoint_of(k).names("identify_by").any(by_name))
}
