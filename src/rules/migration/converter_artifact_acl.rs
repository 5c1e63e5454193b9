//! The access lists of single devices, which the converter has made one list for everybody.

use crate::asterisk::TypeId;
use crate::finding::Finding;
use crate::rules::Context;

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let marks = cx.migration().converted();
    if marks.is_empty() {
        return;
    }
    let judged = &cx.config.pjsip;
    for section in cx.objects().sections_of_type(TypeId::pjsip("acl")) {
        let span = judged.doc.name_span(section);
        // The converter calls it so; others are somebody's own.
        let Some((_, mark)) = marks.iter().find(|(file, _)| *file == span.file) else { continue };
        if judged.doc.name(&cx.config.sources, section) != b"acl" {
            continue;
        }
        out.push(
            cx.finding(span, "the converter has made one list for everybody out of the lists of single devices")
                .at("`type=acl` is for all SIP traffic")
                .label(*mark, "sip_to_pjsip.py wrote this file")
                .object("acl", "acl")
                .consequence("What was a limit for one device is one for all, providers included, and permits come before denies: as soon as a deny is for everybody, so is the answer 403")
                .help("Take the section away, and write `deny` and `permit` into the endpoints that had them in sip.conf, in the order of sip.conf"),
        );
    }
}
