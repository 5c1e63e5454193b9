//! A placeholder from documentation instead of an address.

use crate::asterisk::value::placeholder::is_placeholder;
use crate::asterisk::value::uri;
use crate::catalogue::Severity;
use crate::finding::Finding;
use crate::rules::Context;

/// Options in which a placeholder does not already reject the object. Some are set for each of a million accounts, so
/// values are checked in one pass.
const OPTIONS: [&str; 8] = [
    "external_media_address",
    "external_signaling_address",
    "media_address",
    "contact",
    "server_uri",
    "client_uri",
    "outbound_proxy",
    "from_domain",
];

/// What documentation writes for an address, in lower case.
const WORDS: [&str; 16] = [
    "your_",
    "your-",
    "yourip",
    "yourserver",
    "yourdomain",
    "yourprovider",
    "yourpublic",
    "publicip",
    "public_ip",
    "public-ip",
    "externalip",
    "external_ip",
    "external-ip",
    "changeme",
    "change_me",
    "x.x.x.x",
];

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let (doc, sources) = (&cx.config.pjsip.doc, &cx.config.sources);
    let is_ours = |n: &[u8]| OPTIONS.iter().any(|o| n.eq_ignore_ascii_case(o.as_bytes()));
    let ours: Vec<bool> = doc.option_names().map(is_ours).collect();
    for setting in doc.settings_where(|n| ours.get(n.0 as usize).copied().unwrap_or(false)) {
        let value = doc.value(sources, setting);
        let angle = value.first() == Some(&b'<') && uri::scheme(&value[1..]).is_none();
        if !angle && !has_word(value) {
            continue;
        }
        if !angle && (is_placeholder(value) || !has_word(host(value))) {
            let what = || format!("a line `{}`", cx.option(doc, setting));
            cx.quiet_about(what, "a program fills it in, or the word is not in the part that is an address");
            continue;
        }
        let option = cx.option(doc, setting);
        let external = option.to_ascii_lowercase().starts_with("external_");
        // In other options such brackets are not a valid URI, which rejects the object.
        if angle && !external {
            continue;
        }
        let mut finding = cx
            .finding(
                doc.setting_span(sources, setting),
                format!("`{option}` still has a placeholder instead of an address"),
            )
            .at("replace this")
            .option(option)
            .consequence("The name does not resolve: requests to it fail, and an external address is not used")
            .help("Use the actual address or host name");
        if external {
            finding = finding.log(format!("Unable to lookup '{}'", cx.value(doc, setting)));
        }
        // Names under a documentation domain, such as `your-provider.example`, are placeholders on purpose.
        if value.windows(8).any(|w| w.eq_ignore_ascii_case(b".example")) {
            finding = finding.severity(Severity::Info);
        }
        out.push(finding);
    }
}

/// The part of the value that must be an address.
fn host(value: &[u8]) -> &[u8] {
    match uri::parse(value, true) {
        Some(uri) => uri.host,
        None => value,
    }
}

/// Whether it contains a placeholder word.
pub(crate) fn has_word(host: &[u8]) -> bool {
    let begins = |at: usize| {
        let is = |word: &&str| host.get(at..at + word.len()).is_some_and(|h| h.eq_ignore_ascii_case(word.as_bytes()));
        WORDS.iter().any(is)
    };
    // Only at the start of a word: `myexternal-ip` may be a real name.
    let first = |at: usize| {
        matches!(host[at] | 0x20, b'y' | b'p' | b'e' | b'c' | b'x')
            && (at == 0 || !host[at - 1].is_ascii_alphanumeric())
    };
    (0..host.len()).any(|at| first(at) && begins(at))
}
