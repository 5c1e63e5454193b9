//! An Asterisk without chan_sip, in a configuration that counts on it.

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
        .then(|| "nothing says which Asterisk this is for: 20 and earlier have chan_sip (see --asterisk)".to_owned());
    if let Some((span, required)) = cx.config.neighbours.modules.named("chan_sip") {
        let finding = cx
            .finding(span, format!("Asterisk {version} has no chan_sip to load"))
            .at("there is no such module")
            .log("Error loading module 'chan_sip.so'")
            .consequence(if required {
                "Asterisk does not start: it is told to need the module"
            } else {
                "Asterisk logs an error at each start, and nobody reads sip.conf"
            })
            .help("Take the line away; what sip.conf has goes into pjsip.conf: see `pjlint parity`");
        let finding = if required { finding } else { finding.severity(Severity::Warning) };
        out.push(finding.unless_sure(guessed.clone()));
    }
    let judged = &cx.config.pjsip;
    let endpoint = TypeId::pjsip("endpoint");
    let has_pjsip = judged.of_type(endpoint).any(|s| matches!(judged.state(s), State::Loaded | State::Rejected));
    let elsewhere = cx.config.mapping.is_partly_elsewhere(endpoint) || cx.config.mapping.is_elsewhere(endpoint);
    let Some(sip) = cx.config.chan_sip.as_ref().filter(|s| !s.is_empty() && !has_pjsip && !elsewhere) else { return };
    let general = sip.general(&cx.config.sources);
    let Some(first) = sip.accounts(&general).next() else { return };
    let name = cx.name(&sip.doc, first.section());
    let count = sip.len();
    out.push(
        cx.finding(
            sip.doc.name_span(first.section()),
            format!("Asterisk {version} does not read sip.conf, and PJSIP has no endpoint"),
        )
        .at(if count == 1 { format!("the device `{name}`") } else { format!("`{name}` and {} others", count - 1) })
        .count(count)
        .consequence("There is no SIP at all: no phone registers, and no call comes or goes")
        .help("Write the devices as endpoints of pjsip.conf; `pjlint parity` says which are missing")
        .unless_sure(guessed.or_else(|| cx.sentences().doubt(Some(endpoint)))),
    );
}
