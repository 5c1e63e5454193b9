//! An option that only another object type has.

use crate::finding::Finding;
use crate::objects::Why;
use crate::rules::Context;

use super::unknown_option::{Elsewhere, explained_elsewhere};

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    for judged in cx.judged() {
        for group in cx.rejections(judged, |r| r.why == Why::UnknownOption) {
            let Some(setting) = group.first.setting else { continue };
            let of = group.first.of;
            let name = cx.option(&judged.doc, setting);
            let Some(Elsewhere::OtherTypes(types)) = explained_elsewhere(of, &name, cx.config.target.version) else {
                continue;
            };
            let kind = of.facts().name;
            let span = judged.doc.option_span(&cx.config.sources, setting);
            let list = types.join(" or ");
            let who = cx.who(&judged.doc, group.first.section, group.count);
            out.push(
                cx.about(
                    judged,
                    group.first.section,
                    Some(of),
                    setting,
                    span,
                    format!("`{name}` is an option of {list}, not of {kind} (in {who})"),
                )
                .at(format!("{kind} objects do not have it"))
                .consequence(cx.rejected(of, group.count))
                .count(group.count)
                .log(format!(
                    "Could not find option suitable for category '{}' named '{name}'",
                    cx.name(&judged.doc, group.first.section)
                ))
                .help(format!("Move the line to the {list} object that it is meant for")),
            );
        }
    }
}
