//! One error in acl.conf, and there is no named ACL at all.

use crate::asterisk::value::address::Rule as Network;
use crate::finding::{Finding, Severity};
use crate::rules::Context;
use crate::text::Outcome;

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let Some(doc) = cx.config.acl.as_ref().filter(|d| d.outcome != Outcome::Lost) else { return };
    let sources = &cx.config.sources;
    // Lines of a template are judged with the first section that inherits them.
    let mut seen = rustc_hash::FxHashSet::default();
    for section in (0..doc.len()).filter(|s| !doc.is_template(*s)) {
        let name = doc.name(sources, section);
        let id = cx.plain(name);
        if name.eq_ignore_ascii_case(b"general") {
            let finding = cx.finding(doc.name_span(section), format!("acl.conf may have no section `[{id}]`"));
            let log = format!("Could not find config type for category '{id}' in 'acl.conf'");
            out.push(say(cx, finding, &id).log(log).help("Remove it: acl.conf has nothing but ACLs"));
            continue;
        }
        doc.each_setting(section, |s| {
            let option = doc.option(sources, s);
            let known = [&b"permit"[..], b"deny"].iter().any(|o| option.eq_ignore_ascii_case(o));
            let bad = doc.value(sources, s).split(|b| *b == b',').find(|e| Network::parse(e, false).is_err());
            if known && bad.is_none() || !seen.insert(s) {
                return;
            }
            let shown = cx.option(doc, s);
            let span = doc.setting_span(sources, s);
            let finding = match bad {
                _ if !known => {
                    let help = match option.to_ascii_lowercase().as_slice() {
                        b"type" | b"acl" => {
                            "Remove the line: a section of acl.conf has nothing but `permit` and `deny`"
                        }
                        _ => "Write `permit` or `deny`: there are no other options",
                    };
                    let log = format!("Could not find option suitable for category '{id}' named '{shown}'");
                    cx.finding(span, format!("`{shown}` is no option of acl.conf")).log(log).help(help)
                }
                Some(element) => {
                    let blank = element.first() == Some(&b' ') || element.last() == Some(&b' ');
                    let help = if blank {
                        "Remove the blanks around the comma: the list is not trimmed"
                    } else {
                        "Write an address with an optional mask, as in `10.0.0.0/8`; names are not looked up"
                    };
                    cx.finding(span, format!("`{}` of the ACL `{id}` is no network", cx.plain(element)))
                        .log(format!("In acl.conf: Processing options for {id} failed"))
                        .help(help)
                }
                None => return,
            };
            out.push(say(cx, finding.option(shown), &id));
        });
    }
}

fn say(cx: &Context<'_>, finding: Finding, id: &str) -> Finding {
    let used = cx.graph.named_acls.len();
    let finding = finding.object("acl", id).at("acl.conf is refused because of this").consequence(
        "Asterisk drops the whole of acl.conf: no named ACL exists, and every object that names one lets everybody in. A reload keeps the old ones, so the hole opens at the next restart",
    );
    if used == 0 { finding.severity(Severity::Warning) } else { finding }
}
