//! One pool option, set by its old and by its new name.

use crate::asterisk::value::number;
use crate::finding::Finding;
use crate::objects::Object;
use crate::rules::Context;
use crate::text::SettingId;

const FIELDS: [(&str, &str); 4] = [
    ("threadpool_initial_size", "taskpool_initial_size"),
    ("threadpool_auto_increment", "taskpool_auto_increment"),
    ("threadpool_idle_timeout", "taskpool_idle_timeout"),
    ("threadpool_max_size", "taskpool_max_size"),
];

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    for system in cx.objects().of_type("system") {
        // A release without the new names rejects the object; another rule reports that.
        for (old, new) in FIELDS.into_iter().filter(|(old, new)| system.knows(old) && system.knows(new)) {
            let (Some(first), Some(second)) = (system.setting(old), system.setting(new)) else { continue };
            let value = |s: SettingId| number::uint(system.bytes(s), cx.config.target.reads_binary());
            if value(first) != value(second) {
                report(cx, &system, [(old, first), (new, second)], out);
            }
        }
    }
}

fn report(cx: &Context<'_>, system: &Object<'_>, two: [(&str, SettingId); 2], out: &mut Vec<Finding>) {
    let (doc, sources) = (system.doc(), &cx.config.sources);
    let place = |name: &str| system.all().map(|(_, s)| s).position(|s| Some(s) == system.setting(name));
    // The later line wins, whatever its name (P-2).
    let [lost, counts] = if place(two[0].0) < place(two[1].0) { two } else { [two[1], two[0]] };
    out.push(
        cx.about(
            &cx.config.pjsip,
            system.section,
            Some(system.of),
            lost.1,
            doc.setting_span(sources, lost.1),
            format!("`{}` and `{}` are the same setting, with different values", two[0].0, two[1].0),
        )
        .at("has no effect")
        .label(doc.setting_span(sources, counts.1), "the later line is used")
        .consequence(format!("Asterisk uses the value of `{}`", counts.0))
        .help(format!("Keep `{}`, and remove the other line", two[1].0)),
    );
}
