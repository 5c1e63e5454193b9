//! A boolean that is neither yes nor no.

use crate::catalogue::FixSafety;
use crate::finding::{Finding, Fix};
use crate::objects::Accepted;
use crate::rules::Context;

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    for judged in cx.loaded_files() {
        for remark in judged.remarks.iter().filter(|r| r.accepted == Accepted::No) {
            let doc = &judged.doc;
            let (name, value) = (cx.option(doc, remark.setting), cx.value(doc, remark.setting));
            let span = doc.value_span(remark.setting);
            let span = if span.len == 0 { doc.option_span(&cx.config.sources, remark.setting) } else { span };
            let message = if value.is_empty() {
                format!("`{name}` is empty, which means no")
            } else {
                format!("`{name}={value}` means no")
            };
            let meant = ["enable", "enabled", "yess", "ja", "si", "oui", "active", "ture", "tru", "ye"]
                .contains(&value.to_ascii_lowercase().as_str());
            let edit = cx.fixes().with_value(doc, remark.setting, "yes").filter(|_| meant);
            let fix = edit.map(|e| Fix::new(FixSafety::Safe, format!("write `{name}=yes`"), [e]));
            out.push(
                cx.about(judged, remark.section, Some(remark.option.of), remark.setting, span, message)
                    .at("not one of yes, true, y, t, 1, on")
                    .consequence("Asterisk silently treats any unknown word as no")
                    .help(if meant {
                        format!("Write `{name}=yes`")
                    } else {
                        format!("Write `{name}=yes` or `{name}=no`")
                    })
                    .fix(fix),
            );
        }
    }
}
