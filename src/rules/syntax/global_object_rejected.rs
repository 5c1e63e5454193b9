//! More than one `global` or `system` object.

use crate::asterisk::TypeId;
use crate::catalogue::Severity;
use crate::finding::Finding;
use crate::objects::State;
use crate::rules::Context;
use crate::text::SectionId;

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let judged = &cx.config.pjsip;
    for lost in judged.lost.iter().filter(|l| l.too_many) {
        let kind = lost.of.facts().name;
        out.push(
            cx.finding(judged.name_span(lost.second), format!("there are three or more {kind} objects"))
                .at("one too many")
                .label(judged.name_span(lost.first), "the first")
                .object(kind, cx.name(&judged.doc, lost.second))
                .consequence(format!("Asterisk loads none of them: every {kind} setting falls back to the default"))
                .log(format!("Config file 'pjsip.conf' could not be loaded; configuration contains more than one object of type '{kind}'"))
                .help(format!("Keep one {kind} object")),
        );
    }
    for kind in ["global", "system"] {
        let of = TypeId::pjsip(kind);
        let by_name = judged.also.iter().filter(|(_, t)| *t == of).map(|(s, _)| *s);
        let loaded: Vec<SectionId> =
            judged.of_type(of).filter(|s| judged.state(*s) == State::Loaded).chain(by_name).collect();
        let [first, second] = loaded[..] else { continue };
        let mut finding = cx
            .finding(judged.name_span(second), format!("there are two {kind} objects"))
            .at("the later one takes effect, with its defaults")
            .label(judged.name_span(first), "nothing in this one takes effect")
            .object(kind, cx.name(&judged.doc, second))
            .severity(Severity::Warning)
            .help(format!("Put all {kind} settings into one section"));
        finding.consequence = if kind == "global" {
            "The later one replaces the first as a whole: what only the first one sets falls back to the default".into()
        } else {
            "Both are applied one after the other, and `pjsip show settings` shows the first".into()
        };
        if kind == "global" {
            finding = finding.log("At most one pjsip.conf type=global object can be defined.  You have 2 defined.");
        }
        out.push(finding);
    }
}
