//! A value that Asterisk accepts, but does not use as intended.

use crate::asterisk::ValueKind;
use crate::asterisk::value::groups;
use crate::finding::Finding;
use crate::objects::Accepted;
use crate::rules::Context;

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    for judged in cx.loaded_files() {
        let doc = &judged.doc;
        for remark in &judged.remarks {
            let (name, value) = (cx.option(doc, remark.setting), cx.value(doc, remark.setting));
            let facts = remark.option.facts();
            let finding = |span, message: String| {
                cx.about(judged, remark.section, Some(remark.option.of), remark.setting, span, message)
            };
            match remark.accepted {
                Accepted::Misdirected => out.push(
                    finding(
                        doc.option_span(&cx.config.sources, remark.setting),
                        format!("`{name}` with capital letters is a different option"),
                    )
                    .at("its handler recognises it in lower case only")
                    .consequence(if facts.name.starts_with("contact_") {
                        "Asterisk adds the rule to the ACL for requests, not to the one for contacts"
                    } else {
                        "Asterisk sets incoming_call_offer_pref"
                    })
                    .help(format!("Write `{}`", facts.name)),
                ),
                Accepted::Ignored => {
                    let span = doc.value_span(remark.setting);
                    let span = if span.len == 0 { doc.option_span(&cx.config.sources, remark.setting) } else { span };
                    let list = facts.kind(cx.config.target.version) == ValueKind::GroupList;
                    let ignored = if list {
                        groups::numeric(doc.value(&cx.config.sources, remark.setting)).1.join(", ")
                    } else {
                        value.clone()
                    };
                    out.push(
                        finding(span, format!("`{}` in `{name}` is ignored", cx.plain(ignored.as_bytes())))
                            .at(if list { "groups are numbers from 0 to 63" } else { "not a value of this option" })
                            .consequence(if facts.name.starts_with("default_auth_algorithms") { "Asterisk uses MD5 instead".to_owned() } else { "The object is loaded without it".to_owned() })
                            .help(if list { "Use numbers from 0 to 63 and ranges such as 1-5, or named_call_group and named_pickup_group".to_owned() } else {
                                format!("The valid values are {}", facts.values.iter().map(|v| v.name).collect::<Vec<_>>().join(", "))
                            }),
                    );
                }
                Accepted::No | Accepted::AsIs => {}
            }
        }
    }
}
