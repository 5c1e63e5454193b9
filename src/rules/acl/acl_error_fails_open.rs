//! One error in acl.conf, and there is no named ACL at all.

use crate::catalogue::Severity;
use crate::finding::Finding;
use crate::rules::Context;
use crate::rules::facts::access_lists::AclFault;
use crate::text::Outcome;

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let Some(doc) = cx.config.acl.as_ref().filter(|d| d.outcome != Outcome::Lost) else { return };
    let sources = &cx.config.sources;
    for (section, fault) in cx.acls().acl_faults(doc) {
        let id = cx.name(doc, section);
        let finding = match fault {
            AclFault::General => cx
                .finding(doc.name_span(section), format!("acl.conf may have no section `[{id}]`"))
                .log(format!("Could not find config type for category '{id}' in 'acl.conf'"))
                .help("Remove it: acl.conf has nothing but ACLs"),
            AclFault::Option(setting) => {
                let option = cx.option(doc, setting);
                let help = if ["type", "acl"].iter().any(|o| option.eq_ignore_ascii_case(o)) {
                    "Remove the line: a section of acl.conf has nothing but `permit` and `deny`"
                } else {
                    "Write `permit` or `deny`: there are no other options"
                };
                cx.finding(doc.setting_span(sources, setting), format!("`{option}` is no option of acl.conf"))
                    .option(&option)
                    .log(format!("Could not find option suitable for category '{id}' named '{option}'"))
                    .help(help)
            }
            AclFault::Element(setting, at) => {
                let element = doc.value(sources, setting).split(|b| *b == b',').nth(at).unwrap_or_default();
                let help = if element.first() == Some(&b' ') || element.last() == Some(&b' ') {
                    "Remove the blanks around the comma: the list is not trimmed"
                } else {
                    "Write an address with an optional mask, as in `10.0.0.0/8`; names are not looked up"
                };
                let message = format!("`{}` of the ACL `{id}` is no network", cx.plain(element));
                cx.finding(doc.setting_span(sources, setting), message)
                    .option(cx.option(doc, setting))
                    .log(format!("In acl.conf: Processing options for {id} failed"))
                    .help(help)
            }
        };
        let finding = finding.object("acl", id).at("acl.conf is refused because of this").consequence(
            "Asterisk drops the whole of acl.conf: no named ACL exists, and every object that names one lets everybody in. A reload keeps the old ones, so the hole opens at the next restart",
        );
        let used = !cx.graph.named_acls.is_empty();
        out.push(if used { finding } else { finding.severity(Severity::Warning) });
    }
}
