//! Objects that do not hold together as a whole.

use crate::asterisk::TypeId;
use crate::finding::Finding;
use crate::objects::{LoadedFile, ObjectCheck, RejectReason};
use crate::rules::Context;
use crate::rules::context::RejectionGroup;
use crate::rules::verdicts;

mod advice;
mod log;

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    for judged in cx.loaded_files() {
        for group in cx.rejections(judged, |r| verdicts::rule_of_rejection(r.why) == cx.rule.name) {
            let RejectReason::Whole(check) = group.first.why else { continue };
            out.push(finding(cx, judged, &group, check));
        }
    }
}

fn finding<'a>(cx: &Context<'a>, judged: &'a LoadedFile, group: &RejectionGroup<'_>, check: ObjectCheck) -> Finding {
    let (doc, of, section) = (&judged.doc, group.first.of, group.first.section);
    let id = cx.name(doc, section);
    let kind = of.facts().name;
    let advice = advice::advice(check);
    let who = if group.count > 1 { format!(" (in {})", cx.who(doc, section, group.count)) } else { String::new() };
    let message = format!("{kind} `{id}`: {}{who}", check.reason());
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
    finding = finding
        .at(advice.label)
        .consequence(cx.sentences().rejected(of, group.count))
        .help(advice.help)
        .count(group.count);
    let value = group.first.setting.map_or_else(String::new, |s| cx.value(doc, s));
    let log = log::log(check, kind, &id, &value, cx.config.target.is_modern_auth());
    finding.log = log.or_else(|| {
        let file = of.facts().file;
        Some(format!("Could not create an object of type '{kind}' with id '{id}' from configuration file '{file}'"))
    });
    // The transport may stand in what could not be looked at.
    let doubt =
        (check == ObjectCheck::NoTransport).then(|| cx.sentences().doubt(Some(TypeId::pjsip("transport")))).flatten();
    finding.unless_sure(doubt)
}
