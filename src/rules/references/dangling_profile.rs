//! A geolocation profile that does not exist.

use crate::finding::Finding;
use crate::objects::{ObjectCheck, RejectReason};
use crate::rules::Context;

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let judged = &cx.config.pjsip;
    let doc = &judged.doc;
    for group in cx.rejections(judged, |r| r.why == RejectReason::Whole(ObjectCheck::NoProfile)) {
        let Some(setting) = group.first.setting else { continue };
        let (of, section) = (group.first.of, group.first.section);
        let (name, option) = (cx.value(doc, setting), cx.option(doc, setting));
        let mut finding = cx
            .about(
                judged,
                section,
                Some(of),
                setting,
                doc.value_span(setting),
                format!(
                    "geolocation.conf has no profile `{name}` (`{option}` in {})",
                    cx.who(doc, section, group.count)
                ),
            )
            .at("no such profile")
            .count(group.count)
            .consequence(cx.sentences().rejected(of, group.count))
            .log(format!("{option} '{name}' on endpoint '{}' doesn't exist", cx.name(doc, section)));
        let there = cx.config.geolocation.as_ref().map(|j| &j.doc);
        finding.help = Some(
            cx.references()
                .suggest_from(name.as_bytes(), there)
                .unwrap_or_else(|| format!("Add `[{name}]` with `type=profile` to geolocation.conf")),
        );
        out.push(finding);
    }
}
