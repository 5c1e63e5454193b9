//! The access lists of single devices, which the converter merged into one global list.

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
        // The converter uses this name; sections with other names were written by hand.
        let Some((_, mark)) = marks.iter().find(|(file, _)| *file == span.file) else { continue };
        if judged.doc.name(&cx.config.sources, section) != b"acl" {
            let what = || format!("acl `{}`", cx.name(&judged.doc, section));
            cx.quiet_about(what, "the converter gives its own the name `acl`");
            continue;
        }
        out.push(
            cx.finding(span, "the converter merged the access lists of single devices into one global list")
                .at("`type=acl` applies to all SIP traffic")
                .label(*mark, "sip_to_pjsip.py wrote this file")
                .object("acl", "acl")
                .consequence(
                    "A restriction of one device now applies to all, including providers, and permits come before \
                     denies: if any deny matches everyone, every request is answered 403",
                )
                .help(
                    "Remove the section, and add `deny` and `permit` to the endpoints that had them in sip.conf, in \
                     the same order",
                ),
        );
    }
}
