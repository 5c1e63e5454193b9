//! An identify that matches a host name, which is resolved only once, at load.

use crate::asterisk::value::address::Network;
use crate::asterisk::value::placeholder::is_placeholder;
use crate::catalogue::Severity;
use crate::finding::Finding;
use crate::rules::Context;

/// More lines than this are not listed one by one.
const MAX_HOSTS: usize = 1000;

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let doc = &cx.config.pjsip.doc;
    let start = out.len();
    for identify in cx.objects().of_type("identify") {
        for (setting, element) in identify.elements("match") {
            if Network::parse(element, true).is_ok() {
                continue;
            }
            if is_placeholder(element) {
                cx.quiet_object(&identify, "a `match` is a placeholder, which a program fills in");
                continue;
            }
            if out.len() - start == MAX_HOSTS {
                out[start + MAX_HOSTS - 1].count += 1;
                continue;
            }
            let (id, name) = (cx.plain(identify.id()), cx.plain(element));
            let span = doc.setting_span(&cx.config.sources, setting);
            let about =
                |message| cx.about(&cx.config.pjsip, identify.section, Some(identify.of), setting, span, message);
            let lost = format!("Identify '{id}' failed when adding resolution results of '{name}'");
            out.push(if can_be_name(element) {
                let srv = if identify.is_on("srv_lookups") && !element.contains(&b':') {
                    "resolved by SRV records (_sip._udp, _sip._tcp, _sips._tcp), then addresses"
                } else {
                    "resolved without SRV records"
                };
                about(format!("the identify `{id}` depends on what `{name}` resolves to at load"))
                    .at(srv)
                    .consequence(
                        "The name is resolved once, at load or reload: requests from addresses that the provider adds \
                         later are answered 401. If it does not resolve then, Asterisk rejects the whole identify, \
                         including its other addresses",
                    )
                    .help("Match the provider's addresses if it publishes them; otherwise reload when they change")
            } else {
                about(format!("`{name}` is neither an address nor a valid host name"))
                    .severity(Severity::Error)
                    .at("treated as a host name")
                    .consequence(
                        "It does not resolve, and Asterisk rejects the whole identify, including its other addresses: \
                         requests from there are answered 401",
                    )
                    .log(lost)
                    .help("Use addresses and networks (`192.0.2.0/24`), separated by commas")
            });
        }
    }
}

/// Whether the text can be a host name, with or without a port: labels of letters, digits and hyphens, of which the
/// last is not a number. Asterisk takes what follows a name in brackets for a port or ignores it.
fn can_be_name(element: &[u8]) -> bool {
    let until = |text: &[u8], end: u8| text.iter().position(|b| *b == end);
    let bracketed = element.strip_prefix(b"[").and_then(|e| Some(e.split_at(until(e, b']')?)));
    let (name, port) = match bracketed {
        Some((name, rest)) => (name, rest.strip_prefix(b"]:").unwrap_or_default()),
        None => until(element, b':').map_or((element, &b""[..]), |colon| (&element[..colon], &element[colon + 1..])),
    };
    let name = name.strip_suffix(b".").unwrap_or(name);
    let fits = |label: &[u8]| {
        !label.is_empty() && label.iter().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | 0x80..))
    };
    let last = name.rsplit(|b| *b == b'.').next().unwrap_or(name);
    port.iter().all(u8::is_ascii_digit) && name.split(|b| *b == b'.').all(fits) && !last.iter().all(u8::is_ascii_digit)
}
