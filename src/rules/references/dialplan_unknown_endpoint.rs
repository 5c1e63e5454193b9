//! The dialplan or a queue calls an endpoint that does not exist.

use crate::asterisk::TypeId;
use crate::finding::Finding;
use crate::neighbours::{ChannelRef, channels};
use crate::objects::State;
use crate::rules::Context;
use crate::source::Span;
use crate::spelling::nearest;

/// At most this many findings get a suggestion.
const MAX_SUGGESTIONS: usize = 50;

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let endpoint = TypeId::pjsip("endpoint");
    let nothing_loaded = !cx.config.pjsip.of_type(endpoint).any(|s| cx.config.pjsip.state(s) == State::Loaded);
    if nothing_loaded || cx.config.mapping.is_elsewhere(endpoint) {
        if cx.config.dialplan().is_some() || cx.config.queues().is_some() {
            cx.quiet(if nothing_loaded {
                "no endpoint is loaded from pjsip.conf, so that they may all be elsewhere"
            } else {
                "sorcery.conf keeps endpoints elsewhere"
            });
        }
        return;
    }
    if let Some(dialplan) = cx.config.dialplan() {
        dialplan.each_channel(|channel| look_up(cx, &channel, out));
    }
    if let Some(queues) = cx.config.queues() {
        queues.each_member(|member| {
            for interface in [Some(member.interface), member.state_interface].into_iter().flatten() {
                channels(interface).for_each(|channel| look_up(cx, &channel, out));
            }
        });
    }
}

fn look_up(cx: &Context<'_>, channel: &ChannelRef<'_>, out: &mut Vec<Finding>) {
    if !channel.is("PJSIP") {
        return;
    }
    let Some(name) = channel.endpoint() else {
        return cx.quiet("a channel with a variable in its name is known only in a call");
    };
    if known(cx, name.bytes) {
        return;
    }
    if !name.exact {
        return cx.quiet("a name in a line with a backslash or a comment in its middle has no place to point at");
    }
    report(cx, name.bytes, name.span, out);
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
        // The endpoint's own line is what needs fixing.
        finding = finding
            .label(doc.name_span(section), "Asterisk does not load this one")
            .help("Fix the endpoint; the name is correct");
        out.push(finding.unless_sure(Some(format!(
            "the endpoint exists but is not loaded: see {}",
            sources.cite(doc.name_span(section))
        ))));
        return;
    }
    // Each suggestion compares every endpoint; after this many the dialplan belongs to another system.
    if out.len() >= MAX_SUGGESTIONS {
        out.push(finding.unless_sure(cx.sentences().doubt(Some(endpoint))));
        return;
    }
    let ids: Vec<String> = cx.config.pjsip.of_type(endpoint).take(10_000).map(|s| cx.name(doc, s)).collect();
    finding.help = nearest(&shown, ids.iter().map(String::as_str)).map(|n| format!("Did you mean `PJSIP/{n}`?"));
    out.push(finding.unless_sure(cx.sentences().doubt(Some(endpoint)).or_else(|| cx.references().without_type(name))));
}
