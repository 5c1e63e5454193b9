//! Objects that do not hold together as a whole.

use crate::asterisk::TypeId;
use crate::finding::Finding;
use crate::objects::{LoadedFile, ObjectCheck, RejectReason};
use crate::rules::Context;
use crate::rules::context::RejectionGroup;

mod log;
mod sentence;

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    for judged in cx.judged() {
        for group in cx.rejections(judged, |r| matches!(r.why, RejectReason::Whole(c) if !has_its_own_rule(c))) {
            let RejectReason::Whole(constraint) = group.first.why else { continue };
            out.push(finding(cx, judged, &group, constraint));
        }
    }
}

fn has_its_own_rule(constraint: ObjectCheck) -> bool {
    matches!(constraint, ObjectCheck::NoProfile | ObjectCheck::BindTaken)
}

fn finding<'a>(
    cx: &Context<'a>,
    judged: &'a LoadedFile,
    group: &RejectionGroup<'_>,
    constraint: ObjectCheck,
) -> Finding {
    let (doc, of, section) = (&judged.doc, group.first.of, group.first.section);
    let id = cx.name(doc, section);
    let kind = of.facts().name;
    let said = sentence::sentence(constraint);
    let who = if group.count > 1 { format!(" (in {})", cx.who(doc, section, group.count)) } else { String::new() };
    let message = format!("{kind} `{id}`: {}{who}", said.wrong);
    let mut finding = match group.first.setting {
        Some(setting) => {
            let span = if doc.value_span(setting).len == 0 {
                doc.option_span(&cx.config.sources, setting)
            } else {
                doc.value_span(setting)
            };
            cx.about(judged, section, Some(of), setting, span, message)
        }
        None => cx.finding(doc.name_span(section), message).object(kind, &id),
    };
    finding =
        finding.at(said.short).consequence(cx.sentences().rejected(of, group.count)).help(said.help).count(group.count);
    let value = group.first.setting.map_or_else(String::new, |s| cx.value(doc, s));
    let log = log::log(constraint, kind, &id, &value, cx.config.target.is_modern_auth());
    finding.log = log.or_else(|| {
        let file = of.facts().file;
        Some(format!("Could not create an object of type '{kind}' with id '{id}' from configuration file '{file}'"))
    });
    // The transport may stand in what could not be looked at.
    let doubt = (constraint == ObjectCheck::NoTransport)
        .then(|| cx.sentences().doubt(Some(TypeId::pjsip("transport"))))
        .flatten();
    finding.unless_sure(doubt)
}
