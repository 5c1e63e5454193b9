//! A certificate or key file that this host cannot read; only with `--check-files`.

use crate::finding::Finding;
use crate::objects::RejectReason;
use crate::rules::Context;

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    for judged in cx.loaded_files() {
        let doc = &judged.doc;
        for group in cx.rejections(judged, |r| r.why == RejectReason::Unreadable) {
            let Some(setting) = group.first.setting else { continue };
            let (of, section) = (group.first.of, group.first.section);
            let (name, value) = (cx.option(doc, setting), cx.value(doc, setting));
            let message = format!("`{name}`: `{value}` cannot be read (in {})", cx.who(doc, section, group.count));
            out.push(
                cx.about(judged, section, Some(of), setting, doc.value_span(setting), message)
                    .at("missing or not readable")
                    .count(group.count)
                    .consequence(cx.sentences().rejected(of, group.count))
                    .log(format!("Error parsing {name}={value}"))
                    .help("Asterisk resolves a relative path from the directory where it was started, not from the configuration directory; the user it runs as must be able to read the file"),
            );
        }
    }
}
