//! The dialplan or a queue calls an endpoint that does not exist.

use crate::asterisk::TypeId;
use crate::finding::Finding;
use crate::objects::State;
use crate::rules::{Context, nearest};
use crate::source::Span;
use crate::text::Document;

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let endpoint = TypeId::pjsip("endpoint");
    let nothing_loaded = !cx.config.pjsip.of_type(endpoint).any(|s| cx.config.pjsip.state(s) == State::Loaded);
    if nothing_loaded || cx.config.mapping.is_elsewhere(endpoint) {
        return;
    }
    for doc in [&cx.config.extensions, &cx.config.queues].into_iter().flatten() {
        in_document(cx, doc, out);
    }
}

fn in_document(cx: &Context<'_>, doc: &Document, out: &mut Vec<Finding>) {
    let sources = &cx.config.sources;
    for section in 0..doc.len() {
        for setting in doc.own_settings(section) {
            let value = doc.value(sources, setting);
            let mut from = 0;
            while let Some(at) = find(&value[from..], b"PJSIP/").map(|n| n + from) {
                from = at + 6;
                // `${VAR}PJSIP/` and `XPJSIP/` are no channel names of their own.
                if at > 0 && (value[at - 1].is_ascii_alphanumeric() || value[at - 1] == b'_') {
                    continue;
                }
                let Some((start, name)) = endpoint_of(value, from) else { continue };
                if known(cx, name) || !doc.is_verbatim(setting) {
                    continue;
                }
                let span = doc.value_span(setting).part(start, name.len());
                report(cx, name, span, out);
            }
        }
    }
}

fn find(text: &[u8], what: &[u8]) -> Option<usize> {
    text.windows(what.len()).position(|w| w.eq_ignore_ascii_case(what))
}

/// The endpoint of `PJSIP/endpoint`, `PJSIP/user@endpoint` or `PJSIP/endpoint/sip:...`; only literals.
fn endpoint_of(value: &[u8], from: usize) -> Option<(usize, &[u8])> {
    let rest = &value[from..];
    // `${EXTEN:1}@trunk` is one word: braces keep together what is in them.
    let mut depth = 0;
    let end = rest.iter().position(|b| {
        match b {
            b'{' => depth += 1,
            b'}' => depth -= 1,
            _ => {}
        }
        depth < 0 || depth == 0 && b"&,)|;\"' \t]".contains(b)
    });
    let word = &rest[..end.unwrap_or(rest.len())];
    let (start, name) = if let Some(slash) = word.iter().position(|b| *b == b'/') {
        (from, &word[..slash])
    } else {
        let user = word.iter().position(|b| *b == b'@').map_or(0, |at| at + 1);
        (from + user, &word[user..])
    };
    (!name.iter().any(|b| b"${(!".contains(b))).then_some((start, name))
}

fn known(cx: &Context<'_>, name: &[u8]) -> bool {
    let endpoint = TypeId::pjsip("endpoint");
    name.is_empty() || cx.config.pjsip.is_loaded(&cx.config.sources, endpoint, name)
}

fn report(cx: &Context<'_>, name: &[u8], span: Span, out: &mut Vec<Finding>) {
    let (doc, sources) = (&cx.config.pjsip.doc, &cx.config.sources);
    let shown = cx.plain(name);
    let endpoint = TypeId::pjsip("endpoint");
    let mut finding = cx
        .finding(span, format!("there is no endpoint `{shown}` to call"))
        .at("no such endpoint")
        .consequence("The call ends with CHANUNAVAIL; a hint or queue member stays unavailable")
        .log(format!("Unable to create PJSIP channel - endpoint '{shown}' was not found"));
    if let Some(section) = cx.config.pjsip.find(sources, endpoint, name) {
        // The endpoint's own line is what is to be mended.
        finding = finding
            .label(doc.name_span(section), "Asterisk does not load this one")
            .help("Mend the endpoint; the name is right");
        out.push(finding.unless_sure(Some(format!(
            "the endpoint is there, but is not loaded: see {}",
            sources.cite(doc.name_span(section))
        ))));
        return;
    }
    let ids: Vec<String> = cx.config.pjsip.of_type(endpoint).take(10_000).map(|s| cx.name(doc, s)).collect();
    finding.help = nearest(&shown, ids.iter().map(String::as_str)).map(|n| format!("Did you mean `PJSIP/{n}`?"));
    out.push(finding.unless_sure(cx.doubt(Some(endpoint)).or_else(|| cx.without_type(name))));
}
