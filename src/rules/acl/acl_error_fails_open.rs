//! One error in acl.conf discards every named ACL.

use crate::catalogue::Severity;
use crate::finding::Finding;
use crate::rules::Context;
use crate::rules::facts::access_lists::AclFault;
use crate::text::Outcome;

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let Some(doc) = &cx.config.acl else { return };
    if doc.outcome == Outcome::Lost {
        return cx.quiet("Asterisk cannot read acl.conf at all, which is reported at the line where it stops");
    }
    let sources = &cx.config.sources;
    for (section, fault) in cx.acls().acl_faults(doc) {
        let id = cx.name(doc, section);
        let finding = match fault {
            AclFault::General => cx
                .finding(doc.name_span(section), format!("acl.conf cannot have a section `[{id}]`"))
                .log(format!("Could not find config type for category '{id}' in 'acl.conf'"))
                .help("Remove it: acl.conf contains only ACLs"),
            AclFault::Option(setting) => {
                let option = cx.option(doc, setting);
                let help = if ["type", "acl"].iter().any(|o| option.eq_ignore_ascii_case(o)) {
                    "Remove the line: sections of acl.conf contain only `permit` and `deny`"
                } else {
                    "Use `permit` or `deny`: there are no other options"
                };
                cx.finding(doc.setting_span(sources, setting), format!("`{option}` is not an option of acl.conf"))
                    .option(&option)
                    .log(format!("Could not find option suitable for category '{id}' named '{option}'"))
                    .help(help)
            }
            AclFault::Element(setting, at) => {
                let element = doc.value(sources, setting).split(|b| *b == b',').nth(at).unwrap_or_default();
                let help = if element.first() == Some(&b' ') || element.last() == Some(&b' ') {
                    "Remove the spaces around the comma: list elements are not trimmed"
                } else {
                    "Use an address with an optional mask, as in `10.0.0.0/8`; host names are not looked up"
                };
                let message = format!("`{}` in the ACL `{id}` is not a network", cx.plain(element));
                cx.finding(doc.setting_span(sources, setting), message)
                    .option(cx.option(doc, setting))
                    .log(format!("In acl.conf: Processing options for {id} failed"))
                    .help(help)
            }
        };
        let finding = finding.object("acl", id).at("acl.conf is rejected because of this").consequence(
            "Asterisk discards all of acl.conf: no named ACL exists, and every object that uses one lets everyone in. \
             A reload keeps the old ACLs, so the hole opens at the next restart",
        );
        let used = !cx.graph.named_acls.is_empty();
        out.push(if used { finding } else { finding.severity(Severity::Warning) });
    }
}
