//! A configuration that needs chan_sip, for an Asterisk without it.

use crate::asterisk::{Choice, TypeId};
use crate::catalogue::Severity;
use crate::finding::Finding;
use crate::objects::State;
use crate::rules::Context;

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let version = cx.config.target.version;
    if version.major < 21 {
        return;
    }
    let guessed = (cx.config.target.choice == Choice::Default)
        .then(|| "the Asterisk version is unknown: 20 and earlier have chan_sip (see --asterisk)".to_owned());
    if let Some((span, required)) = cx.config.neighbours.modules.named("chan_sip") {
        let finding = cx
            .finding(span, format!("Asterisk {version} has no chan_sip to load"))
            .at("this module does not exist")
            .log("Error loading module 'chan_sip.so'")
            .consequence(if required {
                "Asterisk does not start, because the module is required"
            } else {
                "Asterisk logs an error at every start, and sip.conf is not read"
            })
            .help("Remove the line, and move the contents of sip.conf to pjsip.conf: see `pjlint parity`");
        let finding = if required { finding } else { finding.severity(Severity::Warning) };
        out.push(finding.unless_sure(guessed.clone()));
    }
    let judged = &cx.config.pjsip;
    let endpoint = TypeId::pjsip("endpoint");
    let has_pjsip = judged.of_type(endpoint).any(|s| matches!(judged.state(s), State::Loaded | State::Rejected));
    let elsewhere = cx.config.mapping.is_partly_elsewhere(endpoint) || cx.config.mapping.is_elsewhere(endpoint);
    let Some(sip) = cx.config.chan_sip.as_ref().filter(|s| !s.is_empty()) else { return };
    if elsewhere {
        return cx.quiet("sorcery.conf keeps endpoints elsewhere, where the devices of sip.conf may be");
    }
    if has_pjsip {
        return cx.quiet("pjsip.conf has endpoints, so that sip.conf may be a leftover: see `pjlint parity`");
    }
    let general = sip.general(&cx.config.sources);
    let Some(first) = sip.accounts(&general).next() else { return };
    let name = cx.name(&sip.doc, first.section());
    let count = sip.len();
    out.push(
        cx.finding(
            sip.doc.name_span(first.section()),
            format!("Asterisk {version} does not read sip.conf, and PJSIP has no endpoint"),
        )
        .at(if count == 1 { format!("the device `{name}`") } else { cx.who(&sip.doc, first.section(), count) })
        .count(count)
        .consequence("SIP does not work at all: no phone registers, and no calls are possible")
        .help("Create an endpoint in pjsip.conf for each device; `pjlint parity` lists the missing ones")
        .unless_sure(guessed.or_else(|| cx.sentences().doubt(Some(endpoint)))),
    );
}
